"""Answers to guided questions: one row and one revision a topic, one event for a page; skipped means not asked."""

import json

import pytest

from cases.accounts.models import User
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Revision
from cases.intake.actions import TopicValues, answer_topics
from cases.intake.details import PayDetails
from cases.intake.models import Testimony, TopicAnswer
from cases.intake.topics import EASY, HEAVY, KINDS, KNOWN, MARKS, QUESTIONS
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast

TOLD, NOT_SO, NOT_ASKED = TopicAnswer.State.TOLD, TopicAnswer.State.NOT_SO, TopicAnswer.State.NOT_ASKED


def texts(testimony: Testimony, column: str, by: User) -> dict[str, str | None]:
    rows = TopicAnswer.objects.filter(testimony=testimony)
    return {row.topic: sealing.open_sealed(row, column, by=by, reason="test") for row in rows}


def test_several_topics_are_one_event_and_a_revision_each(cast: Cast, testimony: Testimony) -> None:
    before = AuditEvent.objects.count()
    answers = {"REC": TopicValues(TOLD, "first\r\nsecond"), "CTL": TopicValues(NOT_SO), "PHY": TopicValues(NOT_ASKED)}
    rows = answer_topics(by=cast.interviewer, testimony=testimony, answers=answers)
    assert AuditEvent.objects.count() == before + 1
    assert Revision.objects.filter(subject_uuid__in=[row.pk for row in rows]).count() == 3
    assert texts(testimony, "text", cast.interviewer) == {"REC": "first\nsecond", "CTL": None, "PHY": None}
    assert b"second" not in bytes(rows[0].text or b"")


def test_what_did_not_change_has_no_second_revision(cast: Cast, testimony: Testimony) -> None:
    answers = {"REC": TopicValues(TOLD, "x"), "CTL": TopicValues(TOLD, "y")}
    [rec, ctl] = answer_topics(by=cast.interviewer, testimony=testimony, answers=answers)
    answer_topics(by=cast.interviewer, testimony=testimony, answers={**answers, "CTL": TopicValues(TOLD, "z")})
    assert Revision.objects.filter(subject_uuid=rec.pk).count() == 1
    assert Revision.objects.filter(subject_uuid=ctl.pk).count() == 2


def test_a_skipped_topic_loses_its_words_and_details(cast: Cast, testimony: Testimony) -> None:
    details = PayDetails(currency="RUB").to_json()
    answer_topics(by=cast.interviewer, testimony=testimony, answers={"pay": TopicValues(TOLD, "x", details)})
    assert json.loads(texts(testimony, "details", cast.interviewer)["pay"] or "") == {"currency": "RUB"}
    skipped = {"pay": TopicValues(NOT_ASKED, "x", details)}
    [row] = answer_topics(by=cast.interviewer, testimony=testimony, answers=skipped)
    assert (row.state, row.text, row.details) == (NOT_ASKED, None, None)


@pytest.mark.parametrize(
    ("topic", "values"),
    [
        ("ACT", TopicValues(TOLD, "x")),
        ("pay", TopicValues(TOLD, details='{"gross": "5"}')),
        ("pay", TopicValues(TOLD, details='{"grade": "5"}')),
        ("REC", TopicValues(TOLD, details='{"gross": "5"}')),
        ("safety", TopicValues(TOLD, details='{"password": true}')),
    ],
)
def test_what_no_topic_has_is_refused(cast: Cast, testimony: Testimony, topic: str, values: TopicValues) -> None:
    with pytest.raises(Refused):
        answer_topics(by=cast.interviewer, testimony=testimony, answers={"CTL": TopicValues(TOLD), topic: values})
    assert not TopicAnswer.objects.exists()


def test_sexual_violence_takes_a_trained_interviewer(cast: Cast, testimony: Testimony) -> None:
    answers = {"SGB": TopicValues(TOLD, "x")}
    with pytest.raises(NotAllowed, match="trained"):
        answer_topics(by=cast.interviewer, testimony=testimony, answers=answers)
    cast.interviewer.trained_sexual_violence = True
    assert answer_topics(by=cast.interviewer, testimony=testimony, answers=answers)


def test_only_the_interviewer_and_only_in_draft(cast: Cast, testimony: Testimony, submitted: Testimony) -> None:
    for user in (cast.coder, cast.lead, cast.dpo):
        with pytest.raises(NotAllowed):
            answer_topics(by=user, testimony=testimony, answers={"REC": TopicValues(TOLD, "x")})
    with pytest.raises(Refused, match="can no longer be changed"):
        answer_topics(by=cast.interviewer, testimony=submitted, answers={"REC": TopicValues(TOLD, "x")})


def test_every_topic_fits_its_column_and_every_sign_is_in_the_vocabulary(all_files: VocabularyFiles) -> None:
    longest = TopicAnswer._meta.get_field("topic").max_length
    assert all(len(code) <= longest for code in KNOWN)
    codes = {category["code"] for category in all_files.categories}
    named = {code for topic in QUESTIONS.values() for code in (*topic.signs, *topic.if_raised)}
    assert named <= codes
    assert KINDS.keys() <= QUESTIONS.keys()
    assert not MARKS.keys() & QUESTIONS.keys()


def test_every_act_that_can_be_told_is_listened_for(all_files: VocabularyFiles) -> None:
    """But for duties that were failed, which coders judge, and "other": nobody listens for that."""
    named = {code for topic in (*EASY, *HEAVY) for code in (*topic.signs, *topic.if_raised)}
    deaf = {
        line["code"]
        for line in all_files.categories
        if line["facet"] == "act" and line["selectable"] and not line["describe"]
        and not {line["code"], line["family"]} & named
    }  # fmt: skip
    assert {code.partition("-")[0] for code in deaf} == {"DUT"}
