"""Command links: what each rests on, periods, and no circle at any one time."""

from typing import Any

import pytest
from django.utils import timezone

from cases.accounts.actions import create_user
from cases.casework.actions import create_case, set_case_members
from cases.casework.models import Case
from cases.coding.actions import edit_command_link, link_command, mark_passage, merge_actors, register_actor
from cases.coding.models import Act, Actor, CommandLink
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.partial_dates import parse
from cases.desk.actions import withdraw
from cases.intake.actions import register_source
from cases.intake.models import Testimony
from tests.conftest import Cast, enrolled
from tests.sign_in import signed_in


@pytest.fixture
def actors(cast: Cast, case: Case) -> list[Actor]:
    return [register_actor(by=cast.coder, case=case, kind="unit", name=name) for name in ("top", "middle", "foot")]


def link(cast: Cast, over: Actor, under: Actor, date: str = "", **values: Any) -> CommandLink:
    given = {"basis": "inferred", "note": "x", "date": parse(date), **values}
    return link_command(by=cast.coder, superior=over, subordinate=under, **given)


def test_each_basis_cites_what_it_asks_for(cast: Cast, case: Case, submitted: Testimony, actors: list[Actor]) -> None:
    top, middle, foot = actors
    passage = mark_passage(by=cast.coder, testimony=submitted, exact="여권은 관리자가 보관했습니다")
    source = register_source(by=cast.coder, case=case, kind="press", title="T", language="en")
    for basis, field in (("said", "passage"), ("document", "source"), ("law", "source"), ("inferred", "note")):
        with pytest.raises(Refused) as refusal:
            link(cast, top, middle, basis=basis, note=" ")
        assert refusal.value.field == field
    with pytest.raises(Refused, match="where in the source"):
        link(cast, top, middle, basis="law", source=source, locator=" ")
    with pytest.raises(Refused, match="Choose the source"):
        link(cast, top, middle, basis="inferred", locator="line 2")
    said = link(cast, top, middle, basis="said", passage=passage, note="")
    law = link(cast, middle, foot, basis="law", source=source, locator="line 2", note="", confidence="low")
    assert (said.passage, said.note) == (passage, None)
    assert (law.source, law.locator, law.confidence) == (source, "line 2", "low")
    assert CommandLink.objects.count() == 2


def test_everything_is_of_one_case(cast: Cast, case: Case, actors: list[Actor]) -> None:
    elsewhere = create_case(by=cast.coder, title="Another", slug="another")
    foreign = register_actor(by=cast.coder, case=elsewhere, kind="unit", name="x")
    source = register_source(by=cast.coder, case=elsewhere, kind="press", title="T", language="en")
    for over, under in ((actors[0], foreign), (foreign, actors[0])):
        with pytest.raises(Refused, match="belongs to another case"):
            link(cast, over, under)
    with pytest.raises(Refused, match="belongs to another case"):
        link(cast, actors[0], actors[1], basis="law", source=source, locator="line 1")
    with pytest.raises(Refused, match="Nobody commands themselves"):
        link(cast, actors[0], actors[0])
    with pytest.raises(NotAllowed):
        link_command(by=cast.stranger, superior=actors[0], subordinate=actors[1], basis="inferred", note="x")


@pytest.mark.parametrize(
    ("first", "second", "is_circle"),
    [
        ("2015/2018", "2018/2020", True), ("2015/2017", "2018/2020", False), ("", "2018", True), ("../2017", "2018/..", False),
        ("2018-05/..", "../2018-05-01", True), ("2018-05-02/..", "../2018-05-01", False), ("", "", True),
    ],
)  # fmt: skip
def test_two_may_change_places_but_not_at_one_time(
    cast: Cast, actors: list[Actor], first: str, second: str, is_circle: bool
) -> None:
    link(cast, actors[0], actors[1], first)
    if not is_circle:
        link(cast, actors[1], actors[0], second)
        return
    with pytest.raises(Refused, match=r"over itself at the same time by CMD-\d+"):
        link(cast, actors[1], actors[0], second)
    assert CommandLink.objects.count() == 1


def test_a_longer_circle_counts_only_while_all_of_it_holds(cast: Cast, actors: list[Actor]) -> None:
    top, middle, foot = actors
    link(cast, top, middle, "2015/2017")
    link(cast, middle, foot, "2017/2019")
    link(cast, foot, top, "2018/2019")
    with pytest.raises(Refused, match="over itself"):
        link(cast, foot, top, "2017")


