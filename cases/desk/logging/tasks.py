"""The list of steps of one interview, each with how it stands, in words."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from . import account, close, files, questions, safety
from .interview import interview_of, not_kept
from .steps import blocked, frame, record_stop
from .words import stop_rule

STEPS = (safety.STEP, account.STEP, questions.EASY_STEP, questions.HEAVY_STEP, files.STEP, close.STEP)


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Where one stopped and what is left, without any share of a whole."""
    interview = interview_of(request, key)
    context = {
        **frame(request, interview, _("Interview %(code)s") % {"code": interview.testimony}),
        "steps": [(step, step.state(interview)) for step in STEPS],
        "notice": not_kept(interview),
    }
    return TemplateResponse(request, "admin/cases/logging/tasks.html", context)


def stop(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The words of the stop rule; by POST, that the person wants to stop."""
    interview = interview_of(request, key)
    if interview.obstacle:
        return blocked(request, interview, _("The person can stop"))
    if request.method == "POST":
        record_stop(interview)
        return redirect("admin:logging_close", key)
    context = {**frame(request, interview, _("The person can stop")), "stop_rule": stop_rule(interview)}
    return TemplateResponse(request, "admin/cases/logging/stop.html", context)
