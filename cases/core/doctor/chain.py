"""The audit chain: its newest events hold together, the clock is past them, an anchor is young enough."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from cases.core.audit import anchor_files
from cases.core.audit.chain import GENESIS, _stamp, event_hash
from cases.core.models import AuditEvent

from .lines import Line, bad, good, poor

NEWEST = 1_000
OLDEST_ANCHOR = dt.timedelta(days=2)
_ASK = "Stop writing, keep a copy of the database, and run manage.py verify_audit with every anchor you have."


def lines(*, office: bool) -> Iterator[Line]:
    """The whole chain is walked by verify_audit."""
    newest = list(AuditEvent.objects.order_by("-seq")[: NEWEST + 1])[::-1]
    yield events(newest)
    yield after_the_last(newest)
    yield anchors(office=office)


def events(newest: list[AuditEvent]) -> Line:
    """Each of the newest follows the one before, and none is missing between them."""
    prev = GENESIS
    if len(newest) > NEWEST:
        prev = bytes(newest[0].hash)
        first, newest = newest[0].seq + 1, newest[1:]
    else:
        first = 1
    for seq, event in enumerate(newest, start=first):
        follows = event.seq == seq and bytes(event.prev_hash) == prev
        if not follows or bytes(event.hash) != event_hash(prev, event.seq, _stamp(event.at), event.body):
            return bad(f"The audit chain was altered at event {event.seq} or just before.", _ASK)
        prev = bytes(event.hash)
    return good(f"The newest {len(newest)} events of the audit chain hold together.")


def after_the_last(newest: list[AuditEvent]) -> Line:
    """A clock that was set back makes sessions and limits last longer than they should."""
    if newest and newest[-1].at > timezone.now():
        return bad("The clock is before the last event of the audit chain.", "Set the clock (timedatectl).")
    return good("The clock is past the last event of the audit chain.")


def anchors(*, office: bool) -> Line:
    """Without one, an end that was cut off, or a chain made anew, would not show."""
    found = list(anchor_files.read(settings.ANCHORS_DIR))
    damaged = [one for one in found if isinstance(one, str)]
    if damaged:
        return bad(damaged[0], _ASK)
    kept = [one.anchor for one in found if not isinstance(one, str)]
    if not kept:
        return poor("The audit chain was never anchored.", "Run manage.py anchor_audit every day.", office=office)
    last = max(kept, key=lambda anchor: anchor.seq)
    event = AuditEvent.objects.filter(seq=last.seq).first()
    if event is None or bytes(event.hash) != last.head:
        return bad(f"The audit chain is not the one that was anchored on {last.day}.", _ASK)
    if timezone.localdate() - last.day > OLDEST_ANCHOR:
        text = f"The last anchor of the audit chain is of {last.day}: older than two days."
        return poor(text, "Run manage.py anchor_audit every day.", office=office)
    return good(f"The audit chain was anchored on {last.day}.")
