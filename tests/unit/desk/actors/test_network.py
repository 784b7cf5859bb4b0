"""The network of a case: what it holds, where its boxes stand, and what it does not tell."""

import re
from typing import Any

import pytest

from cases.accounts.actions import create_user
from cases.casework.actions import set_case_members
from cases.casework.models import Case
from cases.coding.actions import (
    code_act,
    involve_actor,
    link_command,
    mark_passage,
    merge_actors,
    register_actor,
)
from cases.coding.models import Act, Actor
from cases.core.models import AuditEvent
from cases.core.partial_dates import parse
from cases.desk.actors import layout, network
from cases.desk.actors.drawing import draw, shortened
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast
from tests.sign_in import signed_in


def overlapping(found: dict[Any, tuple[int, int]]) -> list[Any]:
    return [
        (one, other)
        for one, (x1, y1) in found.items()
        for other, (x2, y2) in found.items()
        if one < other and abs(x1 - x2) < layout.WIDTH and abs(y1 - y2) < layout.HEIGHT
    ]


def test_sixty_boxes_stand_apart_and_inside() -> None:
    keys = list(range(60))
    over = [(key // 3, key) for key in range(1, 40)]
    found = layout.places(keys, over)
    width, height = layout.size(found)
    assert overlapping(found) == []
    assert all(x >= layout.EDGE and x + layout.WIDTH < width and y + layout.HEIGHT < height for x, y in found.values())
    assert width <= 6 * layout.STEP_X + 2 * layout.EDGE
    assert all(found[above][1] < found[below][1] for above, below in over if above != below)
    assert layout.places(keys, over) == found


def test_a_circle_in_time_does_not_keep_the_drawing_waiting() -> None:
    found = layout.places(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")])
    assert overlapping(found) == []
    assert len({y for _x, y in found.values()}) == 3
    assert layout.size(layout.places([], [])) == (layout.WIDTH + layout.EDGE, layout.HEIGHT + layout.EDGE)


def test_a_long_name_is_cut_to_its_box() -> None:
    assert shortened("North Korean agents (agency not named)") == "North Korean agen…"
    assert shortened("국가보위성 해외반탐과 지도원들") == "국가보위성 해외…"
    assert shortened("bowibu") == "bowibu"


@pytest.fixture
def world(cast: Cast, case: Case, act: Act) -> dict[str, Actor]:
    """An organ over a company until 2019; the company and its agents in one act; the agents merged from two records."""
    kinds = {"organ": "state_organ", "company": "company", "agents": "unknown", "guards": "unknown"}
    made = {
        name: register_actor(by=cast.coder, case=case, kind=kind, name=name.title()) for name, kind in kinds.items()
    }
    link_command(
        by=cast.coder, superior=made["organ"], subordinate=made["company"], basis="inferred", note="x", date=parse("2017/2019")
    )  # fmt: skip
    involve_actor(by=cast.coder, act=act, actor=made["company"], role="profited")
    involve_actor(by=cast.coder, act=act, actor=made["guards"], role="guarded")
    merge_actors(by=cast.coder, actor=made["guards"], into=made["agents"], merge_reason="x")
    return made


def read(cast: Cast, case: Case, **chosen: Any) -> dict[str, network.Node]:
    return {node.actor.name: node for node in network.read(cast.coder, case, network.Chosen(**chosen))}


def test_merged_actors_are_one_box_with_the_acts_of_both(cast: Cast, case: Case, world: dict[str, Actor]) -> None:
    found = read(cast, case)
    assert {name: node.acts for name, node in found.items()} == {"Company": 1, "Agents": 1, "Organ": 0}
    assert [(other.actor.name, other.acts) for other in found["Agents"].together] == [("Company", 1)]
    assert [(other.actor.name, other.periods) for other in found["Organ"].over] == [("Company", ["2017/2019"])]


@pytest.mark.parametrize(
    ("chosen", "names", "commands"),
    [
        ({"on": 2018}, {"Organ", "Company", "Agents"}, 1),
        ({"on": 2020}, {"Organ", "Company", "Agents"}, 0),
        ({"kind": "company"}, {"Company"}, 0),
        ({"role": "guarded"}, {"Agents"}, 0),
    ],
)
def test_what_is_chosen(
    cast: Cast, case: Case, world: dict[str, Actor], chosen: dict[str, Any], names: set[str], commands: int
) -> None:
    found = read(cast, case, **chosen)
    assert set(found) == names
    assert sum(len(node.over) for node in found.values()) == commands


def test_restricted_codes_count_by_choice_only(cast: Cast, case: Case, act: Act, world: dict[str, Actor]) -> None:
    AbuseCategory.objects.filter(pk=act.category_id).update(restricted=True)
    assert {node.acts for node in read(cast, case).values()} == {0}
    assert read(cast, case, restricted=True)["Company"].acts == 1


def test_what_is_stated_to_be_absent_is_nobodys_act(cast: Cast, case: Case, act: Act, world: dict[str, Actor]) -> None:
    passage = mark_passage(by=cast.coder, testimony=act.testimony, exact="쉬는 날은 없었습니다")  # type: ignore[arg-type]
    absent = code_act(
        by=cast.coder, event=act.event, testimony=act.testimony, category=AbuseCategory.objects.get(code="WRK-02"),
        state="stated_absent", passages=[passage],
    )  # fmt: skip
    involve_actor(by=cast.coder, act=absent, actor=world["company"], role="carried_out")
    assert read(cast, case)["Company"].acts == 1


def test_a_second_coder_does_not_see_whose_acts_the_first_coded(
    cast: Cast, case: Case, world: dict[str, Actor]
) -> None:
    """The testimony may still go to them blind: actors stand there, and in none of its acts."""
    second = create_user(by=cast.administrator, username="second", name="", roles=["coder"])
    set_case_members(by=cast.coder, case=case, users=[*(member.user for member in case.members.all()), second])
    assert {node.acts for node in network.read(second, case, network.Chosen())} == {0}
    assert {len(node.together) for node in network.read(second, case, network.Chosen())} == {0}


def test_the_page_draws_without_inline_style_and_logs_one_reading(
    cast: Cast, case: Case, world: dict[str, Actor]
) -> None:
    before = AuditEvent.objects.filter(action="sealed.open").count()
    answer = signed_in(cast.legal).get(f"/staff/cases/{case.pk}/network/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert AuditEvent.objects.filter(action="sealed.open").count() == before + 1
    assert "style=" not in page.replace("stylesheet", "")
    assert len(re.findall(r'class="command"', page)) == 1
    assert len(re.findall(r'class="together w1"', page)) == 1
    assert page.count("Organ") >= 2  # in the drawing and in the table
    assert signed_in(cast.stranger).get(f"/staff/cases/{case.pk}/network/").status_code == 404
    assert signed_in(cast.interviewer).get(f"/staff/cases/{case.pk}/network/").status_code == 404


def test_sixty_who_all_acted_together_are_drawn_up_to_a_number(cast: Cast, case: Case, act: Act) -> None:
    for number in range(14):
        actor = register_actor(by=cast.coder, case=case, kind="unknown", name=f"agent {number}")
        involve_actor(by=cast.coder, act=act, actor=actor)
    drawing = draw(network.read(cast.coder, case, network.Chosen()))
    assert (len(drawing.together), drawing.left_out) == (60, 14 * 13 // 2 - 60)
