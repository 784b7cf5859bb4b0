"""Documented cases, the figures of others, the glossary."""

from collections.abc import Mapping
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.public import queries
from cases.public.drift import drifts
from cases.public.filters import FigureFilter, TermFilter
from cases.published.models import PublishedAccount, PublishedCase, PublishedFigure, PublishedSource

from .pages import page


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Every documented case."""
    return page(request, "public/cases.html", cases=queries.cases())


@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """A documented case, item by item, with its sources."""
    found = queries.case_with_site(slug)
    if found is None:
        raise Http404
    case, site = found
    accounts = list(case.accounts.all())
    return page(
        request,
        "public/case.html",
        site=site,
        case=case,
        people=[account for account in accounts if account.kind == PublishedAccount.Kind.PERSON],
        others=[account for account in accounts if account.kind != PublishedAccount.Kind.PERSON],
        said=_said(case),
        silences=_silences(case),
        address=request.build_absolute_uri(request.path),
    )


class Said(NamedTuple):
    """A source and what it claims, apart from every other source."""

    source: PublishedSource
    figures: list[PublishedFigure]


class Silence(NamedTuple):
    """What a source does not say; the source is empty where the case does not name it."""

    source: str
    items: list[Mapping[str, str]]


def _said(case: PublishedCase) -> list[Said]:
    by_source: dict[str, list[PublishedFigure]] = {}
    for figure in case.figures.all():
        by_source.setdefault(figure.source_code, []).append(figure)
    return [Said(source, by_source[source.code]) for source in case.sources.all() if source.code in by_source]


def _silences(case: PublishedCase) -> list[Silence]:
    by_source: dict[str, list[Mapping[str, str]]] = {}
    for item in case.not_stated:
        by_source.setdefault(item.get("source", ""), []).append(item)
    return [Silence(source, items) for source, items in by_source.items()]


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """What others published, who said it, and how it changed from copy to copy. Four statements.

    Other wordings of a figure, and its copies, stay beside it when a filter is set.
    """
    every_figure = list(queries.figures_with_sources())
    chosen = FigureFilter(request.GET, every_figure=every_figure)
    matching = set(chosen.qs.values_list("pk", flat=True))
    return page(
        request,
        "public/figures.html",
        site=queries.from_annotations(every_figure[0]) if every_figure else None,
        filter=chosen,
        drifts=[found for found in drifts(every_figure) if any(step.figure.pk in matching for step in found.steps)],
        groups=[group for group in queries.together(every_figure) if any(row.pk in matching for row in group)],
        matching=matching,
        total=len(every_figure),
    )


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every code, with its definition and its basis in law."""
    every_term = list(queries.terms())
    chosen = TermFilter(request.GET, every_term=every_term)
    shown = chosen.qs if chosen.used() else every_term
    families = queries.families(every_term, shown)
    version = max((term.vocabulary_version for term in every_term), default=None)
    return page(request, "public/glossary.html", filter=chosen, families=families, version=version)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for addresses that lead nowhere."""
    return page(request, "404.html", status=404)
