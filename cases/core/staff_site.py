"""The admin site at /staff/: its pages may run our own scripts, and its index follows the data flow."""

from functools import wraps
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .errors import NotAllowed, Refused
from .models import Installation

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
    password_change_class: type[PasswordChangeView] = PasswordChangeView

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            try:
                return view(request, *args, **kwargs)
            except Refused as refusal:
                return self._refused(request, refusal)

        return csp_update(_SCRIPTS)(super().admin_view(shown, cacheable))

    def _refused(self, request: HttpRequest, refusal: Refused) -> HttpResponse:
        """One sentence instead of a page that cannot be shown, with the keys locked say."""
        status = 403 if isinstance(refusal, NotAllowed) else 503
        context = {**self.each_context(request), "title": _("This cannot be shown now"), "refusal": refusal}
        return TemplateResponse(request, "admin/cases/refused.html", context, status=status)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Django's page, in the view of accounts, which hands the password to an action."""
        request.current_app = self.name
        return self.password_change_class.as_view(
            form_class=AdminPasswordChangeForm,
            success_url=reverse("admin:password_change_done"),
            template_name="registration/password_change_form.html",
            extra_context={**self.each_context(request), **(extra_context or {})},
        )(request)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page is told: that it stands in a demonstration, where it does."""
        demonstration = Installation.objects.filter(kind=Installation.Kind.DEMO).exists()
        return {**super().each_context(request), "demonstration": demonstration}

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
