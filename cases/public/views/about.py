"""What the site keeps of its readers, and whom it can be read by."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .pages import page


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What a visit leaves behind, here and elsewhere, and how to write to us safely. One statement."""
    return page(request, "public/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can read the pages, and what is known to be missing. One statement."""
    return page(request, "public/accessibility.html")
