"""Watches whatever opens sealed text or evidence, and asks at that moment whether the chain says so already."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection

from cases.core import audit, records, sealing
from cases.core.models import AuditEvent
from cases.evidence import storage


@dataclass
class Watch:
    """What was opened since the last look, and what of it the chain did not say."""

    opened: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    in_actions: list[tuple[str, str]] = field(default_factory=list)
    start: int = 0

    def saw(self, row: Any, name: str) -> None:
        """Outside an action the event must be committed by now; an action's own is looked for at its end."""
        what = f"{audit.label(row)}.{name}"
        self.opened.append(what)
        act = records._running.get()
        if act is not None:
            self.in_actions.append((act.name, what))
        elif _in_transaction() or not self._is_said(str(row.pk), name):
            self.unsaid.append(what)

    def look_after(self) -> None:
        """After an answer: the events of the actions that opened something."""
        said = {(event.action, name) for event in self.events() for name in json.loads(event.body)["fields"]}
        self.unsaid += [f"{action}: {what}" for action, what in self.in_actions if (action, what) not in said]
        self.in_actions.clear()

    def events(self) -> list[AuditEvent]:
        return list(AuditEvent.objects.filter(seq__gt=self.start))

    def begin(self) -> None:
        newest = AuditEvent.objects.order_by("-seq").first()
        self.start = newest.seq if newest else 0

    def _is_said(self, key: str, name: str) -> bool:
        return any(key in event.body and name in json.loads(event.body)["fields"] for event in self.events())


def _in_transaction() -> bool:
    """Besides the one that every test runs in, an event could be rolled back after the opening."""
    return any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


@contextmanager
def watching() -> Iterator[Watch]:
    """Replace the three functions by which anything sealed is opened."""
    watch = Watch()
    open_text, open_column, get = sealing.open_text, sealing.open_column, storage.get

    def one(row: Any, name: str) -> str | None:
        if getattr(row, name) is not None:
            watch.saw(row, name)
        return open_text(row, name)

    def many(model: Any, name: str, sealed: Any) -> Iterator[str]:
        for key, _token in sealed:
            watch.saw(model(uuid=key), name)
        return open_column(model, name, sealed)

    def stored(name: str, identity: Any) -> bytes:
        act = records._running.get()
        watch.opened.append("evidence file")
        if act is None:
            watch.unsaid.append(f"evidence file {name}")
        return get(name, identity)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "open_text", one)
        patch.setattr(sealing, "open_column", many)
        patch.setattr(storage, "get", stored)
        yield watch
