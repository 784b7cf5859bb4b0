"""What `manage.py doctor` looks at: the machine, the settings, the database, the keys, the audit chain.

Each line says what it found and, where something is wrong, what to do about it. None names a person or a record.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import Error

from cases.core.models import Installation

from . import chain, database, keys, machine
from .lines import Line, State, bad, good, poor

__all__ = ["Line", "State", "bad", "good", "is_office", "is_ready", "lines", "poor"]


def lines() -> Iterator[Line]:
    """Every line; where the database does not answer, those that need it are left out."""
    if settings.SIDE == "public":
        yield from machine.lines(office=False)
        yield database.published()
        return
    office = is_office()
    yield from machine.lines(office=office)
    yield database.reached()
    if is_ready():
        yield from database.lines(office=office)
        yield from keys.lines(office=office)
        yield from keys.upkeep(office=office)
        yield from chain.lines(office=office)


def is_ready() -> bool:
    """Whether the tables of staff can be asked."""
    return settings.SIDE != "public" and database.reached().state == State.OK


def is_office() -> bool:
    """Whether real records may be here: only a database that says it is a demonstration is spared."""
    try:
        return not Installation.objects.filter(kind=Installation.Kind.DEMO).exists()
    except Error:
        return True
