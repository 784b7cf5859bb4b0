"""A release of people who never were, to write documents about: through the release engine, without a database."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.coding.dimensions import UNKNOWN
from cases.core.translated import in_all_languages
from cases.management.bench.builds import entered, noise_of_series, noisy_release, seeded
from cases.management.bench.populations import skewed
from cases.published.data import REPORTED, Cell, Dimension, Mechanism, Release, Tier, Value, Words
from cases.published.texts import BLUR, CAVEAT
from cases.releases.disclosure import publish
from cases.releases.disclosure.design import LARGE, Design, noise_sd
from cases.releases.disclosure.schema import DEFAULT_SCHEMA
from cases.releases.labels import LABELS, VALUES
from cases.vocabulary.loading import VocabularyFiles, read_folder

PEOPLE = 2000
"""Enough that every kind of table is open."""


def made_release(seed: int) -> Release:
    """The first release of a large series. Other seeds give other noise, so other numbers in the same tables."""
    design = Design(LARGE)
    noisy = noisy_release(
        design, entered(skewed(PEOPLE, np.random.default_rng(1))), noise_of_series(design, 1, seeded(seed)), 1
    )
    found = publish.publish(DEFAULT_SCHEMA, design, 1, noisy, None)
    return Release(
        identifier="2026-08",
        series=1,
        number=1,
        slot=dt.date(2026, 8, 1),
        cutoff=dt.date(2026, 7, 31),
        vocabulary_version=1,
        fictional=True,
        organisation="Casetracker bench",
        contact="",
        tier=Tier(found.tier),
        dimensions=_dimensions(),
        indicators=_indicators(),
        menu=DEFAULT_SCHEMA.menu,
        mechanism=_mechanism(design),
        cells=tuple(Cell(one.d1, one.v1, one.d2, one.v2, one.value, one.lo, one.hi) for one in found.cells),
        shares=(),
        caveat=CAVEAT,
        blur=BLUR,
    )


def _mechanism(design: Design) -> Mechanism:
    return Mechanism(
        design.kind,
        float(design.mu),
        design.horizon,
        {group.value: noise_sd(design, DEFAULT_SCHEMA, group) for group in design.shares},
        publish.MINIMUM,
        publish.SD_FACTOR,
        publish.ROUNDING,
    )


@cache
def _vocabulary() -> VocabularyFiles:
    return read_folder(settings.BASE_DIR / "data" / "vocabulary")


@cache
def _dimensions() -> tuple[Dimension, ...]:
    """The dimensions of the default schema in the words of the vocabulary's files."""
    sectors = {one["code"]: one["labels"] for one in _vocabulary().sectors}
    words = {key: _words(values) for key, values in VALUES.items()}
    words["sector"] = sectors | {UNKNOWN: in_all_languages(_("unknown"))}
    return tuple(
        Dimension(key, in_all_languages(LABELS[key]), tuple(Value(value, words[key][value]) for value in values))
        for key, values in DEFAULT_SCHEMA.dimensions.items()
    )


def _words(values: Iterable[tuple[str, object]]) -> Mapping[str, Words]:
    return {value: in_all_languages(label) for value, label in values}


@cache
def _indicators() -> tuple[Dimension, ...]:
    names = {one["code"]: one["labels"] for one in _vocabulary().categories}
    reported = (Value(REPORTED, in_all_languages(_("reported"))),)
    return tuple(Dimension(code, names[code], reported) for code in DEFAULT_SCHEMA.indicators)
