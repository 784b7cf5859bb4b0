"""Documented cases, the figures of others, the method, the glossary."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.public import queries
from cases.public.edition import State
from cases.public.filters import FigureFilter, TermFilter
from cases.published.models import PublishedAccount
from cases.published.texts import CAVEAT

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
    edition = queries.edition()
    assert edition is not None  # no release was named
    released = edition.state in (State.RANGES, State.NUMBERS)
    return page(request, "public/method.html", site=edition.site, caveat=CAVEAT, released=released)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every code, with its definition and its basis in law."""
    every_term = list(queries.terms())
    chosen = TermFilter(request.GET, every_term=every_term)
    return page(request, "public/glossary.html", filter=chosen, families=queries.families(every_term, chosen.qs))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for addresses that lead nowhere."""
    return page(request, "404.html", status=404)
