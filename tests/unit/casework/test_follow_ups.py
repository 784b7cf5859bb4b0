"""Follow-ups: what is due, for whom, overdue first and in words; and what came of it."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.casework.actions import assign_follow_up, create_case, finish_follow_up, keep_longer, set_case_members
from cases.casework.admin.follow_ups import due_notice
from cases.casework.models import FollowUp
from cases.core.errors import NotAllowed, Refused
from cases.core.sealing import open_sealed
from cases.desk.actions import withdraw
from cases.evidence.actions import attach_evidence, open_evidence
from cases.intake.models import Testimony
from cases.witnesses.models import Withdrawal, Witness
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.sign_in import signed_in


@pytest.fixture
def tasks(cast: Cast, submitted: Testimony, witness: Witness) -> dict[str, FollowUp]:
    """Those of a whole withdrawal: the lead opened a file, the rest is the data-protection officer's."""
    item = attach_evidence(by=cast.interviewer, case=submitted.case, testimony=submitted, content=b"a", name="a.txt")
    open_evidence(by=cast.lead, item=item, reason="x")
    withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True)
    return {task.kind: task for task in FollowUp.objects.all()}


def listed(client: Client, **query: str) -> list[str]:
    answer = client.get(page(FollowUp, "changelist"), query)
    return [task.kind for task in answer.context["cl"].result_list]


def days_later(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + dt.timedelta(days=days), tick=False)


def test_each_sees_their_own_and_the_dpo_all(cast: Cast, tasks: dict[str, FollowUp]) -> None:
    assert listed(signed_in(cast.lead)) == ["delete_copy"]
    assert set(listed(signed_in(cast.dpo))) == {"delete_copy", "decide_erasure", "tell_person"}
    assert listed(signed_in(cast.interviewer)) == []


def test_what_is_overdue_stands_first_and_says_so(cast: Cast, tasks: dict[str, FollowUp]) -> None:
    with days_later(10):
        client = signed_in(cast.dpo)
        assert listed(client)[0] == "delete_copy"
        assert listed(client, state="overdue") == ["delete_copy"]
        assert "OVERDUE by 3 days" in client.get(page(FollowUp, "changelist")).content.decode()


def test_done_ones_leave_the_list_and_stay_findable(cast: Cast, tasks: dict[str, FollowUp]) -> None:
    finish_follow_up(by=cast.lead, follow_up=tasks["delete_copy"], outcome="deleted")
    client = signed_in(cast.dpo)
    assert "delete_copy" not in listed(client)
    assert listed(client, state="done") == ["delete_copy"]
    assert listed(client, state="all")[-1] == "delete_copy"


def test_a_list_takes_few_statements(
    cast: Cast, tasks: dict[str, FollowUp], django_assert_max_num_queries: Any
) -> None:
    client = signed_in(cast.dpo)
    with django_assert_max_num_queries(12):
        client.get(page(FollowUp, "changelist"))


def test_the_first_page_tells_ones_own(cast: Cast, tasks: dict[str, FollowUp], django_assert_num_queries: Any) -> None:
    def told(person: Any) -> list[str]:
        return due_notice(type(person).objects.get(pk=person.pk))

    assert told(cast.lead) == ["One follow-up of yours is due within 7 days: see under “Follow-ups”."]
    assert told(cast.dpo) == []
    assert told(cast.administrator) == told(cast.stranger) == []
    with days_later(31):
        assert told(cast.lead) == ["One follow-up of yours is OVERDUE: see under “Follow-ups”."]
        assert told(cast.dpo) == ["2 follow-ups of yours are OVERDUE: see under “Follow-ups”."]
        assert "OVERDUE" in signed_in(cast.lead).get(reverse("admin:index")).content.decode()
    assert cast.lead.role_set
    with django_assert_num_queries(1):
        due_notice(cast.lead)


