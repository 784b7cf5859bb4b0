"""The situation brief: one or two pages for somebody who has to act."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.documents.document import Block, Chart, Table
from cases.published.data import Release

from .choice import Choice, Report, Section, own
from .common_sections import CITE, FIGURES, METHOD, QUOTE, UNKNOWN, tables


def _title(_release: Release, _choice: Choice) -> str:
    return _("Situation brief: reported conditions of North Korean workers abroad")


def _charts(release: Release, choice: Choice) -> list[Block]:
    """A chart says its numbers beside the bars: on two pages the same table stands only where there is no chart."""
    blocks = tables(release, choice)
    drawn: list[Block] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Chart):
            table = next(one for one in blocks[place:] if isinstance(one, Table))
            drawn.append(replace(block, caption=f"{table.caption}. {table.note}", key=f"chart-{place}"))
        elif not (isinstance(block, Table) and drawn and isinstance(drawn[-1], Chart)):
            drawn.append(block)
    return drawn


SITUATION_BRIEF = Report(
    key="brief",
    name=gettext_lazy("Situation brief"),
    purpose=gettext_lazy("One or two pages for somebody who has to act: what was reported, and what is asked."),
    title=_title,
    sections=(
        own("summary", gettext_lazy("In short"), needs=True),
        FIGURES,
        Section("tables", gettext_lazy("Charts"), _charts),
        own("issues", gettext_lazy("Background")),
        QUOTE,
        own("asks", gettext_lazy("What is asked"), needs=True),
        UNKNOWN,
        METHOD,
        CITE,
    ),
    limit=700,
    takes_quote=True,
)
