"""True counts: sums of the ledger's signed events. Nothing else in the engine sees a person."""

import numpy as np
from numpy.typing import NDArray

from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.people import Matrix, check_matrix, levels
from cases.releases.disclosure.schema import Group, Schema

Counts = NDArray[np.int64]


def counts(schema: Schema, matrix: Matrix, signs: NDArray[np.integer]) -> dict[Group, Counts]:
    """The sum of events in each cell, by group, in the order of ``cells``.

    ``matrix`` (events × columns) holds the person of each event, ``signs`` (events) +1 for an entry and −1 for a
    withdrawal. Raises DisclosureError when they differ in length, a sign is another number, or a value is not of the
    schema. A table at a time, so the memory beyond the matrix is a few bytes an event.
    """
    check_matrix(schema, matrix)
    if signs.shape != (len(matrix),) or not np.isin(signs, (1, -1)).all():
        raise DisclosureError("Every event needs a sign, +1 or −1: read the ledger again.")
    entered, left = matrix[signs == 1], matrix[signs == -1]
    total = np.array([len(entered) - len(left)], dtype=np.int64)
    one_way = [_table(schema, entered, key) - _table(schema, left, key) for key in schema.keys]
    menu = [_table(schema, entered, *pair) - _table(schema, left, *pair) for pair in schema.menu]
    return {
        Group.ONE_WAY: np.concatenate([total, *one_way]),
        Group.MENU: np.concatenate([np.zeros(0, dtype=np.int64), *menu]),
    }


def contribution(schema: Schema, matrix: Matrix) -> dict[Group, int]:
    """The most cells of each group that any one of these people touches; 0 without people.

    The promise holds while it is no more than ``sensitivity``: the audit compares the two.
    """
    check_matrix(schema, matrix)
    touched = {key: _counted(schema, key, matrix[:, column]) for column, key in enumerate(schema.keys)}
    one_way = np.ones(len(matrix), dtype=np.int64) + sum(touched.values())
    menu = np.zeros(len(matrix), dtype=np.int64)
    for first, second in schema.menu:
        menu += touched[first] & touched[second]
    return {Group.ONE_WAY: int(one_way.max(initial=0)), Group.MENU: int(menu.max(initial=0))}


def _table(schema: Schema, matrix: Matrix, *keys: str) -> Counts:
    """How many people are in each cell of the table of one or two keys, row by row."""
    shape = [levels(schema, key) for key in keys]
    place = np.zeros(len(matrix), dtype=np.intp)
    for key, size in zip(keys, shape, strict=True):
        place *= size
        place += matrix[:, schema.keys.index(key)]
    table = np.bincount(place, minlength=int(np.prod(shape))).reshape(shape)
    counted = tuple(slice(_first_counted(schema, key), None) for key in keys)
    return table[counted].ravel().astype(np.int64)


def _counted(schema: Schema, key: str, column: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return column >= _first_counted(schema, key)


def _first_counted(schema: Schema, key: str) -> int:
    """A dimension has a cell for each number in its column; an indicator only for 1, reported."""
    return 0 if key in schema.dimensions else 1
