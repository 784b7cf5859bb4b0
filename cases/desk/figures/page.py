"""/staff/figures/: exact counts beside what is published, for those who have to choose between the two."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core import audit
from cases.core.staff_site import StaffPage, StaffSite
from cases.desk.agreement import beside

from . import exact, showing
from .forms import SidesForm
from .open_to import open_to


def page(request: HttpRequest) -> HttpResponse:
    """A form, and the chosen table below it. Looking at one is an event, written before anything is shown."""
    user: Any = request.user
    basis = showing.basis()
    form = SidesForm(request.GET if "first" in request.GET else None, sides=basis.names)
    shown = agreement = None
    if form.is_bound and form.is_valid():
        table = exact.table(basis.schema, basis.merged, form.sides(), timezone.localdate())
        shown = showing.shown(basis, table)
        indicators = [side for side in table.sides if side in basis.schema.indicators]
        agreement = beside.of_indicators(indicators) if indicators else None
        audit.searched(by=user, label="exactfigure", found=len(shown.lines))
    context = {
        **admin.site.each_context(request),
        "title": _("Exact figures (not for publication)"),
        "form": form,
        "basis": basis,
        "shown": shown,
        "agreement": agreement,
    }
    return TemplateResponse(request, "admin/cases/exact_figures.html", context)


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("figures/", "exact_figures", page, open_to, _("Exact figures (not for publication)")))
