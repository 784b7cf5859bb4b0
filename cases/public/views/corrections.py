"""What was wrong in what was published."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.public import queries

from .pages import page


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """The log of corrections. Two statements."""
    return page(request, "public/corrections.html", corrections=queries.corrections())
