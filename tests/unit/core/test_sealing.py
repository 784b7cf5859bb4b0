"""Sealed texts open in their own row only, after the reading stands in the audit chain."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from cases.casework.models import Case
from cases.core import audit, sealing
from cases.core.audit import readings
from cases.core.errors import AuditUnavailable, Refused
from cases.core.models import AuditEvent, DataKey, KeyOwner
from cases.core.tokens import TokenError
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.actions import edit_witness, record_identity, register_group, register_witness
from cases.witnesses.models import Identity, Witness
from tests.conftest import Cast
from tests.replay import replayed

NAME, NOTE = "리명화 in Hangul", "밤에만 전화할 것"
DOES_NOT_OPEN = (TokenError, Refused)


@pytest.fixture
@replayed
def noted(cast: Cast, witness: Witness) -> Witness:
    return edit_witness(by=cast.interviewer, witness=witness, note=NOTE)


@pytest.fixture
@replayed
def identity(cast: Cast, witness: Witness) -> Identity:
    return record_identity(by=cast.interviewer, witness=witness, name_hangul=NAME, name_latin="Ri")


def opened(row: Any, field: str, cast: Cast) -> str | None:
    return sealing.open_sealed(row, field, by=cast.interviewer, reason="to call back")


def test_open_sealed_gives_the_text(cast: Cast, noted: Witness) -> None:
    assert opened(Witness.objects.get(), "note", cast) == NOTE


def test_open_sealed_of_nothing_recorded(cast: Cast, witness: Witness) -> None:
    """That somebody looked is an event, of no field."""
    assert opened(witness, "note", cast) is None
    event = AuditEvent.objects.latest("seq")
    assert (event.action, event.subject_uuid, json.loads(event.body)["fields"]) == ("sealed.open", witness.pk, [])


def test_token_moved_to_another_witness_is_refused(cast: Cast, case: Case, noted: Witness) -> None:
    other = register_witness(by=cast.interviewer, case=case, note="another")
    other.note = noted.note
    with pytest.raises(DOES_NOT_OPEN):
        opened(other, "note", cast)


def test_token_moved_to_another_row_of_the_same_key_is_refused(cast: Cast, case: Case) -> None:
    """Both groups are sealed by the case's key: the row alone keeps them apart."""
    one, other = (register_group(by=cast.interviewer, case=case, description=text) for text in ("a", "b"))
    assert DataKey.objects.filter(owner_kind="case").count() == 1
    other.description = one.description
    with pytest.raises(DOES_NOT_OPEN):
        opened(other, "description", cast)


def test_token_moved_to_another_column_is_refused(cast: Cast, identity: Identity) -> None:
    identity.name_latin = identity.name_hangul
    with pytest.raises(DOES_NOT_OPEN):
        opened(identity, "name_latin", cast)


def test_token_moved_to_another_model_is_refused(cast: Cast, identity: Identity, noted: Witness) -> None:
    """The same person's key and the same column name, in a row that was given the same uuid."""
    token = sealing.tokens.encrypt(
        sealing._secret(DataKey.objects.get(owner_uuid=noted.pk)),
        kid=DataKey.objects.get(owner_uuid=noted.pk).pk,
        plaintext=b"x",
        place=sealing.tokens.associated_data("RiskAssessment", "note", noted.pk.hex, sealing.SCHEMA),
    )
    noted.note = token
    with pytest.raises(DOES_NOT_OPEN):
        opened(noted, "note", cast)


@pytest.mark.parametrize("position", [7, 30], ids=["key number", "ciphertext"])
def test_altered_token_is_a_refusal(cast: Cast, noted: Witness, position: int) -> None:
    """As open_record says: Refused, a sentence for staff, also when the token names a key that is not there."""
    assert noted.note is not None
    altered = bytearray(noted.note)
    altered[position] ^= 0x55
    noted.note = bytes(altered)
    with pytest.raises(Refused):
        opened(noted, "note", cast)


