"""One published table as a file of its own, in a language, with what must not be lost from it inside.

CSV: no line stands above the head, so that pandas reads it as it is; a byte order mark tells spreadsheets that it is
UTF-8. The note stands in every row, so that it stays whatever is sorted, filtered or cut. A hidden number is ``[c]``
(``na_values="[c]"``), never empty: an empty field would be read as zero.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext, override

from cases.core.translated import in_language
from cases.documents.csvs import csv_text
from cases.documents.xlsx import Sheet, Workbook, xlsx_file
from cases.published.data import REPORTED, Cell, File, Release, Share, Table, Tier

from .cited import Cited, in_words
from .data_files import CSV_TYPE, JSON_TYPE, canonical_json
from .fixed import LICENCE
from .labels import Labels
from .manifest import LICENCE_ADDRESS
from .said import count, fictional
from .tables_xlsx import XLSX_TYPE

HIDDEN = "[c]"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Row = dict[str, str | int | None]
Field = str | int | None


class Titled(NamedTuple):
    """A table with what its files say of it, in one language."""

    release: Release
    table: Table
    language: str
    labels: Labels
    cited: Cited


def titled(release: Release, table: Table, language: str, address: str) -> Titled:
    """``address`` is the permanent page of the table, with its host."""
    labels = Labels(release, language)
    cited = Cited(
        table.key, labels.table(table), release.organisation, release.identifier, release.slot, release.fictional, address
    )  # fmt: skip
    return Titled(release, table, language, labels, cited)


def table_file(it: Titled, form: str) -> File:
    """The file in a form: ``csv``, ``json`` or ``xlsx``. Raises KeyError for another."""
    write, media_type = FORMS[form]
    with override(it.language):
        return File(f"{it.release.identifier}-{it.table.key}.{it.language}.{form}", media_type, write(it))


def _csv(it: Titled) -> bytes:
    ends = (gettext("Title"), gettext("Note"), gettext("Source"))
    said = (it.cited.title, _note(it), in_words(it.cited))
    rows = [(it.release.identifier, *row, *said) for row in _rows(it)]
    return BYTE_ORDER_MARK + csv_text([(gettext("Release"), *_head(it), *ends), *rows])


def _xlsx(it: Titled) -> bytes:
    notice = fictional() if it.release.fictional else ""
    sheets = (
        Sheet("notes", (gettext("About this file"), it.cited.title), tuple(_about(it))),
        Sheet("table", _head(it), tuple(_rows(it)), note=f"{_note(it)} {in_words(it.cited)}"),
    )
    return xlsx_file(Workbook(it.cited.title, it.release.organisation, it.release.slot, notice, sheets))


def _json(it: Titled) -> bytes:
    release = it.release
    content = {
        "title": it.cited.title,
        "fictional": release.fictional,
        "language": it.language,
        "publisher": release.organisation,
        "release": release.identifier,
        "date": release.slot.isoformat(),
        "table": it.table.key,
        "caveat": in_language(release.caveat, it.language),
        "blur": in_language(release.blur, it.language),
        "hidden": _hidden(),
        "citation": in_words(it.cited),
        "address": it.cited.address,
        "licence": LICENCE,
        "unit": "points of 100" if _shares(it) else "people",
        "people": {"value": release.total.value, "lo": release.total.lo, "hi": release.total.hi},
        "rows": [_entry(it, cell) for cell in it.table.cells],
    }
    return canonical_json(content)


FORMS = {"csv": (_csv, CSV_TYPE), "json": (_json, JSON_TYPE), "xlsx": (_xlsx, XLSX_TYPE)}


def _shares(it: Titled) -> dict[tuple[str, str], Share]:
    """What the second tier shows instead of numbers."""
    return {(one.d1, one.v1): one for one in it.release.shares} if it.release.tier == Tier.RANGES else {}


def _sides(it: Titled) -> list[str]:
    return [side for side in (it.table.rows, it.table.columns) if side]


def _head(it: Titled) -> tuple[str, ...]:
    sides = [text for side in _sides(it) for text in (_code_of(it.labels.side(side)), it.labels.side(side))]
    if it.release.tier == Tier.RANGES:
        numbers = (gettext("Points of 100, from"), gettext("Points of 100, to"), gettext("In words"))
    else:
        numbers = (gettext("People (about)"), gettext("Likely from"), gettext("Likely to"))
    return (*sides, gettext("Shown?"), *numbers)


def _code_of(side: str) -> str:
    return gettext("%(name)s (code)") % {"name": side}


def _rows(it: Titled) -> Iterator[tuple[Field, ...]]:
    shares = _shares(it)
    for cell in it.table.cells:
        names = [text for pair in _pairs(cell) for text in (_code(pair), it.labels.value(*pair))]
        share = shares.get((cell.d1, cell.v1))
        if share:
            numbers: Sequence[Field] = (share.low, share.high, in_language(share.words, it.language))
        else:
            numbers = (cell.value, cell.lo, cell.hi) if cell.shown else (HIDDEN, None, None)
        shown = gettext("shown") if cell.shown or share else gettext("not shown")
        yield (*names, shown, *numbers)


def _entry(it: Titled, cell: Cell) -> Row:
    """A row for programs: keys and labels; what is not shown is null."""
    share = _shares(it).get((cell.d1, cell.v1))
    keys: Row = {"d1": cell.d1, "v1": cell.v1, "label1": it.labels.value(cell.d1, cell.v1)}
    if cell.d2:
        keys |= {"d2": cell.d2, "v2": cell.v2, "label2": it.labels.value(cell.d2, cell.v2)}
    status = "shown" if cell.shown or share else "hidden"
    if it.release.tier == Tier.RANGES:
        low, high = (share.low, share.high) if share else (None, None)
        words = in_language(share.words, it.language) if share else None
        return {**keys, "status": status, "low_percent": low, "high_percent": high, "words": words}
    return {**keys, "status": status, "value": cell.value, "lo": cell.lo, "hi": cell.hi}


def _pairs(cell: Cell) -> list[tuple[str, str]]:
    return [pair for pair in ((cell.d1, cell.v1), (cell.d2, cell.v2)) if pair[0]]


def _code(pair: tuple[str, str]) -> str:
    """What addresses and cells.csv call it; an indicator goes by its own code."""
    dimension, value = pair
    return dimension if value == REPORTED else value


def _hidden() -> str:
    return gettext("%(mark)s or “not shown”: kept back. It can stand for any number: do not read it as zero.") % {
        "mark": HIDDEN
    }


def _people(release: Release) -> Iterator[str]:
    """How many people the table is about, where that is shown."""
    if release.total.value is not None:
        yield gettext("About %(number)s people were interviewed.") % {"number": count(release.total.value)}


def _note(it: Titled) -> str:
    mark = [f"{fictional()}."] if it.release.fictional else []
    return " ".join([*mark, *_people(it.release), in_language(it.release.caveat, it.language), in_language(it.release.blur, it.language), _hidden()])  # fmt: skip


def _about(it: Titled) -> Iterator[tuple[str, str]]:
    release = it.release
    if release.fictional:
        made_up = gettext("Everything in this file was made up. No figure comes from a real person.")
        yield fictional(), made_up
    yield gettext("Publisher"), release.organisation
    yield gettext("Release"), release.identifier
    yield gettext("Published for"), date_format(release.slot, "DATE_FORMAT")
    yield gettext("Read this first"), in_language(release.caveat, it.language)
    yield gettext("How it was blurred"), in_language(release.blur, it.language)
    yield gettext("Not shown"), _hidden()
    yield gettext("How to cite"), in_words(it.cited)
    yield gettext("Licence"), f"CC BY 4.0 ({LICENCE_ADDRESS})"
    yield gettext("Permanent address"), it.cited.address
