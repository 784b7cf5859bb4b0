"""Erasure: keys destroyed, rows deleted or emptied, and no model forgotten."""

import datetime as dt
from pathlib import Path

import pyrage
import pytest
import time_machine
from django.apps import apps
from django.conf import settings as django_settings
from django.db import connection, models
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from cases.casework.actions import finish_follow_up, keep_longer
from cases.casework.models import FollowUp
from cases.coding.actions import describe_labour_situation, involve_actor, register_actor
from cases.coding.models import Act, Actor, Event
from cases.core import privacy, sealing, tokens
from cases.core.errors import Refused
from cases.core.fields import sealed_columns
from cases.core.models import DataKey, Revision
from cases.core.tokens import TokenError
from cases.desk.actions import erase_person, seal_person, withdraw
from cases.desk.withdrawal import erasing
from cases.evidence.actions import attach_evidence
from cases.intake.models import Testimony
from cases.witnesses.actions import (
    ScopeAnswer,
    allow_identity_export,
    ask_for_identity_export,
    assess_risk,
    make_identity_export,
    record_consent,
    record_identity,
)
from cases.witnesses.models import ErasureCertificate, ExportedPerson, Identity, Withdrawal, Witness
from tests.conftest import Cast
from tests.unit.releases.people import another_person

CANARY = "CANARY-노래하는새"


@pytest.fixture
def withdrawal(cast: Cast, act: Act, witness: Witness) -> Withdrawal:
    """A person with an identity, a coded testimony and evidence, who took everything back."""
    testimony = act.testimony
    assert testimony is not None
    record_identity(by=cast.interviewer, witness=witness, name_hangul=CANARY)
    attach_evidence(
        by=cast.interviewer, case=testimony.case, testimony=testimony, content=CANARY.encode(), name=f"{CANARY}.txt"
    )
    actor = register_actor(by=cast.coder, case=testimony.case, kind="individual", name=CANARY)
    involve_actor(by=cast.coder, act=act, actor=actor)
    describe_labour_situation(by=cast.coder, case=testimony.case, witness=witness, task=CANARY)
    return withdraw(
        by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", whole=True, note=CANARY
    )


def leads_to_a_witness(model: type[models.Model]) -> bool:
    """Whether keys lead from a model to a witness, over any number of rows."""
    seen, waiting = set(), [model]
    while waiting:
        current = waiting.pop()
        seen.add(current)
        for column in current._meta.concrete_fields:
            target = column.related_model
            if target is Witness:
                return True
            if isinstance(target, type) and target not in seen:
                waiting.append(target)
    return False


def test_every_model_that_leads_to_a_witness_has_a_line() -> None:
    """A new record about a person says what an erasure does with it."""
    known = {*erasing.REMOVED, *erasing.EMPTIED, *erasing.ORPHANED} | {
        apps.get_model("cases", name) for name in erasing.KEPT
    }
    assert {model.__name__ for model in privacy.own_models() if leads_to_a_witness(model)} <= {
        model.__name__ for model in known
    }


def erased(cast: Cast, withdrawal: Withdrawal) -> ErasureCertificate:
    return erase_person(by=cast.dpo, withdrawal=withdrawal, code=withdrawal.witness.code)


def everything_that_opens() -> list[str]:
    """Every sealed text in the database that opens with the keys at hand."""
    texts = []
    for model in privacy.own_models():
        for name in sealed_columns(model) - {"wrapped", "evidence_identity"}:
            for row in model._base_manager.exclude(**{name: None}):
                try:
                    texts.append(sealing.open_text(row, name) or "")
                except TokenError:
                    continue
    return texts


def test_nothing_of_the_person_opens_with_the_keys_at_hand(cast: Cast, withdrawal: Withdrawal) -> None:
    assert any(CANARY in text for text in everything_that_opens())
    erased(cast, withdrawal)
    assert [text for text in everything_that_opens() if CANARY in text] == []


