"""Probes for a record that one may not see: each is asked for that record and for one that is not there.

Both answers must be the same but for what was asked for, and nothing may be written. Targets are every record of
another team, and of one's own team and the office one of each kind that the role does not read. The proof asks every
probe, the quick test a sample.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import time_machine
from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.utils import timezone

from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.integration.conftest import page
from tests.integration.rights_probes import Asked, Probe, Target, without_form
from tests.integration.rights_world import (
    GLASS,
    MARK,
    Relation,
    World,
    make_world,
    may_read_some,
    section_of,
)
from tests.integration.tables import READ_LOGS, row_counts
from tests.integration.test_rights_matrix import may_see, plain
from tests.integration.test_unchanged_forms import as_posted, team_rows
from tests.replay import replayed
from tests.sign_in import signed_in

PROBING_ROLES = ["interviewer", "coder", "lead", "legal", "advocacy", "dpo", "administrator", GLASS]
AT_LEAST = 40
"""Probes of a role in the quick test."""


@dataclass
class Probed:
    count: int = 0
    leaks: dict[tuple[object, ...], str] = field(default_factory=dict)


def targets(world: World, role: str) -> list[Target]:
    """What the role must not see: every record of another team, and one of each kind of its own team and the office."""
    found: dict[tuple[bool, type[models.Model]], Target] = {}
    for relation in (Relation.OTHER, Relation.TEAM, Relation.VERIFIED, Relation.OWN_VERIFIED, Relation.OFFICE):
        theirs = relation is Relation.OTHER
        for model, row in world.records[relation].items():
            if model in admin.site._registry and not may_see(role, model, relation):
                target = Target(model, row.pk, getattr(row, "code", ""), MARK["other"] if theirs else "")
                found.setdefault((theirs, model), target)
    return list(found.values())


def probe_all(world: World, role: str, *, every: int = 1) -> Probed:
    """Ask every n-th probe for every target, each beside its twin."""
    client = signed_in(world.become(role))
    client.raise_request_exception = False
    pages = _Pages(world, role, client, every=max(1, every // 4))
    probed, before = Probed(), row_counts(without=READ_LOGS)
    for target in targets(world, role):
        questions = [
            *((probe, every) for probe in without_form(target, pages.lists)),
            *((probe, max(1, every // 10)) for probe in pages.by_form(target)),
        ]
        for (name, probe), nth in questions:
            if zlib.crc32(f"{role} {name} {target.model.__name__}".encode()) % nth:
                continue
            probed.count += 1
            with time_machine.travel(timezone.now(), tick=False):  # pages that show the time stay comparable
                found, absent = (_asked(client, probe(one)) for one in (target, target.twin))
            said, unsaid = (_comparable(answer, target) for answer in (found, absent))
            named = (role, name, target.model.__name__, target.mark)
            if said != unsaid:
                probed.leaks[named] = (
                    f"{found.status_code}, absent {absent.status_code}: {_difference(said[1], unsaid[1])}"
                )
            if 500 in (found.status_code, absent.status_code):
                probed.leaks[*named, 500] = "an error of the server"
            if MARK["other"] in said[1]:
                probed.leaks[*named, "text"] = "words of another team"
    if (after := row_counts(without=READ_LOGS)) != before:
        probed.leaks[role, "written"] = str({table: rows for table, rows in after.items() if rows != before[table]})
    return probed


def _asked(client: Client, asked: Asked) -> Any:
    client.cookies.pop("messages", None)  # what an earlier probe was told
    return client.get(asked.path) if asked.method == "GET" else client.post(asked.path, asked.data)


def _comparable(answer: Any, target: Target) -> tuple[int, str, str]:
    """Status, page and redirect, without what was asked for in any spelling."""
    keys: list[object] = []
    for one in (target, target.twin):
        keys += [one.key, one.key.int, str(one.key)[:8], one.code.replace("-", "_2D"), one.code, one.mark]
    text = plain(answer.content.decode(errors="replace"), *keys)
    return answer.status_code, text, plain(answer.headers.get("Location", ""), *keys)


def _difference(one: str, other: str) -> str:
    at = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return f"…{one[max(0, at - 60) : at + 60]!r} / …{other[max(0, at - 60) : at + 60]!r}"


class _Pages:
    """The forms that a role gets, asked for once: of new records, and of every stored one that it sees."""

    def __init__(self, world: World, role: str, client: Client, *, every: int) -> None:
        self.lists = [model for model in admin.site._registry if may_read_some(role, section_of(model))]
        self.forms: list[tuple[str, Any, dict[str, Any]]] = []
        addresses = [page(model, "add") for model in admin.site._registry]
        for model in self.lists:
            for relation in world.records:
                row = world.records[relation].get(model)
                if row is not None and may_see(role, model, relation):
                    addresses.append(page(model, "change", row.pk))
        for address in (one for number, one in enumerate(addresses) if number % every == 0):
            answer = client.get(address)
            if answer.status_code == 200:
                if "adminform" not in answer.context:
                    continue  # the page before a series: its choices are words of the vocabulary, and no record
                form = answer.context["adminform"].form
                data = _filled(form) if address.endswith("/add/") else as_posted(form)
                self.forms.append((address, form, data | team_rows(answer)))

    def by_form(self, target: Target) -> Iterator[tuple[str, Probe]]:
        """The target's key in every box that takes a record of its kind, in the address of a new form, in inlines."""
        for address, form, data in self.forms:
            short = address.removeprefix("/staff/cases/").replace(str(form.instance.pk), "…")
            for name, box in form.fields.items():
                if isinstance(box, forms.ModelChoiceField) and box.queryset.model is target.model:  # type: ignore[union-attr]
                    yield f"post {short} {name} {address}", _posted(address, data, name)
                    if address.endswith("/add/"):
                        yield (
                            f"initial {short} {name}",
                            lambda one, address=address, name=name: Asked("GET", f"{address}?{name}={one.key}"),
                        )
            for name in [key for key in data if key.endswith(("-uuid", "-case", "-item", "-draft"))]:
                yield f"inline {short} {name} {address}", _posted(address, data, name)


