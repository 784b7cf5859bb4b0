"""The data note: for whoever works with the files, what stands in them and what may not be read out of them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.core.translated import in_language
from cases.documents.document import Block, Bullets, Column, Heading, Paragraph, Table
from cases.published.data import REPORTED, Dimension, Release, Tier

from .choice import Choice, Report, Section, own
from .citation import title
from .common_sections import CITE, METHOD
from .labels import Labels, table_address
from .said import count, language

FILES = (
    ("cells.csv", gettext_lazy("Every cell of every table, one in a row, shown or not.")),
    ("cells.json", gettext_lazy("The same cells for programs.")),
    ("tables.xlsx", gettext_lazy("The same cells in a sheet for each table.")),
    ("indicators.csv", gettext_lazy("The indicators with a row of HXL tags.")),
    ("release.json", gettext_lazy("The rules of the series, the schema, and the fingerprint of every file.")),
    ("datapackage.json", gettext_lazy("The types of all columns (Frictionless).")),
    ("CITATION.cff", gettext_lazy("How to cite, for citation managers.")),
    ("checksums.txt", gettext_lazy("The fingerprint of every file (SHA-256).")),
)

CELL_COLUMNS = (
    ("release", gettext_lazy("The number of the release in its series.")),
    ("d1, v1", gettext_lazy("The first dimension and its value; empty for the number of people interviewed.")),
    ("d2, v2", gettext_lazy("The second dimension and its value; empty in tables of one dimension.")),
    ("status", gettext_lazy("“shown”, or “hidden” where the number is kept back, whatever its size.")),
    ("value", gettext_lazy("The blurred number of people, rounded; empty where hidden. It is not what was counted.")),
    (
        "lo, hi",
        gettext_lazy("The likely range of the number before it was blurred: two standard deviations to each side."),
    ),
)


def _title(_release: Release, _choice: Choice) -> str:
    return _("Data note: %(title)s") % {"title": title()}


def _files(_release: Release, _choice: Choice) -> list[Block]:
    return [
        Heading(_("Files")),
        Table(
            _("Files of the release"),
            (Column(_("File")), Column(_("What it holds"))),
            tuple((name, str(told)) for name, told in FILES),
        ),
        Heading(_("Columns of cells.csv")),
        Table(
            _("Columns of cells.csv"),
            (Column(_("Column")), Column(_("What it means"))),
            tuple((name, str(told)) for name, told in CELL_COLUMNS),
        ),
    ]


def _schema(release: Release, _choice: Choice) -> list[Block]:
    indicators = tuple((one.key, in_language(one.label), REPORTED) for one in release.indicators)
    rows = tuple((one.key, in_language(one.label), _values(one)) for one in release.dimensions)
    return [
        Heading(_("Dimensions and their values")),
        Paragraph(
            _("Each person stands in exactly one value of each dimension. An indicator has the one value “reported”.")
        ),
        Table(
            _("Dimensions and indicators"),
            (Column(_("Name in the files")), Column(_("What it is")), Column(_("Values"))),
            (*rows, *indicators),
        ),
    ]


def _values(dimension: Dimension) -> str:
    return "; ".join(f"{value.key}: {in_language(value.label)}" for value in dimension.values)


def _shown(release: Release, _choice: Choice) -> list[Block]:
    """How many cells of each table can be read; the second tier has ranges only."""
    if release.tier in (Tier.NOTHING, Tier.RANGES):
        shares = len(release.shares)
        told = ngettext(
            "No number of people is shown in this release, and %(number)s range.",
            "No number of people is shown in this release, and %(number)s ranges.",
            shares,
        )
        return [Heading(_("What is shown")), Paragraph(told % {"number": count(shares)})]
    labels = Labels(release, language())
    rows = tuple(
        (
            labels.table(table),
            count(sum(cell.shown for cell in table.cells)),
            count(len(table.cells)),
            table_address(release, table.rows, table.columns, language()) if table.rows else "",
        )
        for table in release.tables
    )
    return [
        Heading(_("What is shown")),
        Table(
            _("Cells shown, by table"),
            (
                Column(_("Table")),
                Column(_("Shown"), numeric=True),
                Column(_("Cells"), numeric=True),
                Column(_("Address")),
            ),
            rows,
            _("“Hidden” says nothing about a number’s size."),
        ),
    ]


def _limits(_release: Release, _choice: Choice) -> list[Block]:
    return [
        Heading(_("What may not be read out of the data")),
        Bullets(
            (
                _("No share of all workers: the people interviewed were not chosen at random."),
                _("No exact difference: every number was blurred by itself, and sums need not agree."),
                _("No order among rows whose likely ranges overlap."),
                _("No trend: a change from release to release can be the blur, or whom we were able to reach."),
                _("No zero for a hidden cell, and no number got from other cells: these were fitted to each other."),
                _("No search for a person: please do not try to find out who spoke to us."),
            )
        ),
    ]


DATA_NOTE = Report(
    key="data",
    name=gettext_lazy("Data note"),
    purpose=gettext_lazy(
        "For whoever works with the files of a release: what stands in them, and what may not be read out of them."
    ),
    title=_title,
    sections=(
        own("summary", gettext_lazy("In short")),
        Section("files", gettext_lazy("Files and columns"), _files),
        Section("schema", gettext_lazy("Dimensions and their values"), _schema),
        Section("shown", gettext_lazy("What is shown"), _shown),
        Section("limits", gettext_lazy("What may not be read out of the data"), _limits, fixed=True),
        METHOD,
        CITE,
    ),
    takes_tables=False,
)
