"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.public import queries
from cases.public.edition import Edition, State
from cases.public.figures import Maker, Strongest, strongest
from cases.public.schema import Counts, Schema, whole
from cases.published.data import INDICATORS

from .pages import figures_page

FIGURES_ON_OVERVIEW = 3


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is documented, on one screen. Four statements."""
    edition, downloads = queries.edition_with_files()
    assert edition is not None  # no release was named
    cases = list(queries.cases())
    return figures_page(
        request,
        "public/overview.html",
        edition,
        downloads=downloads,
        cases=cases,
        interviewed=cases[0].people if len(cases) == 1 else None,
        figures=queries.figures_with_numbers(FIGURES_ON_OVERVIEW),
        strongest=_strongest(edition),
    )


def _strongest(edition: Edition) -> Strongest | None:
    if edition.release is None or edition.state != State.NUMBERS:
        return None
    schema = Schema(edition.release, crosses=edition.crosses)
    counts = Counts(queries.cells(edition.release).filter(whole(INDICATORS)))
    return strongest(Maker(edition.release, schema, counts, edition.kept).whole(schema.sides[INDICATORS]))