def test_the_page_finishes_it_with_what_came_of_it(cast: Cast, tasks: dict[str, FollowUp]) -> None:
    task, client = tasks["delete_copy"], signed_in(cast.lead)
    shown = client.get(page(FollowUp, "change", task.pk)).content.decode()
    assert "EVD-001" in shown
    client.post(page(FollowUp, "step", task.pk, "finish"), {"reason": " "})
    task.refresh_from_db()
    assert task.done_at is None
    client.post(page(FollowUp, "step", task.pk, "finish"), {"reason": "deleted from the laptop"})
    task.refresh_from_db()
    assert task.done_by == cast.lead
    assert open_sealed(task, "outcome", by=cast.lead, reason="test") == "deleted from the laptop"
    done = client.get(page(FollowUp, "change", task.pk)).content.decode()
    assert "deleted from the laptop" in done
    assert 'id="outcome"' not in done


def test_the_dpo_sees_what_it_is_about_and_the_assignee_does_not(cast: Cast, tasks: dict[str, FollowUp]) -> None:
    task, given = tasks["delete_copy"], Withdrawal.objects.get()
    assert given.code in signed_in(cast.dpo).get(page(FollowUp, "change", task.pk)).content.decode()
    shown = signed_in(cast.lead).get(page(FollowUp, "change", task.pk)).content.decode()
    assert given.code not in shown
    assert given.witness.code not in shown


def test_the_dpo_gives_it_to_somebody_of_the_team(cast: Cast, tasks: dict[str, FollowUp]) -> None:
    task, later = tasks["tell_person"], timezone.localdate() + dt.timedelta(days=40)
    answer = signed_in(cast.dpo).post(
        page(FollowUp, "change", task.pk), {"assigned_to": str(cast.interviewer.pk), "due_on": later.isoformat()}
    )
    assert answer.status_code == 302
    task.refresh_from_db()
    assert (task.assigned_to, task.due_on) == (cast.interviewer, later)
    assert listed(signed_in(cast.interviewer)) == ["tell_person"]
    assert assign_follow_up(by=cast.dpo, follow_up=task, assigned_to=None, due_on=later).assigned_to is None


def test_it_is_given_to_nobody_else(cast: Cast, tasks: dict[str, FollowUp]) -> None:
    today = timezone.localdate()
    with pytest.raises(Refused, match="not on the team"):
        assign_follow_up(by=cast.dpo, follow_up=tasks["tell_person"], assigned_to=cast.stranger, due_on=today)
    with pytest.raises(Refused, match="Say who"):
        assign_follow_up(by=cast.dpo, follow_up=tasks["delete_copy"], assigned_to=None, due_on=today)
    with pytest.raises(Refused, match="has passed"):
        assign_follow_up(
            by=cast.dpo, follow_up=tasks["tell_person"], assigned_to=cast.lead, due_on=today - dt.timedelta(days=1)
        )
    with pytest.raises(NotAllowed):
        assign_follow_up(by=cast.interviewer, follow_up=tasks["delete_copy"], assigned_to=cast.lead, due_on=today)
    offered = signed_in(cast.dpo).get(page(FollowUp, "change", tasks["tell_person"].pk)).content.decode()
    assert f'value="{cast.stranger.pk}"' not in offered


def test_a_done_one_is_closed(cast: Cast, tasks: dict[str, FollowUp]) -> None:
    task = finish_follow_up(by=cast.lead, follow_up=tasks["delete_copy"], outcome="deleted")
    with pytest.raises(Refused, match="done already"):
        assign_follow_up(by=cast.dpo, follow_up=task, assigned_to=cast.dpo, due_on=task.due_on)


def test_keep_longer_has_an_end(cast: Cast, witness: Witness) -> None:
    def keep(days: int, reason: str = "x") -> None:
        until = timezone.localdate() + dt.timedelta(days=days)
        keep_longer(by=cast.dpo, case=witness.case, subject=witness, keep_until=until, keep_reason=reason)

    for days, said in ((0, "in the future"), (4000, "Ten years")):
        with pytest.raises(Refused, match=said):
            keep(days)
    with pytest.raises(Refused, match="Say why"):
        keep(1, " ")
    keep(1)


def test_tasks_of_another_team_are_not_there(cast: Cast, tasks: dict[str, FollowUp]) -> None:
    case = tasks["tell_person"].case
    set_case_members(by=cast.coder, case=case, users=[cast.coder, cast.lead])
    create_case(by=cast.lead, title="Other", slug="other")
    client = signed_in(cast.dpo)
    assert listed(client) == []
    assert client.get(page(FollowUp, "change", tasks["tell_person"].pk)).status_code == 404
