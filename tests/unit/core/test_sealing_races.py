"""Two at once for one new owner: both must end with the same key, or what one sealed is lost for ever."""

import uuid

import pytest
from django.db import transaction

from cases.core import sealing, tokens
from cases.core.models import DataKey, Installation, KeyOwner
from tests.unit.core.threads import at_once, meeting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def owner(installation: Installation) -> KeyOwner:
    return KeyOwner(DataKey.OwnerKind.PERSON, uuid.uuid4())


@pytest.mark.parametrize("in_transaction", [False, True])
def test_two_sealing_for_a_new_owner_end_with_one_key(
    owner: KeyOwner, monkeypatch: pytest.MonkeyPatch, in_transaction: bool
) -> None:
    """The name depends on the key: equal names mean one key."""
    monkeypatch.setattr(tokens, "new_key", meeting(tokens.new_key, 2))

    def name() -> str:
        if not in_transaction:
            return sealing.keyed_name(owner, b"x")
        with transaction.atomic():
            return sealing.keyed_name(owner, b"x")

    names = at_once(name, name)
    assert names[0] == names[1] == sealing.keyed_name(owner, b"x")
    assert DataKey.objects.count() == 1


def test_two_first_files_of_an_owner_share_the_identity(owner: KeyOwner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file sealed to an identity that was overwritten could never be opened again."""
    sealing.keyed_name(owner, b"")  # the data key is there, the identity for files is not
    monkeypatch.setattr(sealing, "_data_key", meeting(sealing._data_key, 2))

    def identity() -> str:
        with transaction.atomic():  # as in attach_evidence
            return str(sealing.evidence_identity(owner))

    found = at_once(identity, identity)
    assert found[0] == found[1]
    monkeypatch.undo()
    assert str(sealing.evidence_identity(owner)) == found[0]
