"""The staff page “Who may do what”: the table of rights as it is enforced, for everybody on the staff."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from cases.core.audit.words import SENTENCES
from cases.core.rights import Role
from cases.core.rights_table import action_rows, reading_rows
from cases.core.staff_site import StaffPage, StaffSite


def page(request: HttpRequest) -> HttpResponse:
    """Both tables, each step in plain words beside its name."""
    stages = [
        (stage, [(SENTENCES.get(name, ""), name, cells) for name, cells in rows]) for stage, rows in action_rows()
    ]
    context = {
        **admin.site.each_context(request),
        "title": _("Who may do what"),
        "roles": [role.label for role in Role],
        "reading": reading_rows(),
        "stages": stages,
    }
    return TemplateResponse(request, "admin/cases/rights.html", context)


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("rights/", "rights", page, lambda user: bool(user.is_staff), _("Who may do what")))
