"""The queue: each sees what waits for their own step, and nothing of what others do or may not see."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.accounts.actions import create_user
from cases.accounts.models import User
from cases.casework.actions import answer_work, give_work, set_case_members, take_work
from cases.casework.models import Assignment, Case
from cases.coding.actions import finish_coding
from cases.coding.models import Act
from cases.desk.actions import withdraw
from cases.desk.start import queue
from cases.desk.start.groups import MOST, Row, ends, since, until
from cases.intake.actions import reopen_testimony, return_testimony
from cases.intake.models import Testimony
from cases.management.bench import staff_records
from cases.witnesses.actions import ScopeAnswer, assess_risk, record_consent, register_witness
from cases.witnesses.models import Witness
from tests.conftest import Cast, enrolled

TODAY = dt.date(2026, 3, 10)


def codes(user: User) -> dict[str, list[str]]:
    """The codes in each group of somebody's queue."""
    fresh = User.objects.get(pk=user.pk)
    return {group.name: [row.code for row in group.rows] for group in queue.queue(fresh)}


def rows(user: User, name: str) -> list[Row]:
    group = queue.find(User.objects.get(pk=user.pk), name)
    assert group is not None
    return list(group.rows)


def test_a_draft_waits_for_its_interviewer_alone(cast: Cast, testimony: Testimony) -> None:
    assert codes(cast.interviewer) == {"drafts": [testimony.code]}
    assert codes(cast.coder) == codes(cast.lead) == codes(cast.dpo) == {}


def test_what_is_submitted_waits_for_coders_of_the_case(cast: Cast, submitted: Testimony) -> None:
    assert codes(cast.coder) == {"to_code": [submitted.code]}
    assert codes(cast.lead) == {"to_code": [submitted.code]}
    assert codes(cast.stranger) == codes(cast.interviewer) == {}


def test_what_came_back_waits_for_its_interviewer(cast: Cast, submitted: Testimony) -> None:
    return_testimony(by=cast.coder, testimony=submitted, return_reason="which year?")
    assert codes(cast.interviewer) == {"returned": [submitted.code]}
    assert [row.when for row in rows(cast.interviewer, "returned")] == ["begun today"]
    assert codes(cast.coder) == {}


def test_nobody_is_asked_to_verify_what_they_coded(cast: Cast, submitted: Testimony, act: Act) -> None:
    finish_coding(by=cast.coder, testimony=submitted)
    assert codes(cast.lead) == {"to_verify": [submitted.code]}
    assert "to_verify" not in codes(cast.coder)


def test_what_is_verified_waits_for_the_dpo(cast: Cast, verified: Testimony) -> None:
    assert codes(cast.dpo) == {"to_clear": [verified.code]}
    assert codes(cast.lead) == {}


def test_what_was_opened_again_waits_for_coders(cast: Cast, verified: Testimony) -> None:
    reopen_testimony(by=cast.lead, testimony=verified, reopen_reason="another site")
    assert codes(cast.coder) == {"reopened": [verified.code]}
    assert "reopened" not in codes(cast.interviewer) | codes(cast.dpo)


def test_what_another_coder_took_is_not_mine(cast: Cast, submitted: Testimony) -> None:
    take_work(by=cast.coder, subject=submitted, task=Assignment.Task.CODE)
    assert codes(cast.lead) == {}
    (row,) = rows(cast.coder, "to_code")
    assert row.what.startswith("given to you")


def test_what_was_given_to_me_stands_first(cast: Cast, case: Case, submitted: Testimony) -> None:
    staff_records.more(case, 3, interviewer=cast.interviewer)
    last = Testimony.objects.filter(status="submitted").order_by("code").last()
    assert last is not None
    assert last != submitted
    offer = give_work(by=cast.lead, subject=last, task=Assignment.Task.CODE, given_to=cast.coder)
    assert codes(cast.coder)["offered"] == [offer.code]
    answer_work(by=cast.coder, assignment=offer, accepts=True)
    assert codes(cast.coder)["to_code"][0] == last.code
    assert "offered" not in codes(cast.coder)


def test_a_withdrawal_is_the_dpos_with_its_day(cast: Cast, submitted: Testimony, witness: Witness) -> None:
    done = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True)
    (row,) = rows(cast.dpo, "withdrawals")
    assert (row.code, row.late) == (done.code, False)
    assert "in 30 days" in row.when
    assert "follow_ups" not in codes(cast.interviewer)
    with time_machine.travel(timezone.now() + dt.timedelta(days=31), tick=False):
        assert rows(cast.dpo, "withdrawals")[0].when.startswith("OVERDUE by 1 day")
        assert rows(cast.dpo, "follow_ups")[0].late