def test_a_change_is_held_to_the_same_rules(cast: Cast, actors: list[Actor]) -> None:
    top, middle, foot = actors
    link(cast, top, middle, "2015")
    back = link(cast, middle, top, "2018")
    with pytest.raises(Refused, match="over itself"):
        edit_command_link(by=cast.coder, command_link=back, date=parse("2015/2018"))
    with pytest.raises(Refused, match="Say in the note"):
        edit_command_link(by=cast.coder, command_link=back, note="")
    changed = edit_command_link(by=cast.lead, command_link=back, subordinate=foot, date=parse("2015/2018"))
    assert (changed.superior, changed.subordinate, changed.basis) == (middle, foot, "inferred")
    assert sealing.open_text(changed, "note") == "x"


def test_a_link_of_a_merged_actor_is_that_of_what_it_is_known_as(cast: Cast, actors: list[Actor]) -> None:
    top, middle, foot = actors
    merge_actors(by=cast.coder, actor=foot, into=middle, merge_reason="x")
    made = link(cast, top, Actor.objects.get(pk=foot.pk))
    assert made.subordinate == middle
    with pytest.raises(Refused, match="over itself"):
        link(cast, Actor.objects.get(pk=foot.pk), top)


@pytest.fixture
def said(cast: Cast, submitted: Testimony, actors: list[Actor]) -> CommandLink:
    """A link that rests on words of an interview that may still go to a second coder."""
    passage = mark_passage(by=cast.coder, testimony=submitted, exact="여권은 관리자가 보관했습니다")
    return link(cast, actors[0], actors[1], basis="said", passage=passage, note="")


def test_a_second_coder_is_not_told_what_the_first_marked(cast: Cast, case: Case, said: CommandLink) -> None:
    by = cast.administrator
    second = enrolled(create_user(by=by, username="second", name="", roles=["coder"]), by=by)
    set_case_members(by=cast.coder, case=case, users=[*(member.user for member in case.members.all()), second])
    browser = signed_in(second)
    assert browser.get(f"/staff/cases/commandlink/{said.pk}/change/").status_code == 404
    pages = (f"cases/actor/{said.superior_id}/change/", f"cases/{case.pk}/network/", "cases/commandlink/")
    for address in pages:
        answer = browser.get(f"/staff/{address}")
        assert answer.status_code == 200
        assert not any(text in answer.content.decode() for text in (said.code, "PSG-", "여권은", 'class="command"'))
    with pytest.raises(NotAllowed):
        edit_command_link(by=second, command_link=said, note="x")


def test_a_passage_that_is_not_shown_stays_when_the_link_is_saved(cast: Cast, said: CommandLink) -> None:
    """Of somebody who took everything back, the passage is closed; it goes with the erasure, and not before."""
    assert said.passage is not None
    person = said.passage.testimony.witness
    assert person is not None
    withdraw(by=cast.dpo, witness=person, received_on=timezone.localdate(), way="phone", whole=True)
    browser, address = signed_in(cast.coder), f"/staff/cases/commandlink/{said.pk}/change/"
    page = browser.get(address).content.decode()
    assert "a passage that you do not read now" in page
    assert said.passage.code not in page
    sent = {
        "superior": said.superior_id, "subordinate": said.subordinate_id, "basis": "said", "date": "2019", "date_as_said": "",
        "source": "", "locator": "", "confidence": "", "note": "", "passage": "",
    }  # fmt: skip
    assert browser.post(address, sent).status_code == 302
    kept = CommandLink.objects.get()
    assert (kept.passage, kept.date.to_edtf()) == (said.passage, "2019")


def test_forms_offer_the_actors_of_the_case_by_name_without_merged_ones(
    cast: Cast, case: Case, act: Act, actors: list[Actor]
) -> None:
    elsewhere = create_case(by=cast.coder, title="Another", slug="another")
    foreign = register_actor(by=cast.coder, case=elsewhere, kind="unit", name="foreign unit")
    merge_actors(by=cast.coder, actor=actors[2], into=actors[1], merge_reason="x")
    browser = signed_in(cast.coder)
    for address in (f"involvement/add/?act={act.pk}", f"commandlink/add/?superior={actors[0].pk}"):
        page = browser.get(f"/staff/cases/{address}").content.decode()
        assert "middle (ACR-" in page
        assert not any(str(actor.pk) in page for actor in (foreign, actors[2]))