def test_what_was_typed_into_follow_ups_and_reviews_goes_too(cast: Cast, withdrawal: Withdrawal) -> None:
    """They are sealed for the case, whose key stays."""
    task = FollowUp.objects.get(subject_uuid=withdrawal.pk, kind=FollowUp.Kind.TELL_PERSON)
    finish_follow_up(by=cast.dpo, follow_up=task, outcome=f"told {CANARY}")
    keep_longer(
        by=cast.dpo, case=task.case, subject=withdrawal, keep_until=timezone.localdate() + dt.timedelta(days=9),
        keep_reason=CANARY,
    )  # fmt: skip
    erased(cast, withdrawal)
    assert [text for text in everything_that_opens() if CANARY in text] == []
    task.refresh_from_db()
    assert (task.kind, task.done_by, task.outcome) == (FollowUp.Kind.TELL_PERSON, cast.dpo, None)


def test_the_decision_finishes_its_follow_up(cast: Cast, withdrawal: Withdrawal) -> None:
    erased(cast, withdrawal)
    still = FollowUp.objects.filter(subject_uuid=withdrawal.pk, done_at=None).values_list("kind", flat=True)
    assert FollowUp.Kind.DECIDE_ERASURE not in still


def test_whoever_was_given_the_identity_is_told_after_the_erasure_too(cast: Cast, act: Act, witness: Witness) -> None:
    """An export that was made stays on record, and so does the task to tell its recipient."""
    record_identity(by=cast.interviewer, witness=witness, name_hangul=CANARY)
    today, yes = timezone.localdate(), ScopeAnswer("yes")
    record_consent(
        by=cast.interviewer, witness=witness, given_on=today, form_version="1", language="ko", way="oral",
        scopes={"S0": yes, "S4": yes},
    )  # fmt: skip
    export = ask_for_identity_export(
        by=cast.dpo, case=witness.case, people=[witness], kind="names", purpose="S4", recipient="an expert",
        recipient_key=str(pyrage.x25519.Identity.generate().to_public()), export_reason="x",
    )  # fmt: skip
    assess_risk(by=cast.dpo, witness=witness, assessed_on=today, level="low", threats="x", export=export)
    allow_identity_export(by=cast.lead, identity_export=export)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25), tick=False):
        make_identity_export(by=cast.dpo, identity_export=export)
        given = withdraw(by=cast.dpo, witness=witness, received_on=today, way="phone", whole=True)
        erased(cast, given)
    task = FollowUp.objects.get(kind=FollowUp.Kind.TELL_RECIPIENT)
    assert (task.done_at, task.due_on) == (None, timezone.localdate(timezone.now() + dt.timedelta(hours=25, days=7)))
    assert sealing.open_sealed(task, "text", by=cast.dpo, reason="test") == f"an expert ({export.code})"
    assert ExportedPerson.objects.get().witness.erased_at is not None
    assert [text for text in everything_that_opens() if CANARY in text] == []


def test_what_stays_is_a_shell(cast: Cast, withdrawal: Withdrawal) -> None:
    erased(cast, withdrawal)
    witness, testimony = Witness.objects.get(), Testimony.objects.get()
    assert (witness.sex, witness.age_band, witness.note) == ("", "", None)
    assert testimony.account is None
    assert not Identity.objects.exists()
    assert not Act.objects.exists()
    assert not Event.objects.exists()
    assert not Actor.objects.exists()
    assert not Revision.objects.filter(subject_uuid__in=[witness.pk, testimony.pk]).exists()


def test_an_event_that_two_people_told_of_stays_with_the_other(cast: Cast, cleared: Testimony) -> None:
    """It once stopped the whole erasure: the event was taken for theirs alone, and the other's act held it."""
    told = Event.objects.get()
    leaver = another_person(cast, cleared)
    assert Act.objects.filter(event=told).count() == 2
    given = withdraw(by=cast.dpo, witness=leaver, received_on=timezone.localdate(), way="phone", whole=True)
    erase_person(by=cast.dpo, withdrawal=given, code=leaver.code)
    assert Act.objects.get(event=told).testimony == cleared


