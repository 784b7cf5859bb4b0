"""Our own figures: what was reported, by whom, hours and pay, when and where."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cases.public import queries
from cases.public.comparison import Comparison, beside
from cases.public.edition import Edition, State
from cases.public.figures import Figure, Maker, columns, ranges, scale
from cases.public.filters import MenuFilter
from cases.public.map import of_areas
from cases.public.schema import Counts, Schema, Side, slice_of, whole
from cases.published.data import INDICATORS, Words, table_key
from cases.published.models import PublishedTerm

from .pages import figures_page, named_edition, named_edition_with_files

PEOPLE = ("sex", "age_band", "sector", "channel")
"""Who was interviewed, in the order of the page."""


NO_FIGURES = (State.TOO_FEW, State.WITHDRAWN)


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """The indicators of forced labour, in the ILO's order; by sex or sector where the menu holds it."""
    return _sides_page(request, "public/patterns.html", (INDICATORS,), indicators=queries.indicator_terms())


@require_safe
def interviewed(request: HttpRequest) -> HttpResponse:
    """Who was interviewed."""
    return _sides_page(request, "public/interviewed.html", PEOPLE)


@require_safe
def together(request: HttpRequest) -> HttpResponse:
    """How many indicators one person reported."""
    return _sides_page(request, "public/together.html", ("indicator_count",))


@require_safe
def hours_and_pay(request: HttpRequest) -> HttpResponse:
    """Daily hours, and the share of pay that was withheld."""
    return _sides_page(request, "public/hours_and_pay.html", ("hours", "pay_withheld"))


@require_safe
def time(request: HttpRequest) -> HttpResponse:
    """By the period in which people worked."""
    note = gettext("A change between periods can show only whom we were able to reach: our access as much as events.")
    return _sides_page(request, "public/time.html", ("period",), across="area", access_note=note)


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """By public area, with a map."""
    return _sides_page(request, "public/places.html", ("area",), on_map=True)


def _sides_page(
    request: HttpRequest, template: str, keys: Sequence[str], *, across: str = "", on_map: bool = False, **context: Any
) -> HttpResponse:
    """A page of figures of some sides, each by itself or among the people of one value or two. Four statements.

    Where nothing is chosen, the first side also stands in a small figure for each group of the side ``across``.
    """
    edition = named_edition(request)
    if edition.release is None or edition.state in NO_FIGURES:
        return figures_page(request, template, edition, **context)
    schema = Schema(edition.release, crosses=edition.crosses)
    sides = [schema.sides[key] for key in keys if key in schema.sides]
    chosen = MenuFilter(request.GET, edition=edition, schema=schema, sides=sides)
    refusal = chosen.refusal()
    figures = [] if refusal else _figures(edition, schema, sides, chosen, request.path)
    context |= {
        "filter": chosen,
        "refusal": refusal,
        "figures": figures,
        "cross_tables": _cross_tables(schema, sides),
        "downloads": queries.files(edition.release),
        "address": _address(edition, chosen),
    }
    if across and edition.crosses and not chosen.asked:
        context |= _small_multiples(edition, schema, sides[0], schema.sides[across])
    if on_map and edition.state == State.NUMBERS and not chosen.beside:
        context["map"] = next((of_areas(figure) for figure in figures if isinstance(figure, Figure)), None)
    return figures_page(request, template, edition, **context)


def _small_multiples(edition: Edition, schema: Schema, side: Side, groups: Side) -> dict[str, Any]:
    """A figure of the side for each group, all on one scale; nothing where no table crosses the two. One statement."""
    table = schema.table(groups.key, side.key)
    if not table:
        return {}
    assert edition.release is not None
    counts = Counts(queries.cells(edition.release).filter(whole(groups.key, table)))
    maker = Maker(edition.release, schema, counts, edition.kept)
    panels = [maker.within(side, point, groups, link=False) for point in groups.points]
    multiple = maker.crossed(schema.title(side.key, groups.key), side, groups, panels)
    full = scale(bar.cell.hi for bar in multiple.bars)
    return {"multiple": multiple, "panels": [(panel, columns(panel, full)) for panel in panels]}


def _figures(
    edition: Edition, schema: Schema, sides: Sequence[Side], chosen: MenuFilter, path: str
) -> list[Figure] | list[Comparison]:
    assert edition.release is not None
    if edition.state == State.RANGES:
        return [figure for side in sides if not (figure := ranges(edition.release, side, edition.kept)).empty]
    maker = Maker(edition.release, schema, Counts(chosen.qs), edition.kept)
    if chosen.scope is None:
        return [maker.whole(side) for side in sides]
    point, partner = chosen.scope
    if chosen.beside:
        return [beside(maker.counts, side, (point, chosen.beside), path + _address(edition, chosen)) for side in sides]
    return [maker.within(side, point, partner) for side in sides]


def _address(edition: Edition, chosen: MenuFilter) -> str:
    """The view for good: its release, and what was chosen."""
    assert edition.release is not None
    return chosen.address({"release": edition.release.pk, **chosen.used()})


def _cross_tables(schema: Schema, sides: Sequence[Side]) -> list[tuple[str, Words]]:
    """Key and title of each table that crosses one of these sides."""
    pairs = [pair for pair in schema.menu if any(side.key in pair for side in sides)]
    return [(table_key(*pair), schema.title(*pair)) for pair in pairs]


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: what it means, the law, the acts behind it, its figures, and quotes that speak of it. Four statements.

    Quotes change at calendar dates only: they stand also where their release was withdrawn, never with an older one.
    """
    (edition, downloads), terms = named_edition_with_files(request), list(queries.terms())
    term = _indicator_term(edition, terms, code)
    context: dict[str, Any] = {"term": term, "acts": queries.acts_behind(terms, code)}
    if not edition.named:
        context["voices"] = queries.voices_of(edition.release, term)
    if edition.release is not None and edition.state not in NO_FIGURES:
        context["figures"] = _indicator_figures(edition, code)
        context["downloads"] = downloads
    return figures_page(request, "public/indicator.html", edition, **context)


def _indicator_term(edition: Edition, terms: Sequence[PublishedTerm], code: str) -> PublishedTerm:
    """What the vocabulary says of an indicator; its name alone where only the release knows it. Raises Http404."""
    for term in terms:
        if term.code == code and term.facet == "indicator" and term.family:
            return term
    for row in edition.release.indicators if edition.release else ():
        if row["key"] == code:
            return PublishedTerm(code=code, label=row["label"])
    raise Http404


def _indicator_figures(edition: Edition, code: str) -> list[Figure]:
    """The indicator by itself, then along each dimension that the menu crosses with the indicators."""
    assert edition.release is not None
    schema = Schema(edition.release, crosses=edition.crosses)
    point = schema.sides[INDICATORS].point(code)
    if point is None:
        return []
    if edition.state == State.RANGES:
        return [ranges(edition.release, replace(schema.sides[INDICATORS], points=(point,)), {}, link=False)]
    partners = schema.partners(INDICATORS)
    wanted = whole(*(side.key for side in partners)) | slice_of(INDICATORS, point)
    for side in partners:
        wanted |= slice_of(schema.table(side.key, INDICATORS), point)
    counts = Counts(queries.cells(edition.release).filter(wanted))
    maker = Maker(edition.release, schema, counts, edition.kept)
    return [maker.alone(point), *(maker.across(point, side) for side in partners)]
