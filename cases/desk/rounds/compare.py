"""/staff/code/…/compare/: two codings of an interview beside each other, what becomes of each line, and one save."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.coding import round_policies, rounds
from cases.coding.actions import agree_reconciliation, reconcile
from cases.coding.models import CodingRound
from cases.core import audit
from cases.core.errors import Refused
from cases.intake.models import Status, Testimony

from . import shown
from .found import interview, may

LINE = "line-"
"""Begins the name of each group of radio buttons; the line's key follows."""


def open_to(user: Any) -> bool:
    """For coders and leads: both coders, and a third person who reconciles."""
    return may(user, "coding.reconcile")


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Both codings when both are finished; until then, a sentence. After a refusal, with what was chosen."""
    user: Any = request.user
    testimony = interview(user, key)
    second = rounds.second_round(testimony)
    context = {**admin.site.each_context(request), "title": _("Two codings of %(code)s") % {"code": testimony.code}}
    if second is None or second.finished_at is None:
        context |= {"testimony": testimony}
        return TemplateResponse(request, "admin/cases/rounds/not_yet.html", context)
    chosen: dict[str, str] = {}
    if request.method == "POST":
        chosen = {name.removeprefix(LINE): request.POST[name] for name in request.POST if name.startswith(LINE)}
        try:
            return _settled(request, testimony, chosen)
        except Refused as refusal:
            messages.error(request, str(refusal))
            testimony.refresh_from_db()
    audit.record_shown(by=user, subject=testimony)
    third = rounds.reconciliation(testimony)
    context |= {
        "testimony": testimony,
        "first_coder": testimony.coded_by,
        "second_coder": second.coder,
        "third": third,
        "seen": rounds.version_of(third) if third is not None else "",
        "comparison": shown.comparison(user, testimony, third, chosen),
        **_rights(user, testimony, third),
    }
    return TemplateResponse(request, "admin/cases/rounds/compare.html", context)


def _rights(user: Any, testimony: Testimony, third: CodingRound | None) -> dict[str, bool]:
    """What the reader can do now; the actions decide again."""
    is_open = testimony.status == Status.DOUBLE_CODED and testimony.interviewer_id != user.pk
    own = user.pk in round_policies.coders(testimony)
    proposed = third is not None and third.finished_at is None
    others = round_policies.other_coders(third.coder, testimony) if third is not None and proposed else set()
    return {"may_decide": is_open, "is_coder": own, "may_agree": is_open and user.pk in others}


def _settled(request: HttpRequest, testimony: Testimony, chosen: dict[str, str]) -> HttpResponse:
    """Store the decisions, or the agreement, and show what came of it."""
    user: Any = request.user
    seen = request.POST.get("seen", "")
    third = rounds.reconciliation(testimony)
    if "agree" in request.POST:
        if third is None:
            raise Refused(gettext("Nothing waits to be agreed with: load the page anew."))
        agree_reconciliation(by=user, round=third, seen=seen)
        said = gettext("%(code)s is reconciled.")
    else:
        third = reconcile(by=user, testimony=testimony, decisions=chosen, replaces=seen)
        proposed = gettext("Your proposal for %(code)s waits until the other coder agrees.")
        said = gettext("%(code)s is reconciled.") if third.finished_at else proposed
    messages.success(request, said % {"code": testimony.code})
    return redirect("admin:compare_codings", testimony.pk)
