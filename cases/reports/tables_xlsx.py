"""The published tables as one workbook: a sheet about the release, then a sheet for each table."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cases.core.translated import in_language
from cases.documents.xlsx import Sheet, Workbook, xlsx_file
from cases.published.data import Cell, File, Release, Table

from .citation import citation, title
from .labels import Labels, release_address, table_address
from .said import day, fictional, language, people

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def tables_xlsx(release: Release, keys: Sequence[str] = ()) -> File:
    """Each cell in a row of its own, so that the likely range stands beside the number; in the active language.

    ``keys`` narrows it to these tables.
    """
    labels = Labels(release, language())
    workbook = Workbook(
        title=_("%(title)s, release %(identifier)s") % {"title": title(), "identifier": release.identifier},
        author=release.organisation,
        date=release.slot,
        notice=fictional() if release.fictional else "",
        sheets=(
            _about(release),
            *(_sheet(release, labels, table) for table in release.tables if not keys or table.key in keys),
        ),
    )
    return File("tables.xlsx", XLSX_TYPE, xlsx_file(workbook))


def _about(release: Release) -> Sheet:
    hidden = _("not shown")
    place = _("series %(series)s, number %(number)s") % {"series": release.series, "number": release.number}
    rows = [
        (_("Publisher"), release.organisation),
        (_("Release"), release.identifier),
        (_("Place in its series"), place),
        (_("Published"), day(release.slot)),
        (_("Data until"), day(release.cutoff)),
        (_("Vocabulary"), _("version %(number)s") % {"number": release.vocabulary_version}),
        (_("Read this first"), in_language(release.caveat)),
        (_("How figures are blurred"), in_language(release.blur)),
        (f"“{hidden}”", _("Kept back. It can stand for any number: do not read it as zero.")),
        (_("How to cite"), citation(release)),
        (_("Licence"), "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"),
        (_("Permanent address"), release_address(release, language())),
    ]
    if release.fictional:
        made_up = _("Everything in this file was made up. No figure comes from a real person.")
        rows.insert(0, (fictional(), made_up))
    return Sheet(_("About"), (_("About this file"), title()), tuple(rows))


def _sheet(release: Release, labels: Labels, table: Table) -> Sheet:
    sides = [side for side in (table.rows, table.columns) if side]
    numbers = (_("People (about)"), _("Likely range from"), _("Likely range to"))
    told = _("Of %(people)s, not chosen at random.") % {"people": people(release)}
    note = f"{told} {table_address(release, table.rows, table.columns, language())}"
    return Sheet(
        name=table.key,
        head=(*(labels.side(side) for side in sides), *numbers) if sides else numbers,
        rows=tuple(_row(labels, cell) for cell in table.cells),
        note=f"{fictional()}. {note}" if release.fictional else note,
    )


def _row(labels: Labels, cell: Cell) -> tuple[str | int | None, ...]:
    names = [
        labels.value(dimension, value) for dimension, value in ((cell.d1, cell.v1), (cell.d2, cell.v2)) if dimension
    ]
    return (*names, cell.value if cell.shown else _("not shown"), cell.lo, cell.hi)
