"""The admin site at /staff/: its pages may run our own scripts, and its index follows the data flow."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

STAGES = {
    "casework": _("Cases and teams"),
    "witnesses": _("Witnesses"),
    "intake": _("Testimonies and sources"),
    "evidence": _("Evidence"),
    "coding": _("Coding"),
    "verification": _("Verification"),
    "releases": _("Releases"),
    "vocabulary": _("Vocabulary"),
    "accounts": _("Accounts"),
}
_SCRIPTS = {"script-src": [SELF], "connect-src": [SELF], "media-src": [SELF]}


class StaffSite(AdminSite):
    """Every staff page of the admin."""

    site_header = _("Casetracker")
    site_title = _("Casetracker")
    index_title = _("Records")
    index_template = "admin/cases/index.html"
    enable_nav_sidebar = False

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return csp_update(_SCRIPTS)(super().admin_view(view, cacheable))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The records grouped by stage, in the order of the data flow."""
        stages: dict[str, list[Any]] = {stage: [] for stage in STAGES}
        for app in super().get_app_list(request, app_label):
            for entry in app["models"]:
                stages.setdefault(entry["model"].__module__.split(".")[1], []).append(entry)
        return [
            {
                "name": STAGES.get(stage, stage),
                "app_label": stage,
                "app_url": "",
                "has_module_perms": True,
                "models": found,
            }
            for stage, found in stages.items()
            if found
        ]
