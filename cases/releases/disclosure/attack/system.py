"""Everything a stranger knows about exact counts, as linear equations between whole numbers and a range for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cases.releases.disclosure.attack.download import Download
from cases.releases.disclosure.identities import identity_matrix
from cases.releases.disclosure.schema import REPORTED, CellKey, Group, Schema, cells

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
Entries = NDArray[np.int64]

UNLIMITED = float(2**31)
"""More people than there are. Sums of a table of it stay exact in a float."""


@dataclass(frozen=True)
class Layer:
    """The variables of one release, or of the people who arrived between two: first the cells, then the gaps.

    A gap is how many of a group did not report an indicator: the cell of the group minus the crossed cell.
    """

    releases: tuple[int, ...]
    start: int

    @property
    def is_arrival(self) -> bool:
        """Whether it counts the people between two releases."""
        return len(self.releases) > 1


@dataclass(frozen=True)
class System:
    """Σ sign·x = 0 over the entries of each row; ``low`` ≤ x ≤ ``high`` in people, whole numbers kept as floats."""

    cells: tuple[CellKey, ...]
    gaps: tuple[tuple[CellKey, CellKey], ...]
    layers: tuple[Layer, ...]
    rows: Places
    columns: Places
    signs: Floats
    low: Floats
    high: Floats

    @property
    def number_of_rows(self) -> int:
        """The equations."""
        return int(self.rows.max(initial=-1)) + 1


def build(releases: Sequence[Download], *, only_arrivals: bool, hidden_is_few: bool) -> System:
    """The system of the releases of one series.

    In each release the identities hold, and nobody reports an indicator who is not in the group. With
    ``only_arrivals`` nobody leaves between two releases, so their difference is a table of people like any other;
    otherwise a difference may be negative, and its parts say nothing. With ``hidden_is_few`` a hidden cell of an open
    table is below the minimum; without, it is any number (somebody hid more than the rule says).
    """
    schema = opened(releases)
    every, between = all_cells(schema), gaps(schema)
    size = len(every) + len(between)
    numbers = [(one.number,) for one in releases]
    steps = [(one.number, other.number) for one, other in zip(releases, releases[1:], strict=False)]
    layers = tuple(Layer(found, place * size) for place, found in enumerate([*numbers, *steps]))
    template = _template(schema)
    tables = [layer for layer in layers if only_arrivals or not layer.is_arrival]
    shifts = [np.array([0, layer.start, 0]) for layer in tables]
    equations = [template + shift for shift in shifts] + _links(layers, len(every))
    rows, columns, signs = _stacked(equations)
    low = np.zeros(size * len(layers))
    high = np.full(size * len(layers), UNLIMITED)
    for layer, release in zip(layers, releases, strict=False):
        for place, cell in enumerate(every, layer.start):
            low[place], high[place] = _range(release, cell, hidden_is_few)
    if not only_arrivals:
        low[len(releases) * size :] = -UNLIMITED
    return System(every, between, layers, rows, columns, signs, low, high)


def windows(system: System, releases: int) -> Iterator[tuple[Places, System]]:
    """Parts of the system over so many releases in a row, the last of one being the first of the next.

    With each, the places of its variables in the whole. An equation is in a part that holds all its variables.
    """
    size = len(system.cells) + len(system.gaps)
    numbers = [layer.releases[0] for layer in system.layers if not layer.is_arrival]
    for first in range(0, max(1, len(numbers) - 1), releases - 1):
        held = set(numbers[first : first + releases])
        layers = [layer for layer in system.layers if set(layer.releases) <= held]
        places = np.concatenate([np.arange(layer.start, layer.start + size) for layer in layers])
        new = np.full(len(system.low), -1)
        new[places] = np.arange(len(places))
        outside = np.bincount(system.rows, new[system.columns] < 0, system.number_of_rows) > 0
        kept = ~outside[system.rows]
        rows = np.unique(system.rows[kept], return_inverse=True)[1]
        yield (
            places,
            System(
                system.cells,
                system.gaps,
                tuple(Layer(layer.releases, place * size) for place, layer in enumerate(layers)),
                rows,
                new[system.columns[kept]],
                system.signs[kept],
                system.low[places],
                system.high[places],
            ),
        )


def opened(releases: Sequence[Download]) -> Schema:
    """The schema without the crossed tables of which no release shows a cell: nothing follows from them."""
    schema = releases[0].schema
    tables = frozenset().union(*(one.opened for one in releases))
    return Schema(schema.dimensions, schema.indicators, tuple(pair for pair in schema.menu if pair in tables))


def all_cells(schema: Schema) -> tuple[CellKey, ...]:
    """Every cell of every table, in the order of the download."""
    return tuple(cell for group in Group for cell in cells(schema, group))


def gaps(schema: Schema) -> tuple[tuple[CellKey, CellKey], ...]:
    """(group, cell) for each cell of an indicator: the total, or the group that it is crossed with."""
    found = [(CellKey(), CellKey(code, REPORTED)) for code in schema.indicators]
    for cell in cells(schema, Group.MENU):
        if cell.d2 in schema.indicators:
            found.append((CellKey(cell.d1, cell.v1), cell))
        if cell.d1 in schema.indicators:
            found.append((CellKey(cell.d2, cell.v2), cell))
    return tuple(found)


def _template(schema: Schema) -> Entries:
    """(row, column, sign) of the equations inside one layer that begins at 0."""
    matrix = identity_matrix(schema, tuple(Group))
    rows, columns = np.nonzero(matrix)
    identities = np.stack([rows, columns, matrix[rows, columns].astype(np.int64)], axis=1)
    place = {cell: number for number, cell in enumerate(all_cells(schema))}
    extra = [
        entry
        for number, (whole, part) in enumerate(gaps(schema))
        for entry in (
            (len(matrix) + number, place[whole], 1),
            (len(matrix) + number, place[part], -1),
            (len(matrix) + number, len(place) + number, -1),
        )
    ]
    entries: Entries = np.concatenate([identities, np.array(extra, dtype=np.int64).reshape(-1, 3)])
    return entries


def _links(layers: Sequence[Layer], size: int) -> list[Entries]:
    """For each two releases: what is later minus what is before minus the arrivals is 0, cell by cell."""
    start = {layer.releases: layer.start for layer in layers}
    places = np.arange(size)
    found = []
    for layer in layers:
        if layer.is_arrival:
            before, after = layer.releases
            parts = ((start[after,], 1), (start[before,], -1), (layer.start, -1))
            found.append(
                np.concatenate([np.stack([places, places + at, np.full(size, sign)], axis=1) for at, sign in parts])
            )
    return found


def _stacked(equations: Sequence[Entries]) -> tuple[Places, Places, Floats]:
    """The blocks one under the other: rows, columns and signs of all entries, row by row."""
    start, found = 0, []
    for block in equations:
        found.append(block + np.array([start, 0, 0]))
        start += int(block[:, 0].max(initial=-1)) + 1
    entries = np.concatenate(found)
    entries = entries[np.argsort(entries[:, 0], kind="stable")]
    return entries[:, 0].astype(np.intp), entries[:, 1].astype(np.intp), entries[:, 2].astype(np.float64)


def _range(release: Download, cell: CellKey, hidden_is_few: bool) -> tuple[float, float]:
    """The people that a cell can hold, from what the release shows of it alone. A half may be rounded either way."""
    value = release.values.get(cell)
    if value is not None:
        half = release.rounding // 2
        return max(0, value - half), value + half
    if hidden_is_few and release.is_open(cell):
        return 0, max(0, release.minimum - 1)
    return 0, UNLIMITED
