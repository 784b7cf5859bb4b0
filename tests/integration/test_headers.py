"""Headers on real answers of every kind: pages, files, redirects, refusals and faults."""

from typing import Any

import pytest
from django.db import DatabaseError
from django.http import HttpResponseBase
from django.test import Client, override_settings
from pytest_django import Settings

from cases.public import queries
from cases.published.models import PublishedRelease
from tests.conftest import Cast
from tests.integration.conftest import SignIn, page
from tests.integration.records import Records

NONE, SELF = ["'none'"], ["'self'"]
STRICT = {
    "default-src": NONE, "img-src": SELF, "style-src": SELF, "form-action": SELF, "base-uri": NONE, "frame-ancestors": NONE,
}  # fmt: skip
SCRIPTED = {"script-src", "connect-src", "media-src"}


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def https(settings: Settings) -> Client:
    """As behind a reverse proxy with a certificate; the settings follow from CASETRACKER_HOSTS there."""
    settings.ALLOWED_HOSTS = ["example.org", "abc.onion"]
    settings.SECURE_SSL_REDIRECT = settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_HSTS_SECONDS = 63_072_000
    return Client(headers={"host": "example.org"})


def policy(answer: HttpResponseBase) -> dict[str, list[str]]:
    return {rule.split()[0]: rule.split()[1:] for rule in answer.headers["Content-Security-Policy"].split(";")}


def check_common(answer: HttpResponseBase) -> None:
    headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in headers
    rules = policy(answer)
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == ["'none'"]
    assert not any("unsafe" in value or "*" in value or ":" in value for values in rules.values() for value in values)


def points(answer: HttpResponseBase) -> dict[str, int]:
    """The MDN HTTP Observatory's scoring chart, for the headers and cookies of one answer over HTTPS.

    Base 100; bonus rows count once 90 is reached. Rows that take the outside world (redirection, preload list) or a
    page's scripts (subresource integrity) are worth 0 at best here: "all redirects preloaded" and "no scripts" give
    nothing, and HSTS gives its 5 on the browsers' preload list only, which no test can put us on.
    """
    rules, headers = policy(answer), answer.headers
    unsafe = any("unsafe" in value or value in ("*", "http:", "https:", "data:") for v in rules.values() for value in v)
    return {
        "base": 100,
        "csp-implemented-with-no-unsafe-default-src-none": 10
        if rules["default-src"] == ["'none'"] and not unsafe
        else -25,
        "cookies-not-found": 0 if not answer.cookies else -40,
        "cross-origin-resource-sharing-not-implemented": -50 if "Access-Control-Allow-Origin" in headers else 0,
        "referrer-policy-private": 5 if headers["Referrer-Policy"] in ("no-referrer", "same-origin") else 0,
        "hsts-implemented-max-age-at-least-six-months": 0
        if int(headers["Strict-Transport-Security"].split(";")[0].split("=")[1]) >= 15_768_000
        else -20,
        "x-content-type-options-nosniff": 0 if headers["X-Content-Type-Options"] == "nosniff" else -5,
        "x-frame-options-implemented-via-csp": 5 if "frame-ancestors" in rules else -20,
        "cross-origin-resource-policy-implemented-with-same-origin": 10
        if headers["Cross-Origin-Resource-Policy"] == "same-origin"
        else 0,
    }


@pytest.mark.parametrize("path", ["/en/", "/ko/patterns/", "/ru/method/", "/en/releases/", "/data/2026-08/cells.csv"])
def test_public_page_scores_130_sets_no_cookie_and_asks_nobody_else(
    published_release: PublishedRelease, https: Client, path: str
) -> None:
    """130 is the most without cookies, scripts and preload."""
    answer = https.get(path, secure=True)
    assert answer.status_code == 200
    assert sum(points(answer).values()) >= 130, points(answer)
    assert policy(answer) == STRICT
    check_common(answer)
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    text = answer.content.decode()
    for attribute in ('src="http', 'src="//', 'href="//', "url(h", "url(/", "<script", "@import", 'rel="preconnect"'):
        assert attribute not in text
    # Links to sources may lead elsewhere; nothing that a browser fetches by itself does.
    assert all('href="http' not in tag for tag in text.split("<link")[1:] for tag in [tag.split(">")[0]])


def test_points_fall_when_a_header_goes(https: Client, published_release: PublishedRelease) -> None:
    """The chart above can fail."""
    answer = https.get("/en/", secure=True)
    answer.headers["Content-Security-Policy"] = "default-src 'self' 'unsafe-inline'"
    answer.set_cookie("a", "b")
    assert sum(points(answer).values()) < 60


def test_hsts_is_for_https_and_not_for_onion(https: Client, published_release: PublishedRelease) -> None:
    said = "Strict-Transport-Security"
    assert https.get("/en/", secure=True).headers[said] == "max-age=63072000; includeSubDomains; preload"
    redirect = https.get("/en/")
    assert (redirect.status_code, said in redirect.headers) == (301, False)
    check_common(redirect)
    assert said not in https.get("/en/", secure=True, headers={"host": "abc.onion"}).headers


