"""The files of a release: complete, the same everywhere, silent about what is hidden."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from pypdf import PdfReader

from cases.documents.pdf import MissingGlyph
from cases.published.data import Cell, Release, Tier
from cases.reports.release_files import ContradictoryRelease, files_of
from tests.architecture.sources import ROOT
from tests.sample_release import sample_release

from .conftest import Built
from .reading import text_of, words_of

NAMES = [
    "cells.csv", "cells.json", "indicators.csv", "tables.xlsx", "CITATION.cff", "datapackage.json",
    *(f"report-{language}.{form}" for language in ("en", "ko", "ru") for form in ("pdf", "docx", "html")),
    "release.json", "checksums.txt",
]  # fmt: skip
REPORTS = {name for name in NAMES if name.startswith("report-")}
PRINT_HASHES = """
import django
django.setup()
import hashlib
from cases.published.data import Tier
from cases.reports.release_files import files_of
from tests.sample_release import sample_release
for tier in Tier:
    for file in files_of(sample_release(tier=tier)):
        print(tier.value, file.name, hashlib.sha256(file.content).hexdigest())
"""


def test_files_and_their_order(built: Built) -> None:
    for tier in (Tier.NOTHING, Tier.ONE_WAY, Tier.MENU):
        assert list(built[tier]) == NAMES
    assert list(built[Tier.RANGES]) == [*NAMES[:3], "ranges.csv", *NAMES[3:]]
    assert all(file.media_type and file.content for files in built.values() for file in files.values())


@pytest.mark.slow
def test_same_bytes_in_another_process(built: Built) -> None:
    """Another day's clock cannot be set there, but another time zone, language and order of sets can."""
    strange = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "ko_KR.UTF-8",
        "LANG": "ru_RU.UTF-8",
        "PYTHONHASHSEED": "7",
    }
    command = [sys.executable, "-c", PRINT_HASHES]
    result = subprocess.run(command, cwd=ROOT, env=strange, capture_output=True, text=True, check=True)  # noqa: S603
    here = [
        f"{tier.value} {name} {hashlib.sha256(file.content).hexdigest()}"
        for tier, files in built.items()
        for name, file in files.items()
    ]
    assert result.stdout.splitlines() == here


