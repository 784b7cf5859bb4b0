"""The queue and the figures on /staff/, and /staff/queue/<group>/ with all that waits for one step."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from cases.core.rights import Role
from cases.core.staff_site import StaffPage, StaffSite

from . import queue
from .figures import figures
from .groups import MOST


def start(user: Any) -> dict[str, Any]:
    """What the first page is told: the person's queue and the office's figures."""
    groups = queue.queue(user)
    return {
        "title": gettext("Start"),
        "groups": groups,
        "nothing": "" if groups else _what_next(user),
        "figures": figures(user),
    }


def page(request: HttpRequest, name: str) -> HttpResponse:
    """One group, with up to a hundred of its records."""
    group = queue.find(request.user, name)  # type: ignore[arg-type]  # staff only
    if group is None:
        raise Http404
    context = {
        **admin.site.each_context(request),
        "title": group.title,
        "group": group,
        "rows": group.rows[:MOST],
        "most": MOST,
    }
    return TemplateResponse(request, "admin/cases/start/group.html", context)


def _what_next(user: Any) -> str:
    """One sentence for whoever has an empty queue."""
    roles = user.role_set
    if Role.INTERVIEWER in roles:
        return gettext("Nothing waits for you. When you have talked to somebody, log the testimony.")
    if roles & {Role.CODER, Role.LEAD, Role.DPO, Role.LEGAL}:
        return gettext("Nothing waits for you. What colleagues hand in or give to you will stand here.")
    if Role.ADVOCACY in roles:
        return gettext("Nothing waits for you. The newest release and what may be said of it stand under “Releases”.")
    return gettext("Nothing waits for you. Accounts and their roles stand under “Users”.")


def _open_to(user: Any) -> bool:
    return bool(getattr(user, "is_staff", False))


site: Any = admin.site
assert isinstance(site, StaffSite)
site.first_page.append(start)
site.add_page(StaffPage("queue/<slug:name>/", "queue", page, _open_to))
