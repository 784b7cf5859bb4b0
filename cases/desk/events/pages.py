"""The addresses of the views: below /staff/cases/<case>/, and the links to them from a case's page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from cases.casework.models import Case
from cases.core.admin import ActionAdmin
from cases.core.staff_site import StaffPage, StaffSite

from . import matrix, table, timeline
from .acts import VIEWS, open_to


def card(request: HttpRequest, _form: Any, record: Any) -> list[Any]:
    """On a case's page: the ways to its acts."""
    if not isinstance(record, Case) or not open_to(request.user):
        return []
    views = [{"name": f"admin:{name}", "title": title} for name, title in VIEWS.items()]
    return [{"template": "admin/cases/events/card.html", "case": record, "views": views}]


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("cases/<uuid:key>/who-did-what/", table.NAME, table.page, open_to))
site.add_page(StaffPage("cases/<uuid:key>/who-did-what/file/", "case_acts_file", table.export, open_to))
site.add_page(StaffPage("cases/<uuid:key>/timeline/", timeline.NAME, timeline.page, open_to))
site.add_page(StaffPage("cases/<uuid:key>/matrix/", matrix.NAME, matrix.page, open_to))
ActionAdmin.cards.append(card)
