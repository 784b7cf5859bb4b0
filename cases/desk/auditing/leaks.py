"""Proof 7: no exact number leaves by another way than the figures: pages, file names, row counts, the hour, quotes."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cases.core.errors import Refused
from cases.core.sql_guard import watched_tables
from cases.published.data import Release, Tier
from cases.published.models import PublishedQuote
from cases.releases.actions import rehearse_release
from cases.releases.disclosure.shares import NOT_AS_SHARE
from cases.releases.quotes import batches, scan
from cases.reports.verifying import files as expected
from cases.reports.verifying.same_cells import SECTOR

from .addresses import Page, answer, every_page, public_side
from .known import Published, constants, fixed
from .lines import UNFORESEEN, Audit, Line
from .numbers import Number, numbers, texts_of

PROOF = 7
PAGES_NAMED = 5
PUBLISHED = "published_"
METHOD = "public:method"
"""How the names of the pages begin whose tables hold constants of the method."""


def rows(audit: Audit) -> Line:
    """Every download has as many rows as the schema says, whoever came."""
    found, due = dict(_rows(audit)), _rows_due(audit.release)
    other = sorted(name for name in found.keys() | due.keys() if found.get(name) != due.get(name))
    return Line(
        PROOF, "file_rows", not other, {"files": len(due), "rows": sum(due.values()), "other": ", ".join(other)}
    )


def names(audit: Audit) -> Line:
    """The files are the fixed ones of the tier, by name."""
    due = expected.NEEDED | ({expected.RANGES} if audit.release.tier == Tier.RANGES else set())
    other = sorted(due ^ audit.files.keys())
    return Line(PROOF, "file_names", not other, {"files": len(audit.files), "other": ", ".join(other)})


def hour(audit: Audit) -> Line:
    """It comes out at the moment of the calendar, and its name, date and cut-off are of the calendar too."""
    draft, release = audit.draft, audit.release
    moment = audit.series.publishes_at(draft.number)
    fixed_days = (release.slot, release.cutoff) == (moment.date(), audit.series.slot(draft.number))
    fixed_name = release.identifier == f"{moment:%Y-%m}"
    kept = draft.publishes_at == moment and fixed_days and fixed_name
    return Line(PROOF, "hour", kept, {"moment": f"{moment:%Y-%m-%d %H:%M} UTC"})


def pages(audit: Audit) -> Line:
    """Every public page, as it would be with the release: it reads published tables only, and each number is accounted for."""
    seen = _Seen()
    rehearse_release(by=audit.by, draft=audit.draft, look=lambda: seen.look(audit))
    figures = {
        "pages": seen.pages,
        "numbers": seen.numbers,
        "reading": _some(seen.reading),
        "saying": _some(seen.saying),
        "broken": _some(seen.broken),
    }
    return Line(PROOF, "pages", bool(seen.pages) and not (seen.reading or seen.saying or seen.broken), figures)


def quotes(audit: Audit) -> Line:
    """No quote that comes out with the release, or stands in for one, holds a number, in digits or in words."""
    found: list[int] = []
    rehearse_release(by=audit.by, draft=audit.draft, look=lambda: found.extend(_quotes(audit)))
    return Line(PROOF, "quotes", not any(found), {"quotes": len(found), "saying": sum(map(bool, found))})


CHECKS = (rows, names, hour, pages, quotes)


@dataclass
class _Seen:
    """What a look at the pages found; of a page that fails its address only, never the number."""

    pages: int = 0
    numbers: int = 0
    reading: list[str] = field(default_factory=list)
    saying: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def look(self, audit: Audit) -> None:
        published, every = Published(audit.release), every_page(audit.release)
        with public_side():
            for place, page in enumerate(every):
                audit.progress("pages", place, len(every))
                self._look_at(page, published)

    def _look_at(self, page: Page, published: Published) -> None:
        self.pages += 1
        try:
            with watched_tables() as touched:
                html = answer(page)
        except (*UNFORESEEN, Refused) as error:
            self.broken.append(f"{page.address} ({type(error).__name__})")
            return
        if strangers := sorted(table for table in touched if not table.startswith(PUBLISHED)):
            self.reading.append(f"{page.address} ({', '.join(strangers)})")
        said = [number for text in texts_of(html) for number in numbers(text)]
        self.numbers += len(said)
        if not all(_accounted(number, page, published, touched) for number in said):
            self.saying.append(page.address)


def _accounted(number: Number, page: Page, published: Published, touched: set[str]) -> bool:
    if fixed().knows(number) or published.knows(number, touched):
        return True
    return page.name.startswith(METHOD) and any(constants().issuperset(reading) for reading in number.readings)


def _quotes(audit: Audit) -> Iterator[int]:
    """How many numbers each quote says, over its languages."""
    out = PublishedQuote.objects.filter(release=audit.release.identifier).values_list("text", flat=True)
    stand_in = [one.shown.text for one in batches.in_batch(audit.draft) if one.stands_in]
    for text in [*out, *stand_in]:
        yield sum(len(scan.numbers_in(words)) for words in text.values())


def _rows(audit: Audit) -> Iterator[tuple[str, int]]:
    for name, content in audit.files.items():
        if name.endswith(".csv"):
            yield name, sum(1 for _row in csv.reader(io.StringIO(content.decode(), newline=""))) - 1
        elif name == "cells.json":
            yield name, len(json.loads(content))


def _rows_due(release: Release) -> dict[str, int]:
    """By file, from the schema alone; the workbook is held against cells.csv elsewhere."""
    values = {one.key: len(one.values) for one in (*release.dimensions, *release.indicators)}
    crossed = [values[first] * values[second] for first, second in release.menu]
    indicators = {one.key for one in release.indicators}
    by_sector = [pair for pair in release.menu if SECTOR in pair and indicators & set(pair)]
    cells = 1 + sum(values.values()) + sum(crossed)
    # Below the head stands the row of HXL tags.
    due = {"cells.csv": cells, "cells.json": cells}
    due["indicators.csv"] = 1 + len(indicators) + len(by_sector) * values.get(SECTOR, 0)
    if release.tier == Tier.RANGES:
        due[expected.RANGES] = sum(number for key, number in values.items() if key not in NOT_AS_SHARE)
    return due


def _some(found: Sequence[str]) -> str:
    more = f" + {len(found) - PAGES_NAMED}" if len(found) > PAGES_NAMED else ""
    return "; ".join(found[:PAGES_NAMED]) + more