def _posted(address: str, data: dict[str, Any], name: str) -> Probe:
    def asked(one: Target) -> Asked:
        files = {key: SimpleUploadedFile("x.txt", b"x") for key, value in data.items() if value is _FILE}
        return Asked("POST", address, data | files | {name: str(one.key)})

    return asked


_FILE = object()


def _filled(form: forms.BaseForm) -> dict[str, Any]:
    """What a form needs to be taken, as far as it can be guessed: so that the probed box alone decides."""
    data: dict[str, Any] = as_posted(form)  # type: ignore[arg-type]
    for name, box in form.fields.items():
        if name in data or not (box.required or isinstance(box, forms.ModelChoiceField)):
            continue
        if isinstance(box, forms.ModelChoiceField):
            first = box.queryset.first()  # type: ignore[union-attr]
            if first is not None:
                data[name] = str(first.pk)
        elif isinstance(box, forms.ChoiceField):
            data[name] = next((str(value) for value, _label in box.choices if value), "")
        elif isinstance(box, forms.DateField):
            data[name] = str(timezone.localdate())
        else:
            data[name] = _FILE if isinstance(box, forms.FileField) else "x"
    return data


@pytest.fixture
@replayed
def world(cast: Cast, vocabulary: VocabularyFiles) -> World:
    return make_world(cast)


@pytest.mark.slow
@pytest.mark.parametrize("role", PROBING_ROLES)
def test_no_probe_reaches_what_the_role_must_not_see(world: World, role: str) -> None:
    probed = probe_all(world, role, every=80)
    assert probed.leaks == {}
    assert probed.count >= AT_LEAST
