"""The language of the staff pages, chosen in their head and kept in this browser; at first it is the browser's own."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from cases.core.staff_site import StaffPage, StaffSite
from cases.core.translated import LANGUAGES


def page(request: HttpRequest) -> HttpResponse:
    """Keep the choice, and go back to the page on which it was made."""
    chosen, back = request.POST.get("language", ""), request.POST.get("back", "")
    if request.method != "POST" or chosen not in LANGUAGES:
        raise Http404
    answer = redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "admin:index")
    # Without an age: it goes with the browser's session.
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        path="/staff/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def _open_to(user: Any) -> bool:
    return bool(getattr(user, "is_staff", False))


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("language/", "language", page, _open_to))
