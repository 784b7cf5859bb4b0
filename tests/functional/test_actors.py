"""Actors in a real browser: search before create, many names, merge, command and network, on a phone without JavaScript."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding.actions import GivenName, involve_actor, link_command, merge_actors, register_actor
from cases.coding.models import Act, Actor, CommandLink
from cases.core.partial_dates import parse
from tests.conftest import Cast

SignIn = Callable[[Page, User], None]


def fits(page: Page) -> bool:
    return bool(page.locator("html").evaluate("page => page.scrollWidth") <= 360)  # waits for the page


@pytest.fixture
def organ(cast: Cast, case: Case, act: Act) -> Actor:
    actor = register_actor(
        by=cast.coder, case=case, kind="state_organ", name="국가보위성", names=[GivenName("MSS", "official")]
    )
    involve_actor(by=cast.coder, act=act, actor=actor, role="ordered")
    return actor


def test_an_actor_is_looked_for_recorded_named_and_merged(
    plain_page: Page, sign_in: SignIn, cast: Cast, case: Case, organ: Actor
) -> None:
    page = plain_page
    sign_in(page, cast.coder)
    page.goto(f"/staff/cases/case/{case.pk}/change/")
    page.get_by_role("link", name="Actors, and who stands over whom").click()
    page.get_by_role("link", name="Record an actor").click()
    page.get_by_role("button", name="Look, then record").click()
    expect(page.locator("#content")).to_contain_text("This field is required")
    page.get_by_label("Name, as said").fill("bowibu")
    page.get_by_role("button", name="Look, then record").click()
    shown = page.locator("#content").inner_text()
    assert all(text in shown for text in ("Is it one of these?", "국가보위성", organ.code, "1 act that you see", "MSS"))
    assert "bowibu" not in page.url
    assert fits(page)
    page.get_by_role("button", name="Record as a new actor").click()
    made = Actor.objects.exclude(pk=organ.pk).get()

    page.get_by_label("Further name 1", exact=True).fill("보위부 사람들")
    page.get_by_label("Kind of further name 2").select_option("alias")
    page.get_by_label("Further name 2", exact=True).fill("серые пальто")
    page.get_by_label("Part of").select_option(str(organ.pk))
    page.get_by_role("button", name="Save and continue editing").click()
    assert page.get_by_label("Further name 2", exact=True).input_value() == "серые пальто"
    assert "Кириллица" in page.locator(".actor-names").inner_text()
    assert [row.kind for row in made.names.order_by("created_at")] == ["spelling", "alias"]
    page.get_by_label("Further name 1", exact=True).fill("")
    page.get_by_label("Part of").select_option("")
    page.get_by_role("button", name="Save and continue editing").click()
    assert [row.kind for row in made.names.all()] == ["alias"]
    assert fits(page)

    page.get_by_role("link", name="Is it the same as another?").click()
    page.get_by_role("link", name="국가보위성").click()
    assert fits(page)
    page.get_by_role("button", name="They are one").click()
    expect(page.locator("#content")).to_contain_text("This field is required")
    page.get_by_label("Why they are one").fill("the same office")
    page.get_by_role("button", name="They are one").click()
    made.refresh_from_db()
    assert made.merged_into == organ
    expect(page.locator("#content")).to_contain_text("Read as this one")
    page.get_by_role("link", name=f"({made.code})").click()
    page.get_by_role("button", name="Part it again").click()
    made.refresh_from_db()
    assert made.merged_into is None


def test_a_command_link_is_written_and_a_refusal_loses_nothing(
    plain_page: Page, sign_in: SignIn, cast: Cast, case: Case, organ: Actor
) -> None:
    company = register_actor(by=cast.coder, case=case, kind="company", name="Amur Stroy")
    page = plain_page
    sign_in(page, cast.coder)
    page.goto(f"/staff/cases/actor/{organ.pk}/change/")
    page.get_by_role("link", name="Put somebody under it").click()
    page.get_by_label("Subordinate").select_option(str(company.pk))
    page.get_by_label("Period").fill("2019/2021")
    page.get_by_label("What it rests on").select_option("said")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "What a witness said cites it" in page.locator("#content").inner_text()
    assert page.get_by_label("Period").input_value() == "2019/2021"
    page.get_by_label("Passage that says so").fill("PSG-999999")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "You see no passage with this code" in page.locator("#content").inner_text()
    page.get_by_label("Passage that says so").fill(act_passage(organ))
    page.get_by_role("button", name="Save", exact=True).click()
    made = CommandLink.objects.get()
    assert (made.superior, made.subordinate, made.date.to_edtf()) == (organ, company, "2019/2021")
    page.goto(f"/staff/cases/{case.pk}/network/?on=2020")
    assert page.locator("path.command").count() == 1
    page.get_by_label("Command in the year").fill("2022")
    page.get_by_role("button", name="Show").click()
    assert page.locator("path.command").count() == 0
    assert fits(page)


def act_passage(actor: Actor) -> str:
    link = actor.involvements.get().act.links.get()
    assert link.passage is not None
    return link.passage.code


@pytest.fixture
def addresses(cast: Cast, case: Case, act: Act, organ: Actor) -> list[str]:
    """Every page of these, with something on it."""
    company = register_actor(by=cast.coder, case=case, kind="company", name="ООО «Амур-Строй»", parent=organ)
    agents = register_actor(by=cast.coder, case=case, kind="unknown", name="North Korean agents (agency not named)")
    involve_actor(by=cast.coder, act=act, actor=company, role="profited")
    link = link_command(
        by=cast.coder, superior=organ, subordinate=company, basis="inferred", note="x", date=parse("2019/..")
    )
    old = register_actor(by=cast.coder, case=case, kind="unknown", name="보위부")
    merge_actors(by=cast.coder, actor=old, into=organ, merge_reason="x")
    return [
        f"/staff/cases/{case.pk}/network/", f"/staff/cases/actor/{organ.pk}/change/", f"/staff/cases/actor/{old.pk}/change/",
        f"/staff/actors/new/?case={case.pk}", f"/staff/actors/{agents.pk}/merge/",
        f"/staff/actors/{agents.pk}/merge/?with={organ.pk}", f"/staff/cases/commandlink/{link.pk}/change/",
        f"/staff/cases/involvement/add/?act={act.pk}", "/staff/cases/actor/",
    ]  # fmt: skip


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(page: Page, sign_in: SignIn, cast: Cast, addresses: list[str], dark: bool) -> None:
    page.emulate_media(color_scheme="dark" if dark else "light")
    sign_in(page, cast.coder)
    for address in addresses:
        page.goto(address)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
    page.goto(addresses[3])
    page.get_by_label("Name, as said").fill("bowibu")
    page.get_by_role("button", name="Look, then record").click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
