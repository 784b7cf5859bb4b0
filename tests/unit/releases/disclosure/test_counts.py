"""True counts against counting by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.releases.disclosure.counts import contribution, counts
from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.people import Matrix, encode
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, CellKey, Group, cells, sensitivity
from tests.unit.releases.disclosure.made import ALL_PAIRS, TINY, entered, people, vector


def is_in(vector_: dict[str, object], cell: CellKey) -> bool:
    def holds(key: str, value: str) -> bool:
        return not key or vector_.get(key) == value or key in vector_["indicators"]  # type: ignore[operator]

    return holds(cell.d1, cell.v1) and holds(cell.d2, cell.v2)


vectors = st.builds(
    vector,
    colour=st.sampled_from(TINY.dimensions["colour"]),
    size=st.sampled_from(TINY.dimensions["size"]),
    indicators=st.lists(st.sampled_from(TINY.indicators), unique=True),
)


@settings(deadline=None)
@given(st.lists(st.tuples(vectors, st.sampled_from([1, -1]))))
def test_counts_are_the_sums_of_signs(events: list[tuple[dict[str, object], int]]) -> None:
    matrix = encode(TINY, [vector_ for vector_, _ in events])
    found = counts(TINY, matrix, np.array([sign for _, sign in events], dtype=np.int8))
    for group in Group:
        by_hand = [sum(sign for vector_, sign in events if is_in(vector_, cell)) for cell in cells(TINY, group)]
        assert found[group].tolist() == by_hand
        assert found[group].dtype == np.int64


@settings(deadline=None)
@given(st.lists(vectors, min_size=1))
def test_contribution_is_the_most_cells_of_one_person(everyone: list[dict[str, object]]) -> None:
    touched = contribution(TINY, encode(TINY, everyone))
    for group in Group:
        assert touched[group] == max(sum(is_in(one, cell) for cell in cells(TINY, group)) for one in everyone)


@pytest.mark.parametrize("schema", [DEFAULT_SCHEMA, ALL_PAIRS, TINY])
def test_a_person_with_everything_touches_exactly_g(schema) -> None:  # type: ignore[no-untyped-def]
    """g is reached, and never passed: less noise would break the promise, more would waste it."""
    everything = np.zeros((1, len(schema.keys)), dtype=np.uint8)
    everything[:, len(schema.dimensions) :] = 1
    for group in Group:
        assert contribution(schema, everything)[group] == sensitivity(schema, group)
        assert contribution(schema, people(schema, 500))[group] <= sensitivity(schema, group)


@pytest.mark.parametrize("number", [0, 1, 6, 29, 30])
def test_everybody_alike_and_everybody_gone(number: int) -> None:
    alike: Matrix = np.repeat(people(DEFAULT_SCHEMA, 1), number, axis=0)
    here = entered(DEFAULT_SCHEMA, alike)
    assert all(set(here[group].tolist()) <= {0, number} for group in Group)
    signs = np.repeat(np.array([1, -1], dtype=np.int8), number)
    gone = counts(DEFAULT_SCHEMA, np.concatenate([alike, alike]), signs)
    assert all(not gone[group].any() for group in Group)
    only_exits = counts(DEFAULT_SCHEMA, alike, -np.ones(number, dtype=np.int8))
    assert all((only_exits[group] == -here[group]).all() for group in Group)


def test_nobody_touches_nothing() -> None:
    assert contribution(TINY, people(TINY, 0)) == {Group.ONE_WAY: 0, Group.MENU: 0}


def test_many_people_are_counted_exactly() -> None:
    """More than one byte or one small float could hold."""
    matrix = people(DEFAULT_SCHEMA, 200_000)
    found = entered(DEFAULT_SCHEMA, matrix)
    assert found[Group.ONE_WAY][0] == 200_000
    assert found[Group.ONE_WAY][-1] == int(matrix[:, -1].astype(int).sum())


@pytest.mark.parametrize("signs", [[1], [1, 0], [1, 2], [[1, 1]]])
def test_wrong_signs_are_refused(signs: list[int]) -> None:
    with pytest.raises(DisclosureError):
        counts(TINY, people(TINY, 2), np.array(signs))
