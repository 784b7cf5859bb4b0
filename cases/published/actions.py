"""Freezing what was approved. Called by the actions of releases only, inside their transaction."""

from typing import Any

from django.utils import timezone

from cases.core.records import fill, remove, write

from .models import (
    PublishedAccount,
    PublishedCase,
    PublishedFigure,
    PublishedSite,
    PublishedSource,
    PublishedTerm,
)


def set_site(*, kind: str, organisation: str, contact: str) -> PublishedSite:
    """Say on the public pages which kind of database this is and who publishes."""
    site = PublishedSite.objects.filter(pk=1).first() or PublishedSite()
    fill(site, {"kind": kind, "organisation": organisation, "contact": contact})
    return write(site)


def freeze_case(content: dict[str, Any], *, content_sha256: str) -> PublishedCase:
    """Publish a case; an edition that is there already is replaced by the next one under the same address."""
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


def freeze_terms(terms: list[dict[str, Any]]) -> int:
    """Publish the vocabulary's terms for the glossary; returns how many changed."""
    present = {term.code: term for term in PublishedTerm.objects.all()}
    changed = 0
    for values in terms:
        term = present.get(values["code"]) or PublishedTerm()
        before = None if term._state.adding else {name: getattr(term, name) for name in values}
        fill(term, values)
        write(term)
        changed += before != values
    return changed
