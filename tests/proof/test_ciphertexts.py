"""Sealed texts that were altered or moved: of more than ten thousand none opens as anything."""

import random
import uuid

from cases.casework.models import Case
from cases.core import sealing
from cases.core.errors import Refused
from cases.witnesses.actions import record_identity, register_witness
from cases.witnesses.models import SHOWN_FIELDS, Identity, Witness
from tests.conftest import Cast

DAMAGED = 10_000


def test_no_altered_or_moved_text_opens(cast: Cast, case: Case) -> None:
    """Bits turned, bytes cut off, put in and exchanged, headers and tails of others, other rows, columns and people."""
    people = [register_witness(by=cast.interviewer, case=case, note=f"note {number}") for number in range(6)]
    identities = [
        record_identity(by=cast.interviewer, witness=person, **dict.fromkeys(SHOWN_FIELDS, f"{1960 + number}"))  # type: ignore[arg-type]
        for number, person in enumerate(people)
    ]
    chance, opened, count = random.Random(1), [], 0  # noqa: S311
    while count < DAMAGED:
        row, name = chance.choice(identities), chance.choice(SHOWN_FIELDS)
        good = bytes(getattr(row, name))
        other = chance.choice(identities)
        bad = damaged(chance, good, bytes(getattr(other, chance.choice(SHOWN_FIELDS))))
        if bad == good:
            continue
        count += 1
        opened += [count] if opens(Identity(uuid=row.uuid, witness=row.witness, **{name: bad}), name) else []
    assert opened == []
    assert moved(people, identities) == []
    print(f"{count} altered and all moved sealed texts: 0 opened")  # noqa: T201


def damaged(chance: random.Random, good: bytes, other: bytes) -> bytes:
    """One kind of damage, by chance."""
    place = chance.randrange(len(good))
    kind = chance.randrange(8)
    if kind == 0:
        return good[:place] + bytes([good[place] ^ (1 << chance.randrange(8))]) + good[place + 1 :]
    if kind == 1:
        return good[:place]
    if kind == 2:
        return good[:place] + chance.randbytes(1 + chance.randrange(4)) + good[place:]
    if kind == 3:
        return good[:place] + good[place + 1 :]
    if kind == 4:
        return good[:place] + other[place:]
    if kind == 5:
        return other[: min(21, place)] + good[min(21, place) :]
    if kind == 6:
        return other
    return chance.randbytes(len(good))


def moved(people: list[Witness], identities: list[Identity]) -> list[object]:
    """Every text into every other column, row and kind of record."""
    opened: list[object] = []
    for row in identities:
        for name in SHOWN_FIELDS:
            token = bytes(getattr(row, name))
            for column in SHOWN_FIELDS:
                if column != name and opens(Identity(uuid=row.uuid, witness=row.witness, **{column: token}), column):
                    opened.append((name, column))
            for other in identities:
                if other is not row and opens(Identity(uuid=other.uuid, witness=other.witness, **{name: token}), name):
                    opened.append((name, other))
            if opens(Identity(uuid=uuid.uuid4(), witness=row.witness, **{name: token}), name):
                opened.append((name, "new row"))
    for person in people:
        if opens(Identity(uuid=person.uuid, witness=person, code_word=bytes(person.note or b"")), "code_word"):
            opened.append("note as code word")
    return opened


def opens(row: Identity, name: str) -> bool:
    try:
        sealing.open_text(row, name)
    except Refused:
        return False
    return True
