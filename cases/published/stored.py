"""A published release as plain data again, as files and documents are made of it. No statement."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from cases.published.data import INDICATORS, Cell, Dimension, Mechanism, Release, Share, Table, Tier, Value
from cases.published.models import PublishedRelease

_MADE = ("dimensions", "indicators", "menu", "mechanism", "shares", "tier", "cells")


def plain(row: PublishedRelease, cells: Iterable[Cell]) -> Release:
    """The release with these cells, the total first; a page needs those of one table only."""
    names = [field.name for field in dataclasses.fields(Release) if field.name not in _MADE]
    return Release(
        **{name: getattr(row, name) for name in names},
        tier=Tier(row.tier),
        dimensions=tuple(map(_dimension, row.dimensions)),
        indicators=tuple(map(_dimension, row.indicators)),
        menu=tuple((first, second) for first, second in row.menu),
        mechanism=Mechanism(**row.mechanism),
        shares=tuple(Share(**share) for share in row.shares),
        cells=tuple(cells),
    )


def table_of(release: Release, key: str) -> Table | None:
    """One of its tables, with the cells that are at hand."""
    return next((table for table in release.tables if table.key == key), None)


def shows(row: PublishedRelease, rows: str, columns: str) -> bool:
    """Whether the tier of the release shows something of this table."""
    if row.tier == Tier.RANGES:
        keys = {one["key"] for one in row.indicators}
        return not columns and any(share["d1"] == rows or (share["d1"] in keys and rows == INDICATORS) for share in row.shares)  # fmt: skip
    return row.tier == Tier.MENU or (row.tier == Tier.ONE_WAY and not columns)


def _dimension(each: Mapping[str, Any]) -> Dimension:
    return Dimension(each["key"], each["label"], tuple(Value(**value) for value in each["values"]))
