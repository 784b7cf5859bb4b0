"""What is too much, too long or cut off is refused by a 4xx page with a sentence, before a view sees it."""

import time
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.test import Client, RequestFactory
from pytest_django import Settings

from cases.core import middleware
from cases.core.middleware import STRANGERS_BODY, Limits, WholeBody
from tests.conftest import Cast
from tests.sign_in import signed_in

MB = 2**20
FORM = "application/x-www-form-urlencoded"
LOGIN = "/accounts/login/"


def request_with(body: bytes, declared: int | None = None, content_type: str = FORM) -> HttpRequest:
    """A request whose Content-Length may lie; its stream ends where the bytes end, as a broken connection does."""
    request = RequestFactory().post("/staff/", b"x", content_type=content_type)
    request.META["CONTENT_LENGTH"] = str(len(body) if declared is None else declared)
    request._stream = BytesIO(body)  # type: ignore[attr-defined]
    request.user = AnonymousUser()
    return request


def seen_by_a_view(request: HttpRequest) -> dict[str, Any]:
    """What a view behind the limits reads of the form."""
    seen: dict[str, Any] = {}

    def view(request: HttpRequest) -> HttpResponse:
        seen.update(request.POST.items())
        return HttpResponse()

    seen["answer"] = Limits(view)(request)
    return seen


def test_whole_form_is_read() -> None:
    assert seen_by_a_view(request_with(b"account=words"))["account"] == "words"


@pytest.mark.parametrize("content_type", [FORM, "multipart/form-data; boundary=x"])
@pytest.mark.parametrize("arrived", [0, 1, 60, -1])
def test_form_that_was_cut_off_is_no_shorter_form(content_type: str, arrived: int) -> None:
    """A connection that breaks in the middle of an account must not store its first half."""
    if content_type == FORM:
        body = b"account=" + b"word " * 100
    else:
        body = b'--x\r\nContent-Disposition: form-data; name="account"\r\n\r\n' + b"word " * 100 + b"\r\n--x--\r\n"
    with pytest.raises(UnreadablePostError):
        seen_by_a_view(request_with(body[:arrived], declared=len(body), content_type=content_type))


def test_broken_form_is_answered_by_a_page() -> None:
    request = request_with(b"")
    answer = Limits(lambda _request: HttpResponse()).process_exception(request, UnreadablePostError("gone"))
    assert answer is not None
    assert answer.status_code == 400
    assert "broke off" in answer.content.decode()
    assert Limits(lambda _request: HttpResponse()).process_exception(request, ValueError()) is None


def test_bytes_beyond_the_declared_length_are_not_read() -> None:
    """Django stops there by itself; what follows is the next request's, or a smuggled one."""
    request = RequestFactory().post("/staff/", b"a=1&b=2", content_type=FORM, CONTENT_LENGTH="3")
    request.user = AnonymousUser()
    seen = seen_by_a_view(request)
    assert (seen["a"], "b" in seen) == ("1", False)


def test_body_that_trickles_in_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    body = WholeBody(BytesIO(b"x" * 100), 100)
    assert body.read(10) == b"x" * 10
    now = time.monotonic()
    monkeypatch.setattr(middleware.time, "monotonic", lambda: now + 40)
    with pytest.raises(OSError, match="in time"):
        body.read(10)


def test_body_is_read_in_lines_too() -> None:
    body = WholeBody(BytesIO(b"one\ntwo"), 8)
    assert [body.readline(), body.readline(0), body.readline()] == [b"one\n", b"", b"two"]
    with pytest.raises(OSError, match="whole"):
        body.readline()


@pytest.mark.django_db
def test_stranger_sends_no_more_than_a_sign_in_form() -> None:
    """Nothing of it is read: the refusal comes by the declared length."""
    request = request_with(b"", declared=STRANGERS_BODY + 1)
    answer = seen_by_a_view(request)["answer"]
    assert answer.status_code == 413
    assert "64.0\xa0KB" in answer.content.decode()
    assert seen_by_a_view(request_with(b"x" * STRANGERS_BODY))["answer"].status_code == 200


def test_staff_send_a_file_of_the_greatest_size(cast: Cast, settings: Settings) -> None:
    client = signed_in(cast.interviewer)
    client.raise_request_exception = False
    greatest = settings.EVIDENCE_MAX_BYTES + middleware.SLACK
    for length, refused in ((greatest, False), (greatest + 1, True), (10**30, True)):
        answer = client.generic("POST", "/staff/", b"", content_type=FORM, CONTENT_LENGTH=str(length))
        assert (answer.status_code == 413) == refused, length
        assert answer.status_code < 500
    assert "26.0\xa0MB" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["", "-1", "x", "1e3", " 5", "٣", "5, 5", "-" * 50])
def test_odd_length_is_no_fault(length: str) -> None:
    client = Client(raise_request_exception=False)
    answer = client.generic("POST", LOGIN, b"", content_type=FORM, CONTENT_LENGTH=length)
    assert answer.status_code < 500


@pytest.mark.django_db
def test_body_without_a_length_is_refused() -> None:
    """Django would take a chunked form for an empty one."""
    client = Client(raise_request_exception=False)
    answer = client.post(LOGIN, {"login": "lead"}, headers={"transfer-encoding": "chunked"})
    assert answer.status_code == 411
    assert "length" in answer.content.decode()


def part(name: str, value: bytes = b"", more: str = "") -> bytes:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + value + b"\r\n"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"".join(part(str(n)) for n in range(1100)), 413),
        (b"".join(part("file", b"x", '; filename="a"') for _ in range(6)), 413),
        (part("account", b"x" * (20 * MB + 1)), 413),
        (b"--x\r\n" * 50_000, 413),
        (part("account", b"x", "; y=" + "z" * 5000), 400),
        (part("account", b"!" * 9, "\r\nContent-Transfer-Encoding: base64"), 200),
        (b"\r\n" * 1_000_000, 200),
    ],
    ids=["fields", "files", "text", "empty parts", "long header", "broken base64", "no part"],
)
def test_bomb_is_refused_with_a_sentence(cast: Cast, body: bytes, status: int) -> None:
    """By a member of staff, who may send much; nobody else gets beyond 64 KB."""
    client = signed_in(cast.interviewer)
    client.raise_request_exception = False
    started = time.monotonic()
    answer = client.generic(
        "POST", "/staff/cases/testimony/add/", body + b"--x--\r\n", "multipart/form-data; boundary=x"
    )
    assert answer.status_code == status
    if status == 413:
        assert "too much" in answer.content.decode()
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("path", ["/staff/?q=%00", "/staff/cases/%00/", "/accounts/enrol/%00/", "/x/?a=%00"])
@pytest.mark.django_db
def test_zero_character_is_refused(path: str) -> None:
    """PostgreSQL would raise an error of its own."""
    answer = Client(raise_request_exception=False).get(path)
    assert answer.status_code == 400
    assert "character" in answer.content.decode()
