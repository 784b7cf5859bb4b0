"""Walking the whole chain: below the models, in parts, so that a million events take seconds."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from .anchors import Anchor
from .chain import GENESIS, event_hash, mentioned

PART = 5_000
_BEFORE_ALL = -(2**63)
# Times as text: the drivers' own conversion takes longer than all the rest of the walk.
_TIMES = {
    "sqlite": "CAST(at AS TEXT)",
    "postgresql": """replace(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '.000000', '')""",
}
_decode = json.JSONDecoder().raw_decode  # a body is canonical: without the search for spaces around it
_UUIDS = {"sqlite": "{}", "postgresql": "replace({}::text, '-', '')"}


def problems(anchors: Iterable[Anchor] = (), *, step: Callable[[int], object] = lambda _n: None) -> Iterator[str]:
    """Compare every event with the one before, with its search columns and with the anchors.

    One sentence for each thing that does not fit; ``step`` is told how many events were walked.
    """
    wanted: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        wanted.setdefault(anchor.seq, []).append(anchor)
    prev, expected, last = GENESIS, 1, _BEFORE_ALL
    for rows in _parts():
        named = _named(last, rows[-1][0])
        for row in rows:
            seq = row[0]
            if not isinstance(seq, int):  # SQLite takes any value; texts come last
                yield "An event carries a text in place of its number."
                continue
            if seq != expected:
                yield f"Event {expected} is missing: the next one found is {seq}."
            if problem := _problem(row, prev, named.pop(seq, [])):
                yield f"Event {seq}{problem}"
            prev, expected = _bytes(row[3]), seq + 1
            for anchor in wanted.pop(seq, ()):
                if anchor.head != prev:
                    yield f"Event {seq} is not the one that was anchored on {anchor.day}: it or one before was altered."
        for seq in named:
            yield f"The index of records names event {seq}, which is not there."
        last = rows[-1][0]
        step(len(rows))
    for seq in _named(last, 2**63 - 1):
        yield f"The index of records names event {seq}, which is not there."
    for seq, missing in sorted(wanted.items()):
        yield f"Event {seq}, anchored on {missing[0].day}, is missing: the end of the chain was cut off."


def _problem(row: Sequence[Any], prev: bytes, named: list[str]) -> str:
    """What is wrong with one event, as the rest of a sentence; empty when it fits."""
    seq, at, prev_hash, stored_hash, body, *columns = row
    try:
        if _bytes(prev_hash) != prev or _bytes(stored_hash) != event_hash(prev, seq, _stamp(at), body):
            return " was altered or does not follow the one before."
        content, end = _decode(body)
        if end != len(body):
            return " was altered: it cannot be read."
        if _columns(content) != columns:
            return ": a search column differs from the hashed body."
        if sorted(mentioned(content)) != named:
            return ": the index of records differs from the hashed body."
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, AssertionError):
        return " was altered: it cannot be read."
    return ""


def _columns(body: dict[str, Any]) -> list[Any]:
    """The search columns as the hashed body says them; the first events of an old chain had no kind."""
    label, subject = body["subject"] or ("", None)
    return [body["action"], _hex(body["actor"]), label, _hex(subject), body.get("kind", "")]


def _hex(text: str | None) -> str | None:
    return None if text is None else text.replace("-", "")


def _stamp(stored: str) -> str:
    """The time as it was hashed. Written in any other way than Django writes it, it counts as altered."""
    day, _space, time = stored.partition(" ")
    if len(time) == 8:
        return f"{day}T{time}.000000Z"
    if time.endswith(".000000"):
        raise ValueError
    return f"{day}T{time}Z"


def _bytes(stored: Any) -> bytes:
    if isinstance(stored, memoryview):
        return bytes(stored)
    return stored if isinstance(stored, bytes) else b""


def _parts() -> Iterator[list[Sequence[Any]]]:
    """The events in order of their numbers. Each part is its own statement: no writer waits for the walk."""
    form = _UUIDS[connection.vendor].format
    sql = (
        f"SELECT seq, {_TIMES[connection.vendor]}, prev_hash, hash, body, action, {form('actor_uuid')}, "  # noqa: S608  (names and numbers of this file only)
        f"subject_label, {form('subject_uuid')}, kind FROM cases_auditevent WHERE seq > %s ORDER BY seq LIMIT {PART}"
    )
    last = _BEFORE_ALL
    while rows := _rows(sql, [last]):
        yield rows
        last = rows[-1][0]


def _named(after: int, until: int) -> dict[int, list[str]]:
    """The records that the index names for a part of the chain, in order."""
    uuid_text = _UUIDS[connection.vendor].format("record_uuid")
    sql = f"SELECT event_id, {uuid_text} FROM cases_auditmention WHERE event_id > %s AND event_id <= %s"  # noqa: S608
    found: dict[int, list[str]] = {}
    for seq, named in _rows(sql, [after, until]):
        found.setdefault(seq, []).append(named)
    for names in found.values():
        names.sort()
    return found


def _rows(sql: str, values: list[int]) -> list[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
