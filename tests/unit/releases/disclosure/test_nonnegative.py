"""The nearest table without negative cells: feasible, and no other is nearer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cases.releases.disclosure.nonnegative import Floats, nearest_parts, nearest_table

tables = arrays(np.float64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.floats(-60, 200))


def margins(table: Floats, size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Margins with one sum, zeros among them, that have nothing to do with the table."""
    cut = np.maximum(0, np.rint(np.resize(table, size)))
    return cut.sum(axis=1), cut.sum(axis=0)


@settings(deadline=None)
@given(tables, st.floats(0, 500))
def test_parts_sum_and_are_not_negative(values: Floats, total: float) -> None:
    parts = nearest_parts(values, total)
    assert (parts >= 0).all()
    assert parts.sum(axis=1) == pytest.approx(total, abs=1e-6)


@settings(deadline=None)
@given(tables)
def test_parts_that_need_nothing_stay(values: Floats) -> None:
    positive = np.abs(values)
    assert nearest_parts(positive, positive.sum(axis=1)) == pytest.approx(positive, abs=1e-9)


@settings(deadline=None)
@given(tables, st.integers(0, 99))
def test_table_keeps_both_margins(values: Floats, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, columns = margins(rng.normal(10, 30, values.shape), values.shape)
    table = nearest_table(values, rows, columns)
    assert (table >= 0).all()
    assert table.sum(axis=1) == pytest.approx(rows, abs=1e-5)
    assert table.sum(axis=0) == pytest.approx(columns, abs=1e-5)


@settings(deadline=None)
@given(tables, st.integers(0, 99))
def test_no_table_with_these_margins_is_nearer(values: Floats, seed: int) -> None:
    """Variational inequality: (value − nearest)·(other − nearest) ≤ 0 for every other table of the set."""
    rng = np.random.default_rng(seed)
    other = np.maximum(0, rng.normal(10, 30, values.shape))
    rows, columns = other.sum(axis=1), other.sum(axis=0)
    nearest = nearest_table(values, rows, columns)
    assert np.sum((values - nearest) * (other - nearest)) <= 1e-2


def test_empty_margins_give_an_empty_table() -> None:
    assert not nearest_table(np.array([[5.0, -3.0], [2.0, 9.0]]), np.zeros(2), np.zeros(2)).any()


def test_one_row_or_column_is_its_margin() -> None:
    assert nearest_table(np.array([[9.0, 9.0]]), np.array([6.0]), np.array([4.0, 2.0])) == pytest.approx(
        np.array([[4.0, 2.0]])
    )
