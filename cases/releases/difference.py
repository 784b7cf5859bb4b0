"""What a release would change in public, cell by cell: shown to both approvers before they sign."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from cases.published.data import Cell, Release

from . import engine, queries
from .models import ReleaseDraft


@dataclass(frozen=True)
class Change:
    """One figure that differs; None where it is not shown. Empty keys are the total."""

    d1: str
    v1: str
    d2: str
    v2: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Difference:
    """The change from the release that was public last, which is None at the first; ``rows`` in the order of the schema.

    A share of the second tier stands as two rows, its low and its high end in points of 100.
    """

    previous: str | None
    tier_before: str
    tier_after: str
    rows: tuple[Change, ...]

    @property
    def changed(self) -> int:
        """How many figures differ."""
        return len(self.rows)

    @property
    def sha256(self) -> str:
        """The hash of what is shown: each signature carries it."""
        return queries.sha256(json.dumps(asdict(self), sort_keys=True).encode())


def of(draft: ReleaseDraft) -> Difference:
    """The change that a built release would make. It stays the same while the release waits, and afterwards."""
    before = ReleaseDraft.objects.filter(published_at__isnull=False, slot__lt=draft.slot).order_by("-slot").first()
    new, old = engine.release(draft), engine.release(before) if before else None
    figures, former = _figures(new), _figures(old) if old else {}
    rows = [
        Change(*key, former.get(key), figures.get(key))
        for key in dict.fromkeys([*figures, *former])
        if former.get(key) != figures.get(key)
    ]
    return Difference(old.identifier if old else None, old.tier.value if old else "", new.tier.value, tuple(rows))


Key = tuple[str, str, str, str]


def _figures(release: Release) -> Mapping[Key, int | None]:
    shown: dict[Key, int | None] = {_key(cell): cell.value for cell in release.cells}
    for share in release.shares:
        shown |= {(share.d1, share.v1, "", "low"): share.low, (share.d1, share.v1, "", "high"): share.high}
    return shown


def _key(cell: Cell) -> Key:
    return cell.d1, cell.v1, cell.d2, cell.v2