def test_what_others_speak_of_too_stays(cast: Cast, withdrawal: Withdrawal, act: Act) -> None:
    """An event in the testimony of somebody else is theirs as well."""
    from cases.coding.actions import describe_event

    other = describe_event(by=cast.coder, case=act.event.case, summary="somebody else's")
    erased(cast, withdrawal)
    assert list(Event.objects.all()) == [other]


def test_the_key_is_gone_and_no_new_one_is_made(cast: Cast, withdrawal: Withdrawal) -> None:
    owner = withdrawal.witness.key_owner()
    wrapped = bytes(DataKey.objects.get(owner_kind=owner.kind, owner_uuid=owner.uuid).wrapped or b"")
    erased(cast, withdrawal)
    key = DataKey.objects.get(owner_kind=owner.kind, owner_uuid=owner.uuid)
    assert tokens.is_token(wrapped)
    assert (key.wrapped, key.evidence_identity) == (None, None)
    with pytest.raises(Refused, match="erased"):
        sealing.sealed_token(Witness, "note", withdrawal.witness.pk, owner=owner, text="again")


def test_the_files_go_after_the_commit(
    cast: Cast, withdrawal: Withdrawal, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    def stored() -> list[Path]:
        return [path for path in Path(django_settings.EVIDENCE_DIR).rglob("*") if path.is_file()]

    assert stored()
    with django_capture_on_commit_callbacks() as scrubbing:
        erased(cast, withdrawal)
        assert stored()
    for step in scrubbing:
        if connection.vendor != "sqlite":  # a test's own transaction keeps the log of SQLite open
            step()
    assert len(scrubbing) == 1


def test_files_that_a_killed_erasure_left_go_at_the_next_start(cast: Cast, withdrawal: Withdrawal) -> None:
    """Nobody can open them, but a file that is there says that there was one."""
    folder = Path(django_settings.EVIDENCE_DIR)
    assert [path for path in folder.rglob("*") if path.is_file()]
    erased(cast, withdrawal)  # its commit is not reached here, as if the process had been killed behind it
    for removal in erasing.leftovers():
        removal()
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_start_takes_no_file_of_anybody_else(cast: Cast, withdrawal: Withdrawal) -> None:
    before = [path for path in Path(django_settings.EVIDENCE_DIR).rglob("*") if path.is_file()]
    for removal in erasing.leftovers():
        removal()
    assert [path for path in Path(django_settings.EVIDENCE_DIR).rglob("*") if path.is_file()] == before


def test_the_certificate_names_the_dates_and_nobody(
    cast: Cast, withdrawal: Withdrawal, settings: pytest.FixtureRequest
) -> None:
    certificate = erased(cast, withdrawal)
    assert certificate.backups_until == timezone.localdate() + dt.timedelta(days=django_settings.BACKUPS_ARE_KEPT_DAYS)
    assert certificate.figures_until is None  # no series runs
    assert certificate.counts["act"] == 1


def test_it_takes_the_code_and_happens_once(cast: Cast, withdrawal: Withdrawal) -> None:
    with pytest.raises(Refused, match="Type the code"):
        erase_person(by=cast.dpo, withdrawal=withdrawal, code="W-999")
    erased(cast, withdrawal)
    with pytest.raises(Refused, match="erased already"):
        erased(cast, withdrawal)


def test_a_legal_hold_keeps_it_until_it_ends(cast: Cast, withdrawal: Withdrawal) -> None:
    with pytest.raises(Refused, match="Say who requires"):
        seal_person(by=cast.dpo, withdrawal=withdrawal, hold_reason=" ")
    seal_person(by=cast.dpo, withdrawal=withdrawal, hold_reason="a court")
    assert any(CANARY in text for text in everything_that_opens())
    erased(cast, withdrawal)
    assert Witness.objects.get().erased_at is not None


def test_what_was_taken_back_in_part_is_not_erased(cast: Cast, witness: Witness) -> None:
    part = withdraw(by=cast.dpo, witness=witness, received_on=timezone.localdate(), way="phone", scopes=["S2"])
    with pytest.raises(Refused, match="Only some purposes"):
        erased(cast, part)
