"""Documented cases and the figures of others."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cases.published.models import PublishedCase, PublishedFigure, PublishedSite

from .site import from_annotations, with_site


def cases() -> QuerySet[PublishedCase]:
    """Every documented case. One statement."""
    return PublishedCase.objects.all()


def case_with_site(slug: str) -> tuple[PublishedCase, PublishedSite] | None:
    """A case with its sources, accounts and figures, and who publishes it. Four statements."""
    found = with_site(PublishedCase.objects.filter(slug=slug))
    case = found.prefetch_related("sources", "accounts", "figures").first()
    return None if case is None else (case, from_annotations(case))


def figures() -> QuerySet[PublishedFigure]:
    """Every figure that others published, with its case. One statement."""
    return PublishedFigure.objects.select_related("case")


def figures_with_sources() -> QuerySet[PublishedFigure]:
    """Every figure with its case and that case's sources, and who publishes it. Two statements."""
    return with_site(figures()).prefetch_related("case__sources")


def figures_with_numbers(limit: int) -> QuerySet[PublishedFigure]:
    """The first figures that give a number; copies and other wordings of one aside. One statement."""
    return figures().filter(value_min__isnull=False, variant_of="", copied_from="")[:limit]


def together(rows: Iterable[PublishedFigure]) -> list[list[PublishedFigure]]:
    """Figures in their order, each with the other wordings of it beside it. No statement."""
    groups: dict[tuple[str, str], list[PublishedFigure]] = {}
    for row in rows:
        groups.setdefault((row.case_id, row.variant_of or row.reference), []).append(row)
    return list(groups.values())
