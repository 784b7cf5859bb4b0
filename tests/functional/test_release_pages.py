"""A release from the page on which it is built to the public, on a phone without JavaScript; and the pages under axe."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.accounts.models import User
from cases.casework.models import Case
from cases.desk.build import build_release
from cases.desk.jobs import enqueue_audit, worker
from cases.intake.models import Testimony
from cases.published.models import PublishedRelease
from cases.releases.actions import propose_release_withdrawal, set_site, start_series, store_audit
from cases.releases.models import ReleaseDraft, Series
from tests.conftest import Cast
from tests.quoting import proposed, quotable
from tests.releasing import PASSED, sign

SignIn = Callable[[Page, User], None]
NOTE = {f"note_{language}": "A table was wrong." for language in ("en", "ko", "ru")}


@pytest.fixture
def due(cast: Cast, cleared: Testimony) -> Series:
    """A series whose first release is due today."""
    set_site(by=cast.administrator, organisation="Casetracker tests")
    return start_series(by=cast.dpo, first_slot=timezone.localdate())


def of_release(draft: ReleaseDraft) -> str:
    return f"/staff/cases/releasedraft/{draft.pk}/change/"


def fits(page: Page) -> bool:
    """Whether nothing stands out to the side."""
    return bool(page.locator("html").evaluate("page => page.scrollWidth <= innerWidth"))


def press(page: Page, name: str) -> str:
    """Press a button; what the page says then, which is no wider than a phone."""
    page.get_by_role("button", name=name, exact=True).click()
    return arrived(page)


def follow(page: Page, name: str) -> str:
    """Follow a link; what the page says then, which is no wider than a phone."""
    page.get_by_role("link", name=name).click()
    return arrived(page)


def arrived(page: Page) -> str:
    page.wait_for_load_state()  # a click waits for the answer to begin, not to end
    assert fits(page), page.url
    return said(page)


def said(page: Page) -> str:
    return str(page.locator("#container").inner_text())


def finished(page: Page) -> str:
    """Let the job be carried out; what the page of its release says, reached by the link of the job's page."""
    assert page.locator('meta[http-equiv="refresh"]').count() == 1
    worker.work_off()
    page.reload()
    assert page.title().split(" | ")[0].endswith(": done"), said(page)
    return follow(page, "Open REL-001")


def test_a_release_from_the_first_page_to_the_public(
    plain_page: Page, sign_in: SignIn, cast: Cast, due: Series
) -> None:
    """By hand: built, audited, sent back, made and audited anew, signed by two people."""
    page = plain_page
    sign_in(page, cast.advocacy)
    page.goto("/staff/")
    assert "can be built" in follow(page, "Build it")
    press(page, "Build")
    assert "Not audited yet" in finished(page)
    address = page.url
    press(page, "Audit")
    assert "two other people sign" in finished(page)
    assert page.get_by_role("button", name="Sign").count() == 0

    sign_in(page, cast.dpo)
    page.goto(address)
    page.locator("summary", has_text="send it back").click()
    assert page.locator("input[name=rejection]").count() == 1, "no line failed, so that is no reason"
    page.locator("input[name=rejection]").check()
    assert "leave it to somebody else" in press(page, "Send back")

    sign_in(page, cast.advocacy)
    page.goto(address)
    press(page, "Make the files")
    finished(page)
    press(page, "Audit")
    assert "Attempt 2" in finished(page)

    sign_in(page, cast.lead)
    page.goto("/staff/")
    assert "REL-001 waits for your signature" in said(page)
    follow(page, "Open REL-001")
    follow(page, "Go to the signature")
    assert "waits for the other signature" in press(page, "Sign as verification lead")
    page.goto("/staff/")
    assert "waits for your signature" not in said(page)
    assert not PublishedRelease.objects.exists()

    sign_in(page, cast.dpo)
    page.goto(address)
    assert "REL-001 is public now" in press(page, "Sign as data-protection officer")
    page.get_by_role("link", name="as the public sees it").click()
    page.wait_for_load_state()
    assert PublishedRelease.objects.get().pk in page.url
    assert fits(page)


