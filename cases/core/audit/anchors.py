"""An anchor: the head of the chain on one day, kept where whoever tampers with the database does not reach.

Its printed line can be typed in again: capitals, spaces and the letters o, i and l in place of digits do not matter,
and check digits tell a slip of the finger from an altered chain.

The line that goes out with a release is shorter: it does not count events, since their number would tell how much
came in between two releases.
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
_PUBLIC_LINE = re.compile(r"^(?:hr-anchor-1)?(\d{4}-\d{2}-\d{2})([0-9a-f]{64})$")
_DAY = len("2026-01-01")
_READ_AS = str.maketrans({"o": "0", "i": "1", "l": "1"})


@dataclass(frozen=True)
class Anchor:
    """Up to which event the chain had grown on a day, and that event's hash."""

    day: dt.date
    seq: int
    head: bytes

    def line(self) -> str:
        """One line to print: day, event, hash in groups of eight, check digits."""
        return f"{FORMAT} {self.day} #{self.seq}# {_in_groups(self.head)} {self._check_digits()}"

    def _check_digits(self) -> str:
        return hashlib.sha256(f"{FORMAT} {self.day} {self.seq} {self.head.hex()}".encode()).hexdigest()[:4]


@dataclass(frozen=True)
class PublicAnchor:
    """What a release says of the chain: a day, and the hash of the newest event there was."""

    day: dt.date
    head: bytes

    def line(self) -> str:
        """Day and hash in groups of eight, without the event's number."""
        return f"{FORMAT} {self.day} {_in_groups(self.head)}"


def public_line() -> str:
    """The line of the chain as it stands now, for a release; empty before the first event.

    It writes no event, so that an action may ask for it in its own transaction.
    """
    newest = AuditEvent.objects.order_by("-seq").first()
    return PublicAnchor(timezone.localdate(), bytes(newest.hash)).line() if newest else ""


def read_public_line(line: str) -> PublicAnchor:
    """The line of a release, retyped. It has no check digits. Raises Refused when it is no such line."""
    packed = "".join(line.lower().split()).removeprefix(FORMAT.lower())
    found = _PUBLIC_LINE.match(packed[:_DAY] + packed[_DAY:].translate(_READ_AS))
    try:
        if found is None:
            raise ValueError
        return PublicAnchor(dt.date.fromisoformat(found[1]), bytes.fromhex(found[2]))
    except ValueError as error:
        raise Refused(
            f"The line “{line.strip()[:40]}…” is no line of a release: give it as release.json has it under “anchor”."
        ) from error


def public_problem(anchor: PublicAnchor) -> str:
    """A sentence when no event of the chain has the hash that a release named, or only a later one; else empty."""
    event = AuditEvent.objects.filter(hash=anchor.head).first()
    if event is None:
        return f"No event has the hash that a release named on {anchor.day}: the chain was cut off or made anew."
    # A release may be built in another time zone than it is checked in.
    if timezone.localdate(event.at) > anchor.day + dt.timedelta(days=1):
        return f"The event that a release named on {anchor.day} is of a later day: the line was altered."
    return ""


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


def _in_groups(head: bytes) -> str:
    return " ".join(head.hex()[start : start + 8] for start in range(0, 64, 8))
