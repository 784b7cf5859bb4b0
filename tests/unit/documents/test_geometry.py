"""Bars and columns stand where their numbers say, in fractions that pages and documents share."""

import pytest

from cases.documents.geometry import Place, Span, place, span


def test_span_is_solid_to_the_low_end_and_hatched_to_the_high_one() -> None:
    found = span(160, 200, 1_000, value=180, track=1_000)
    assert found == Span(low=0.16, high=0.2, tick=0.18, track=1.0)
    assert found.band == pytest.approx(0.04)


def test_number_that_is_not_known_has_no_tick_and_no_track() -> None:
    assert span(25, 65, 100) == Span(0.25, 0.65, None, None)


@pytest.mark.parametrize("columns", [1, 2, 5, 6])
@pytest.mark.parametrize("gap", [True, False])
def test_columns_fill_the_width_from_end_to_end(columns: int, gap: bool) -> None:
    places = [place(nth, columns, apart=gap and nth == columns - 1, gap=gap) for nth in range(columns)]
    assert places[-1].left + places[-1].width == pytest.approx(1)
    assert all(each.middle == pytest.approx(each.left + each.width / 2) for each in places)
    edges = [(one.left + one.width, other.left) for one, other in zip(places, places[1:], strict=False)]
    apart = [other - one > 0.01 for one, other in edges]
    assert apart == [False] * (columns - 2) + [gap] * (columns > 1)


def test_first_column_begins_at_the_left() -> None:
    assert place(0, 2) == Place(left=0, middle=0.25, width=0.5)
