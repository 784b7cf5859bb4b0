"""The addresses /staff/code/…/second/ and /staff/code/…/compare/; and what a history keeps back until both are finished."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from cases.casework.models import UNSETTLED_STATES
from cases.coding.rounds import why_nobody_is_named
from cases.core import history
from cases.core.admin import ActionAdmin
from cases.core.staff_site import StaffPage, StaffSite
from cases.intake.models import Testimony

from . import compare, second


def card(request: HttpRequest, _form: Any, record: Any) -> list[Any]:
    """On the page of a testimony that was chosen for a second coder: the way to take it, or to both codings."""
    if not isinstance(record, Testimony) or record.double_coding not in Testimony.CHOSEN:
        return []
    if not compare.open_to(request.user) or (record.status in UNSETTLED_STATES and not record.waits_for_second_coder):
        return []
    shown = {"testimony": record, "waits": record.waits_for_second_coder}
    return [{"template": "admin/cases/rounds/card.html", **shown}]


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("code/<uuid:key>/second/", "second_coding", second.page, second.open_to))
site.add_page(StaffPage("code/<uuid:key>/compare/", "compare_codings", compare.page, compare.open_to))
ActionAdmin.cards.append(card)
history.WITHHELD.append(why_nobody_is_named)
