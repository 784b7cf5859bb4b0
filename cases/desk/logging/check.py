"""The end of the way: everything on one page, what is missing, and one button."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.intake.actions import submit_testimony

from . import account, safety
from .interview import Interview, interview_of
from .steps import COMPLETED, Step, blocked, frame
from .whole import whole

NEEDED = (safety.STEP, account.STEP)
"""What an interview is not submitted without."""


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Read it all once more, then hand it to the coders."""
    interview = interview_of(request, key)
    refusal = ""
    if request.method == "POST":
        try:
            submit_testimony(by=interview.user, testimony=interview.testimony)
        except (Refused, ValidationError) as refused:
            refusal = str(refused) if isinstance(refused, Refused) else " ".join(refused.messages)
        else:
            messages.success(
                request, _("%(code)s is submitted: the coders have it now.") % {"code": interview.testimony}
            )
            return redirect("admin:logging_tasks", key)
    elif not interview.is_open:
        return blocked(request, interview, _("Check and submit"))
    context = {
        **frame(request, interview, _("Check and submit")),
        **whole(interview),
        "refusal": refusal,
        "missing": missing(interview),
    }
    return TemplateResponse(request, "admin/cases/logging/check.html", context)


def missing(interview: Interview) -> list[tuple[Step, str]]:
    """The steps without which it cannot be submitted and that are not complete, each with how it stands."""
    stand = [(step, step.state(interview)) for step in NEEDED] if interview.not_ready else []
    return [(step, state) for step, state in stand if state != str(COMPLETED)]
