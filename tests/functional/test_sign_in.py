"""Signing in by hand: with an app and without JavaScript, and with a passkey under the strict policy."""

import re
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from cases.accounts import queries
from cases.accounts.actions import create_user, make_enrolment_link
from tests.conftest import PASSWORD, Cast
from tests.functional.conftest import unexpected
from tests.sign_in import signed_in

CHOSEN = "seven quiet harbours at dawn"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def said(page: Page) -> list[str]:
    """What the browser's console says; a blocked script or picture is said there."""
    lines: list[str] = []
    page.on("console", lambda message: lines.append(message.text) if unexpected(message.text) else None)
    page.on("pageerror", lambda error: lines.append(str(error)))
    return lines


def link_for_new_person(cast: Cast) -> str:
    user = create_user(by=cast.administrator, username="kim", name="Kim", roles=["coder"])
    return f"/accounts/enrol/{make_enrolment_link(by=cast.administrator, user=user)}/"


def choose_password(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Password:", exact=True).fill(CHOSEN)
    page.get_by_label("Password (again):").fill(CHOSEN)
    page.get_by_role("button", name="Go on").click()


def sign_out(page: Page) -> None:
    page.goto("/accounts/2fa/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")


def test_enrol_and_sign_in_with_an_app_without_javascript(plain_page: Page, cast: Cast) -> None:
    """From the link to the records and, signed out, back in with a code; then the same code again: refused."""
    page = plain_page
    choose_password(page, link_for_new_person(cast))
    page.goto("/staff/cases/case/")
    assert page.url.endswith("/accounts/2fa/"), "a password alone opens nothing"
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("code.copy").inner_text()
    page.get_by_label("Authenticator code").fill(queries.current_code(secret))
    page.get_by_role("button", name="Go on").click()
    assert page.locator(".codes li").count() == 10
    recovery = page.locator(".codes li").first.inner_text()
    page.get_by_role("link", name="go on to the records").click()
    assert page.locator("#site-name").count() == 1

    page.get_by_role("button", name="Log out").click()
    page.goto("/staff/")
    page.get_by_label("Username").fill("kim")
    page.get_by_label("Password").fill(CHOSEN)
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert not page.get_by_role("button", name="passkey").is_visible(), "without scripts no passkey is offered"
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in").click()
    assert page.url.endswith("/staff/")


def test_passkey_is_registered_and_signs_in(page: Page, cast: Cast, said: list[str]) -> None:
    """A virtual authenticator in Chromium: added as the second factor, then used alone."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    choose_password(page, link_for_new_person(cast))
    page.get_by_role("link", name="Add a passkey or security key").click()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/recovery-codes/")
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/staff/")
    sign_out(page)
    page.get_by_label("Username").fill("kim")
    page.get_by_label("Password").fill(CHOSEN)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Use a passkey or security key").click()
    page.wait_for_url("**/staff/")
    assert said == [], "the strict Content-Security-Policy blocks something, or a script failed"


def test_passkey_that_does_not_answer_is_said_in_the_page(page: Page, cast: Cast) -> None:
    """Nothing of the person's choosing happens in silence."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, "isUserVerified": False}})
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").filter(has_text=re.compile("did not answer")).wait_for()


BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
PAGES = ["login/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/", "sessions/", "password/change/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_pass_axe_in_both_schemes_and_fit_a_phone(
    page: Page, live_server: Any, cast: Cast, said: list[str], scheme: Any
) -> None:
    key = signed_in(cast.coder).cookies["sessionid"].value
    page.emulate_media(color_scheme=scheme)
    for path in PAGES:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.context.clear_cookies()
        if path != "login/":
            page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        page.goto(f"/accounts/{path}")
        assert page.url.endswith(f"/accounts/{path}")
        assert said == [], path
        found = Axe().run(page).response["violations"]
        assert not found, [(path, v["id"], v["nodes"][0]["html"][:300]) for v in found]
        said.clear()  # axe sets styles of its own, which the policy rightly blocks
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_list_of_sessions_fits_a_phone(plain_page: Page, live_server: Any, cast: Cast, language: str) -> None:
    """Nothing to push sideways, and an address on one line."""
    page, client = plain_page, signed_in(cast.coder)
    UserSession.objects.update(user_agent=BROWSER, ip="198.51.100.127")
    page.set_extra_http_headers({"Accept-Language": language})
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto("/accounts/sessions/")
    table = page.locator(".scroll")
    assert table.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert "198.51.100.127" in [line.strip() for line in table.inner_text().replace("\t", "\n").splitlines()]
    assert (
        table.evaluate(
            "box => { const range = document.createRange(); const cell = box.querySelectorAll('td')[1];"
            " range.setStart(cell.firstChild, 0); range.setEnd(cell.firstChild, 14);"
            " return new Set([...range.getClientRects()].map(one => one.top)).size }"
        )
        == 1
    )


def test_wrong_password_is_said_beside_the_form(plain_page: Page, cast: Cast) -> None:
    page = plain_page
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill("coder")
    page.get_by_label("Password").fill(f"{PASSWORD}!")
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert "type both again" in page.locator(".errorlist").inner_text()
