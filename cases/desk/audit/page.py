"""/staff/audit/: who saw what, by person, record and time, with what is unusual marked; and its export."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.core import audit, permissions
from cases.core.rights import Section
from cases.core.staff_site import StaffPage, StaffSite

from .export import file_of
from .filters import AuditFilter
from .notices import reset_sign_ins
from .rows import Row, rows_of

PER_PAGE = 50
LOOKED_THROUGH = 5_000
"""So many events are looked through at once for unusual ones; a link leads further back."""
MOST_EXPORTED = 50_000


def open_to(user: Any) -> bool:
    """For whoever may read the audit log."""
    return bool(getattr(user, "is_staff", False)) and permissions.may_look(user, Section.AUDIT)


def page(request: HttpRequest) -> HttpResponse:
    """The newest events that answer the filter. Looking is a search itself, written before anything is shown."""
    user: Any = request.user
    people = _people()
    form = AuditFilter(request.GET, people=people)
    rows: list[Row] = []
    older: int | None = None
    if form.is_valid():
        rows, older = _one_page(form, user, people)
        audit.searched(user, "auditevent", len(rows))
    context = {
        **admin.site.each_context(request),
        "title": _("Who saw what"),
        "form": form,
        "rows": rows,
        "older": _address(request, before=older) if older else "",
        "newest": _address(request) if form.is_valid() and form.cleaned_data["before"] else "",
        "looked_through": LOOKED_THROUGH,
        "export": f"{reverse('admin:audit_export')}?{_query(request)}",
        "zone": timezone.get_current_timezone_name(),
    }
    return TemplateResponse(request, "admin/cases/audit.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """The filtered events as a file, by POST with a reason; the export is an event itself."""
    if request.method != "POST":
        raise Http404
    user: Any = request.user
    people = _people()
    form, reason = AuditFilter(request.GET, people=people), request.POST.get("reason", "").strip()
    problem = ""
    if not reason or len(reason) > 300:
        problem = gettext("Say in a few words why you take these events away.")
    elif not form.is_valid():
        problem = gettext("The filter cannot be read: set it again.")
    elif form.count() > MOST_EXPORTED:
        problem = gettext("That is more than 50,000 events: choose a shorter time.")
    if problem:
        messages.error(request, problem)
        return redirect(f"{reverse('admin:audit')}?{_query(request)}")
    rows = _all_rows(form, user, people)
    audit.exported(user, "auditevent", len(rows), reason)
    name = f"audit-{timezone.localdate()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(file_of(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _one_page(form: AuditFilter, user: User, people: dict[uuid.UUID, User]) -> tuple[list[Row], int | None]:
    """The rows of one page, and before which event the next one begins."""
    only_unusual = form.cleaned_data["unusual"]
    most = LOOKED_THROUGH if only_unusual else PER_PAGE
    seqs = form.seqs(most=most + 1)
    rows = rows_of(seqs[:most], by=user, people=people, only_unusual=only_unusual)
    if len(rows) > PER_PAGE:
        return rows[:PER_PAGE], rows[PER_PAGE - 1].seq
    return rows, seqs[most - 1] if len(seqs) > most else None


def _all_rows(form: AuditFilter, user: User, people: dict[uuid.UUID, User]) -> list[Row]:
    seqs = form.seqs(most=MOST_EXPORTED)
    parts = (seqs[start : start + LOOKED_THROUGH] for start in range(0, len(seqs), LOOKED_THROUGH))
    only_unusual = form.cleaned_data["unusual"]
    return [row for part in parts for row in rows_of(part, by=user, people=people, only_unusual=only_unusual)]


def _people() -> dict[uuid.UUID, User]:
    return User.objects.in_bulk()


def _query(request: HttpRequest, **changed: object) -> str:
    """The filter as it stands in the address, without the place in the list."""
    query = request.GET.copy()
    query.pop("before", None)
    for name, value in changed.items():
        query[name] = str(value)
    return query.urlencode()


def _address(request: HttpRequest, **changed: object) -> str:
    return f"{reverse('admin:audit')}?{_query(request, **changed)}"


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("audit/", "audit", page, open_to, _("Who saw what")))
site.notices.append(reset_sign_ins)
site.add_page(StaffPage("audit/export/", "audit_export", export, open_to))
