"""Every kind of report in every format, opened again by other programs and held against ``cells.csv``.

A sample of tests/proof/test_documents.py: each report in one language.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from django.utils.translation import override

from cases.core.translated import LANGUAGES
from cases.documents.document import Document
from cases.documents.docx import docx_file
from cases.documents.html import html_file
from cases.documents.pdf import pdf
from cases.published.data import Release
from cases.reports.data_files import cells_csv
from cases.reports.kinds import REPORTS
from cases.reports.tables_xlsx import tables_xlsx
from tests.figures import (
    Line,
    check_tables,
    fixed_numbers,
    lines,
    other_figures,
    own_figures,
    rows_in_order,
    squeezed,
    strays,
    unreadable,
)
from tests.opened import Opened, opened
from tests.sample_release import sample_release
from tests.writing import written

RELEASE = own_figures(sample_release())
OTHER = other_figures(RELEASE)
WRITERS: dict[str, Callable[[Document], bytes]] = {"pdf": pdf, "docx": docx_file, "html": html_file}
LANGUAGE_OF = {key: LANGUAGES[place % len(LANGUAGES)] for place, key in enumerate(REPORTS)}


@dataclass(frozen=True)
class Held:
    """A report in each format, its fixed numbers, and the cells of its release."""

    by_form: dict[str, Opened]
    fixed: set[int]
    cells: list[Line]


@pytest.fixture(scope="module", params=REPORTS)
def held(request: pytest.FixtureRequest) -> Held:
    language = LANGUAGE_OF[request.param]
    document, other = (_document(request.param, release, language) for release in (RELEASE, OTHER))
    by_form = {form: opened(form, write(document)) for form, write in WRITERS.items()}
    fixed = fixed_numbers(by_form["html"], opened("html", html_file(other)))
    return Held(by_form, fixed, _cells(RELEASE, language))


def _document(key: str, release: Release, language: str) -> Document:
    return REPORTS[key].document(release, written(REPORTS[key], language), language)


def _cells(release: Release, language: str) -> list[Line]:
    return lines(cells_csv(release).content, release, language)


def _tables(release: Release, language: str) -> Opened:
    with override(language):
        return opened("xlsx", tables_xlsx(release).content)


def test_no_number_stands_in_a_document_but_those_of_the_cells(held: Held) -> None:
    for form in ("docx", "html"):
        assert strays(held.by_form[form], held.cells, held.fixed) == set(), form
    printed = held.by_form["pdf"]
    of_words = held.fixed | held.by_form["html"].scales | set(range(printed.pages + 1))
    assert unreadable(printed.text, of_words | {number for line in held.cells for number in line.numbers}) == []


def test_every_cell_of_a_published_table_stands_in_its_row(held: Held) -> None:
    word, page = (check_tables(held.by_form[form], held.cells) for form in ("docx", "html"))
    assert word == page
    text = squeezed(held.by_form["pdf"].text)
    assert [row for row in rows_in_order(held.by_form["docx"]) if row not in text] == []


def test_the_tables_are_found_at_all() -> None:
    cells = _cells(RELEASE, "ko")
    whole, submission = (opened("html", html_file(_document(key, RELEASE, "ko"))) for key in ("pattern", "upr"))
    assert set(check_tables(whole, cells)) == {line.sides for line in cells if line.sides}
    assert check_tables(submission, cells) == [("indicators",)]


@pytest.mark.parametrize("key", ["pattern", "brief", "press", "upr"])
def test_the_people_interviewed_are_named_in_each_report_of_figures(key: str) -> None:
    total = _cells(RELEASE, "ru")[0]
    assert total.sides == ()
    assert total.numbers[0] in opened("html", html_file(_document(key, RELEASE, "ru"))).numbers


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_in_excel_are_the_cells_and_nothing_else(language: str) -> None:
    made, cells = _tables(RELEASE, language), _cells(RELEASE, language)
    assert strays(made, cells, fixed_numbers(made, _tables(OTHER, language))) == set()
    assert set(check_tables(made, cells)) == {line.sides for line in cells if line.sides}
    assert set(cells[0].numbers) <= made.numbers


# --- the comparison finds what it is there to find ---


def _with(values: dict[int, int]) -> Opened:
    """The whole report of a release in which these cells, by place, were altered after the file was made."""
    cells = [replace(cell, value=values.get(place, cell.value)) for place, cell in enumerate(RELEASE.cells)]
    return opened("html", html_file(_document("pattern", replace(RELEASE, cells=tuple(cells)), "en")))


def test_a_number_that_is_in_no_cell_is_found() -> None:
    assert strays(_with({1: 777_777}), _cells(RELEASE, "en"), set(range(3000))) == {777_777}


def test_two_rows_that_changed_places_are_found() -> None:
    first, second = RELEASE.cells[1:3]
    assert first.value
    assert second.value
    made = _with({1: second.value, 2: first.value})
    assert strays(made, _cells(RELEASE, "en"), set(range(3000))) == set()
    with pytest.raises(AssertionError, match="area"):
        check_tables(made, _cells(RELEASE, "en"))


def test_digits_with_spaces_are_read_in_every_way() -> None:
    assert unreadable("777 777", {777}) == []
    assert unreadable("around 777 778 and 1 777", {777, 1777}) == ["777 778"]
