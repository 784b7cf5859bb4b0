"""Flags and comments beside a record, and who is told of them."""

import datetime as dt

import pytest
from django.utils import timezone

from cases.accounts.models import User
from cases.casework.actions import comment, lower_flag, raise_flag, see_notifications, set_case_members
from cases.casework.models import Comment, Flag, Mention, Notification
from cases.casework.queries import flags_seen_by, unseen
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.core.sealing import open_sealed
from cases.desk.actions import withdraw
from cases.intake.actions import register_source
from cases.intake.models import Testimony
from tests.conftest import Cast

Kind = Notification.Kind


def told(user: User) -> list[str]:
    return sorted(Notification.objects.filter(user=user).values_list("kind", flat=True))


# --- flags ---


def test_danger_is_told_to_lead_dpos_and_whose_record_it_is(cast: Cast, submitted: Testimony) -> None:
    flag = raise_flag(by=cast.legal, subject=submitted, kind="safety", why="the brother was seen")
    assert (flag.concerns, flag.key_owner()) == (cast.interviewer, submitted.key_owner())
    # The coder leads the case.
    assert [told(person) for person in (cast.coder, cast.dpo, cast.interviewer)] == [[Kind.FLAGGED]] * 3
    assert told(cast.lead) == told(cast.legal) == told(cast.stranger) == []


def test_other_flags_are_told_to_whose_record_it_is(cast: Cast, submitted: Testimony) -> None:
    raise_flag(by=cast.coder, subject=submitted, kind="translation")
    assert told(cast.interviewer) == [Kind.FLAGGED]
    assert told(cast.dpo) == []


def test_a_flag_is_up_once_and_again_when_it_was_lowered(cast: Cast, submitted: Testimony) -> None:
    flag = raise_flag(by=cast.coder, subject=submitted, kind="urgent")
    with pytest.raises(Refused, match="up on TST-001 already: FLG-001"):
        raise_flag(by=cast.lead, subject=submitted, kind="urgent")
    with pytest.raises(Refused, match="Say what came of it"):
        lower_flag(by=cast.lead, flag=flag, outcome=" ")
    lowered = lower_flag(by=cast.lead, flag=flag, outcome="done")
    assert (lowered.lowered_by, open_sealed(lowered, "outcome", by=cast.dpo, reason="test")) == (cast.lead, "done")
    with pytest.raises(Refused, match="lowered already"):
        lower_flag(by=cast.lead, flag=flag, outcome="again")
    assert raise_flag(by=cast.lead, subject=submitted, kind="urgent").code == "FLG-002"


def test_no_flag_but_ours(cast: Cast, submitted: Testimony) -> None:
    with pytest.raises(Refused, match="Choose a flag"):
        raise_flag(by=cast.coder, subject=submitted, kind="pirate")


def test_an_interviewer_flags_and_lowers_their_own(cast: Cast, submitted: Testimony) -> None:
    source = register_source(by=cast.coder, case=submitted.case, kind="press", title="T", language="en")
    with pytest.raises(NotAllowed):
        raise_flag(by=cast.interviewer, subject=source, kind="urgent")
    theirs = raise_flag(by=cast.coder, subject=submitted, kind="look_again")
    assert list(flags_seen_by(cast.interviewer)) == [theirs]
    lower_flag(by=cast.interviewer, flag=theirs, outcome="looked")


def test_a_stranger_neither_sees_nor_raises_nor_lowers(cast: Cast, submitted: Testimony) -> None:
    flag = raise_flag(by=cast.coder, subject=submitted, kind="urgent")
    assert not flags_seen_by(cast.stranger).exists()
    for step in (
        lambda: raise_flag(by=cast.stranger, subject=submitted, kind="safety"),
        lambda: lower_flag(by=cast.stranger, flag=flag, outcome="x"),
    ):
        with pytest.raises(NotAllowed):
            step()


def test_flags_of_a_person_who_withdrew_are_the_dpos(cast: Cast, submitted: Testimony) -> None:
    flag = raise_flag(by=cast.coder, subject=submitted, kind="safety")
    assert submitted.witness is not None
    withdraw(by=cast.dpo, witness=submitted.witness, received_on=timezone.localdate(), way="phone", whole=True)
    assert not flags_seen_by(cast.lead).exists()
    with pytest.raises(NotAllowed):
        lower_flag(by=cast.lead, flag=flag, outcome="x")
    with pytest.raises(NotAllowed):
        raise_flag(by=cast.dpo, subject=submitted, kind="urgent")
    assert lower_flag(by=cast.dpo, flag=flag, outcome="settled").lowered_by == cast.dpo


