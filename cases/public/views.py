"""The public pages. They read what is published and answer GET only."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.published.models import PublishedAccount, PublishedSite
from cases.published.texts import CAVEAT

from . import queries
from .filters import FigureFilter, TermFilter

FIGURES_ON_OVERVIEW = 3


def page(
    request: HttpRequest, template: str, *, site: PublishedSite | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """A page in the common look, which names the publisher."""
    return render(request, template, {"site": site or queries.site(), **context}, status=status)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is documented, on one screen."""
    cases = list(queries.cases())
    return page(
        request,
        "public/overview.html",
        cases=cases,
        interviewed=cases[0].people if len(cases) == 1 else None,
        figures=queries.figures_with_numbers(FIGURES_ON_OVERVIEW),
    )


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
        figures=queries.together(case.figures.all()),
        address=request.build_absolute_uri(request.path),
    )


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """What others published, and who said it. Other wordings of a figure stay beside it when a filter is set."""
    every_figure = list(queries.figures())
    chosen = FigureFilter(request.GET, every_figure=every_figure)
    matching = set(chosen.qs.values_list("pk", flat=True))
    groups = [group for group in queries.together(every_figure) if any(figure.pk in matching for figure in group)]
    return page(
        request, "public/figures.html", filter=chosen, groups=groups, matching=matching, total=len(every_figure)
    )


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How the material is collected, coded, checked and published."""
    return page(request, "public/method.html", caveat=CAVEAT)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every code, with its definition and its basis in law."""
    every_term = list(queries.terms())
    chosen = TermFilter(request.GET, every_term=every_term)
    return page(request, "public/glossary.html", filter=chosen, families=queries.families(every_term, chosen.qs))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for addresses that lead nowhere."""
    return page(request, "404.html", status=404)