def test_without_https_there_is_no_hsts(client: Client, published_release: PublishedRelease) -> None:
    assert "Strict-Transport-Security" not in client.get("/en/").headers


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 302),
        ("/en", 301),
        ("/en/nothing-here/", 404),
        ("/nothing-here", 404),
        ("/staff/", 302),
        ("/staff/nothing-here", 302),
        ("/accounts/nothing-here/", 404),
        ("/static/nothing.css", 404),
        ("/static/site.css", 200),
        ("/accounts/login/", 200),
    ],
)
def test_every_answer_to_a_stranger_carries_them(db: None, browser: Client, path: str, status: int) -> None:
    answer = browser.get(path)
    if path == "/en":
        assert answer.status_code in (301, 302, 404)
    else:
        assert answer.status_code == status
    check_common(answer)
    b"".join(answer)  # a static file is a stream


def test_static_files_are_kept_and_confidential_pages_are_not(db: None, browser: Client) -> None:
    sheet = browser.get("/static/site.css")
    assert "max-age" in sheet.headers["Cache-Control"]
    b"".join(sheet)
    for path in ("/staff/", "/staff/login/", "/staff/jsi18n/", "/accounts/login/", "/accounts/x/", "/x/"):
        assert browser.get(path).headers["Cache-Control"] == "no-store, private", path


def test_refusals_carry_them(db: None, cast: Cast, settings: Settings) -> None:
    """403 for a form of another site, 400 for a forged host, 413 for a flood, 411 without a length."""
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answers = [
        (403, strict.post("/accounts/login/", {"login": "lead"})),
        (400, strict.get("/staff/", headers={"host": "evil.example"})),
        (413, strict.post("/accounts/login/", {"login": "x" * 100_000})),
        (411, strict.post("/accounts/login/", {}, headers={"transfer-encoding": "chunked"})),
        (400, strict.get("/staff/?q=%00")),
    ]
    for status, answer in answers:
        assert answer.status_code == status
        check_common(answer)
        assert answer.headers["Cache-Control"] == "no-store, private"
        text = answer.content.decode()
        assert "<h1>" in text
        assert "evil.example" not in text


def test_faults_carry_them(db: None, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any) -> None:
        raise DatabaseError("리명화")

    monkeypatch.setattr(queries, "edition_with_files", fail)
    answer = browser.get("/en/")
    assert answer.status_code == 500
    check_common(answer)
    assert "리명화" not in answer.content.decode()


def test_staff_pages_run_our_scripts_and_keep_the_referrer(cast: Cast, records: Records, sign_in: SignIn) -> None:
    """By path, so also where a view forgot to ask for it; the referrer is what the CSRF check needs (ADR 6)."""
    client = sign_in(cast.coder)
    for path in ["/staff/", "/accounts/2fa/", *(page(model, "changelist") for model in list(records)[:3])]:
        answer = client.get(path)
        assert set(policy(answer)) >= SCRIPTED, path
        assert all(policy(answer)[name] == ["'self'"] for name in SCRIPTED)
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert answer.headers["X-Robots-Tag"] == "none"
        check_common(answer)


def test_original_of_evidence_is_a_closed_attachment(cast: Cast, records: Records, sign_in: SignIn) -> None:
    model = next(model for model in records if model.__name__ == "EvidenceItem")
    path = page(model, "step", records[model].pk, "open")
    answer = sign_in(cast.coder).post(path, {"reason": "to code it"})
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_public_page_stays_as_strict_when_signed_in(
    cast: Cast, published_release: PublishedRelease, sign_in: SignIn
) -> None:
    answer = sign_in(cast.coder).get("/en/")
    assert policy(answer) == STRICT
    assert not answer.cookies


@override_settings(DEBUG=False)
def test_method_that_is_not_answered(db: None, browser: Client) -> None:
    answer = browser.put("/en/")
    assert answer.status_code in (403, 405)
    check_common(answer)


ONION = f"http://{'a2' * 28}.onion"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/", 200),
        ("/en/patterns/?sector=construction&x=%0D%0Ay", 200),
        ("/ko/nope/", 404),
        ("/ru/embed/2026-08/sex/", 200),
    ],
)
def test_public_page_names_its_onion_address(
    https: Client, settings: Settings, published_release: PublishedRelease, path: str, status: int
) -> None:
    settings.ONION = ONION
    answer = https.get(path, secure=True)
    assert (answer.status_code, answer.headers["Onion-Location"]) == (status, ONION + path)
    assert "Onion-Location" not in https.get(path, secure=True, headers={"host": "abc.onion"}).headers


def test_onion_address_is_for_public_pages_only(
    https: Client, settings: Settings, published_release: PublishedRelease
) -> None:
    for path in ("/en/", "/staff/login/", "/data/2026-08/cells.csv", "/robots.txt", "/en/feed.xml", "/nope"):
        settings.ONION = ""
        assert "Onion-Location" not in https.get(path, secure=True).headers
        settings.ONION = ONION
        assert ("Onion-Location" in https.get(path, secure=True).headers) == (path == "/en/")


@pytest.mark.parametrize("path", ["/en/embed/2026-08/sector/", "/ko/feed.xml", "/sitemap.xml", "/robots.txt"])
def test_what_is_made_for_others_is_as_strict_otherwise(
    https: Client, published_release: PublishedRelease, path: str
) -> None:
    answer = https.get(path, secure=True)
    rules = policy(answer)
    framed = "/embed/" in path
    assert rules.pop("frame-ancestors") == (["*"] if framed else NONE)
    assert rules == {name: value for name, value in STRICT.items() if name != "frame-ancestors"}
    assert not answer.cookies
    assert answer.headers["Referrer-Policy"] == "no-referrer"
