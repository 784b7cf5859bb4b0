"""The admin site at /staff/: its pages may run our own scripts, and its index follows the data flow."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ClassVar

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .errors import Locked, NotAllowed, Refused
from .models import Installation

STAGES = {
    "casework": _("Cases and teams"),
    "witnesses": _("Witnesses"),
    "intake": _("Testimonies and sources"),
    "evidence": _("Evidence"),
    "coding": _("Coding"),
    "verification": _("Verification"),
    "releases": _("Releases"),
    "dossiers": _("Dossiers"),
    "desk": _("Across the stages"),
    "vocabulary": _("Vocabulary"),
    "accounts": _("Accounts"),
}
VERBS = ("GET", "HEAD", "POST")
_SCRIPTS = {"script-src": [SELF], "connect-src": [SELF], "media-src": [SELF]}


@dataclass(frozen=True)
class StaffPage:
    """A staff page of our own beside the records: ``/staff/<route>``, named ``admin:<name>``.

    ``open_to`` says whether a person may see it; to others it answers 404. A page without a label is reached
    from another page only; the index lists the rest, by ``place`` and then as they were added.
    """

    route: str
    name: str
    view: Callable[..., HttpResponse]
    open_to: Callable[[Any], bool]
    label: Promise | str = ""
    place: int = 0

    @property
    def url_name(self) -> str:
        return f"admin:{self.name}"


class StaffSite(AdminSite):
    """Every staff page of the admin."""

    pages: ClassVar[list[StaffPage]] = []
    notices: ClassVar[list[Callable[[Any], list[str]]]] = []
    first_page: ClassVar[list[Callable[[Any], dict[str, Any]]]] = []
    """What higher stages tell the template of the index, by user."""

    site_header = _("Casetracker")
    site_title = _("Casetracker")
    index_title = _("Records")
    index_template = "admin/cases/index.html"
    enable_nav_sidebar = False

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method not in VERBS:
                return HttpResponseNotAllowed(VERBS)
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied as refusal:
                raise Http404 from refusal  # what one may not see answers like what is not there
            except Refused as refusal:
                return self._refused(request, refusal)

        return csp_update(_SCRIPTS)(super().admin_view(shown, cacheable))

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only our own records have pages: what libraries register (second factors, sessions) stays out."""
        models: list[Any] = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        own = [model for model in models if model._meta.app_label == "cases"]
        if own:
            super().register(own, admin_class, **options)

    def add_page(self, page: StaffPage) -> None:
        """Put a page beside the records; a stage's ``admin.py`` calls it."""
        self.pages.append(page)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [path(page.route, self.admin_view(_only_to(page)), name=page.name) for page in self.pages]
        # Django's "view on site" would tell a record that exists from one that does not.
        rest = [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]
        return [*own, *rest]

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """No form of ours asks it; left as it is, it would search over every relation of every record."""
        raise Http404

    def _refused(self, request: HttpRequest, refusal: Refused) -> HttpResponse:
        """One sentence instead of a page that cannot be shown, with the keys locked say."""
        status = 403 if isinstance(refusal, NotAllowed) else 503
        context = {**self.each_context(request), "title": _("This cannot be shown now"), "refusal": refusal}
        if isinstance(refusal, Locked):
            context["unlock"] = reverse("accounts_unlock")
        return TemplateResponse(request, "admin/cases/refused.html", context, status=status)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Signing in is for accounts, which asks for the second factor too."""
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated:
            raise NotAllowed(gettext("Your account has no role yet: ask an administrator to give you one."))
        target = request.GET.get(REDIRECT_FIELD_NAME, "")
        local = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
        query = f"?{urlencode({REDIRECT_FIELD_NAME: target})}" if target and local else ""
        return HttpResponseRedirect(reverse("account_login") + query)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The same form, posted on to accounts."""
        return HttpResponse(status=307, headers={"Location": reverse("account_logout")})

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return HttpResponseRedirect(reverse("account_change_password"))

    password_change_done = password_change

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What the person must know first, then what higher stages put on the first page, then the list of records."""
        context: dict[str, Any] = {"notices": [text for told in self.notices for text in told(request.user)]}
        for told in self.first_page:
            context |= told(request.user)
        return super().index(request, {**(extra_context or {}), **context})

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page is told: that it stands in a demonstration, where it does."""
        demonstration = Installation.objects.filter(kind=Installation.Kind.DEMO).exists()
        offered = [page for page in self.pages if page.label and page.open_to(request.user)]
        pages = sorted(offered, key=lambda page: page.place)
        return {**super().each_context(request), "demonstration": demonstration, "pages": pages}

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


def _only_to(page: StaffPage) -> Callable[..., HttpResponse]:
    @wraps(page.view)
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not page.open_to(request.user):
            raise Http404
        return page.view(request, *args, **kwargs)

    return view
