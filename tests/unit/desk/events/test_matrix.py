"""People and acts: four answers, streams apart, groups never among people."""

from typing import Any

from django.urls import reverse

from cases.casework.models import Case
from cases.coding.actions import edit_act
from cases.desk.events.acts import CaseView
from cases.desk.events.matrix import Cell, Column, Part, read
from tests.conftest import Cast
from tests.sign_in import signed_in

from .conftest import Told


def view(cast: Cast, case: Case, *, restricted: bool = False) -> CaseView:
    return CaseView(cast.lead, case, restricted)


def cells(part: Part) -> list[tuple[str, dict[str, str]]]:
    return [(line.code, {code: cell.mark for code, cell in line.cells.items()}) for line in part.lines]


def test_people_and_groups_stand_apart(cast: Cast, told: Told) -> None:
    own, groups = read(view(cast, told.case), "WRK")
    assert told.testimony.witness is not None
    assert cells(own) == [(told.testimony.witness.code, {"WRK-02": "○", "WRK-01": "●"})]
    assert cells(groups) == [(told.group.code, {"WRK-01": "●"})]
    assert (own.kind, groups.kind) == ("own", "groups")


def test_what_was_done_to_others_is_no_cell_of_who_told_it(cast: Cast, told: Told) -> None:
    own, groups = read(view(cast, told.case))
    assert "CTL" not in own.lines[0].cells
    assert groups.lines[0].cells["CTL"].state == "present"


def test_groups_are_in_no_count_of_people(cast: Cast, told: Told) -> None:
    own, groups = read(view(cast, told.case))
    columns = [Column("WRK", ""), Column("CTL", ""), Column("WGE", "")]
    assert (own.totals(columns), own.of_all) == ([1, 0, 0], "of 1 person interviewed")
    assert (groups.totals(columns), groups.of_all) == ([1, 1, 0], "of 1 group")


def test_restricted_codes_give_no_cell_unless_shown(cast: Cast, told: Told) -> None:
    assert "SGB" not in read(view(cast, told.case))[0].lines[0].cells
    assert read(view(cast, told.case, restricted=True))[0].lines[0].cells["SGB"].mark == "●"


def test_the_strongest_answer_is_shown() -> None:
    cell = Cell()
    marks = []
    for state in ("not_asked", "stated_absent", "unclear", "stated_absent", "present", "present"):
        cell.hear(state)
        marks.append(cell.mark)
    assert marks == ["·", "○", "?", "?", "●", "●"]
    assert cell.words == "present (2)"


def test_an_unclear_answer_is_told_apart(cast: Cast, told: Told) -> None:
    act = told.acts["rest"]
    passages: Any = [link.passage for link in act.links.all()]
    edit_act(by=cast.coder, act=act, category=act.category, state="unclear", passages=passages)
    assert read(view(cast, told.case), "WRK")[0].lines[0].cells["WRK-02"].mark == "?"


def test_public_sources_stand_apart_from_interviews(cast: Cast, first_case: Case) -> None:
    assert [part.kind for part in read(view(cast, first_case))] == ["press", "groups"]
    answer = signed_in(cast.lead).get(reverse("admin:case_matrix", args=[first_case.pk]))
    assert "of 3 people" in answer.content.decode()


def test_a_cell_leads_to_its_acts(cast: Cast, told: Told) -> None:
    client = signed_in(cast.lead)
    page = client.get(reverse("admin:case_matrix", args=[told.case.pk]), {"family": "WRK"})
    links = [one["address"] for part in page.context["parts"] for line in part["lines"] for one in line["cells"]]
    found = [client.get(link).context["rows"] for link in links if link]
    assert [len(rows) for rows in found] == [1, 1, 1]


def test_whoever_was_interviewed_is_of_those_who_are_counted(cast: Cast, told: Told) -> None:
    """Also where none of their acts falls into the columns, or only one that is hidden."""
    (own,) = read(view(cast, told.case), "REP")
    assert (own.of_all, own.totals([Column("REP-01", "")])) == ("of 1 person interviewed", [0])
    (own,) = read(view(cast, told.case), "SGB")
    assert (own.of_all, own.lines[0].cells) == ("of 1 person interviewed", {})
