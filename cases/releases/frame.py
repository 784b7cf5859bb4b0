"""All of a release but its cells, as plain JSON: frozen with the noisy cells, so that a rebuild gives the same bytes."""

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from cases.core.audit import anchors
from cases.core.errors import Refused
from cases.core.models import Installation
from cases.published.data import Cell, Dimension, Mechanism, Release, Share, Tier, Value
from cases.published.models import PublishedSite
from cases.published.texts import CAVEAT
from cases.vocabulary.models import VocabularyVersion

from . import labels, terms
from .disclosure.schema import Schema
from .models import Series

Frame = dict[str, Any]


def identifier(day: dt.date) -> str:
    """The name of a release in addresses and citations: year and month of the day it comes out."""
    return f"{day:%Y-%m}"


def build(
    series: Series, number: int, *, schema: Schema, mechanism: Mechanism, previous_tier: str, previous_sha256: str
) -> Frame:
    """The frame of a release. Raises Refused when nobody has said who publishes, or the vocabulary is empty."""
    site, version = PublishedSite.objects.first(), VocabularyVersion.objects.first()
    if site is None or version is None:
        raise Refused(_("Say first who publishes, and load the vocabulary."))
    day = series.publishes_at(number).date()
    return {
        "identifier": identifier(day),
        "series": series.number,
        "number": number,
        "slot": day.isoformat(),
        "cutoff": series.slot(number).isoformat(),
        "vocabulary_version": version.number,
        "fictional": Installation.objects.get().kind == Installation.Kind.DEMO,
        "organisation": site.organisation,
        "contact": site.contact,
        "dimensions": [asdict(dimension) for dimension in labels.of_dimensions(schema, series.merged)],
        "indicators": [asdict(indicator) for indicator in labels.of_indicators(schema)],
        "menu": [list(pair) for pair in schema.menu],
        "mechanism": asdict(mechanism),
        "caveat": CAVEAT,
        "blur": terms.promise_of(series),
        "previous_sha256": previous_sha256,
        "previous_tier": previous_tier,
        "anchor": anchors.public_line(),
    }


def release(frame: Frame, *, tier: Tier, cells: tuple[Cell, ...], shares: tuple[Share, ...]) -> Release:
    """The release of a frame, with what follows from its noisy cells."""
    values = {name: value for name, value in frame.items() if name != "previous_tier"}
    values |= {
        "slot": dt.date.fromisoformat(frame["slot"]),
        "cutoff": dt.date.fromisoformat(frame["cutoff"]),
        "dimensions": tuple(map(_dimension, frame["dimensions"])),
        "indicators": tuple(map(_dimension, frame["indicators"])),
        "menu": tuple((first, second) for first, second in frame["menu"]),
        "mechanism": Mechanism(**frame["mechanism"]),
    }
    return Release(**values, tier=tier, cells=cells, shares=shares)


def _dimension(stored: Frame) -> Dimension:
    return Dimension(stored["key"], stored["label"], tuple(Value(**value) for value in stored["values"]))
