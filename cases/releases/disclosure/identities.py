"""What must add up: in a table whose side is a dimension, the parts along it sum to their margin."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cases.releases.disclosure.schema import CellKey, Group, Schema, cells


def identity_matrix(schema: Schema, groups: tuple[Group, ...]) -> NDArray[np.float64]:
    """A (identities × cells of the groups) with A·x = 0 for every possible x: +1 for each part, −1 for the whole.

    Every dimension sums to the total. A crossed table sums to the one-way cells of one side along the other, when
    that other side is a dimension; along an indicator nothing sums, because "not reported" is no cell.
    """
    place = {cell: number for number, cell in enumerate(cell for group in groups for cell in cells(schema, group))}
    found = [*_of_dimensions(schema), *(_of_menu(schema) if Group.MENU in groups else ())]
    matrix = np.zeros((len(found), len(place)))
    for row, (whole, parts) in enumerate(found):
        matrix[row, [place[part] for part in parts]] = 1
        matrix[row, place[whole]] = -1
    return matrix


Identity = tuple[CellKey, list[CellKey]]
"""The whole, and the parts that sum to it."""


def _of_dimensions(schema: Schema) -> Iterator[Identity]:
    for key, values in schema.dimensions.items():
        yield CellKey(), [CellKey(key, value) for value in values]


def _of_menu(schema: Schema) -> Iterator[Identity]:
    for first, second in schema.menu:
        if second in schema.dimensions:
            for one in schema.values(first):
                yield CellKey(first, one), [CellKey(first, one, second, other) for other in schema.values(second)]
        if first in schema.dimensions:
            for other in schema.values(second):
                yield CellKey(second, other), [CellKey(first, one, second, other) for one in schema.values(first)]
