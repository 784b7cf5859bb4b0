"""A sealed column takes tokens and nothing else, by whichever way a value comes in."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.casework.models import Case
from cases.core import tokens
from cases.witnesses.models import Witness

TOKEN = tokens.encrypt(tokens.new_key(), kid=1, plaintext=b"x" * 100, place=b"")
NOT_TOKENS = [
    b"plain text",
    b"plain text" * 30,
    TOKEN[3:],
    TOKEN[:60],
    TOKEN[:-1],
    TOKEN + b"\0",
    b"HV1\x01" + b"plain text" * 30,
    "이름",
    300,
]
IDS = ["plain", "long plain", "no header", "half", "one byte short", "one byte long", "header and text", "str", "int"]

# A str or an int is a slip of the programmer, which Python's own bytes() may already refuse.
REFUSAL = (ValidationError, TypeError)


@pytest.mark.parametrize("value", NOT_TOKENS, ids=IDS)
def test_sealed_field_refuses_other_values(witness: Witness, case: Case, value: object) -> None:
    """In save(), update(), bulk_create() and bulk_update() alike; the column stays as it was."""
    rows = Witness.objects.filter(pk=witness.pk)
    witness.note = value  # type: ignore[assignment]
    with pytest.raises(REFUSAL), transaction.atomic():
        witness.save()
    with pytest.raises(REFUSAL), transaction.atomic():
        rows.update(note=value)
    with pytest.raises(REFUSAL), transaction.atomic():
        Witness.objects.bulk_create([Witness(case=case, code="W-900", note=value)])
    with pytest.raises(REFUSAL), transaction.atomic():
        Witness.objects.bulk_update([witness], ["note"])
    assert rows.get().note is None
    assert not Witness.objects.filter(code="W-900").exists()


def test_sealed_field_null_stays_null(witness: Witness) -> None:
    """Nothing recorded is NULL: no empty token, no empty bytes."""
    witness.note = None
    witness.save()
    assert Witness.objects.filter(note__isnull=True).get() == witness
    assert Witness.objects.get().note is None


def test_sealed_field_gives_bytes(witness: Witness) -> None:
    """PostgreSQL's driver hands out memory views; a token is always bytes, on the row and in values()."""
    Witness.objects.update(note=TOKEN)
    for value in (Witness.objects.get().note, Witness.objects.values_list("note", flat=True).get()):
        assert type(value) is bytes
        assert value == TOKEN
