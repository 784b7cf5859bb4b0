"""Who did what to whom: what is in the table and its file, for whom, and at what cost."""

import csv
import io
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.accounts.actions import create_user
from cases.accounts.models import User
from cases.casework.actions import set_case_members
from cases.coding.actions import code_act, mark_passage
from cases.coding.models import Act
from cases.core.models import AuditEvent
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import ScopeAnswer, record_consent
from tests.conftest import Cast, enrolled
from tests.sign_in import signed_in

from .conftest import NAME, Told

VIEWS = ("case_who_did_what", "case_timeline", "case_matrix")


def address(told: Told, name: str = "case_who_did_what") -> str:
    return reverse(f"admin:{name}", args=[told.case.pk])


def shown(user: User, told: Told, **query: str) -> Any:
    answer = signed_in(user).get(address(told), query)
    assert answer.status_code == HTTPStatus.OK
    return answer


def codes(answer: Any) -> list[str]:
    return [row.act.category.code for row in answer.context["rows"]]


def test_rows_are_in_the_order_of_events_and_time(cast: Cast, told: Told) -> None:
    assert codes(shown(cast.lead, told)) == ["WRK-01", "CTL-01", "WRK-02"]


def test_a_row_says_who_did_what_to_whom(cast: Cast, told: Told) -> None:
    answer = shown(cast.lead, told)
    row = answer.context["rows"][0]
    assert told.testimony.witness is not None
    assert row.people == [told.testimony.witness.code]
    assert row.groups == [told.group.code]
    ((actor, name, part),) = row.actors
    assert (name, part) == (f"{actor.code} {NAME}", "ordered, command")
    assert (row.period, row.place) == ("about autumn 2019", "Russia")
    assert f"{told.group.code}, at least 1 group" in answer.content.decode()


def test_an_act_without_a_time_has_that_of_its_event(cast: Cast, told: Told) -> None:
    row = shown(cast.lead, told).context["rows"][1]
    assert row.date.to_edtf() == "2019/2021"


def test_restricted_codes_are_hidden_until_asked_for(cast: Cast, told: Told) -> None:
    for name in VIEWS:
        page = signed_in(cast.lead).get(address(told, name)).content.decode()
        assert "SGB-01" not in page or name == "case_matrix"  # there it is the head of no column
        assert told.acts["restricted"].code not in page
    assert "SGB-01" in codes(shown(cast.lead, told, restricted="shown"))


def test_those_who_publish_cannot_ask_for_them(cast: Cast, told: Told) -> None:
    type(told.testimony).objects.update(status="cleared")
    answer = shown(cast.advocacy, told, restricted="shown")
    assert codes(answer) == ["WRK-01", "CTL-01", "WRK-02"]
    assert answer.context["export"] == answer.context["toggle"] == ""


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"family": "CTL"}, ["CTL-01"]),
        ({"state": "stated_absent"}, ["WRK-02"]),
        ({"event": "{later}"}, ["WRK-02"]),
        ({"victim": "{person}"}, ["WRK-01"]),
        ({"victim": "{group}"}, ["WRK-01", "CTL-01"]),
        ({"teller": "{person}", "state": "present"}, ["WRK-01", "CTL-01"]),
        ({"actor": "{actor}"}, ["WRK-01"]),
        ({"category": "wrk-02 "}, ["WRK-02"]),
        ({"family": "WRK", "victim": "{group}"}, ["WRK-01"]),
    ],
)
def test_filters_narrow(cast: Cast, told: Told, query: dict[str, str], found: list[str]) -> None:
    assert told.testimony.witness is not None
    names = {
        "later": told.later.code, "person": told.testimony.witness.code, "group": told.group.code,
        "actor": str(told.acts["hours"].involvements.get().actor_id),
    }  # fmt: skip
    assert codes(shown(cast.lead, told, **{key: value.format(**names) for key, value in query.items()})) == found


