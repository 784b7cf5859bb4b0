"""The way from recruitment to leaving, with the indicators placed on its steps."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.public import queries
from cases.public.edition import Edition, State
from cases.public.figures import Figure, Maker, ranges
from cases.public.pathway import stages
from cases.public.schema import Counts, Schema, whole
from cases.published.data import INDICATORS

from .pages import figures_page, named_edition
from .statistics import NO_FIGURES

TEMPLATE = "public/pathway.html"


@require_safe
def pathway(request: HttpRequest) -> HttpResponse:
    """The steps, each with the figures of its indicators: those of the release, no new number. Three statements."""
    edition = named_edition(request)
    if edition.release is None or edition.state in NO_FIGURES:
        labels = {term.code: term.label for term in queries.indicator_terms()}
        return figures_page(request, TEMPLATE, edition, stages=stages(labels))
    figure = _every_indicator(edition)
    return figures_page(
        request,
        TEMPLATE,
        edition,
        figure=figure,
        stages=stages({bar.point.name: bar.point.label for bar in figure.bars}, figure),
        downloads=queries.files(edition.release),
        address=f"{reverse('public:pathway')}?release={edition.release.pk}",
    )


def _every_indicator(edition: Edition) -> Figure:
    assert edition.release is not None
    schema = Schema(edition.release, crosses=edition.crosses)
    side = schema.sides[INDICATORS]
    if edition.state == State.RANGES:
        return ranges(edition.release, side, edition.kept)
    counts = Counts(queries.cells(edition.release).filter(whole(INDICATORS)))
    return Maker(edition.release, schema, counts, edition.kept).whole(side)
