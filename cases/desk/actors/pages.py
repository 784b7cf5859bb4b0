"""The addresses of actors beside their records."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin
from cases.core.staff_site import StaffPage, StaffSite

from . import merging, new, page
from .cards import card

site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("actors/new/", "actor_new", new.page, new.may_register, _("Record an actor")))
site.add_page(StaffPage("actors/<uuid:key>/merge/", "actor_merge", merging.page, merging.may_merge))
site.add_page(StaffPage("cases/<uuid:key>/network/", "case_network", page.page, page.may_look))
ActionAdmin.cards.append(card)
