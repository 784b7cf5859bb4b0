"""Suite ``documents``: the pattern report of a release of made-up people in every format, beside another PDF library.

A report has some eleven pages; the one that is measured holds its blocks three times over. Every run writes a report of its
own, with other noise and so other numbers: what is measured is a program that has begun, not one that remembers the answer.
"""

import importlib.util
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from tqdm import tqdm

from cases.documents.document import Chart, Document
from cases.documents.docx import docx_file
from cases.documents.html import html_file
from cases.documents.pdf import pdf
from cases.management.bench.documents_fpdf import fpdf_file
from cases.management.bench.documents_release import made_release
from cases.management.bench.figures import Figure, at_least, at_most, exactly, not_measured
from cases.published.data import Release
from cases.reports.pattern_report import pattern_report
from cases.reports.tables_xlsx import tables_xlsx

LANGUAGES = ("ko", "ru")
TIMES_OVER = 3
PAGES, CHARTS, SECONDS = 30, 15, 1
RUNS, SAMPLE = 15, 5
OTHERS_RUNS = 3
Source = TypeVar("Source")
PAGE = re.compile(rb"/Type ?/Page\b")


@dataclass(frozen=True)
class Times:
    """Seconds of each run: of the processor, all threads together, and on the clock."""

    processor: Sequence[float]
    clock: Sequence[float]


def measure(*, full: bool) -> Iterator[Figure]:
    """Korean and Russian, 5 runs each; with ``full`` 15. The first report is written once before the runs."""
    releases = [made_release(seed) for seed in range((RUNS if full else SAMPLE) + 1)]
    for language in tqdm(LANGUAGES, desc="documents", leave=False):
        reports = [_long(release, language) for release in releases]
        yield from _pdf(language, reports)
        yield from _other_formats(language, reports[1:], releases[1:])
        yield from _other_library(language, reports[: OTHERS_RUNS + 1])


def _long(release: Release, language: str) -> Document:
    report = pattern_report(release, language)
    return replace(report, blocks=report.blocks * TIMES_OVER)


def _pdf(language: str, reports: Sequence[Document]) -> Iterator[Figure]:
    first = pdf(reports[0])
    times = timed(pdf, reports[1:])
    charts = sum(isinstance(block, Chart) for block in reports[0].blocks)
    yield at_least(f"{language}: pages", pages(first), PAGES)
    yield at_least(f"{language}: charts and maps", charts, CHARTS)
    yield at_most(f"{language}: PDF, processor, median of {len(times.clock)}", _middle(times.processor), SECONDS, "s")
    yield at_most(f"{language}: PDF, processor, least", min(times.processor), SECONDS, "s")
    # What else the machine does only ever adds to the clock: its least is ours, its median everybody's.
    yield at_most(f"{language}: PDF, clock, least", min(times.clock), SECONDS, "s")
    yield _plain(f"{language}: PDF, clock, median of {len(times.clock)}", _middle(times.clock))
    yield _plain(f"{language}: PDF, size", len(first) / 1000, "kB")
    yield exactly(f"{language}: PDF, same bytes when written again", pdf(reports[0]) == first, 1)


def _other_formats(language: str, reports: Sequence[Document], releases: Sequence[Release]) -> Iterator[Figure]:
    for name, times in (
        ("DOCX", timed(docx_file, reports)),
        ("HTML", timed(html_file, reports)),
        ("XLSX of all tables", timed(tables_xlsx, releases)),
    ):
        yield _plain(f"{language}: {name}, processor, median of {len(times.clock)}", _middle(times.processor))


def _other_library(language: str, reports: Sequence[Document]) -> Iterator[Figure]:
    """The same blocks by fpdf2, in the same fonts."""
    if importlib.util.find_spec("fpdf") is None:
        yield not_measured(f"{language}: the same by fpdf2", "not installed: pip install fpdf2")
        return
    told = f"{language}: the same by fpdf2 (no tags, no PDF/A, no hatching)"
    first = fpdf_file(reports[0])
    times = timed(fpdf_file, reports[1:])
    yield _plain(f"{told}: pages", pages(first), "")
    yield _plain(f"{told}: processor, median of {len(times.clock)}", _middle(times.processor))
    yield _plain(f"{told}: clock, least", min(times.clock))
    yield _plain(f"{told}: size", len(first) / 1000, "kB")


def timed(write: Callable[[Source], object], sources: Sequence[Source]) -> Times:
    """How long it takes to write each of them once."""
    processor, clock = [], []
    for source in sources:
        began, since = time.process_time(), time.perf_counter()
        write(source)
        processor.append(time.process_time() - began)
        clock.append(time.perf_counter() - since)
    return Times(processor, clock)


def pages(content: bytes) -> int:
    """The pages of a PDF whose objects are not packed, as both libraries write it."""
    return len(PAGE.findall(content))


def _middle(seconds: Sequence[float]) -> float:
    return statistics.median(seconds)


def _plain(name: str, value: float, unit: str = "s") -> Figure:
    return Figure(name, value, "", unit, passes=True)
