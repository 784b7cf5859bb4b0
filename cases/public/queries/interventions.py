"""What was asked of authorities and companies, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cases.published.models import PublishedIntervention


@dataclass(frozen=True)
class Quarter:
    """The interventions of three months; ``year`` and ``number`` (1 to 4) as they stand in “2026-Q3”."""

    year: str
    number: str
    interventions: Sequence[PublishedIntervention]


def quarters_of_interventions() -> list[Quarter]:
    """Every intervention that was made public, the newest quarter first. One statement."""
    by_quarter = groupby(PublishedIntervention.objects.all(), key=lambda one: one.quarter)
    return [Quarter(quarter[:4], quarter[-1], list(some)) for quarter, some in by_quarter]
