"""The addresses of the interview: /staff/log/ and what lies below."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.core.staff_site import StaffPage, StaffSite

from . import check, printed, start, tasks
from .interview import open_to
from .steps import view_of

site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("log/", "logging_start", start.page, open_to, _("Log an interview"), place=-1))
site.add_page(StaffPage("log/<uuid:key>/", "logging_tasks", tasks.page, open_to))
site.add_page(StaffPage("log/<uuid:key>/stop/", "logging_stop", tasks.stop, open_to))
_ONWARDS = [*(step.url_name for step in tasks.STEPS[1:]), "admin:logging_check"]
for _step, _after in zip(tasks.STEPS, _ONWARDS, strict=True):
    _page = StaffPage(f"log/<uuid:key>/{_step.name}/", f"logging_{_step.name}", view_of(_step, _after), open_to)
    site.add_page(_page)
site.add_page(StaffPage("log/<uuid:key>/check/", "logging_check", check.page, open_to))
site.add_page(StaffPage("log/<uuid:key>/print/", "logging_print", printed.page, printed.open_to))
