"""The published tables as one workbook: a sheet about the release, then a sheet for each table."""

from cases.documents.xlsx import Sheet, Workbook, xlsx_file
from cases.published.data import Cell, File, Release, Table

from .citation import TITLE, citation
from .labels import FICTIONAL, LANGUAGE, NOT_SHOWN, Labels, in_words, people, release_address, table_address

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMBERS = ("People (about)", "Likely range from", "Likely range to")


def tables_xlsx(release: Release) -> File:
    """Each cell in a row of its own, so that the likely range stands beside the number."""
    labels = Labels(release)
    workbook = Workbook(
        title=f"{TITLE}, release {release.identifier}",
        author=release.organisation,
        date=release.slot,
        notice=FICTIONAL if release.fictional else "",
        sheets=(_about(release), *(_sheet(release, labels, table) for table in release.tables)),
    )
    return File("tables.xlsx", XLSX_TYPE, xlsx_file(workbook))


def _about(release: Release) -> Sheet:
    rows = [
        ("Publisher", release.organisation),
        ("Release", release.identifier),
        ("Place in its series", f"series {release.series}, number {release.number}"),
        ("Published", in_words(release.slot)),
        ("Data until", in_words(release.cutoff)),
        ("Vocabulary", f"version {release.vocabulary_version}"),
        ("Read this first", release.caveat[LANGUAGE]),
        ("How figures are blurred", release.blur[LANGUAGE]),
        (f"“{NOT_SHOWN}”", "Kept back. It can stand for any number: do not read it as zero."),
        ("How to cite", citation(release)),
        ("Licence", "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"),
        ("Permanent address", release_address(release)),
    ]
    if release.fictional:
        rows.insert(0, (FICTIONAL, "Everything in this file was made up. No figure comes from a real person."))
    return Sheet("About", ("About this file", TITLE), tuple(rows))


def _sheet(release: Release, labels: Labels, table: Table) -> Sheet:
    sides = [side for side in (table.rows, table.columns) if side]
    note = f"Of {people(release)}, not chosen at random. {table_address(release, table.rows, table.columns)}"
    return Sheet(
        name=table.key,
        head=(*(labels.side(side) for side in sides), *NUMBERS) if sides else NUMBERS,
        rows=tuple(_row(labels, cell) for cell in table.cells),
        note=f"{FICTIONAL}. {note}" if release.fictional else note,
    )


def _row(labels: Labels, cell: Cell) -> tuple[str | int | None, ...]:
    names = [
        labels.value(dimension, value) for dimension, value in ((cell.d1, cell.v1), (cell.d2, cell.v2)) if dimension
    ]
    return (*names, cell.value if cell.shown else NOT_SHOWN, cell.lo, cell.hi)