def test_a_signature_in_a_second_tab_or_without_the_difference(
    plain_page: Page, page: Page, sign_in: SignIn, cast: Cast, due: Series
) -> None:
    """Each is refused in words; nothing more is signed."""
    draft = build_release(by=cast.advocacy, series=due)
    store_audit(by=cast.advocacy, draft=draft, lines=PASSED, seconds=1)
    sign_in(page, cast.dpo)
    page.goto(of_release(draft))
    page.eval_on_selector("input[name=difference_sha256]", "one => one.remove()")
    page.get_by_role("button", name="Sign as data-protection officer").click()
    expect(page.locator(".messagelist")).to_contain_text("was not shown")
    assert not draft.approvals.exists()
    sign_in(plain_page, cast.lead)
    plain_page.goto(of_release(draft))
    second = plain_page.context.new_page()
    second.goto(of_release(draft))
    press(plain_page, "Sign as verification lead")
    assert "you have signed it already" in press(second, "Sign as verification lead")
    assert draft.approvals.count() == 1


def test_a_failed_audit_says_which_line_and_what_next(
    plain_page: Page, sign_in: SignIn, cast: Cast, due: Series
) -> None:
    draft = build_release(by=cast.advocacy, series=due)
    failed = {"proof": 6, "key": "show_rule", "passed": False, "figures": {"shown": 3, "failed": "sector"}}
    store_audit(by=cast.advocacy, draft=draft, lines=[*PASSED, failed], seconds=1)
    page = plain_page
    sign_in(page, cast.lead)
    page.goto("/staff/")
    assert "The audit of REL-001 failed" in said(page)
    follow(page, "Open REL-001")
    assert "not all of 3: sector" in said(page)
    assert page.get_by_role("button", name="Sign").count() == 0
    assert page.locator("input[name=rejection]").count() == 2


def problems(page: Page, address: str) -> list[str]:
    """What axe finds on a page with its folds open, in light and in dark."""
    found = []
    for scheme, options in (("light", None), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        violations = Axe().run(page, options=options).response["violations"]
        found += [f"{address} {scheme} {one['id']} {one['nodes'][0]['html'][:200]}" for one in violations]
    return found


def test_the_pages_under_axe(page: Page, sign_in: SignIn, cast: Cast, case: Case, cleared: Testimony) -> None:
    """Those on which a release comes about, those beside it, and what the public reads of it."""
    set_site(by=cast.administrator, organisation="Casetracker tests")
    sign_in(page, cast.dpo)
    found = []

    def look(address: str) -> None:
        found.extend(problems(page, address))

    look(f"/staff/cases/series/add/?first_slot={timezone.localdate()}&horizon=12&mu=1&quotes_per_release=6")
    series = start_series(by=cast.dpo, first_slot=timezone.localdate())
    look("/staff/")
    look("/staff/cases/releasedraft/add/")
    draft = build_release(by=cast.advocacy, series=series)
    job = f"/staff/jobs/{enqueue_audit(by=cast.dpo, draft=draft)}/"
    look(f"{job}?stay=1")
    worker.work_off()
    look(job)
    look(of_release(draft))
    sign(cast, draft)
    withdrawal = propose_release_withdrawal(by=cast.lead, draft=draft, fault="failed_check", **NOTE)
    look(of_release(draft))
    look("/staff/")
    follow(page, f"Open {withdrawal.code}")
    look(page.url)
    quote = proposed(
        cast, quotable(cast, case, name="김철수"), text_en="They kept it. Kim Chol Su saw the seven of us."
    )
    look(f"/staff/cases/quote/{quote.pk}/change/")
    expect(page.locator("section[aria-labelledby=quote-hits]")).to_contain_text("Kim Chol Su")
    for address in ("who-counts/", "figures/?first=sector&second=ILO-11", "cases/outgoingfigure/add/"):
        look(f"/staff/{address}")
    for address in ("voices/", "method/", "method/blur/"):
        look(f"/en/{address}")
    assert found == []
