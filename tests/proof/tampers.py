"""What somebody with the database's own rights could do to the audit chain: a thousand ways, drawn at random."""

import datetime as dt
import random
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from cases.core import triggers
from cases.core.audit import problems
from cases.core.audit.anchors import Anchor
from cases.core.audit.chain import GENESIS, _stamp, event_hash
from cases.core.models import AuditEvent, AuditMention
from tests.proof.long_chain import grow

Tamper = Callable[[random.Random, int], None]


def rehash(start: int) -> None:
    """Chain every event from one on anew, as somebody who knows this program would."""
    before = AuditEvent.objects.filter(seq__lt=start).order_by("-seq").first()
    prev = bytes(before.hash) if before else GENESIS
    for event in AuditEvent.objects.filter(seq__gte=start).order_by("seq"):
        digest = event_hash(prev, event.seq, _stamp(event.at), event.body)
        change(event.seq, prev_hash=prev, hash=digest)
        prev = digest


def change(number: int, /, **values: Any) -> None:
    assert AuditEvent.objects.filter(seq=number).update(**values) == 1


def renumber(seqs: Sequence[int], by: int) -> None:
    for seq in seqs:
        change(seq, seq=seq + by)
        AuditMention.objects.filter(event_id=seq).update(event_id=seq + by)


def change_a_column(chance: random.Random, count: int) -> None:
    seq = chance.randint(1, count)
    event = AuditEvent.objects.get(seq=seq)
    ways: list[dict[str, Any]] = [
        {"at": event.at + dt.timedelta(microseconds=chance.choice([-1, 1, 10**6, -(10**9)]))},
        {"prev_hash": chance.randbytes(32)},
        {"hash": chance.randbytes(32)},
        {"body": flipped(chance, event.body)},
        {"action": event.action + "x"},
        {"actor_uuid": None if event.actor_uuid and chance.random() < 0.5 else other_uuid(chance)},
        {"subject_label": "source"},
        {"subject_uuid": other_uuid(chance)},
        {"kind": next(kind for kind in ("read", "write") if kind != event.kind)},
    ]
    change(seq, **chance.choice(ways))


def flipped(chance: random.Random, text: str) -> str:
    """The text with one character another."""
    place = chance.randrange(len(text))
    return text[:place] + chr(33 + (ord(text[place]) - 33 + chance.randint(1, 93)) % 94) + text[place + 1 :]


