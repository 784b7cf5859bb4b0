"""What people said: cleared quotes."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.public import queries

from .pages import page


@require_safe
def voices(request: HttpRequest) -> HttpResponse:
    """The quotes of the newest release. Three statements.

    They stand also where that release was withdrawn: quotes change at calendar dates only.
    """
    edition = queries.edition()
    assert edition is not None  # no release was named
    return page(request, "public/voices.html", site=edition.site, voices=queries.voices(edition.release))
