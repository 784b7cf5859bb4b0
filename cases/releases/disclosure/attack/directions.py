"""Sums of cells whose law the fit and the hiding leave alone."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from cases.releases.disclosure.attack.system import Floats, Places
from cases.releases.disclosure.fit import RANK_TOLERANCE
from cases.releases.disclosure.schema import CellKey, Group, Schema


def directions(schema: Schema, group: Group, cells: Sequence[CellKey], places: Places) -> Floats:
    """Orthonormal columns (cells × directions) over the cells at ``places``, all of this group and not cut to 0.

    One-way figures are the linear fit, so every cell is a direction. A menu table is made non-negative: a shown
    figure is the linear one minus one number for its row and one for its column (along a dimension), which take part
    in its noise away. In a direction whose weights sum to 0 along these rows and columns both numbers cancel, so the
    linear law holds whatever was cut elsewhere.
    """
    if group is Group.ONE_WAY:
        return np.eye(len(cells))[:, places]
    blocks = []
    for (first, second), of_table in groupby(places.tolist(), key=lambda place: (cells[place].d1, cells[place].d2)):
        table = list(of_table)
        rows = [(cells[place].d1, cells[place].v1) for place in table] if second in schema.dimensions else []
        columns = [(cells[place].d2, cells[place].v2) for place in table] if first in schema.dimensions else []
        sums = [[float(one == key) for one in side] for side in (rows, columns) for key in sorted(set(side))]
        block = np.zeros((len(cells), 0))
        inside = _null_space(np.array(sums).reshape(len(sums), len(table)))
        if inside.shape[1]:
            block = np.zeros((len(cells), inside.shape[1]))
            block[table] = inside
        blocks.append(block)
    return np.concatenate(blocks, axis=1) if blocks else np.zeros((len(cells), 0))


def _null_space(matrix: Floats) -> Floats:
    """Orthonormal columns x with matrix·x = 0."""
    if not len(matrix):
        return np.eye(matrix.shape[1])
    _, singular, basis = np.linalg.svd(matrix)
    rank = int((singular > RANK_TOLERANCE * max(1.0, singular.max(initial=0))).sum())
    found: Floats = basis[rank:].T
    return found
