"""Documents for the tests of the writers: a small one, and ``FULL``, in which every kind of block and piece occurs."""

import datetime as dt
from dataclasses import replace

from cases.documents.charts import Bar, Legend, bar_chart
from cases.documents.document import (
    Bullets,
    Callout,
    Chart,
    Column,
    Document,
    Footnote,
    Heading,
    Link,
    Numbered,
    Paragraph,
    Quote,
    Reference,
    Table,
)

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

FULL = Document(
    title="Work abroad and the wages withheld",
    subtitle="Submission, August 2026",
    language="en",
    date=dt.date(2026, 8, 1),
    author="Casetracker demonstration",
    notice="Fictional data",
    cover=True,
    cover_lines=("For the 99th session", "Words: 1,234", "Contact: office@example.org"),
    contents=True,
    blocks=(
        Heading("What was found", key="found"),
        Numbered(
            ("Most wages were withheld", Footnote("Interview 12, page 3."), ", as ", Reference("wages"), " shows.")
        ),
        Numbered(
            (
                "The law is ",
                Link("Article 8", "https://example.org/law/8"),
                "; see also ",
                Link("https://example.org/all", "https://example.org/all"),
                ".",
            ),
            key="law",
        ),
        Heading("In their own words", 2, key="words"),
        Quote(
            "돈을 받은 적이 없다. 여권도 돌려받지 못했다.",
            source=(
                "A forestry worker",
                Footnote(("Published in ", Link("the archive", "https://example.org/a"), ".")),
            ),
            language="ko",
        ),
        Quote("Нам обещали зарплату."),
        Bullets(
            (
                ("one point", Footnote("A source of the point.")),
                "another point",
                ("a third, after ", Reference("law"), " and “", Reference("found"), "”"),
            )
        ),
        Heading("Smaller matters", 3),
        Paragraph(("Compare ", Reference("drawing"), " and ", Reference("words"), ".")),
        Table(
            "Wages by sector",
            (Column("Sector"), Column("People", numeric=True)),
            (("Forestry", "about 180\n160 to 200"), ("Services", "not shown")),
            note=("Rounded.", Footnote("To the nearest twenty.")),
            key="wages",
        ),
        Heading("Conclusions", key="conclusions"),
        Numbered("The third paragraph has the number three."),
        Callout("Mind this", ("A caveat.", "Another.")),
        Chart("Chart in words: about 180", bar_chart(BARS, legend=LEGEND), caption="People by kind", key="drawing"),
        Table("Table without a number", (Column("Year"), Column("People", numeric=True)), (("2025", "20"),)),
        Chart("Chart without a number", bar_chart(BARS, legend=LEGEND)),
        Paragraph("The last words."),
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
