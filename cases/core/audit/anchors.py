"""An anchor: the head of the chain on one day, kept where whoever tampers with the database does not reach.

Its printed line can be typed in again: capitals, spaces and the letters o, i and l in place of digits do not matter,
and check digits tell a slip of the finger from an altered chain.
"""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cases.core.errors import Refused
from cases.core.models import AuditEvent

from .chain import Entry, append

FORMAT = "HR-ANCHOR-1"
_LINE = re.compile(r"^(?:hr-anchor-1)?(\d{4}-\d{2}-\d{2})#(\d+)#([0-9a-f]{64})([0-9a-f]{4})$")
_READ_AS = str.maketrans({"o": "0", "i": "1", "l": "1"})


@dataclass(frozen=True)
class Anchor:
    """Up to which event the chain had grown on a day, and that event's hash."""

    day: dt.date
    seq: int
    head: bytes

    def line(self) -> str:
        """One line to print: day, event, hash in groups of eight, check digits."""
        head = self.head.hex()
        groups = " ".join(head[start : start + 8] for start in range(0, 64, 8))
        return f"{FORMAT} {self.day} #{self.seq}# {groups} {self._check_digits()}"

    def _check_digits(self) -> str:
        return hashlib.sha256(f"{FORMAT} {self.day} {self.seq} {self.head.hex()}".encode()).hexdigest()[:4]


def read_line(line: str) -> Anchor:
    """The anchor of a printed line, retyped. Raises Refused when a character is wrong."""
    packed = "".join(line.lower().split())
    start, hash_sign, rest = packed.rpartition("#")
    found = _LINE.match(start + hash_sign + rest.translate(_READ_AS))
    slip = Refused(
        f"The line “{line.strip()[:40]}…” has a typing error: compare it with the printed one, group by group."
    )
    if found is None:
        raise slip
    day, seq, head, check = found.groups()
    try:
        anchor = Anchor(dt.date.fromisoformat(day), int(seq), bytes.fromhex(head))
    except ValueError as error:
        raise slip from error
    if anchor._check_digits() != check:
        raise slip
    return anchor


def anchor_head() -> Anchor:
    """The head of the chain now. Making it is an event itself, and that event is the head."""
    with transaction.atomic(durable=True):
        append(Entry("audit.anchor", None))
        # The chain is locked until the end of the transaction: the newest event is the one just written.
        head = AuditEvent.objects.latest("seq")
    return Anchor(timezone.localdate(head.at), head.seq, bytes(head.hash))
