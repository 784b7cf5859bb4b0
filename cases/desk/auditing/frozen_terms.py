"""Proof 4: schema, menu, thresholds, design and calendar are those that the series froze at its start."""

import json
from typing import Any

from django.db.models import Q

from cases.published.data import REPORTED
from cases.releases import engine, queries, terms
from cases.releases.disclosure import publish
from cases.releases.disclosure.design import noise_sd
from cases.releases.models import ReleaseDraft, Series

from .lines import Audit, Line

PROOF = 4


def hashed(audit: Audit) -> Line:
    """The terms that the program would work by now have the hash that was stored with the series."""
    terms.check_unchanged(audit.series)
    return Line(PROOF, "terms", True, {"sha256": audit.series.terms_sha256[:12]})


def described(audit: Audit) -> Line:
    """What each release of the series tells the public of its terms is what the series froze."""
    public = Q(published_at__isnull=False) | Q(pk=audit.draft.pk)
    drafts = audit.series.drafts.filter(public, number__lte=audit.draft.number).order_by("number")
    told = {one.code: _told(one) for one in drafts}
    frozen = _frozen(audit.series)
    other = [code for code, terms_of_one in told.items() if terms_of_one != frozen]
    figures = {"same": len(told) - len(other), "releases": len(told), "other": ", ".join(other)}
    return Line(PROOF, "terms_told", not other and bool(told), figures)


def calendar(audit: Audit) -> Line:
    """The data were cut off on the day of the calendar, and the release comes out at its fixed moment."""
    draft, series = audit.draft, audit.series
    kept = draft.slot == series.slot(draft.number) and draft.publishes_at == series.publishes_at(draft.number)
    within = 1 <= draft.number <= series.horizon
    figures = {"slot": draft.slot.isoformat(), "number": draft.number, "horizon": series.horizon}
    return Line(PROOF, "calendar", kept and within, figures)


CHECKS = (hashed, described, calendar)

NAMES = ("series", "schema", "multi", "menu", "mechanism")


def _told(draft: ReleaseDraft) -> dict[str, Any]:
    plain = json.loads(bytes(draft.files.get(name=queries.DESCRIPTION).content))
    return {name: plain[name] for name in NAMES}


def _frozen(series: Series) -> dict[str, Any]:
    schema, design = engine.schema_of(series), engine.design_of(series)
    dimensions = {key: list(values) for key, values in schema.dimensions.items()}
    return {
        "series": series.number,
        "schema": dimensions | {code: [REPORTED] for code in schema.indicators},
        "multi": list(schema.indicators),
        "menu": [list(pair) for pair in schema.menu],
        "mechanism": {
            "design": series.design,
            "mu": float(design.mu),
            "horizon": series.horizon,
            "noise_sd": {group.value: round(noise_sd(design, schema, group), 4) for group in design.shares},
            "show_rule": {"minimum": publish.MINIMUM, "sd_factor": publish.SD_FACTOR},
            "rounding": publish.ROUNDING,
            "range_sd": publish.RANGE_SD,
        },
    }
