"""Retention: each kind of record is due when its period is over, to whom may see it, in a fixed number of statements."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.accounts.models import User
from cases.casework.actions import finish_follow_up, keep_longer
from cases.casework.models import FollowUp, RetentionReview
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Record, Revision
from cases.desk.actions import discard_record, erase_person, seal_person, withdraw
from cases.desk.retention import queue
from cases.desk.retention.periods import PERIODS
from cases.intake.models import Testimony
from cases.witnesses.actions import (
    ScopeAnswer,
    ask_to_open_identity,
    assess_risk,
    record_consent,
    register_witness,
)
from cases.witnesses.models import RiskAssessment, Withdrawal, Witness
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.sign_in import signed_in


def later(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + dt.timedelta(days=days), tick=False)


def due(cast: Cast, by: User | None = None) -> dict[str, list[str]]:
    """The codes in the queue, by kind."""
    kinds = queue.queue(by or cast.dpo)
    return {kind.period.name: [row.record.code for row in kind.rows] for kind in kinds if kind.rows}


def edge(cast: Cast, name: str, record: Record, days: int, elsewhere: int = 0) -> None:
    """Not yet due on the day before the period ends; due on its last day."""
    with later(days - 1 - elsewhere):
        assert record.code not in due(cast).get(name, []), "too early"
    with later(days - elsewhere):
        assert record.code in due(cast).get(name, []), "not in the queue"


def test_nothing_is_due_at_first(cast: Cast, submitted: Testimony) -> None:
    assert due(cast) == {}


def test_a_draft(cast: Cast, testimony: Testimony) -> None:
    edge(cast, "draft", testimony, 365)


def test_a_testimony_that_nobody_verified(cast: Cast, submitted: Testimony) -> None:
    edge(cast, "unverified", submitted, 1096)


def test_a_cleared_testimony(cast: Cast, cleared: Testimony) -> None:
    edge(cast, "verified", cleared, 3653)


def test_a_person_who_never_told(cast: Cast, witness: Witness) -> None:
    edge(cast, "silent", witness, 365)


def test_a_person_without_leave(cast: Cast, witness: Witness) -> None:
    silent = register_witness(by=cast.interviewer, case=witness.case)
    edge(cast, "unasked", silent, 30)
    assert witness.code not in due(cast).get("unasked", [])


def test_leave_that_ended(cast: Cast, witness: Witness) -> None:
    """At once: on the day after its last one; and not among those who were never asked."""
    end = timezone.localdate() + dt.timedelta(days=10)
    record_consent(
        by=cast.interviewer, witness=witness, given_on=timezone.localdate(), form_version="1", language="ko",
        way="oral", scopes={"S0": ScopeAnswer("yes", expires_on=end)},
    )  # fmt: skip
    edge(cast, "expired", witness, 11)
    with later(60):
        assert witness.code not in due(cast).get("unasked", [])


def test_an_assessment_that_was_replaced(cast: Cast, witness: Witness) -> None:
    """The newest one says for ever how high the risk is: it is no matter of time."""
    first = witness.risks.get()
    last = (first.valid_until - timezone.localdate()).days
    with later(1):
        newest = assess_risk(by=cast.dpo, witness=witness, assessed_on=timezone.localdate(), level="high", threats="x")
    edge(cast, "risk", first, last + 1096)
    with later(5000):
        assert newest.code not in due(cast)["risk"]


def test_a_request_and_a_finished_task(cast: Cast, witness: Witness) -> None:
    request = ask_to_open_identity(by=cast.interviewer, witness=witness, request_reason="x")
    edge(cast, "request", request, 365)
    part = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", scopes=["S2"])
    task = FollowUp.objects.get(subject_uuid=part.pk)
    with later(2000):
        assert "follow_up" not in due(cast), "an open task has no period"
    edge(cast, "follow_up", finish_follow_up(by=cast.dpo, follow_up=task, outcome="x"), 1096)


def test_a_legal_hold(cast: Cast, submitted: Testimony, witness: Witness) -> None:
    """Of whoever took everything back, only the hold is looked at again."""
    given = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True)
    edge(cast, "hold", seal_person(by=cast.dpo, withdrawal=given, hold_reason="a court"), 365)
    with later(5000):
        assert set(due(cast)) - {"follow_up"} == {"hold"}


def test_everything_is_asked_with_one_statement_a_kind(
    cast: Cast, submitted: Testimony, django_assert_num_queries: Any
) -> None:
    others = [register_witness(by=cast.interviewer, case=submitted.case) for _number in range(8)]
    user = User.objects.get(pk=cast.dpo.pk)
    assert user.role_set
    with later(4000):
        with django_assert_num_queries(len(PERIODS)):
            found = queue.queue(user)
        shown = [(row.record.code, row.person) for kind in found for row in kind.rows]
    assert {other.code for other in others} <= {code for code, _person in shown}


def test_the_longest_come_first_and_the_rest_is_said(
    cast: Cast, witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "AT_ONCE", 2)
    people = []
    for day in range(3):
        with later(day):
            people.append(register_witness(by=cast.interviewer, case=witness.case))
    with later(100):
        kind = next(kind for kind in queue.queue(cast.dpo) if kind.period.name == "unasked")
    assert [row.record for row in kind.rows] == people[:2]
    assert kind.more


def test_only_the_teams_own(cast: Cast, testimony: Testimony) -> None:
    with later(400):
        assert due(cast, cast.lead).get("draft") == [
            testimony.code
        ]  # the queue is asked of rights, the page is the DPO's
        assert due(cast, cast.stranger) == {}


# --- decisions ---


@pytest.fixture
def old(cast: Cast, testimony: Testimony) -> Iterator[Testimony]:
    """A draft that has lain for more than a year."""
    with later(400):
        yield testimony


def address(record: Any) -> str:
    return reverse("admin:retention_decide", args=[record.pk])


def test_the_page_lists_it_with_its_reason(cast: Cast, old: Testimony) -> None:
    text = signed_in(cast.dpo).get(reverse("admin:retention")).content.decode()
    assert f"Decide: {old.code}" in text
    assert "1 year after it was begun" in text


def test_kept_longer_it_comes_back_on_that_day(cast: Cast, old: Testimony) -> None:
    until = timezone.localdate() + dt.timedelta(days=100)
    client = signed_in(cast.dpo)
    answer = client.post(address(old), {"keep_until": until.isoformat(), "keep_reason": "a court may ask"})
    assert answer.headers["Location"] == reverse("admin:retention")
    assert due(cast) == {}
    assert client.get(address(old)).status_code == 404
    with later(100):
        assert due(cast)["draft"] == [old.code]
        assert f"decided to keep it until {until}" in signed_in(cast.dpo).get(address(old)).content.decode()
    assert "a court may ask" not in "".join(AuditEvent.objects.values_list("body", flat=True))


@pytest.mark.parametrize(
    ("values", "said"),
    [({"keep_until": "2020-01-01", "keep_reason": "x"}, "in the future"), ({"keep_until": "x"}, "valid date")],
)
def test_bad_input_keeps_nothing(cast: Cast, old: Testimony, values: dict[str, str], said: str) -> None:
    answer = signed_in(cast.dpo).post(address(old), values)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not RetentionReview.objects.exists()


def test_a_persons_record_goes_by_withdrawal(cast: Cast, old: Testimony) -> None:
    client = signed_in(cast.dpo)
    assert old.witness is not None
    assert reverse("admin:withdraw", args=[old.witness.pk]) in client.get(address(old)).content.decode()
    client.post(address(old), {"discard": "1"})
    assert Testimony.objects.filter(pk=old.pk).exists()
    with pytest.raises(Refused, match="withdrawn and erased"):
        discard_record(by=cast.dpo, subject=old)


def test_what_accompanied_the_work_is_discarded_with_its_history(cast: Cast, witness: Witness) -> None:
    request = ask_to_open_identity(by=cast.interviewer, witness=witness, request_reason="x")
    with pytest.raises(Refused, match="not over"):
        discard_record(by=cast.dpo, subject=request)
    with later(400):
        with pytest.raises(NotAllowed):
            discard_record(by=cast.lead, subject=request)
        signed_in(cast.dpo).post(address(request), {"discard": "1"})
    assert not type(request).objects.exists()
    assert not Revision.objects.filter(subject_uuid=request.pk).exists()
    assert AuditEvent.objects.filter(action="desk.discard_record", subject_uuid=request.pk).exists()


def test_a_hold_leads_to_its_withdrawal(cast: Cast, witness: Witness) -> None:
    given = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True)
    seal_person(by=cast.dpo, withdrawal=given, hold_reason="a court")
    with later(400):
        assert page(Withdrawal, "change", given.pk) in signed_in(cast.dpo).get(address(given)).content.decode()


def test_what_was_decided_goes_with_the_person(cast: Cast, witness: Witness) -> None:
    """Reasons to keep an assessment may speak of the person."""
    risk: RiskAssessment = witness.risks.get()
    for subject in (witness, risk):
        keep_longer(
            by=cast.dpo, case=witness.case, subject=subject, keep_until=timezone.localdate() + dt.timedelta(days=9),
            keep_reason="x",
        )  # fmt: skip
    given = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True)
    erase_person(by=cast.dpo, withdrawal=given, code=witness.code)
    assert not RetentionReview.objects.exists()


@pytest.mark.parametrize("role", ["interviewer", "lead", "administrator", "stranger"])
def test_nobody_else_finds_the_pages(cast: Cast, old: Testimony, role: str) -> None:
    client: Client = signed_in(getattr(cast, role))
    for path in (reverse("admin:retention"), address(old)):
        for answer in (client.get(path), client.post(path, {"discard": "1"})):
            assert answer.status_code == 404


def test_the_guide_prints_the_table() -> None:
    guide = (settings.BASE_DIR / "docs" / "guides" / "withdrawal.md").read_text(encoding="utf-8")
    for period in PERIODS:
        assert f"| {period.what} | {period.told} |" in guide, period.name