@pytest.mark.django_db(transaction=True)
def test_open_sealed_writes_its_event_before_it_opens(
    cast: Cast, noted: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One committed event, seen from outside any transaction at the moment of opening."""
    before = AuditEvent.objects.count()
    seen: list[int] = []
    open_text = sealing.open_text

    def watched(row: Any, field: str) -> str | None:
        seen.append(AuditEvent.objects.count())
        assert not transaction.get_connection().in_atomic_block
        return open_text(row, field)

    monkeypatch.setattr(sealing, "open_text", watched)
    assert opened(noted, "note", cast) == NOTE
    assert seen == [before + 1]
    assert AuditEvent.objects.count() == before + 1


def test_open_sealed_event_names_who_what_why_and_no_content(cast: Cast, noted: Witness) -> None:
    opened(noted, "note", cast)
    event = AuditEvent.objects.latest("seq")
    body = json.loads(event.body)
    assert (event.action, event.actor_uuid, event.subject_uuid) == ("sealed.open", cast.interviewer.pk, noted.pk)
    assert (body["fields"], body["reason"]) == (["note"], "to call back")
    assert NOTE not in json.dumps(body, ensure_ascii=False)
    assert noted.note is not None
    assert noted.note.hex() not in event.body


def test_open_rows_writes_one_event_that_names_each_row(cast: Cast, case: Case, noted: Witness) -> None:
    """Rows without a text were not read, so they are not named."""
    second = register_witness(by=cast.interviewer, case=case, note="second")
    empty = register_witness(by=cast.interviewer, case=case)
    before = AuditEvent.objects.count()
    texts = sealing.open_rows([noted, second, empty], "note", by=cast.interviewer, reason="list")
    assert texts == {noted.pk: NOTE, second.pk: "second", empty.pk: None}
    assert AuditEvent.objects.count() == before + 1
    named = {uuid for _, uuid, _ in json.loads(AuditEvent.objects.latest("seq").body)["records"]}
    assert named == {str(noted.pk), str(second.pk)}


WAYS: dict[str, Callable[..., object]] = {
    "one": lambda row, **who: sealing.open_sealed(row, "note", **who),
    "record": lambda row, **who: sealing.open_record(row, ["note"], **who),
    "rows": lambda row, **who: sealing.open_rows([row], "note", **who),
}


@pytest.mark.parametrize("opening", WAYS.values(), ids=WAYS.keys())
def test_nothing_is_opened_when_the_event_cannot_be_written(
    cast: Cast, noted: Witness, monkeypatch: pytest.MonkeyPatch, opening: Callable[..., object]
) -> None:
    """Fail closed: the audit chain's error comes out, and no token was even tried."""

    def fail(*_entries: audit.Entry) -> None:
        raise DatabaseError("the audit table is full")

    tried: list[object] = []
    monkeypatch.setattr(readings, "append", fail)
    monkeypatch.setattr(sealing, "open_text", lambda row, _field: tried.append(row))
    with pytest.raises(AuditUnavailable):
        opening(noted, by=cast.interviewer, reason="x")
    assert tried == []


@pytest.mark.django_db(transaction=True)
def test_open_sealed_inside_a_transaction_is_an_error(cast: Cast, noted: Witness) -> None:
    """The event could be rolled back after the text was read."""
    before = AuditEvent.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        opened(noted, "note", cast)
    assert AuditEvent.objects.count() == before


def test_unchanged_text_keeps_its_token(noted: Witness) -> None:
    token = noted.note
    sealing.seal(noted, "note", NOTE)
    assert noted.note is token
    sealing.seal(noted, "note", NOTE + " ")
    assert noted.note != token


def test_seal_none_empties_the_column(noted: Witness) -> None:
    sealing.seal(noted, "note", None)
    assert noted.note is None


def test_one_data_key_for_each_person_case_and_office(
    cast: Cast, case: Case, noted: Witness, vocabulary: object
) -> None:
    """Press material and groups take the case's key, everything else of a person their own."""
    register_witness(by=cast.interviewer, case=case, note="second")
    register_witness(by=cast.interviewer, case=case, stream="press", press_alias="A.", note="press")
    register_group(by=cast.interviewer, case=case, description="twenty people")
    owners = list(DataKey.objects.values_list("owner_kind", flat=True).order_by("owner_kind"))
    assert AbuseCategory.objects.exists()  # sealed by the office's key
    assert owners == ["case", "office", "person", "person"]


def test_data_keys_are_stored_wrapped(noted: Witness) -> None:
    """The key's own bytes stand nowhere in its row."""
    key = DataKey.objects.get(owner_uuid=noted.pk)
    assert key.wrapped is not None
    assert sealing._secret(key) not in key.wrapped


def test_keyed_name_needs_the_owners_key(noted: Witness, case: Case) -> None:
    """The same for the same owner and content, another for another owner, never the plain hash."""
    names = [sealing.keyed_name(owner, b"x") for owner in (noted.key_owner(), noted.key_owner(), case.key_owner())]
    assert names[0] == names[1] != names[2]
    assert KeyOwner.office() != noted.key_owner()


def test_evidence_identity_is_kept_for_its_owner(noted: Witness, case: Case) -> None:
    """Files of yesterday open today, and nobody else's."""
    first, again = (str(sealing.evidence_identity(noted.key_owner())) for _ in range(2))
    assert first == again != str(sealing.evidence_identity(case.key_owner()))
    stored = DataKey.objects.get(owner_uuid=noted.pk).evidence_identity
    assert stored is not None
    assert first.encode() not in stored
