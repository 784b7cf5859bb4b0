"""/staff/code/…/second/: take the second coding of an interview, finish it, or waive it."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.coding import rounds
from cases.coding.actions import finish_second_coding, take_second_coding, waive_second_coding
from cases.core import audit
from cases.core.errors import NotAllowed, Refused
from cases.intake.models import Testimony

from .found import interview, may

LONGEST_REASON = 200
"""It stands in the audit log, where nothing of what was told belongs: room for one sentence."""


def open_to(user: Any) -> bool:
    """For those who code, and for those who may waive a second coding."""
    return may(user, "coding.finish_coding")


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Whether the interview waits for a second coder, and the step that is the reader's."""
    user: Any = request.user
    testimony = interview(user, key)
    if request.method == "POST":
        try:
            return _carried_out(request, testimony)
        except Refused as refusal:
            messages.error(request, str(refusal))
            testimony.refresh_from_db()
    audit.record_shown(by=user, subject=testimony)
    begun = rounds.second_round(testimony)
    context = {
        **admin.site.each_context(request),
        "title": _("Second coding of %(code)s") % {"code": testimony.code},
        "testimony": testimony,
        "waits": testimony.waits_for_second_coder,
        "own": rounds.round_for(user, testimony),
        "begun": begun is not None,
        "finished": begun is not None and begun.finished_at is not None,
        "may_take": may(user, "coding.take_second_coding"),
        "may_waive": may(user, "coding.waive_second_coding") and begun is None,
        "longest": LONGEST_REASON,
        "reason": request.POST.get("reason", "")[:LONGEST_REASON],
    }
    return TemplateResponse(request, "admin/cases/rounds/second.html", context)


def _carried_out(request: HttpRequest, testimony: Testimony) -> HttpResponse:
    """The step whose button was pressed, and the page on which work goes on."""
    user: Any = request.user
    if "take" in request.POST:
        take_second_coding(by=user, testimony=testimony)
        return redirect("admin:coding_page", testimony.pk)
    if "finish" in request.POST:
        own = rounds.round_for(user, testimony)
        if own is None:
            raise NotAllowed(gettext("Only the coder who took the second coding finishes it."))
        finish_second_coding(by=user, round=own)
        return redirect("admin:compare_codings", testimony.pk)
    reason = request.POST.get("reason", "")
    if len(reason) > LONGEST_REASON:
        raise Refused(gettext("Say it in at most %(longest)s characters.") % {"longest": LONGEST_REASON})
    waive_second_coding(by=user, testimony=testimony, reason=reason)
    messages.success(request, gettext("%(code)s goes on without a second coder.") % {"code": testimony.code})
    return redirect("admin:cases_testimony_change", testimony.pk)
