"""The data-protection officer on the telephone: a phone's window, no JavaScript, no manual; and the pages under axe."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page

from cases.accounts.models import User
from cases.casework.models import FollowUp
from cases.desk.actions import erase_person, withdraw
from cases.evidence.actions import attach_evidence, open_evidence
from cases.intake.models import Testimony
from cases.witnesses.actions import record_identity
from cases.witnesses.models import ErasureCertificate, Withdrawal, Witness
from tests.conftest import Cast

SignIn = Callable[[Page, User], None]


def fits(page: Page) -> bool:
    return bool(page.locator("html").evaluate("page => page.scrollWidth") <= 360)  # waits for the page


def test_a_withdrawal_by_telephone(
    plain_page: Page, sign_in: SignIn, cast: Cast, submitted: Testimony, witness: Witness
) -> None:
    record_identity(by=cast.interviewer, witness=witness, name_hangul="가상", code_word="달빛")
    item = attach_evidence(by=cast.interviewer, case=submitted.case, testimony=submitted, content=b"a", name="a.txt")
    open_evidence(by=cast.lead, item=item, reason="x")
    page = plain_page
    sign_in(page, cast.dpo)
    page.goto("/staff/")
    page.get_by_role("link", name="Withdrawals").first.click()
    page.get_by_label("Code of the witness").fill("W-999")
    page.get_by_role("button", name="Go on").click()
    assert "You see no witness with this code" in page.locator("#content").inner_text()
    page.get_by_label("Code of the witness").fill(witness.code)
    page.get_by_role("button", name="Go on").click()

    shown = page.locator("#content").inner_text()
    for there in (submitted.code, item.code, "lead opened", "Nothing public changes now", "code word"):
        assert there in shown
    assert fits(page)
    page.get_by_label("Note").fill("Her brother is at home")
    page.get_by_role("button", name="Carry out the withdrawal").click()
    assert "everything, or tick at least one purpose" in page.locator("#content").inner_text()
    assert page.get_by_label("Note").input_value() == "Her brother is at home"
    page.get_by_label("Everything").first.check()
    page.get_by_role("button", name="Carry out the withdrawal").click()

    assert Withdrawal.objects.get().whole
    left = page.locator("#content").inner_text()
    for task in FollowUp.objects.all():
        assert task.code in left
    assert fits(page)
    page.get_by_label("Type the code again").fill(witness.code)
    page.get_by_role("button", name="Erase for ever").click()
    certificate = ErasureCertificate.objects.get()
    assert certificate.backups_until.isoformat() in page.locator("#content").inner_text()
    assert fits(page)

    sign_in(page, cast.lead)
    page.goto("/staff/")
    assert "due within 7 days" in page.locator("#content").inner_text()
    page.get_by_role("link", name="Follow-ups").first.click()
    page.get_by_role("link", name="FUP-").first.click()
    page.get_by_label("What came of it").fill("Deleted from the laptop")
    page.get_by_role("button", name="It is done").click()
    assert FollowUp.objects.get(assigned_to=cast.lead).done_by == cast.lead
    assert fits(page)


@pytest.fixture
def addresses(cast: Cast, submitted: Testimony, witness: Witness) -> list[str]:
    """Every page of these, with something on it."""
    today = timezone.localdate()
    other = Witness.objects.get(pk=witness.pk)
    part = withdraw(by=cast.dpo, witness=other, received_on=today, way="phone", scopes=["S2"])
    form = f"/staff/withdraw/{witness.pk}/"
    tasks = [f"/staff/cases/followup/{task.pk}/change/" for task in FollowUp.objects.all()]
    return [
        "/staff/withdrawals/", form, f"/staff/cases/withdrawal/{part.pk}/change/", "/staff/cases/withdrawal/",
        "/staff/cases/followup/", *tasks, "/staff/retention/", f"/staff/cases/witness/{witness.pk}/change/",
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_pass_axe(
    page: Page, sign_in: SignIn, cast: Cast, witness: Witness, addresses: list[str], scheme: str
) -> None:
    sign_in(page, cast.dpo)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    check(page, addresses)
    whole = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True)
    check(page, [addresses[1], f"/staff/cases/withdrawal/{whole.pk}/change/"])
    certificate = erase_person(by=cast.dpo, withdrawal=whole, code=witness.code)
    check(page, [f"/staff/erasure/{certificate.pk}/", f"/staff/cases/withdrawal/{whole.pk}/change/"])


def check(page: Page, addresses: list[str]) -> None:
    for address in addresses:
        page.goto(address)
        found = Axe().run(page).response["violations"]
        assert not found, (address, [(v["id"], v["nodes"][0]["html"][:300]) for v in found])
