"""A small document in which each kind of block occurs, for the tests of the writers."""

import datetime as dt
from dataclasses import replace

from cases.documents.charts import Bar, Legend, bar_chart
from cases.documents.document import Bullets, Callout, Chart, Column, Document, Heading, Paragraph, Table

LEGEND = Legend("solid", "hatched", "tick")
BARS = (Bar("북한 노동자", "about 180", 160, 200, 180), Bar("Рабочие & <b>", "not shown"))
DOCUMENT = Document(
    title="Title of the report",
    subtitle="Release 2026-08",
    language="en",
    date=dt.date(2026, 8, 1),
    author="Casetracker demonstration",
    notice="Fictional data",
    blocks=(
        Heading("First heading"),
        Paragraph("A paragraph with 한국어 and русский."),
        Bullets(("one point", "another point")),
        Callout("Mind this", ("A caveat.", "Another.")),
        Heading("Second heading", 2),
        Chart("Chart in words: about 180", bar_chart(BARS, legend=LEGEND)),
        Table(
            "Caption of the table",
            (Column("Sector"), Column("People", numeric=True)),
            (("Forestry", "about 180\n160 to 200"), ("Services", "not shown")),
            note="Note of the table",
        ),
    ),
)


def with_text(text: str) -> Document:
    """A document whose every text is the given one."""
    chart = bar_chart([Bar(text, text, 1, 3, 2)], legend=Legend(text, text, text))
    return replace(
        DOCUMENT,
        title=text,
        subtitle=text,
        author=text,
        notice=text,
        blocks=(
            Heading(text),
            Paragraph(text),
            Bullets((text,)),
            Callout(text, (text,)),
            Chart(text, chart),
            Table(text, (Column(text), Column(text, numeric=True)), ((text, text),), note=text),
        ),
    )