def other_uuid(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def delete_rows(chance: random.Random, count: int) -> None:
    seqs = chance.sample(range(1, count + 1), chance.randint(1, 3))
    AuditEvent.objects.filter(seq__in=seqs).delete()
    AuditMention.objects.filter(event_id__in=seqs).delete()


def delete_and_close_up(chance: random.Random, count: int) -> None:
    seq = chance.randint(1, count - 1)
    AuditEvent.objects.filter(seq=seq).delete()
    AuditMention.objects.filter(event_id=seq).delete()
    renumber(range(seq + 1, count + 1), -1)
    if chance.random() < 0.5:
        rehash(seq)


def swap_rows(chance: random.Random, count: int) -> None:
    one, other = sorted(chance.sample(range(1, count + 1), 2))
    for old, new in ((one, -1), (other, one), (-1, other)):
        change(old, seq=new)
        AuditMention.objects.filter(event_id=old).update(event_id=new)
    if chance.random() < 0.5:
        rehash(one)


def insert_a_row(chance: random.Random, count: int) -> None:
    """A copy with its index, at the end, in the middle or before the start; sometimes chained anew."""
    place = chance.choice([0, chance.randint(1, count), count + 1])
    copy = AuditEvent.objects.get(seq=chance.randint(1, count))
    named = list(AuditMention.objects.filter(event_id=copy.seq).values_list("record_uuid", flat=True))
    if 1 <= place <= count:
        renumber(range(count, place - 1, -1), 1)
    copy.seq = place
    copy.save(force_insert=True)
    for record in named:
        AuditMention.objects.create(event_id=place, record_uuid=record)
    if 1 <= place <= count and chance.random() < 0.5:
        rehash(place)


def cut_the_tail(chance: random.Random, count: int) -> None:
    after = chance.randint(0, count - 1)
    AuditEvent.objects.filter(seq__gt=after).delete()
    AuditMention.objects.filter(event_id__gt=after).delete()


def cut_the_tail_and_grow_it_again(chance: random.Random, count: int) -> None:
    """As many events as before, other ones, in a whole chain."""
    after = chance.randint(0, count - 1)
    change_bodies(chance, range(after + 1, count + 1))
    rehash(after + 1)


def make_the_chain_anew(chance: random.Random, count: int) -> None:
    """One event altered with its columns, everything from it on hashed again: the chain is whole."""
    seq = chance.randint(1, count)
    change_bodies(chance, [seq])
    rehash(seq)


def change_bodies(chance: random.Random, seqs: Sequence[int]) -> None:
    for event in AuditEvent.objects.filter(seq__in=list(seqs)):
        action = f"test.{chance.randrange(10**6)}"
        change(event.seq, action=action, body=event.body.replace(f'"{event.action}"', f'"{action}"'))


def shift_every_time(chance: random.Random, count: int) -> None:
    AuditEvent.objects.update(at=F("at") + dt.timedelta(hours=chance.randint(1, 9)))
    rehash(1)


def empty_the_table(_chance: random.Random, _count: int) -> None:
    AuditEvent.objects.all().delete()
    AuditMention.objects.all().delete()


def change_the_index(chance: random.Random, _count: int) -> None:
    row = chance.choice(list(AuditMention.objects.all()))
    if chance.random() < 0.5:
        AuditMention.objects.filter(pk=row.pk).delete()
    else:
        AuditMention.objects.filter(pk=row.pk).update(record_uuid=other_uuid(chance))


def tampered_unseen(count: int, *, seed: int, length: int = 40) -> list[str]:
    """Tamper with a chain so many times, each time with the whole one; the ways that its anchors did not show."""
    chance, unseen = random.Random(seed), []  # noqa: S311
    grow(length, people=[other_uuid(chance) for _number in range(3)], records=[other_uuid(chance) for _n in range(9)])
    anchors = [anchor_of(length // 2), anchor_of(length)]
    assert list(problems(anchors)) == []
    triggers.remove(connection)
    for number in range(count):
        tamper, given = TAMPERS[number % len(TAMPERS)], anchors
        with transaction.atomic():
            if tamper is alter_an_anchor:
                given = [altered(chance, anchors[0], length), anchors[1]]
            else:
                tamper(chance, length)
            if not any(True for _problem in problems(given)):
                unseen.append(f"{number}: {tamper.__name__}")
            transaction.set_rollback(True)
    assert list(problems(anchors)) == []  # nothing of it was left behind
    return unseen


def anchor_of(seq: int) -> Anchor:
    return Anchor(dt.date(2026, 3, 1), seq, bytes(AuditEvent.objects.get(seq=seq).hash))


def alter_an_anchor(_chance: random.Random, _count: int) -> None:
    """The chain as it is, beside an anchor file that says something else."""


def altered(chance: random.Random, anchor: Anchor, count: int) -> Anchor:
    if chance.random() < 0.5:
        return Anchor(anchor.day, anchor.seq, chance.randbytes(32))
    return Anchor(anchor.day, chance.choice([n for n in range(1, count + 9) if n != anchor.seq]), anchor.head)


TAMPERS: list[Tamper] = [
    change_a_column, delete_rows, delete_and_close_up, swap_rows, insert_a_row, cut_the_tail,
    cut_the_tail_and_grow_it_again, make_the_chain_anew, shift_every_time, empty_the_table, change_the_index,
    alter_an_anchor,
]  # fmt: skip
