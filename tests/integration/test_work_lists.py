"""Assignments, flags, follow-ups and notifications at their own pages."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from cases.casework.actions import answer_work, comment, give_work, raise_flag, take_work
from cases.casework.models import Assignment, Flag, FollowUp, Notification
from cases.desk.actions import withdraw
from cases.intake.models import Testimony
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.integration.work_pages import form, on_its_page, shown
from tests.sign_in import signed_in

# --- assignments, flags, follow-ups ---


def test_accepting_from_the_card_leads_back_to_the_record(cast: Cast, submitted: Testimony) -> None:
    offer = give_work(by=cast.lead, subject=submitted, task="code", given_to=cast.coder)
    accept = page(Assignment, "step", offer.pk, "accept")
    client = signed_in(cast.coder)
    assert accept in on_its_page(client, submitted)
    assert accept not in on_its_page(signed_in(cast.lead), submitted)
    answer = client.post(accept)
    assert answer.headers["Location"].startswith(page(Testimony, "change", submitted.pk))
    offer.refresh_from_db()
    assert offer.state == Assignment.State.ACCEPTED


def test_rejecting_needs_a_reason_at_the_page_too(cast: Cast, submitted: Testimony) -> None:
    offer = give_work(by=cast.lead, subject=submitted, task="code", given_to=cast.coder)
    client = signed_in(cast.coder)
    assert "Reject" in shown(client, page(Assignment, "change", offer.pk))
    assert "Reject" not in shown(signed_in(cast.lead), page(Assignment, "change", offer.pk))
    refused = client.post(page(Assignment, "step", offer.pk, "reject"), {"reason": " "}, follow=True)
    assert "Say why" in refused.content.decode()
    client.post(page(Assignment, "step", offer.pk, "reject"), {"reason": "REASONTEXT"})
    offer.refresh_from_db()
    assert offer.state == Assignment.State.REJECTED
    assert "REASONTEXT" in shown(signed_in(cast.lead), page(Assignment, "change", offer.pk))


def test_handing_on_at_the_page(cast: Cast, submitted: Testimony) -> None:
    work = take_work(by=cast.coder, subject=submitted, task="code")
    address, client = reverse("admin:cases_assignment_hand_on", args=[work.pk]), signed_in(cast.coder)
    assert address in shown(client, page(Assignment, "change", work.pk))
    offered = {name for _key, name in client.get(address).context["form"].fields["who"].choices[1:]}
    assert offered == {"lead"}
    assert client.post(address, {"who": str(cast.lead.pk), "note": ""}).status_code == 302
    assert Assignment.objects.get(given_to=cast.lead).previous == work
    assert signed_in(cast.stranger).get(address).status_code == 404


def test_lists_show_ones_own_first_and_what_is_open(
    cast: Cast,
    several: list[Testimony],
    django_assert_max_num_queries: Any,
) -> None:
    offers = [give_work(by=cast.lead, subject=one, task="other", given_to=cast.legal) for one in several[:2]]
    take_work(by=cast.coder, subject=several[2], task="code")
    answer_work(by=cast.legal, assignment=offers[0], accepts=False, answer="x")
    client = signed_in(cast.coder)
    with django_assert_max_num_queries(12):
        answer = client.get(page(Assignment, "changelist"))
    assert [one.given_to for one in answer.context["cl"].result_list] == [cast.coder, cast.legal]
    assert "TST-003" in answer.content.decode()
    over = client.get(page(Assignment, "changelist"), {"state": "over"}).context["cl"].result_list
    assert [one.pk for one in over] == [offers[0].pk]
    for one in several:
        raise_flag(by=cast.lead, subject=one, kind="urgent")
    with django_assert_max_num_queries(12):
        assert "TST-001" in shown(client, page(Flag, "changelist"))


def test_work_on_a_withdrawn_persons_record_is_shown_to_the_dpo_alone(cast: Cast, submitted: Testimony) -> None:
    work = take_work(by=cast.coder, subject=submitted, task="code")
    flag = raise_flag(by=cast.coder, subject=submitted, kind="urgent", why="FLAGTEXT")
    comment(by=cast.coder, subject=submitted, text="@lead COMMENTTEXT")
    assert submitted.witness is not None
    withdraw(by=cast.dpo, witness=submitted.witness, received_on=timezone.localdate(), way="phone", whole=True)
    coder = signed_in(cast.coder)
    for row in (work, flag):
        assert coder.get(page(type(row), "change", row.pk)).status_code == 404
        assert row.code not in shown(coder, page(type(row), "changelist"))
    told = shown(signed_in(cast.lead), reverse("admin:notifications"))
    assert "TST-001" not in told
    assert "a record that you do not see now" in told
    kept = on_its_page(signed_in(cast.dpo), submitted)
    assert "COMMENTTEXT" in kept
    assert form(submitted, "comment") not in kept


def test_a_flag_is_lowered_with_words(cast: Cast, submitted: Testimony) -> None:
    flag = raise_flag(by=cast.coder, subject=submitted, kind="urgent", why="FLAGTEXT")
    client, address = signed_in(cast.lead), page(Flag, "step", flag.pk, "lower")
    assert "FLAGTEXT" in shown(client, page(Flag, "change", flag.pk))
    client.post(address, {"reason": ""})
    flag.refresh_from_db()
    assert flag.lowered_at is None
    client.post(address, {"reason": "OUTCOMETEXT"})
    assert "OUTCOMETEXT" in shown(client, page(Flag, "change", flag.pk))
    assert "FLAGTEXT" not in on_its_page(client, submitted)


def test_a_follow_up_is_added_by_the_records_code(cast: Cast, submitted: Testimony) -> None:
    client, address = signed_in(cast.interviewer), page(FollowUp, "add")
    day = timezone.localdate().isoformat()
    data = {"about": "tst-001 ", "text": "CALLTEXT", "assigned_to": "", "due_on": day}
    wrong = client.post(address, {**data, "about": "TST-999"}).content.decode()
    assert "no record with this code" in wrong
    assert "CALLTEXT" in wrong
    assert client.post(address, data).status_code == 302
    task = FollowUp.objects.get()
    assert (task.subject_uuid, task.assigned_to) == (submitted.pk, cast.interviewer)
    assert "no record with this code" in signed_in(cast.stranger).post(address, data).content.decode()


# --- notifications ---


def test_notifications_are_seen_by_a_button_only(cast: Cast, submitted: Testimony) -> None:
    comment(by=cast.coder, subject=submitted, text="@lead look")
    client, address = signed_in(cast.lead), reverse("admin:notifications")
    text = shown(client, address)
    assert "coder named you in a comment on TST-001." in text
    assert "look" not in text
    assert "One notification waits for you" in shown(client, reverse("admin:index"))
    until = client.get(address).context["until"]
    assert Notification.objects.filter(user=cast.lead, seen_at=None).exists()
    comment(by=cast.coder, subject=submitted, text="@lead again")
    client.post(address, {"until": until})
    assert Notification.objects.filter(user=cast.lead, seen_at=None).count() == 1
    for nonsense in ("", "x", "2026-99-99T00:00:00", "9999-12-31T00:00:00", "\x00"):
        assert client.post(address, {"until": nonsense}).status_code == 302
    assert Notification.objects.filter(user=cast.lead, seen_at=None).count() == 1
    assert signed_in(cast.administrator).get(address).status_code == 404
