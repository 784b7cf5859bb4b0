"""What the headers say by kind of path: fail closed, whatever the view says."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from cases.core import url_policies
from cases.core.headers import Headers

PUBLIC = ["/", "/en/", "/ko/patterns/", "/ru/cases/x/", "/data/2026-08/cells.csv", "/robots.txt", "/sitemap.xml"]
STATIC = ["/static/site.css"]
CONFIDENTIAL = [
    "/staff/", "/staff/cases/witness/", "/accounts/login/", "/accounts/2fa/", "/enn/", "/EN/", "/fr/", "/database/",
    "//en/", "/./en/", "/staff/../en/", "/media/x.jpg", "/new/", "/%65n/", "/en",
]  # fmt: skip


def answered(path: str, response: HttpResponse | None = None, **meta: str) -> HttpResponse:
    request = RequestFactory().get("/")
    request.path_info = path
    request.META.update(meta)
    answer = response or HttpResponse(headers={"Cache-Control": "public, max-age=3600"})

    def view(_request: HttpRequest) -> HttpResponse:
        return answer

    return Headers(view)(request)


@pytest.mark.parametrize("path", CONFIDENTIAL)
def test_confidential_answer_is_kept_nowhere_whatever_the_view_said(path: str) -> None:
    """By path: an address that nobody called public is confidential, also one that only looks public."""
    answer = answered(path)
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["X-Robots-Tag"] == "none"


@pytest.mark.parametrize("path", [*PUBLIC, *STATIC])
def test_public_answer_may_be_kept_and_found(path: str) -> None:
    answer = answered(path)
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert "X-Robots-Tag" not in answer.headers
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", [*PUBLIC, *STATIC, *CONFIDENTIAL])
def test_every_answer_keeps_others_out(path: str) -> None:
    headers = answered(path).headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["X-Frame-Options"] == "DENY"
    for feature in ("camera", "microphone", "geolocation", "usb", "display-capture", "clipboard-read", "payment"):
        assert f"{feature}=()" in headers["Permissions-Policy"]
    assert "*" not in headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("path", "allowed"), [("/accounts/2fa/", "(self)"), ("/staff/", "(self)"), ("/en/", "()"), ("/x", "()")]
)
def test_passkeys_are_for_staff(path: str, allowed: str) -> None:
    assert f"publickey-credentials-get={allowed}" in answered(path).headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("host", "kept"),
    [
        ("example.org", True),
        ("abc.onion", False),
        ("ABC.ONION:8080", False),
        ("abc.onion.", False),
        ("abc.onion.example.org", True),
        ("onion", True),
    ],
)
def test_onion_address_is_not_held_to_https(host: str, kept: bool) -> None:
    answer = answered("/en/", HttpResponse(headers={"Strict-Transport-Security": "max-age=1"}), HTTP_HOST=host)
    assert ("Strict-Transport-Security" in answer.headers) == kept


def test_public_paths_are_those_of_the_table() -> None:
    """The headers go by path, the table by route: both name the same."""
    public = {
        route.replace(url_policies.LANGUAGE, "en/").rstrip("*")
        for route, policy in url_policies.DECLARED.items()
        if policy == url_policies.Policy.PUBLIC
    }
    assert public == {"en/", "data/", "robots.txt", "sitemap.xml"}
    files = {path.removeprefix("/") for path in url_policies.PUBLIC_FILES}
    assert {path for path in url_policies.PUBLIC_PATHS if not path.startswith(("ko", "ru"))} | files == public
    for route, policy in url_policies.DECLARED.items():
        if policy != url_policies.Policy.PUBLIC:
            assert not url_policies.is_public("/" + route), route
