"""Interventions: recorded by one person, published by another, and never a word that betrays a witness."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.accounts.actions import edit_user
from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding.actions import describe_labour_situation
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Revision
from cases.core.partial_dates import PartialDate, parse
from cases.dossiers import publication
from cases.dossiers.actions import edit_intervention, publish_intervention, scan_intervention
from cases.dossiers.models import Intervention
from cases.published.models import PublishedIntervention, PublishedRelease
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.actions import record_identity
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.intervening import ADDRESSEE, REPLY, SUMMARY, publish, recorded
from tests.replay import replayed


@pytest.fixture
@replayed
def told(cast: Cast, case: Case, witness: Witness, vocabulary: VocabularyFiles) -> Case:
    """A case whose records name a person and an employer."""
    record_identity(by=cast.interviewer, witness=witness, name_hangul="김철수")
    describe_labour_situation(
        by=cast.coder, case=case, witness=witness, employers="Zarnitsa Stroi", place_as_said="Bolshaya Kuchka"
    )
    return case


@pytest.fixture
def intervention(cast: Cast, told: Case) -> Intervention:
    return recorded(cast, told)


def last_event() -> AuditEvent:
    return AuditEvent.objects.latest("seq")


# --- what becomes public ---


@pytest.mark.parametrize("who", ["lead", "dpo"])
def test_lead_or_dpo_publishes_what_another_wrote(cast: Cast, intervention: Intervention, who: str) -> None:
    by = getattr(cast, who)
    published = publish(by, intervention)
    assert published.published_by == by
    row = PublishedIntervention.objects.get()
    assert (row.code, row.quarter, row.kind, row.outcome, row.reply) == (
        intervention.code, "2026-Q3", "letter", "waiting", {},
    )  # fmt: skip
    assert (row.addressee, row.summary) == (ADDRESSEE, SUMMARY)
    assert row.kind_label.keys() == row.outcome_label.keys() == {"en", "ko", "ru"}


def test_what_stays_inside_is_not_published(cast: Cast, told: Case) -> None:
    """The addressee as staff know it, the day and the note."""
    publish(cast.lead, recorded(cast, told, addressee="ADDRESSEETEXT", date=parse("2026-08-17").said("SAIDTEXT")))
    row = str(PublishedIntervention.objects.values().get())
    assert "2026-Q3" in row
    for inside in ("ADDRESSEETEXT", "NOTETEXT", "SAIDTEXT", "08-17", "17, "):
        assert inside not in row


def test_a_new_edition_replaces_the_row_under_its_code(cast: Cast, intervention: Intervention, told: Case) -> None:
    publish(cast.lead, intervention)
    publish(cast.lead, recorded(cast, told))
    changed = edit_intervention(
        by=cast.advocacy, intervention=intervention, outcome="replied", replied_on=dt.date(2026, 10, 1),
        public_reply=REPLY,
    )  # fmt: skip
    assert PublishedIntervention.objects.get(pk=intervention.code).outcome == "waiting"  # until it is published again
    publish(cast.dpo, changed)
    assert PublishedIntervention.objects.count() == 2
    row = PublishedIntervention.objects.get(pk=intervention.code)
    assert (row.outcome, row.reply) == ("replied", REPLY)


@pytest.mark.parametrize(
    ("date", "quarter"),
    [("2026-01-01", "2026-Q1"), ("2026-03-31", "2026-Q1"), ("2025-04", "2025-Q2"), ("2025-12~", "2025-Q4"),
     ("2026-07-15/2026-08-02", "2026-Q3")],
)  # fmt: skip
def test_a_day_is_told_as_its_quarter(date: str, quarter: str) -> None:
    assert publication.quarter(parse(date)) == quarter


@pytest.mark.parametrize("date", ["2026", "2025-23", "2026-03-31/2026-04-01", "../2026-08", "2026-01/..", ""])
def test_a_date_of_two_quarters_is_refused(date: str) -> None:
    with pytest.raises(Refused, match="as a month or a day"):
        publication.quarter(parse(date) if date else PartialDate())


# --- four eyes ---


def both_roles(cast: Cast, user: User) -> User:
    edit_user(by=cast.administrator, user=user, roles=["advocacy", "lead"])
    return User.objects.get(pk=user.pk)


def test_nobody_publishes_what_they_recorded(cast: Cast, intervention: Intervention) -> None:
    author = both_roles(cast, cast.advocacy)
    with pytest.raises(NotAllowed, match="somebody else"):
        publish(author, intervention)
    assert not PublishedIntervention.objects.exists()


def test_nobody_publishes_what_they_last_changed(cast: Cast, intervention: Intervention) -> None:
    second = both_roles(cast, cast.lead)
    changed = edit_intervention(by=second, intervention=intervention, note="another")
    with pytest.raises(NotAllowed, match="somebody else"):
        publish(second, changed)
    publish(cast.dpo, changed)


@pytest.mark.parametrize("author", ["recorded_by", "changed_by"])
def test_the_database_refuses_it_too(cast: Cast, intervention: Intervention, author: str) -> None:
    Intervention.objects.update(**{author: cast.dpo})
    with pytest.raises(IntegrityError, match="does_not_publish"), transaction.atomic():
        Intervention.objects.update(published_by=cast.dpo, published_at=timezone.now())
    with pytest.raises(IntegrityError, match="by_and_at"), transaction.atomic():
        Intervention.objects.update(published_by=cast.lead)


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "advocacy", "administrator", "stranger"])
def test_nobody_else_publishes(cast: Cast, intervention: Intervention, who: str) -> None:
    with pytest.raises(NotAllowed):
        publish(getattr(cast, who), intervention)


def test_what_changed_since_it_was_read_is_not_published(cast: Cast, intervention: Intervention) -> None:
    read = publication.sha256(publication.content(intervention))
    later = {**SUMMARY, "en": "We asked for something else."}
    edit_intervention(by=cast.advocacy, intervention=intervention, public_summary=later)
    with pytest.raises(Refused, match="changed since you read it"):
        publish_intervention(by=cast.lead, intervention=intervention, content_sha256=read)


def test_what_is_public_as_it_stands_is_not_published_again(cast: Cast, intervention: Intervention) -> None:
    published = publish(cast.lead, intervention)
    with pytest.raises(Refused, match="public as it stands"):
        publish(cast.dpo, published)


def test_an_edit_that_changes_nothing_is_none(cast: Cast, intervention: Intervention) -> None:
    published = publish(cast.lead, intervention)
    before = Revision.objects.count()
    same = edit_intervention(by=cast.advocacy, intervention=published, note="NOTETEXT", public_summary=SUMMARY)
    assert same.published_at is not None
    assert Revision.objects.count() == before


# --- what could betray somebody ---

BETRAYING = {
    "a name": {"public_summary": {**SUMMARY, "en": "We wrote about Kim Chol Su."}},
    "a name in Korean": {"public_summary": {**SUMMARY, "ko": "철수는 숙소에 있었습니다."}},
    "an employer": {"public_addressee": {**ADDRESSEE, "ru": "Зарница Строй"}},
    "a place in the records' words": {"public_summary": {**SUMMARY, "en": "We asked about Bolshaya Kuchka."}},
    "a city": {"public_summary": {**SUMMARY, "ru": "Мы просили проверить общежития во Владивостоке."}},
    "a count": {"public_summary": {**SUMMARY, "en": "We wrote for 43 people."}},
    "a count in words": {"public_summary": {**SUMMARY, "en": "Seven of them told us."}},
    "in the answer": {"outcome": "replied", "public_reply": {**REPLY, "en": "They met Kim Chol Su."}},
}


@pytest.mark.parametrize("kind", BETRAYING)
def test_a_text_that_could_betray_somebody_is_refused(cast: Cast, told: Case, kind: str) -> None:
    bad = recorded(cast, told, **BETRAYING[kind])
    assert scan_intervention(by=cast.lead, intervention=bad)
    with pytest.raises(Refused, match=r"could betray somebody"):
        publish(cast.lead, bad)
    assert not PublishedIntervention.objects.exists()


def test_what_was_found_is_kept_nowhere(cast: Cast, told: Case) -> None:
    bad = recorded(cast, told, public_summary={**SUMMARY, "en": "We wrote about Kim Chol Su in Vladivostok."})
    with pytest.raises(Refused) as refusal:
        publish(cast.lead, bad)
    refused = last_event()
    assert refused.action == "dossiers.publish_intervention.refused"
    scan_intervention(by=cast.lead, intervention=bad)
    looked = last_event()
    assert "identity.name_hangul" in looked.body
    for kept in (str(refusal.value), refused.body, looked.body):
        assert not any(word in kept for word in ("Kim", "Chol", "Vladivostok", "김철수"))


def test_whoever_writes_cannot_ask_what_is_a_name(cast: Cast, intervention: Intervention) -> None:
    """The search would tell an advocacy officer, who sees no identity, whether a name is in the records."""
    with pytest.raises(NotAllowed):
        scan_intervention(by=cast.advocacy, intervention=intervention)


# --- what must be there ---


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
@pytest.mark.parametrize("name", ["addressee", "summary", "reply"])
def test_each_text_is_there_in_three_languages(cast: Cast, told: Case, name: str, language: str) -> None:
    texts = {"public_addressee": ADDRESSEE, "public_summary": SUMMARY, "public_reply": REPLY}
    texts[f"public_{name}"] = {**texts[f"public_{name}"], language: ""}
    if language == "en":
        with pytest.raises(ValidationError):
            recorded(cast, told, outcome="replied", **texts)
        return
    with pytest.raises(Refused, match="three languages"):
        publication.content(recorded(cast, told, outcome="replied", **texts))


def test_an_answer_needs_its_outcome(cast: Cast, told: Case) -> None:
    with pytest.raises(Refused, match="no answer yet"):
        publication.content(recorded(cast, told, public_reply=REPLY))


def test_texts_can_wait(cast: Cast, told: Case) -> None:
    bare = recorded(cast, told, public_addressee={}, public_summary={})
    with pytest.raises(Refused, match="three languages"):
        publication.content(bare)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"date": parse("2999-01-01")}, "yet to come"),
        ({"outcome": "replied", "replied_on": dt.date(2999, 1, 1)}, "yet to come"),
        ({"outcome": "replied", "replied_on": dt.date(2026, 8, 16)}, "before what it answers"),
        ({"replied_on": dt.date(2026, 8, 20)}, "no answer yet"),
        ({"release": "1999-01"}, "no such release"),
        ({"public_summary": {"en": "x" * 601}}, "600 characters"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, told: Case, values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        recorded(cast, told, **values)
    assert not Intervention.objects.exists()


def test_the_release_whose_figures_it_used_is_named(
    cast: Cast, told: Case, published_release: PublishedRelease
) -> None:
    publish(cast.lead, recorded(cast, told, release=published_release.pk))
    assert PublishedIntervention.objects.get().release == published_release.pk


def test_it_is_for_the_team(cast: Cast, intervention: Intervention) -> None:
    for who in (cast.advocacy, cast.lead, cast.dpo):
        assert list(Intervention.objects.visible_to(who)) == [intervention]
    for who in (cast.interviewer, cast.coder, cast.legal, cast.administrator, cast.stranger):
        assert not Intervention.objects.visible_to(who).exists()
