"""A small card with one figure, for the frames of other sites."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.public import queries
from cases.public.edition import Edition, State
from cases.public.figures import Figure
from cases.public.schema import Counts, whole
from cases.public.tables import figures_of
from cases.published.data import TOTAL
from cases.published.models import PublishedTable

from .pages import edition_or_404, figures_page


@require_safe
def embed(request: HttpRequest, identifier: str, key: str) -> HttpResponse:
    """A table of a release, one ``row`` of it, or one ``group`` of a crossed table. Three statements."""
    edition = edition_or_404(identifier)
    assert edition.release is not None
    table = queries.table(edition.release, key)
    if table is None:
        raise Http404
    return figures_page(request, "public/embed.html", edition, table=table, **_card(request, edition, table))


def _card(request: HttpRequest, edition: Edition, table: PublishedTable) -> dict[str, Any]:
    """What the card shows: a figure, the total, or the groups to choose from; nothing where the tier shows nothing."""
    assert edition.release is not None
    if table.key == TOTAL:
        shown = edition.state == State.NUMBERS
        return {"total": Counts(queries.cells(edition.release).filter(whole())).total} if shown else {}
    made = figures_of(edition, table)
    card, figure = {"title": made["title"]}, made.get("whole")
    if figure is None:
        return card
    if panels := made.get("panels"):
        return card | _group(request, panels, figure)
    return card | _rows(request, figure)


def _group(request: HttpRequest, panels: Sequence[Figure], figure: Figure) -> dict[str, Any]:
    """One group of a crossed table; all of them to choose from where the address names none."""
    name = request.GET.get("group", "")
    if not name:
        return {"groups": [panel.scope for panel in panels], "base": figure.base}
    found = next((panel for panel in panels if panel.scope and panel.scope.name == name), None)
    if found is None:
        raise Http404
    return _rows(request, found)


def _rows(request: HttpRequest, figure: Figure) -> dict[str, Any]:
    """The rows of a figure, or the one that the address names."""
    name = request.GET.get("row", "")
    bars = tuple(bar for bar in figure.bars if not name or bar.point.name == name)
    if not bars:
        raise Http404
    return {} if figure.empty else {"figure": replace(figure, bars=bars), "base": figure.base}
