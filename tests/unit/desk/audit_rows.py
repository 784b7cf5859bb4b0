"""Reading the page "Who saw what" in tests, and events to read there."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse

from cases.accounts.models import User
from cases.core import audit
from cases.core.audit import Entry

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    with time_machine.travel(moment, tick=False):
        yield


def reads(
    by: User, count: int, *, label: str = "witness", start: dt.datetime = NOON, action: str = "sealed.open"
) -> None:
    """A person opens so many different records, a second apart."""
    for number in range(count):
        with at(start + dt.timedelta(seconds=number)):
            audit.append(Entry(action, by.pk, label, uuid.uuid4(), ["note"], kind="read"))


def rows(client: Client, **asked: object) -> list[Any]:
    answer = client.get(reverse("admin:audit"), asked)
    assert answer.status_code == HTTPStatus.OK
    return list(answer.context["rows"])


def marks_of(row: Any) -> set[str]:
    return {str(mark) for mark in row.marks}
