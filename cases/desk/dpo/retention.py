"""/staff/retention/: what has been kept for longer than its period, and what becomes of it."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework.actions import keep_longer
from cases.casework.models import RetentionReview
from cases.core import audit, permissions
from cases.core.errors import Refused
from cases.core.staff_site import StaffPage, StaffSite
from cases.desk import actions
from cases.desk.retention import queue
from cases.desk.retention.periods import PERIODS

from .forms import KeepForm


def open_to(user: Any) -> bool:
    """For whoever decides how long something is kept."""
    return bool(getattr(user, "is_staff", False)) and permissions.may(user, "casework.keep_longer")


def page(request: HttpRequest) -> HttpResponse:
    """The queue, by kind of record, and the table of periods."""
    user: Any = request.user
    context = {
        **admin.site.each_context(request),
        "title": _("Keep or let go"),
        "kinds": [kind for kind in queue.queue(user) if kind.rows],
        "periods": PERIODS,
        "at_once": queue.AT_ONCE,
    }
    return TemplateResponse(request, "admin/cases/retention.html", context)


def decide(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One record: keep it until a day, or let it go."""
    user: Any = request.user
    due = queue.find(user, key)
    if due is None:
        audit.not_shown(by=user, label="retentionreview", key=key)
        raise Http404
    form = KeepForm(request.POST if "keep_until" in request.POST else None)
    if request.method == "POST" and _decided(request, due, form):
        return redirect("admin:retention")
    audit.record_shown(by=user, subject=due.record)
    context = {
        **admin.site.each_context(request),
        "title": _("Keep %(code)s?") % {"code": due.record.code},
        "due": due,
        "form": form,
        "record_url": reverse(f"admin:cases_{due.record._meta.model_name}_change", args=[due.record.pk]),
        "before": RetentionReview.objects.visible_to(user).filter(subject_uuid=key).select_related("decided_by"),
    }
    return TemplateResponse(request, "admin/cases/retention_decide.html", context)


def _decided(request: HttpRequest, due: queue.Overdue, form: KeepForm) -> bool:
    user: Any = request.user
    try:
        if "discard" in request.POST:
            actions.discard_record(by=user, subject=due.record)
            messages.success(request, gettext("%(code)s is discarded.") % {"code": due.record.code})
            return True
        if not form.is_valid():
            return False
        kept = keep_longer(by=user, case=due.case, subject=due.record, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    text = gettext("%(code)s is kept until %(day)s; then it is here again.")
    messages.success(request, text % {"code": due.record.code, "day": kept.keep_until.isoformat()})
    return True


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("retention/", "retention", page, open_to, _("Keep or let go")))
site.add_page(StaffPage("retention/<uuid:key>/", "retention_decide", decide, open_to))
