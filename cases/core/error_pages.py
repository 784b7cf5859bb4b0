"""Pages for what goes wrong: a sentence with the remedy, nothing of the request, the record or the fault."""

import sys
from typing import Any

from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults

from . import audit
from .errors import AuditUnavailable
from .models import AuditEvent

_STRANGERS_SECONDS = 60


def refuse(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """A page of one sentence; it needs no database and no session."""
    return render(request, "error.html", {"status": status, "sentence": sentence}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for a form with too much in it."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    if too_much and request.method == "POST":
        return refuse(request, 413, _("The form holds too much: send a shorter text, or one file at a time."))
    return refuse(request, 400, _("This request cannot be read: go back to the page before and try again."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, 403, _("Your roles do not open this page: ask the administrator for the right one."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from our own page, or from one that was open for too long.

    An event each time for somebody signed in, once a minute for strangers: browsers send no cookie of ours from
    another site, so there a forged form comes from a stranger.
    """
    actor = request.user.pk if request.user.is_authenticated else None
    if actor or cache.add("core.form_refused", 1, _STRANGERS_SECONDS):
        audit.append(audit.Entry(action="form.refused", actor=actor, kind=AuditEvent.Kind.REFUSAL))
    return refuse(request, 403, _("This form is no longer valid: go back, load the page anew and send it again."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Where no public page stands beside the staff pages; the public side has a page of its own."""
    return refuse(request, 404, _("There is no page at this address: go back to the start page."))


def server_error(request: HttpRequest, *_args: Any) -> HttpResponse:
    """500 without any detail; 503 when the audit chain cannot be written, so that staff know what to do."""
    if isinstance(sys.exc_info()[1], AuditUnavailable):
        return refuse(
            request,
            503,
            _(
                "The record of who saw what cannot be written, so nothing is shown and nothing was changed: "
                "try again in a minute, then tell the administrator, who runs “manage.py doctor”."
            ),
        )
    return defaults.server_error(request)
