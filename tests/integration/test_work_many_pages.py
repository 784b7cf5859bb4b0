"""Work given and flags raised on many records from a list: preview, then confirmation."""

from typing import Any

import pytest
from django.utils import timezone

from cases.casework.actions import create_case, open_follow_up, take_work
from cases.casework.models import Assignment, Flag, FollowUp
from cases.desk.actions import withdraw
from cases.intake.actions import log_testimony
from cases.intake.models import Testimony
from cases.witnesses.actions import register_witness
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.integration.work_pages import shown
from tests.sign_in import signed_in


@pytest.fixture
def bulk() -> str:
    """The list of testimonies, from which work is given to many."""
    return page(Testimony, "changelist")


def chosen(name: str, records: Any, **more: str) -> dict[str, Any]:
    return {"action": name, "_selected_action": [str(one.pk) for one in records], **more}


def test_a_preview_says_what_would_happen_and_the_confirmation_does_that(
    cast: Cast,
    several: list[Testimony],
    bulk: str,
) -> None:
    take_work(by=cast.coder, subject=several[1], task="code")
    client, who = signed_in(cast.lead), {"task": "code", "given_to": str(cast.coder.pk), "due_on": ""}
    first = client.post(bulk, chosen("give_many", several, index="0"))
    assert "TST-001, TST-002, TST-003" in first.content.decode()
    preview = client.post(bulk, chosen("give_many", several, preview="1", **who))
    assert [(line.record.code, bool(line.refusal)) for line in preview.context["lines"]] == [
        ("TST-001", False),
        ("TST-002", True),
        ("TST-003", False),
    ]
    assert "“code” on TST-002 is with somebody else already" in preview.content.decode()
    assert Assignment.objects.count() == 1
    fine = preview.context["fine"]
    assert client.post(bulk, chosen("give_many", fine, confirm="1", **who)).status_code == 302
    assert set(Assignment.objects.filter(state="offered").values_list("subject_uuid", flat=True)) == {
        several[0].pk,
        several[2].pk,
    }
    again = client.post(bulk, chosen("give_many", fine, confirm="1", **who))
    assert "is with somebody else already" in again.content.decode()


def test_flags_are_raised_on_many(cast: Cast, several: list[Testimony], bulk: str) -> None:
    client = signed_in(cast.coder)
    client.post(bulk, chosen("flag_many", several, confirm="1", kind="translation", why="WHYTEXT"))
    assert Flag.objects.count() == 3


def test_what_one_may_not_do_or_see_is_not_done(cast: Cast, several: list[Testimony], bulk: str) -> None:
    who = {"task": "code", "given_to": str(cast.coder.pk), "due_on": ""}
    assert "action-select" not in shown(signed_in(cast.interviewer), bulk)
    for name in ("interviewer", "coder", "stranger"):
        signed_in(getattr(cast, name)).post(bulk, chosen("give_many", several, confirm="1", **who))
    other = create_case(by=cast.interviewer, title="Other", slug="other")
    theirs = log_testimony(
        by=cast.interviewer, case=other, witness=register_witness(by=cast.interviewer, case=other), account="x"
    )
    client = signed_in(cast.lead)
    answer = client.post(bulk, chosen("give_many", [theirs], preview="1", **who))
    assert theirs.code not in answer.content.decode()
    client.post(bulk, chosen("give_many", [theirs], confirm="1", **who))
    client.post(bulk, {"action": "give_many", "_selected_action": ["x", "'"], "confirm": "1", **who})
    assert not Assignment.objects.exists()


def test_wrong_people_and_days_are_said_in_the_preview(cast: Cast, several: list[Testimony], bulk: str) -> None:
    client = signed_in(cast.lead)
    wrong = {"task": "verify", "given_to": str(cast.coder.pk), "due_on": "2020-01-01"}
    answer = client.post(bulk, chosen("give_many", several, preview="1", **wrong))
    assert set(answer.context["form"].errors) == {"given_to", "due_on"}
    assert answer.context["lines"] == []


def test_a_withdrawn_persons_records_are_left_out(cast: Cast, several: list[Testimony], bulk: str) -> None:
    assert several[0].witness is not None
    withdraw(by=cast.dpo, witness=several[0].witness, received_on=timezone.localdate(), way="phone", whole=True)
    who = {"task": "code", "given_to": str(cast.coder.pk), "due_on": ""}
    lines = signed_in(cast.dpo).post(bulk, chosen("give_many", several, preview="1", **who)).context["lines"]
    assert [bool(line.refusal) for line in lines] == [True, False, False]


def test_too_many_are_refused_with_the_number(
    cast: Cast,
    several: list[Testimony],
    bulk: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cases.casework.admin.bulk.MOST", 2)
    answer = signed_in(cast.lead).post(bulk, chosen("give_many", several, index="0"), follow=True)
    assert "At most 2 records at once" in answer.content.decode()


def test_many_follow_ups_are_given_from_their_list(cast: Cast, submitted: Testimony) -> None:
    day = timezone.localdate()
    tasks = [open_follow_up(by=cast.dpo, subject=submitted, text=text, due_on=day) for text in "ab"]
    client, address = signed_in(cast.dpo), page(FollowUp, "changelist")
    values = {"assigned_to": str(cast.coder.pk), "due_on": day.isoformat()}
    preview = client.post(address, chosen("give_follow_ups", tasks, preview="1", **values))
    assert [line.refusal for line in preview.context["lines"]] == ["", ""]
    assert client.post(address, chosen("give_follow_ups", tasks, confirm="1", **values)).status_code == 302
    assert set(FollowUp.objects.values_list("assigned_to__username", flat=True)) == {"coder"}
