"""Freezing what was approved. Called by the actions of releases and dossiers only, inside their transaction."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.core.cache import caches
from django.db import transaction
from django.utils import timezone

from cases.core.records import add_all, fill, remove, write

from .data import File, Quote, Release
from .models import (
    Correction,
    PublishedAccount,
    PublishedCase,
    PublishedCell,
    PublishedFigure,
    PublishedFile,
    PublishedIntervention,
    PublishedQuote,
    PublishedRelease,
    PublishedSite,
    PublishedSource,
    PublishedTable,
    PublishedTerm,
)


def set_site(*, kind: str, organisation: str, contact: str) -> PublishedSite:
    """Say on the public pages which kind of database this is and who publishes."""
    transaction.on_commit(caches["pages"].clear)
    site = PublishedSite.objects.filter(pk=1).first() or PublishedSite()
    fill(site, {"kind": kind, "organisation": organisation, "contact": contact})
    return write(site)


def freeze_case(content: dict[str, Any], *, content_sha256: str) -> PublishedCase:
    """Publish a case; an edition that is there already is replaced by the next one under the same address."""
    transaction.on_commit(caches["pages"].clear)
    case = PublishedCase.objects.filter(pk=content["case"]["slug"]).first()
    if case is None:
        case = PublishedCase(edition=0)
    fill(case, content["case"])
    case.edition, case.published, case.content_sha256 = case.edition + 1, timezone.now(), content_sha256
    write(case)
    for model, rows in (
        (PublishedSource, content["sources"]),
        (PublishedAccount, content["accounts"]),
        (PublishedFigure, content["figures"]),
    ):
        for old in model._default_manager.filter(case=case):
            remove(old, fields=["case"])
        for values in rows:
            write(model(case=case, **values))
    return case


def freeze_intervention(values: dict[str, Any]) -> PublishedIntervention:
    """Publish an intervention; an edition that is there already is replaced by the next one under the same code."""
    transaction.on_commit(caches["pages"].clear)
    intervention = PublishedIntervention.objects.filter(pk=values["code"]).first() or PublishedIntervention()
    fill(intervention, values)
    return write(intervention)


def freeze_terms(terms: list[dict[str, Any]]) -> int:
    """Publish the vocabulary's terms for the glossary; returns how many changed."""
    transaction.on_commit(caches["pages"].clear)
    present = {term.code: term for term in PublishedTerm.objects.all()}
    changed = 0
    for values in terms:
        term = present.get(values["code"]) or PublishedTerm()
        before = None if term._state.adding else {name: getattr(term, name) for name in values}
        fill(term, values)
        write(term)
        changed += before != values
    return changed


def freeze_release(release: Release, files: Sequence[File]) -> PublishedRelease:
    """Publish a release with its tables and files; the one before it becomes "superseded"."""
    transaction.on_commit(caches["pages"].clear)
    for before in PublishedRelease.objects.filter(status=PublishedRelease.Status.CURRENT):
        before.status = PublishedRelease.Status.SUPERSEDED
        write(before)
    values = asdict(release)
    del values["cells"]
    published = PublishedRelease()
    fill(published, values)
    write(published)
    for position, table in enumerate(release.tables):
        row = write(
            PublishedTable(release=published, position=position, key=table.key, rows=table.rows, columns=table.columns)
        )
        add_all(PublishedCell(table=row, position=place, **asdict(cell)) for place, cell in enumerate(table.cells))
    for file in files:
        sha256 = hashlib.sha256(file.content).hexdigest()
        write(PublishedFile(release=published, size=len(file.content), sha256=sha256, **asdict(file)))
    return published


def freeze_quotes(identifier: str, quotes: Sequence[Quote]) -> None:
    """Publish the quotes of a release in place of those of the one before it; with none, none stay."""
    transaction.on_commit(caches["pages"].clear)
    for before in PublishedQuote.objects.all():
        remove(before, fields=["text"])
    add_all(
        PublishedQuote(release=identifier, position=position, **asdict(quote)) for position, quote in enumerate(quotes)
    )


def withdraw_release(identifier: str, *, note: Mapping[str, str]) -> PublishedRelease:
    """Mark a release as faulty, with a line in the corrections; the newest one without fault is current again."""
    transaction.on_commit(caches["pages"].clear)
    faulty = PublishedRelease.objects.get(pk=identifier)
    was_current = faulty.status == PublishedRelease.Status.CURRENT
    faulty.status = PublishedRelease.Status.WITHDRAWN
    write(faulty)
    sound = PublishedRelease.objects.exclude(status=PublishedRelease.Status.WITHDRAWN).order_by("-slot").first()
    if was_current and sound is not None:
        sound.status = PublishedRelease.Status.CURRENT
        write(sound)
    write(Correction(day=timezone.localdate(), release=identifier, note=dict(note)))
    return faulty
