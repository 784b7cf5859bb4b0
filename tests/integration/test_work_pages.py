"""Work on records at the pages: the card, its forms, assignments, flags, notifications, many at once."""

import uuid
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.casework import work_card
from cases.casework.actions import comment, raise_flag, take_work
from cases.casework.models import Assignment, Comment, Flag, FollowUp
from cases.core.models import AuditEvent
from cases.intake.models import Testimony
from cases.witnesses.actions import record_identity
from cases.witnesses.models import Identity, Witness
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.integration.work_pages import form, on_its_page, shown
from tests.sign_in import signed_in

# --- the card ---


def test_the_card_says_who_does_what_and_what_was_said(cast: Cast, submitted: Testimony) -> None:
    take_work(by=cast.coder, subject=submitted, task="code")
    raise_flag(by=cast.lead, subject=submitted, kind="safety", why="WHYTEXT")
    comment(by=cast.lead, subject=submitted, text="FIRST <b>")
    comment(by=cast.coder, subject=submitted, text="SECOND")
    text = on_its_page(signed_in(cast.lead), submitted)
    assert "<b>code</b>: coder does it" in text
    assert text.index("somebody may be in danger</strong>") < text.index("WHYTEXT")
    assert text.index("FIRST &lt;b&gt;") < text.index("SECOND")
    events = AuditEvent.objects.filter(action="sealed.open", subject_label__in=["comment", "flag"])
    assert events.count() == 2
    said = events.get(subject_label="comment")
    assert said.mentions.count() == 2


def test_the_card_takes_few_statements(
    cast: Cast, submitted: Testimony, witness: Witness, django_assert_max_num_queries: Any
) -> None:
    for reader in (cast.interviewer, cast.coder, cast.lead, cast.legal, cast.dpo):
        assert reader.role_set
        for record in (submitted, witness, submitted.case):
            with django_assert_max_num_queries(2):
                assert work_card.card_of(record, by=reader) is not None


def test_the_card_offers_what_is_of_use(cast: Cast, submitted: Testimony) -> None:
    def offered(reader: Any) -> set[str]:
        card = work_card.card_of(submitted, by=reader)
        assert card is not None
        return {one.what for one in card.forms}

    talk = {"flag", "comment", "follow-up"}
    assert offered(cast.interviewer) == talk
    assert offered(cast.coder) == talk | {"take"}
    assert offered(cast.lead) == talk | {"take", "give"}
    assert offered(cast.administrator) == set()
    take_work(by=cast.coder, subject=submitted, task="code")
    assert offered(cast.coder) == talk


def test_who_is_offered_work_sees_the_record_and_may_do_it(cast: Cast, submitted: Testimony) -> None:
    card = work_card.card_of(submitted, by=cast.lead)
    assert card is not None
    give = next(one for one in card.forms if one.what == "give")
    choices = {group: {name for _key, name in people} for group, people in give.fields["who"].choices[1:]}  # type: ignore[attr-defined]
    assert choices == {
        "code": {"coder"},
        "review legally": {"legal"},
        "clear": {"dpo"},
        "other, see the note": {"interviewer", "coder", "legal", "dpo"},
    }


def test_no_card_beside_an_identity_or_work_itself(cast: Cast, submitted: Testimony, witness: Witness) -> None:
    identity: Identity = record_identity(by=cast.interviewer, witness=witness, name_hangul="김철수")
    work = take_work(by=cast.coder, subject=submitted, task="code")
    for record in (identity, work):
        assert work_card.card_of(record, by=cast.dpo) is None
        assert signed_in(cast.dpo).get(form(record, "comment")).status_code == 404


def test_a_long_talk_is_cut_and_read_whole_on_its_page(cast: Cast, submitted: Testimony) -> None:
    for number in range(work_card.SHOWN + 2):
        comment(by=cast.coder, subject=submitted, text=f"said {number:02}")
    client = signed_in(cast.coder)
    text = on_its_page(client, submitted)
    assert "said 01" not in text
    assert text.index("said 02") < text.index("said 21")
    assert "said 00" in shown(client, form(submitted, "comment"))


# --- its forms ---


def test_each_form_does_its_action_and_returns_to_the_record(cast: Cast, submitted: Testimony) -> None:
    lead, record = signed_in(cast.lead), page(Testimony, "change", submitted.pk)
    day = timezone.localdate().isoformat()
    sent = {
        "take": {"task": "verify"},
        "give": {"who": f"code:{cast.coder.pk}", "due_on": day, "note": "x"},
        "flag": {"kind": "urgent", "why": "x"},
        "comment": {"text": "look", "mentions": [str(cast.legal.pk)]},
        "follow-up": {"text": "call", "due_on": day, "who": str(cast.dpo.pk)},
    }
    for what, data in sent.items():
        answer = lead.post(form(submitted, what), data)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{record}#work-title"), what
    assert {(one.task, one.given_to) for one in Assignment.objects.all()} == {
        ("verify", cast.lead),
        ("code", cast.coder),
    }
    assert Flag.objects.get().kind == "urgent"
    assert Comment.objects.get().mentions.get().user == cast.legal
    assert FollowUp.objects.get().assigned_to == cast.dpo


def test_what_is_wrong_is_said_and_everything_typed_stays(cast: Cast, submitted: Testimony) -> None:
    client = signed_in(cast.coder)
    text = client.post(form(submitted, "comment"), {"text": "LONGTEXT, @stranger"}).content.decode()
    assert "stranger does not see TST-001" in text
    assert "LONGTEXT, @stranger</textarea>" in text
    assert "holds 5000" in client.post(form(submitted, "comment"), {"text": "a" * 100_000}).content.decode()
    empty = client.post(form(submitted, "comment"), {"text": " \n "})
    assert empty.context["form"].errors["text"]
    late = client.post(form(submitted, "follow-up"), {"text": "KEPT", "due_on": "2020-01-01"}).content.decode()
    assert "That day has passed" in late
    assert "KEPT</textarea>" in late
    assert not Comment.objects.exists()
    assert not FollowUp.objects.exists()


def test_looking_changes_nothing(cast: Cast, submitted: Testimony) -> None:
    client = signed_in(cast.lead)
    for what in ("take", "give", "flag", "comment", "follow-up"):
        assert client.get(form(submitted, what), {"text": "x", "task": "verify", "kind": "urgent"}).status_code == 200
    assert not Assignment.objects.exists()
    assert not Flag.objects.exists()


@pytest.mark.parametrize("name", ["stranger", "advocacy", "administrator"])
def test_to_others_every_form_answers_like_what_is_not_there(cast: Cast, submitted: Testimony, name: str) -> None:
    client = signed_in(getattr(cast, name))
    absent = reverse("admin:work", args=["testimony", uuid.uuid4(), "comment"])
    for address in (form(submitted, "comment"), form(submitted, "give"), form(submitted, "nothing"), absent):
        for answer in (client.get(address), client.post(address, {"text": "x"})):
            assert answer.status_code == 404
    assert not Comment.objects.exists()


def test_nobody_outside_the_choices_is_given_work(cast: Cast, submitted: Testimony) -> None:
    client = signed_in(cast.lead)
    for who in (f"code:{cast.stranger.pk}", f"code:{cast.legal.pk}", "code", "x:y", ""):
        assert client.post(form(submitted, "give"), {"who": who}).status_code == 200
    assert not Assignment.objects.exists()
