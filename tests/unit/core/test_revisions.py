"""Each write of a record leaves a numbered, sealed snapshot."""

import json
from base64 import b64encode

from cases.accounts.actions import edit_user
from cases.casework.actions import edit_case
from cases.casework.models import Case
from cases.core import sealing, tokens
from cases.core.models import Revision
from cases.witnesses.actions import edit_witness, register_witness
from cases.witnesses.models import Witness
from tests.conftest import Cast

NOTE, OTHER_NOTE = "밤에만 전화할 것", "call after nine"


def revisions(record: Case | Witness) -> list[Revision]:
    """Oldest first."""
    return list(Revision.objects.filter(subject_uuid=record.pk).order_by("number"))


def text(revision: Revision) -> str:
    found = sealing.open_text(revision, "snapshot")
    assert found is not None
    return found


def test_revisions_are_numbered_and_name_the_changed_fields(cast: Cast, case: Case) -> None:
    edit_case(by=cast.coder, case=case, family="forest")
    edit_case(by=cast.coder, case=case, family="forest", title="B")
    found = revisions(case)
    assert [revision.number for revision in found] == [1, 2, 3]
    assert [revision.changed_fields for revision in found[1:]] == [["family"], ["title"]]
    assert found[2].actor_uuid == cast.coder.pk
    assert found[2].action == "casework.edit_case"


def test_revision_keeps_the_value_of_its_time(cast: Cast, case: Case) -> None:
    """History can be read back, and later restored."""
    edit_case(by=cast.coder, case=case, title="B")
    assert [json.loads(text(revision))["title"] for revision in revisions(case)] == ["Workers sent abroad", "B"]


def test_snapshot_is_a_token(case: Case) -> None:
    """What is confidential in a column is not in clear in its history."""
    (revision,) = revisions(case)
    assert revision.snapshot is not None
    assert tokens.is_token(revision.snapshot)
    assert case.title.encode() not in revision.snapshot


def test_snapshot_holds_sealed_texts_as_tokens_only(cast: Cast, case: Case) -> None:
    """Opening history does not open what is sealed, old or new."""
    witness = register_witness(by=cast.interviewer, case=case, note=NOTE, sex="male")
    edited = edit_witness(by=cast.interviewer, witness=witness, note=OTHER_NOTE)
    found = revisions(witness)
    for revision, stored in zip(found, (witness, edited), strict=True):
        snapshot = json.loads(text(revision))
        assert stored.note is not None
        assert snapshot["note"] == b64encode(stored.note).decode()
        assert snapshot["sex"] == "male"
        for note in (NOTE, OTHER_NOTE):
            assert note not in json.dumps(snapshot, ensure_ascii=False)
            assert b64encode(note.encode()).decode() not in text(revision)


def test_snapshot_of_a_person_is_sealed_by_their_own_key(cast: Cast, case: Case) -> None:
    """So that history goes with the person's key."""
    witness = register_witness(by=cast.interviewer, case=case, sex="male")
    (revision,) = revisions(witness)
    assert (revision.owner_kind, revision.owner_uuid) == ("person", witness.pk)


def test_snapshot_of_a_user_is_without_the_password(cast: Cast) -> None:
    """Not even its hash."""
    edit_user(by=cast.administrator, user=cast.coder, name="Kim", roles=["coder"])
    for revision in Revision.objects.filter(subject_uuid=cast.coder.pk):
        snapshot = json.loads(text(revision))
        assert snapshot["username"] == "coder"
        assert "password" not in snapshot
        assert cast.coder.password not in snapshot.values()
