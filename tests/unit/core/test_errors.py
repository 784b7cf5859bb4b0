"""What goes wrong is answered by one sentence: nothing of the record, the request or the fault."""

import sys
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse
from django.views.debug import technical_500_response
from pytest_django import Settings

from cases.core import audit, keyring
from cases.core.audit import chain
from cases.core.error_pages import not_found
from cases.core.errors import AuditUnavailable
from cases.core.exception_filter import ContentFreeReporter, HideEverything
from cases.core.models import AuditEvent
from cases.intake.models import Testimony
from tests.conftest import ACCOUNT, Cast
from tests.sign_in import signed_in

SECRET = "리명화"
FAULTS: dict[str, Exception] = {
    "value": ValueError(SECRET),
    "database": DatabaseError(SECRET),
    "audit": AuditUnavailable(SECRET),
    "denied": PermissionDenied(SECRET),
    "missing": Http404(SECRET),
    "suspicious": SuspiciousOperation(SECRET),
    "big": RequestDataTooBig(SECRET),
}


def fail(request: HttpRequest, kind: str) -> HttpResponse:
    secret_in_a_variable = SECRET
    raise FAULTS[kind] from RuntimeError(secret_in_a_variable)


urlpatterns = [path("fail/<str:kind>/", fail)]
handler400 = "cases.core.error_pages.bad_request"
handler403 = "cases.core.error_pages.forbidden"
handler404 = not_found
handler500 = "cases.core.error_pages.server_error"


@pytest.fixture
def browser(settings: Settings) -> Client:
    """Meets the failing addresses above, behind the real middleware's outermost part."""
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = settings.MIDDLEWARE[:3]
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("value", 500), ("database", 500), ("audit", 503), ("denied", 403), ("missing", 404), ("suspicious", 400),
        ("big", 413),
    ],
)  # fmt: skip
@pytest.mark.parametrize("debug", [False, True])
def test_fault_is_a_page_without_content(
    browser: Client, settings: Settings, kind: str, status: int, debug: bool
) -> None:
    """With debug pages on too: then it says where, and still not what."""
    settings.DEBUG = debug
    answer = browser.post(f"/fail/{kind}/", {"name": SECRET}, headers={"cookie": "name=X-SECRET"})
    text = answer.content.decode()
    if kind != "missing" or not debug:  # Django's debug page of a 404 quotes the address that was asked for
        assert SECRET not in text
        assert "X-SECRET" not in text
        assert "secret_in_a_variable" not in text
    assert answer.status_code == (status if not debug else {503: 500, 413: 400}.get(status, status))
    if debug and status >= 500:
        assert "test_errors.py" in text
    elif not debug:
        assert "<h1>" in text
        assert "Traceback" not in text


def test_audit_page_says_what_to_do(browser: Client) -> None:
    text = browser.get("/fail/audit/").content.decode()
    assert "The record of who saw what cannot be written, so nothing is shown" in text
    assert "doctor" in text


# --- the audit chain cannot be written ---


@pytest.fixture
def broken_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk: the table refuses the row."""

    def refuse(_self: AuditEvent, *_args: Any, **_kwargs: Any) -> None:
        raise OperationalError(f"database or disk is full: {SECRET}")

    monkeypatch.setattr(AuditEvent, "save", refuse)


def test_testimony_is_not_shown_when_the_reading_cannot_be_written(
    cast: Cast, submitted: Testimony, broken_audit: None
) -> None:
    client = signed_in(cast.coder)
    client.raise_request_exception = False
    answer = client.get(reverse("admin:cases_testimony_change", args=[submitted.pk]))
    text = answer.content.decode()
    assert answer.status_code == 503
    assert "nothing is shown" in text
    for part in [*ACCOUNT.split(), SECRET, submitted.code]:
        assert part not in text


def test_write_is_undone_when_its_event_cannot_be_written(cast: Cast, testimony: Testimony, broken_audit: None) -> None:
    """Nothing changes without its event."""
    client = signed_in(cast.interviewer)
    client.raise_request_exception = False
    before = Testimony.objects.filter(pk=testimony.pk).values().get()
    answer = client.post(reverse("admin:cases_testimony_step", args=[testimony.pk, "submit"]))
    assert answer.status_code == 503
    assert Testimony.objects.filter(pk=testimony.pk).values().get() == before


@pytest.mark.parametrize("error", [DatabaseError, OperationalError, OSError])
def test_whatever_keeps_the_chain_from_being_written_is_one_error(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise error(SECRET)

    monkeypatch.setattr(chain, "_event", refuse)
    with pytest.raises(AuditUnavailable) as caught:
        audit.append(audit.Entry("test.read", cast.coder.pk))
    assert SECRET not in str(caught.value)


@pytest.mark.django_db(transaction=True)
def test_missing_audit_table_is_answered_by_503(cast: Cast, submitted: Testimony) -> None:
    """The real thing: the table is gone."""
    client = signed_in(cast.coder)
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_auditevent RENAME TO cases_gone")
        try:
            answer = client.get(reverse("admin:cases_testimony_change", args=[submitted.pk]))
        finally:
            cursor.execute("ALTER TABLE cases_gone RENAME TO cases_auditevent")
    assert answer.status_code == 503
    assert not any(part in answer.content.decode() for part in ACCOUNT.split())


def test_locked_keys_are_answered_by_503(cast: Cast, submitted: Testimony, settings: Settings, tmp_path: Any) -> None:
    """As after a restart of an office: a sentence, and nothing of the record."""
    client = signed_in(cast.coder)
    keyring.lock()
    settings.KEY_FILE = tmp_path / "sealed.json"
    keyring.create_key_file(settings.KEY_FILE, passphrase="a long passphrase of words")
    answer = client.get(reverse("admin:cases_testimony_change", args=[submitted.pk]))
    assert answer.status_code == 503
    assert "passphrase" in answer.content.decode()
    assert not any(part in answer.content.decode() for part in ACCOUNT.split())


# --- reports ---


def test_report_names_types_and_lines_only() -> None:
    request = RequestFactory().post("/x/", {"name": SECRET}, headers={"cookie": f"a={SECRET}"})
    try:
        fail(request, "value")
    except ValueError:
        answer = technical_500_response(request, *sys.exc_info())
        reporter = ContentFreeReporter(request, *sys.exc_info(), is_email=True)
        texts = [answer.content.decode(), reporter.get_traceback_text(), reporter.get_traceback_html()]
    for text in texts:
        assert SECRET not in text
        assert "builtins.ValueError" in text
        assert "builtins.RuntimeError" in text
        assert "test_errors.py" in text


def test_report_without_an_exception() -> None:
    assert "No exception" in ContentFreeReporter(None, None, None, None).get_traceback_text()


def test_filter_hides_everything() -> None:
    """For whoever asks Django's own reports."""
    request = RequestFactory().post("/x/", {"name": SECRET}, headers={"cookie": f"a={SECRET}"})
    hidden = HideEverything()
    assert hidden.is_active(None)
    found = [
        hidden.get_safe_settings(), hidden.get_safe_request_meta(request), hidden.get_safe_cookies(request),
        hidden.get_post_parameters(request), hidden.get_traceback_frame_variables(request, sys._getframe()),
    ]  # fmt: skip
    assert not any(found)


def test_text_answers_of_a_script_are_as_silent(browser: Client, settings: Settings) -> None:
    """Django answers requests that accept no HTML in plain text."""
    settings.DEBUG = True
    answer = browser.get("/fail/value/", {"name": SECRET}, headers={"accept": "text/plain"})
    assert SECRET not in answer.content.decode()
    assert "builtins.ValueError" in answer.content.decode()
