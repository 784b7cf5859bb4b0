"""What was asked of whom on the ground of the records."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.public import queries

from .pages import page


@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    """Interventions made public, by quarter, the newest first. Two statements."""
    return page(request, "public/actions.html", quarters=queries.quarters_of_interventions())
