"""An export of a small site: a case, a vocabulary, a release with figures and one that was withdrawn."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cases.public.export.writing import Summary, export_site
from cases.published.data import Tier
from cases.published.models import Correction, PublishedCase, PublishedRelease, PublishedTerm
from tests.freezing import freeze_as_a_release_would
from tests.sample_release import INDICATORS, sample_release
from tests.unit.public.conftest import published

__all__ = ["published"]

ROOT = "https://example.org"
Export = Callable[[], Summary]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the export stands."""
    return tmp_path / "site"


@pytest.fixture
def export(folder: Path) -> Export:
    """Writes the site as it is now."""
    return lambda: export_site(folder, ROOT, lambda _done, _known: None)


@pytest.fixture
def site(published: PublishedCase) -> PublishedCase:
    """A case with every code that its page links to."""
    for code in ("FLT-OVS", "WRK-02", "CTL-06"):
        label = {"en": code}
        PublishedTerm.objects.create(code=code, facet="act", family="WRK", label=label, vocabulary_version=1)
    return published


@pytest.fixture
def ranges(site: PublishedCase) -> PublishedRelease:
    """The current release, in the tier that shows ranges."""
    return freeze_as_a_release_would(sample_release(tier=Tier.RANGES))


@pytest.fixture
def withdrawn(site: PublishedCase) -> PublishedRelease:
    """An earlier release, withdrawn."""
    other = freeze_as_a_release_would(sample_release("2026-05", tier=Tier.NOTHING, number=1))
    PublishedRelease.objects.filter(pk=other.pk).update(status=PublishedRelease.Status.WITHDRAWN)
    Correction.objects.create(day=dt.date(2026, 11, 8), release=other.pk, note={"en": "Two forms were mixed up."})
    return other


@pytest.fixture
def crossed(site: PublishedCase) -> PublishedRelease:
    """The current release, which crosses sex with the indicators and nothing else: a few hundred pages."""
    whole, menu = sample_release(), tuple(("sex", indicator) for indicator in INDICATORS)
    cells = tuple(cell for cell in whole.cells if not cell.d2 or (cell.d1, cell.d2) in menu)
    return freeze_as_a_release_would(replace(whole, menu=menu, cells=cells))