def test_a_consent_that_ends_is_told_to_who_records_it(cast: Cast, case: Case, witness: Witness) -> None:
    today = timezone.localdate()
    soon = {"S0": ScopeAnswer("yes"), "S3": ScopeAnswer("yes", expires_on=today + dt.timedelta(days=20))}
    given = {"given_on": today, "form_version": "1", "language": "ko", "way": "oral"}
    new = record_consent(
        by=cast.interviewer, witness=witness, scopes=soon, review_on=today + dt.timedelta(days=10), **given
    )
    assert codes(cast.interviewer)["consents"] == codes(cast.dpo)["consents"] == [new.code, new.code]
    assert [row.what for row in rows(cast.dpo, "consents")] == [
        f"{witness.code}, look at it again",
        f"{witness.code}, S3",
    ]
    assert codes(cast.coder) == codes(cast.lead) == {}
    record_consent(by=cast.interviewer, witness=witness, scopes={"S0": ScopeAnswer("yes")}, **given)
    assert "consents" not in codes(cast.dpo)  # a newer one counts


def test_a_risk_that_runs_out_is_told_to_who_assesses_it(cast: Cast, witness: Witness) -> None:
    assert "risks" not in codes(cast.interviewer)
    with time_machine.travel(timezone.now() + dt.timedelta(days=170), tick=False):
        assert len(codes(cast.interviewer)["risks"]) == len(codes(cast.dpo)["risks"]) == 1
        assert "risks" not in codes(cast.lead)
    with time_machine.travel(timezone.now() + dt.timedelta(days=190), tick=False):
        assert rows(cast.dpo, "risks")[0].late
        assess_risk(by=cast.dpo, witness=witness, assessed_on=timezone.localdate(), level="low", threats="x")
        assert "risks" not in codes(cast.dpo)


def test_another_interviewers_people_are_not_mine(cast: Cast, case: Case, witness: Witness) -> None:
    other = enrolled(
        create_user(by=cast.administrator, username="other", name="", roles=["interviewer"]), by=cast.administrator
    )
    set_case_members(by=cast.coder, case=case, users=[*(m.user for m in case.members.all()), other])
    with time_machine.travel(timezone.now() + dt.timedelta(days=170), tick=False):
        assert codes(other) == {}


def test_a_childs_consent_waits_for_a_dpo(cast: Cast, case: Case) -> None:
    child = register_witness(by=cast.interviewer, case=case)
    new = record_consent(
        by=cast.interviewer, witness=child, given_on=timezone.localdate(), scopes={"S0": ScopeAnswer("yes")},
        form_version="1", language="ko", way="oral", age=16, guardian="aunt", assents=True, best_interest="x",
    )  # fmt: skip
    assert codes(cast.dpo) == {"unsigned_minors": [new.code]}


def test_no_group_for_who_has_no_such_step(cast: Cast) -> None:
    assert queue.find(cast.interviewer, "to_clear") is None
    assert queue.find(cast.interviewer, "nothing-such") is None


def test_who_has_no_case_sees_nothing(cast: Cast, submitted: Testimony, verified: Testimony) -> None:
    assert codes(cast.stranger) == codes(cast.administrator) == {}


@pytest.mark.parametrize(
    ("role", "most"), [("interviewer", 9), ("coder", 8), ("lead", 10), ("dpo", 12), ("legal", 5), ("advocacy", 5)]
)
def test_statements_are_as_many_for_very_many(
    cast: Cast, case: Case, submitted: Testimony, role: str, most: int
) -> None:
    user: User = getattr(cast, role)
    few = statements(user)
    assert few <= most
    staff_records.more(case, MOST + 50, interviewer=cast.interviewer)
    assert statements(user) == few


def statements(user: User) -> int:
    fresh = User.objects.get(pk=user.pk)
    assert fresh.role_set
    with CaptureQueriesContext(connection) as captured:
        queue.queue(fresh)
    return len(captured)


def test_a_group_counts_up_to_a_hundred(cast: Cast, case: Case) -> None:
    staff_records.more(case, MOST + 20, interviewer=cast.interviewer)
    group = queue.find(cast.coder, "to_code")
    assert group is not None
    assert group.count == "more than 100"
    assert len(group.first) == 5
    assert group.has_more


def test_days_in_words() -> None:
    day = dt.timedelta(days=1)
    assert until(TODAY, TODAY) == "today, 2026-03-10"
    assert until(TODAY + day, TODAY) == "in 1 day, on 2026-03-11"
    assert until(TODAY - 2 * day, TODAY) == "OVERDUE by 2 days, since 2026-03-08"
    assert ends(TODAY, TODAY) == "ends today, 2026-03-10"
    assert ends(TODAY + 3 * day, TODAY) == "ends in 3 days (2026-03-13)"
    assert ends(TODAY - day, TODAY) == "EXPIRED 1 day ago (2026-03-09)"
    with time_machine.travel(dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC), tick=False):
        assert since(timezone.now()) == "since today"
        assert since(timezone.now() - 4 * day) == "waiting for 4 days, since 2026-03-06"
