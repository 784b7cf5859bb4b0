"""Fixtures are made through actions, and the same rows are not made twice in a session.

Building a fixture through actions takes a second: keys, seals, revisions, audit events. ``replayed`` builds it the
first time and remembers which rows the database gained and lost, which evidence files were written, and what was
returned. Asked for again in the same state of the database, it puts the same rows and files there and returns fresh
copies. In any other state it is built.

The state is known by its history: an empty database at the start of a test, then one replayed fixture upon another.
One statement in between that changes the database makes it unknown until the test ends. What a replayed fixture
builds may therefore depend on nothing but the database, the fixtures it takes and today's date.
"""

import datetime as dt
import io
import itertools
import pickle
from collections.abc import Callable, Iterable
from dataclasses import dataclass, is_dataclass
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from cases.core import keyring

P = ParamSpec("P")
T = TypeVar("T")
Row = tuple[Any, ...]
Rows = dict[str, list[Row]]

EMPTY = 0
HARMLESS = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE SAVEPOINT", "PRAGMA", "EXPLAIN", "SET CONSTRAINTS")


@dataclass(frozen=True)
class Recording:
    """What one fixture did, and the number of the state after it."""

    gained: Rows
    lost: Rows
    files: dict[Path, bytes]
    keys_open: bool
    result: bytes
    state: int


_recordings: dict[tuple[int, Callable[..., Any], dt.date], Recording] = {}
_numbers = itertools.count(EMPTY + 1)
_state: int | None = None


def start() -> None:
    """A test begins: the database is empty, and every statement of this thread is looked at."""
    global _state
    if _look not in connection.execute_wrappers:
        connection.execute_wrappers.append(_look)
    _state = EMPTY


def replayed(function: Callable[P, T]) -> Callable[P, T]:
    """A fixture that is built through actions once, and put back as rows from then on. Goes below @pytest.fixture."""

    @wraps(function)
    def fixture(*args: P.args, **kwargs: P.kwargs) -> T:
        global _state
        if _state is None:
            return function(*args, **kwargs)
        key = (_state, function, timezone.localdate())
        known = _known([*args, *kwargs.values()])
        if key in _recordings:
            _put_back(_recordings[key])
            result: T = _Unpickler(io.BytesIO(_recordings[key].result), known).load()
        else:
            before, files = contents(), _files()
            result = function(*args, **kwargs)
            _recordings[key] = _recording(before, files, _pickled(result, known))
        _state = _recordings[key].state
        return result

    return fixture


def contents() -> Rows:
    """Every row of every table, as the database stores it."""
    # On SQLite, a plus keeps the driver from making a date of what is stored as text.
    plus = "+" if connection.vendor == "sqlite" else ""
    rows = {}
    with connection.cursor() as cursor:
        for table, (columns, _key, _sequence) in _tables().items():
            cursor.execute(f"SELECT {', '.join(plus + column for column in columns)} FROM {table}")  # noqa: S608
            rows[table] = cursor.fetchall()
    return rows


@cache
def _tables() -> dict[str, tuple[list[str], str, str | None]]:
    """Columns and primary key of each table, and on PostgreSQL the sequence that numbers it."""
    quote, looks = connection.ops.quote_name, connection.introspection
    tables = {}
    with connection.cursor() as cursor:
        for table in looks.table_names(cursor):
            columns = [quote(column.name) for column in looks.get_table_description(cursor, table)]
            sequences = looks.get_sequences(cursor, table) if connection.vendor == "postgresql" else []
            sequence = sequences[0]["name"] if sequences else None
            tables[quote(table)] = columns, quote(looks.get_primary_key_column(cursor, table)), sequence
    return tables


def _look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """A statement that changes the database makes its state unknown."""
    global _state
    if not sql.startswith(HARMLESS):
        _state = None
    return execute(sql, params, many, context)


def _recording(before: Rows, files: dict[Path, bytes], result: bytes) -> Recording:
    after = contents()
    return Recording(
        gained=_missing_in(before, after),
        lost=_missing_in(after, before),
        files=dict(_files().items() - files.items()),
        keys_open=keyring._ring is not None,
        result=result,
        state=next(_numbers),
    )


def _missing_in(some: Rows, others: Rows) -> Rows:
    found = {}
    for table, rows in others.items():
        there = set(some[table])
        if missing := [row for row in rows if row not in there]:
            found[table] = missing
    return found


def _put_back(recording: Recording) -> None:
    """Foreign keys are checked when the transaction ends, so any order of the tables will do."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in recording.lost.items():
            columns, key, _sequence = _tables()[table]
            place = columns.index(key)
            cursor.executemany(f"DELETE FROM {table} WHERE {key} = %s", [(row[place],) for row in rows])  # noqa: S608
        for table, rows in recording.gained.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
            _columns, key, sequence = _tables()[table]
            if sequence:
                # A flush may have begun the numbers anew since these rows got theirs.
                cursor.execute(f"SELECT setval('{sequence}', max({key})) FROM {table}")  # noqa: S608
    for path, content in recording.files.items():
        path = settings.EVIDENCE_DIR / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if recording.keys_open:
        keyring.current()


def _files() -> dict[Path, bytes]:
    folder = Path(settings.EVIDENCE_DIR)
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _known(arguments: list[Any]) -> list[Any]:
    """What a fixture took, and what a dataclass or tuple among it holds: the result refers to these, no copies."""
    return [*arguments, *(part for one in arguments for part in _parts(one))]


def _parts(one: Any) -> Iterable[Any]:
    if is_dataclass(one):
        return vars(one).values()
    return one if isinstance(one, tuple) else ()


def _pickled(result: Any, known: list[Any]) -> bytes:
    buffer = io.BytesIO()
    _Pickler(buffer, known).dump(result)
    return buffer.getvalue()


class _Pickler(pickle.Pickler):
    def __init__(self, buffer: io.BytesIO, known: list[Any]) -> None:
        super().__init__(buffer)
        self._numbers = {id(one): number for number, one in enumerate(known) if one is not None}

    def persistent_id(self, one: Any) -> int | None:
        return self._numbers.get(id(one))


class _Unpickler(pickle.Unpickler):
    def __init__(self, buffer: io.BytesIO, known: list[Any]) -> None:
        super().__init__(buffer)
        self._known = known

    def persistent_load(self, number: int) -> Any:
        return self._known[number]