# --- comments ---


def test_a_comment_is_sealed_with_the_persons_key_and_told(cast: Cast, submitted: Testimony) -> None:
    said = comment(by=cast.coder, subject=submitted, text="COMMENTWORDS\r\nline two ", mentions=[cast.lead])
    assert said.key_owner() == submitted.key_owner()
    assert open_sealed(said, "text", by=cast.lead, reason="test") == "COMMENTWORDS\nline two"
    assert (told(cast.lead), told(cast.interviewer)) == ([Kind.MENTIONED], [Kind.COMMENTED])
    assert "COMMENTWORDS" not in " ".join(AuditEvent.objects.values_list("body", flat=True))


def test_people_are_named_in_the_text_too(cast: Cast, submitted: Testimony) -> None:
    text = "@lead에게, @LEGAL. and @nobody-here, mail a@dpo.example, @coder"
    said = comment(by=cast.coder, subject=submitted, text=text, mentions=[cast.lead])
    assert {row.user for row in Mention.objects.filter(comment=said)} == {cast.lead, cast.legal}


def test_whose_record_it_is_is_told_once(cast: Cast, submitted: Testimony) -> None:
    comment(by=cast.coder, subject=submitted, text="@interviewer look")
    assert told(cast.interviewer) == [Kind.MENTIONED]


@pytest.mark.parametrize("name", ["stranger", "advocacy", "administrator"])
def test_nobody_is_called_to_what_they_do_not_see(cast: Cast, submitted: Testimony, name: str) -> None:
    """Neither by name nor by a box; nothing is kept of the comment."""
    for given in ({"text": f"look, @{name}"}, {"text": "look", "mentions": [getattr(cast, name)]}):
        with pytest.raises(Refused, match=f"{name} does not see TST-001: ask the lead"):
            comment(by=cast.coder, subject=submitted, **given)  # type: ignore[arg-type]
    assert not Comment.objects.exists()


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\u202e "])
def test_an_empty_comment_is_none(cast: Cast, submitted: Testimony, text: str) -> None:
    with pytest.raises(Refused, match="it is empty"):
        comment(by=cast.coder, subject=submitted, text=text)


def test_a_comment_is_no_place_for_a_whole_text(cast: Cast, submitted: Testimony) -> None:
    comment(by=cast.coder, subject=submitted, text="가" * 5000)
    with pytest.raises(Refused, match="holds 5000 characters, and this one has 100000"):
        comment(by=cast.coder, subject=submitted, text="a" * 100_000)


def test_who_may_say_something_and_read_it(cast: Cast, submitted: Testimony) -> None:
    said = comment(by=cast.coder, subject=submitted, text="x")
    readers = [cast.interviewer, cast.coder, cast.lead, cast.legal, cast.dpo]
    assert all(Comment.objects.visible_to(reader).filter(pk=said.pk).exists() for reader in readers)
    for closed in (cast.advocacy, cast.administrator, cast.stranger):
        assert not Comment.objects.visible_to(closed).exists()
        with pytest.raises(NotAllowed):
            comment(by=closed, subject=submitted, text="x")


# --- notifications ---


def test_seeing_marks_ones_own_up_to_a_moment(cast: Cast, submitted: Testimony) -> None:
    comment(by=cast.coder, subject=submitted, text="@lead one")
    until = timezone.now()
    comment(by=cast.coder, subject=submitted, text="@lead two")
    assert unseen(cast.lead) == 2
    assert len(see_notifications(by=cast.lead, until=until)) == 1
    assert (unseen(cast.lead), unseen(cast.interviewer)) == (1, 2)
    before = AuditEvent.objects.count()
    see_notifications(by=cast.administrator, until=until + dt.timedelta(days=1))
    assert AuditEvent.objects.count() == before


def test_whoever_left_the_team_is_told_nothing_any_more(cast: Cast, submitted: Testimony) -> None:
    comment(by=cast.coder, subject=submitted, text="@lead one")
    set_case_members(by=cast.coder, case=submitted.case, users=[])
    assert unseen(cast.lead) == unseen(cast.administrator) == 0


def test_every_flag_and_comment_has_its_event(cast: Cast, submitted: Testimony) -> None:
    raise_flag(by=cast.coder, subject=submitted, kind="urgent")
    comment(by=cast.coder, subject=submitted, text="x")
    names = ["casework.raise_flag", "casework.comment"]
    assert [AuditEvent.objects.filter(action=name).count() for name in names] == [1, 1]
    assert Flag.objects.get().raised_by == cast.coder