@pytest.mark.parametrize("name", ["tables.xlsx", "report-en.docx"])
def test_only_date_in_office_files_is_the_slot(built: Built, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(built[Tier.MENU][name].content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 8, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", properties)) == {"2026-08-01T00:00:00Z"}


def test_only_date_in_the_pdf_is_the_slot(built: Built) -> None:
    content = built[Tier.MENU]["report-en.pdf"].content
    metadata = PdfReader(io.BytesIO(content)).trailer["/Root"]["/Metadata"].get_data().decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", metadata)) == {"2026-08-01T00:00:00Z"}


def marked(*cells: Cell) -> Release:
    """The sample with some cells replaced in place."""
    release = sample_release()
    new = {(c.d1, c.v1, c.d2, c.v2): c for c in cells}
    return replace(release, cells=tuple(new.get((c.d1, c.v1, c.d2, c.v2), c) for c in release.cells))


@pytest.mark.slow
def test_hiding_a_cell_takes_its_numbers_out_of_every_file() -> None:
    """The same release twice, of one table and of two; in the second the cells are hidden. No trace is left of them."""
    one, two = ("ILO-04", "reported", "", ""), ("sector", "it", "ILO-04", "reported")
    traces = {one: re.compile(r"\b7[,\s]?(775|755|795)\b"), two: re.compile(r"\b8[,\s]?(885|865|905)\b")}

    def files_with_traces(*cells: Cell) -> dict[tuple[str, ...], set[str]]:
        texts = {file.name: text_of(file) for file in files_of(marked(*cells))}
        return {keys: {name for name, text in texts.items() if trace.search(text)} for keys, trace in traces.items()}

    shown = files_with_traces(Cell(*one, value=7775, lo=7755, hi=7795), Cell(*two, value=8885, lo=8865, hi=8905))
    every = {"cells.csv", "cells.json", "indicators.csv", "tables.xlsx", *REPORTS}
    assert shown == {one: every, two: every}
    assert files_with_traces(Cell(*one), Cell(*two)) == {one: set(), two: set()}


@pytest.mark.parametrize(
    ("tier", "cell"),
    [
        (Tier.NOTHING, Cell(value=25, lo=5, hi=45)),
        (Tier.RANGES, Cell("sex", "male", "", "", 30, 10, 50)),
        (Tier.ONE_WAY, Cell("sex", "male", "sector", "it", 30, 10, 50)),
        (Tier.MENU, Cell("sex", "male", "", "", None, 10, 50)),
    ],
)
def test_number_that_the_tier_forbids_is_refused(tier: Tier, cell: Cell) -> None:
    release = sample_release(tier=tier)
    with pytest.raises(ContradictoryRelease, match="rebuild"):
        files_of(replace(release, cells=(*release.cells, cell)))


def test_ranges_outside_their_tier_are_refused() -> None:
    with pytest.raises(ContradictoryRelease, match="no ranges"):
        files_of(replace(sample_release(), shares=sample_release(tier=Tier.RANGES).shares))


def test_lowest_tier_has_no_digit_from_data(built: Built) -> None:
    """What is left after dates, identifiers, hashes and fixed texts are taken away is a list that can be read."""
    release = sample_release(tier=Tier.NOTHING)
    fixed = [release.blur[language] for language in ("en", "ko", "ru")]
    fixed += [release.identifier, "2026-08-01", "2026-07-31", "(2026)"]
    fixed += ["31 July 2026", "1 August 2026", "2026년 7월 31일", "31 июля 2026 г."]
    fixed += [value.key for one in release.dimensions for value in one.values]
    fixed += [text for one in release.dimensions for value in one.values for text in value.label.values()]
    fixed += [one.key for one in release.indicators] + [
        "Indicators reported, of 11",
        "저작자표시 4.0",
        "by/4.0",
        "BY 4.0",
        "BY-4.0",
        "Attribution 4.0",
    ]
    expected = {
        # the place in the series, the vocabulary's version, and the plan of the series
        **dict.fromkeys(REPORTS, {"30", "1", "2", "12", "v1"}),  # also page numbers
        "tables.xlsx": {"1", "2", "v1"},
        "cells.csv": {"d1", "v1", "d2", "v2", "2"},
        "cells.json": {"d1", "v1", "d2", "v2", "2"},
        "indicators.csv": set(),
        "CITATION.cff": {"v1", "1.2.0"},
    }
    for name, allowed in expected.items():
        text = " ".join(words_of(built[Tier.NOTHING][name]).split())
        for known in sorted(fixed, key=len, reverse=True):
            text = text.replace(known, " ")
        assert set(re.findall(r"[A-Za-z]*\d+(?:\.\d+)*", text)) <= allowed, name


def test_lowest_tier_has_no_number_cell(built: Built) -> None:
    book = openpyxl.load_workbook(io.BytesIO(built[Tier.NOTHING]["tables.xlsx"].content))
    assert not any(isinstance(cell, int | float) for page in book for row in page.values for cell in row)
    lines = built[Tier.NOTHING]["cells.csv"].content.decode().splitlines()[1:]
    assert all(line.endswith(",hidden,,,") for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("tier", Tier)
def test_fictional_is_said_in_every_file_with_words(built: Built, tier: Tier) -> None:
    for name, file in built[tier].items():
        if name not in ("cells.csv", "cells.json", "ranges.csv", "checksums.txt"):
            assert re.search("fictional|가상 데이터|вымышленные", words_of(file), re.IGNORECASE), name


@pytest.mark.slow
def test_real_data_are_nowhere_called_fictional() -> None:
    for file in files_of(replace(sample_release(), fictional=False)):
        text = text_of(file).replace('"fictional": false', "")
        assert not re.search("fictional|가상|вымышлен", text, re.IGNORECASE), file.name


def test_organisation_with_code_in_its_name_stays_text() -> None:
    name = '=1+1 #read("/etc/passwd") *x* <b>&amp;'
    for file in files_of(replace(sample_release(tier=Tier.NOTHING), organisation=name)):
        text = "".join(words_of(file).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").split())
        if file.name in REPORTS:
            plain = "".join(name.split())
            assert plain in text or plain.replace("&amp;", "&") in text, file.name
        assert "root:x" not in text
    with zipfile.ZipFile(
        io.BytesIO(files_of(replace(sample_release(tier=Tier.NOTHING), organisation=name))[3].content)
    ) as book:
        assert all(b"<f>" not in book.read(entry) for entry in book.namelist())


def test_letter_without_a_glyph_stops_the_build() -> None:
    with pytest.raises(MissingGlyph, match="ก"):
        files_of(replace(sample_release(tier=Tier.NOTHING), organisation="ก"))
