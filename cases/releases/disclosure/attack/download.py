"""A release as a stranger downloads it: the rows of cells.csv and what release.json says about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.schema import CellKey, Group, Schema, cells

CELL_FIELDS = ("d1", "v1", "d2", "v2")


@dataclass(frozen=True)
class Download:
    """One release. ``values`` are the shown cells, in people; every other cell of the schema is hidden.

    ``noise_sd`` is sd(z) in people by group, as published; it is empty when the figures are said to be exact counts.
    A cell is shown from ``minimum`` people and from ``sd_factor`` of its standard deviations, in steps of ``rounding``.
    """

    series: str
    number: int
    schema: Schema
    values: Mapping[CellKey, int]
    noise_sd: Mapping[Group, float]
    horizon: int
    minimum: int
    sd_factor: float
    rounding: int

    @property
    def says_noisy(self) -> bool:
        """Whether the release claims that its figures are blurred."""
        return bool(self.noise_sd)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of tables that are blurred, in the order of ``Group``."""
        return tuple(group for group in Group if group in self.noise_sd)

    @cached_property
    def opened(self) -> frozenset[tuple[str, str]]:
        """The tables (d1, d2) with a shown cell. In another table, hidden says nothing about a cell's size."""
        return frozenset((cell.d1, cell.d2) for cell in self.values)

    def is_open(self, cell: CellKey) -> bool:
        """Whether hidden would mean few: all one-way tables open together."""
        one_way = any(not second for _, second in self.opened)
        return (cell.d1, cell.d2) in self.opened or (one_way and not cell.d2)


def read_download(rows: Iterable[Mapping[str, Any]], release: Mapping[str, Any]) -> Download:
    """A release from the rows of its cells.csv and its release.json; ``lo`` and ``hi`` are not looked at.

    Raises DisclosureError when the rows are not one for each cell of the schema.
    """
    multi = list(release["multi"])
    dimensions = {key: tuple(values) for key, values in release["schema"].items() if key not in multi}
    schema = Schema(dimensions, tuple(multi), tuple((first, second) for first, second in release["menu"]))
    mechanism = release["mechanism"]
    noise_sd = {Group(group): float(sd) for group, sd in (mechanism.get("noise_sd") or {}).items() if float(sd) > 0}
    return Download(
        series=str(release["series"]),
        number=int(release["number"]),
        schema=schema,
        values=_shown(schema, rows),
        noise_sd=noise_sd,
        horizon=int(mechanism.get("horizon") or 1),
        minimum=int(mechanism["show_rule"]["minimum"]),
        sd_factor=float(mechanism["show_rule"].get("sd_factor") or 0),
        rounding=int(mechanism.get("rounding") or 1),
    )


def _shown(schema: Schema, rows: Iterable[Mapping[str, Any]]) -> dict[CellKey, int]:
    expected = {cell for group in Group for cell in cells(schema, group)}
    found: dict[CellKey, int] = {}
    seen = 0
    for row in rows:
        cell = CellKey(*(row[field] or "" for field in CELL_FIELDS))
        seen += 1
        if cell not in expected:
            raise DisclosureError("cells.csv names a cell twice, or one that release.json lacks: download both again.")
        expected.remove(cell)
        if row["status"] == "shown":
            found[cell] = int(row["value"])
    if expected:
        raise DisclosureError(f"cells.csv has {seen} rows and lacks {len(expected)} cells: download it again.")
    return found


def by_series(downloads: Iterable[Download]) -> list[list[Download]]:
    """The releases of each series in order, the series by name.

    Raises DisclosureError when a number stands twice in a series, or its schema or mechanism changed in mid-series.
    """
    found: dict[str, list[Download]] = {}
    for one in sorted(downloads, key=lambda one: (one.series, one.number)):
        found.setdefault(one.series, []).append(one)
    for releases in found.values():
        if len({one.number for one in releases}) < len(releases):
            raise DisclosureError("A release number stands twice in a series: give each release once.")
        if any(_rules(one) != _rules(releases[0]) for one in releases):
            raise DisclosureError("Schema or mechanism changed in mid-series: attack the releases before it alone.")
    return list(found.values())


def _rules(one: Download) -> tuple[Any, ...]:
    return one.schema, dict(one.noise_sd), one.horizon, one.minimum, one.sd_factor, one.rounding
