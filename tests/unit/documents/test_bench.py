"""Suite ``documents`` of the bench: it measures reports that are there, each its own, against bars that can be missed."""

import importlib.util
from collections.abc import Callable, Sequence

import pytest

from cases.core.translated import LANGUAGES
from cases.documents.document import Document
from cases.documents.pdf import pdf
from cases.management.bench import documents
from cases.management.bench.documents_fpdf import fpdf_file
from cases.management.bench.documents_release import made_release
from cases.management.bench.figures import Figure
from cases.management.commands import bench
from cases.published.data import Tier
from tests.unit.documents.pdfs import read, text_of
from tests.unit.documents.samples import DOCUMENT, FULL


def by_name(figures: Sequence[Figure]) -> dict[str, Figure]:
    return {figure.name: figure for figure in figures}


def test_the_command_knows_it() -> None:
    assert bench.SUITES["documents"] is documents.measure


@pytest.mark.slow
def test_made_release_shows_every_kind_of_table_in_all_languages() -> None:
    release = made_release(1)
    assert release.tier == Tier.MENU
    shown = [cell for cell in release.cells if cell.shown]
    assert len([cell for cell in shown if cell.d2]) > 100
    assert len(shown) < len(release.cells)
    for dimension in (*release.dimensions, *release.indicators):
        for words in (dimension.label, *(value.label for value in dimension.values)):
            assert all(words[language] for language in LANGUAGES)


@pytest.mark.slow
def test_each_seed_has_numbers_of_its_own() -> None:
    assert made_release(1) == made_release(1)
    assert made_release(1).cells != made_release(2).cells


@pytest.mark.slow
def test_measured_report_is_as_long_as_the_figure_says() -> None:
    report = documents._long(made_release(1), "ko")
    content = pdf(report)
    assert documents.pages(content) == len(read(content).pages) >= documents.PAGES


def test_pages_are_counted() -> None:
    assert documents.pages(pdf(FULL)) == len(read(pdf(FULL)).pages)
    assert documents.pages(b"<< /Type /Pages /Count 1 >> << /Type /Page >>") == 1


def test_timed_writes_each_once() -> None:
    written: list[int] = []
    times = documents.timed(written.append, [1, 2, 3])
    assert written == [1, 2, 3]
    assert len(times.processor) == len(times.clock) == 3


@pytest.mark.parametrize(("seconds", "passes"), [(0.9, True), (1.1, False)])
def test_a_slow_pdf_misses_its_bar(monkeypatch: pytest.MonkeyPatch, seconds: float, passes: bool) -> None:
    def took(_write: Callable[..., bytes], _sources: Sequence[Document]) -> documents.Times:
        return documents.Times([seconds], [seconds])

    monkeypatch.setattr(documents, "timed", took)
    found = by_name(list(documents._pdf("ko", [DOCUMENT])))
    assert found["ko: PDF, processor, median of 1"].passes is passes
    assert found["ko: PDF, clock, least"].passes is passes
    assert not found["ko: pages"].passes


def test_other_bytes_miss_their_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    written = iter([b"one", b"two", b"three"])
    monkeypatch.setattr(documents, "pdf", lambda _report: next(written))
    found = by_name(list(documents._pdf("ko", [DOCUMENT, DOCUMENT])))
    assert not found["ko: PDF, same bytes when written again"].passes


def test_without_the_other_library_a_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    (line,) = documents._other_library("ko", [DOCUMENT])
    assert "not installed: pip install fpdf2" in line.name
    assert line.passes


@pytest.mark.slow
def test_the_other_library_writes_the_same_words() -> None:
    """Only where it is installed: it is no part of the program."""
    pytest.importorskip("fpdf")
    # It writes letters of two bytes without saying so; pypdf hands both on.
    text = text_of(fpdf_file(DOCUMENT)).replace("\x00", "")
    for words in (
        "First heading",
        "한국어 and русский",
        "another point",
        "Another.",
        "160 to 200",
        "Note of the table",
    ):
        assert words in text
