"""The product's addresses and one more, which answers with nothing."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from casetracker.urls import urlpatterns as product


def empty(_request: HttpRequest) -> HttpResponse:
    """The least that a view can do; under a public address, so it passes through the same middleware as a page."""
    return HttpResponse(b"")


urlpatterns = [path("data/empty/", empty), *product]
handler404 = "cases.public.views.not_found"