@pytest.mark.parametrize("query", [{"event": "EVT-999999"}, {"victim": "W-999999"}, {"actor": "x"}, {"page": "-1"}])
def test_a_code_that_leads_nowhere_is_said_to(cast: Cast, told: Told, query: dict[str, str]) -> None:
    answer = shown(cast.lead, told, **query)
    assert len(codes(answer)) == 3
    assert bool(answer.context["form"].errors) == ("page" not in query)


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("who", ["interviewer", "administrator", "stranger"])
def test_others_do_not_find_it(cast: Cast, told: Told, who: str, name: str) -> None:
    assert signed_in(getattr(cast, who)).get(address(told, name)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", VIEWS)
def test_a_second_coder_sees_nothing_of_the_first(cast: Cast, told: Told, name: str) -> None:
    """Neither the codes nor the events that only they fill, nor any name that they gave."""
    second = enrolled(
        create_user(by=cast.administrator, username="second", name="", roles=["coder"]), by=cast.administrator
    )
    team = [member.user for member in told.case.members.select_related("user")]
    set_case_members(by=cast.coder, case=told.case, users=[*team, second])
    page = signed_in(second).get(address(told, name) + "?restricted=shown").content.decode()
    for act in told.acts.values():
        assert act.code not in page
    assert told.event.code not in page
    assert told.group.code not in page


def test_names_are_opened_by_one_logged_reading(cast: Cast, told: Told) -> None:
    client = signed_in(cast.lead)
    before = AuditEvent.objects.filter(action="sealed.open").count()
    client.get(address(told))
    assert AuditEvent.objects.filter(action="sealed.open").count() == before + 1


def test_a_file_is_taken_with_a_reason(cast: Cast, told: Told) -> None:
    client = signed_in(cast.lead)
    file = reverse("admin:case_acts_file", args=[told.case.pk])
    assert client.post(file, {"reason": " "}).status_code == HTTPStatus.FOUND
    answer = client.post(f"{file}?family=WRK", {"reason": "for the meeting"})
    lines = list(csv.reader(io.StringIO(answer.content.decode())))
    assert [line[1] for line in lines[1:]] == ["WRK-01", "WRK-02"]
    assert NAME not in answer.content.decode()
    assert (lines[1][5], lines[1][7], lines[1][11]) == (told.group.code, "2019-23~", told.event.code)
    event = AuditEvent.objects.filter(action="record.exported").latest("seq")
    assert "for the meeting" in event.body
    assert client.get(file).status_code == HTTPStatus.NOT_FOUND


def test_a_file_holds_nothing_of_whoever_no_longer_allows_coding(cast: Cast, told: Told) -> None:
    file = reverse("admin:case_acts_file", args=[told.case.pk])
    witness = told.testimony.witness
    assert witness is not None
    record_consent(
        by=cast.interviewer, witness=witness, given_on=timezone.localdate(),
        scopes={"S0": ScopeAnswer("yes"), "S1": ScopeAnswer("no")}, form_version="1", language="ko", way="oral",
    )  # fmt: skip
    assert codes(shown(cast.lead, told))
    taken = signed_in(cast.lead).post(file, {"reason": "x"}).content.decode()
    assert len(taken.splitlines()) == 1
    assert witness.code not in taken


@pytest.mark.parametrize("who", ["advocacy", "legal", "stranger", "interviewer"])
def test_others_take_no_file(cast: Cast, told: Told, who: str) -> None:
    type(told.testimony).objects.update(status="cleared")
    file = reverse("admin:case_acts_file", args=[told.case.pk])
    assert signed_in(getattr(cast, who)).post(file, {"reason": "x"}).status_code == HTTPStatus.NOT_FOUND


def test_a_file_holds_no_restricted_code_unless_it_was_shown(cast: Cast, told: Told) -> None:
    file = reverse("admin:case_acts_file", args=[told.case.pk])
    client = signed_in(cast.lead)
    assert b"SGB-01" not in client.post(file, {"reason": "x"}).content
    assert b"SGB-01" in client.post(f"{file}?restricted=shown", {"reason": "x"}).content


@pytest.mark.parametrize("name", VIEWS)
def test_more_acts_take_no_more_statements(cast: Cast, told: Told, name: str) -> None:
    client = signed_in(cast.lead)
    client.get(address(told, name))
    with CaptureQueriesContext(connection) as few:
        client.get(address(told, name))
    category, witness = AbuseCategory.objects.get(code="WGE-01"), told.testimony.witness
    assert witness is not None
    for _number in range(12):
        passage = mark_passage(by=cast.coder, testimony=told.testimony, exact="쉬는 날은")
        code_act(by=cast.coder, event=told.later, testimony=told.testimony, category=category, passages=[passage],
                 victims=[witness, told.group])  # fmt: skip
    assert Act.objects.count() == 16
    with CaptureQueriesContext(connection) as many:
        client.get(address(told, name))
    assert len(many) == len(few)
