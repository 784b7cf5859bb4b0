"""Where in a numbered text a record stands."""

import pytest

from cases.desk.sources.locators import lines_of, locator, origins, repeated
from cases.intake.repeats import Repeat


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("line 7", [7]),
        ("Line 1 (standfirst)", [1]),
        ("lines 7-9", [7, 8, 9]),
        ("lines 7 – 8, note", [7, 8]),
        ("lines 9-7", []),
        ("page 3", []),
        ("", []),
        ("outline 7", []),
    ],
)
def test_lines_of(text: str, lines: list[int]) -> None:
    assert list(lines_of(text)) == lines


def test_locator_is_read_as_it_is_written() -> None:
    assert list(lines_of(locator(12))) == [12]


def test_repeated_names_the_line_and_its_first_place() -> None:
    known = origins([Repeat(((13, 7), (14, 8)), exact=True)])
    assert repeated("line 14", known) == (14, 8)
    assert repeated("lines 1-999999", known) == (13, 7)
    assert repeated("line 8", known) is None
