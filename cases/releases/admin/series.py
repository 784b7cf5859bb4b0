"""The pages of series: what a new one would cost, and what a started one has fixed. Never changed."""

import datetime as dt
from fractions import Fraction
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin, Step
from cases.core.errors import Refused
from cases.core.staff_forms import ActionForm
from cases.releases import actions, costs, policies
from cases.releases.models import Series

from . import series_words
from .series_form import SeriesTermsForm


class SeriesForm(ActionForm):
    fixed = ("first_slot",)

    class Meta:
        model = Series
        fields = ("first_slot",)


@admin.register(Series)
class SeriesAdmin(ActionAdmin):
    """A series is started once, after its costs were shown, and never changed."""

    form = SeriesForm
    add_action = actions.start_series
    change_form_template = "admin/cases/series.html"
    steps = (Step("destroy-noise", _("Destroy its noise for good"), actions.destroy_noise, policies.can_destroy_noise),)
    readonly_fields = ("number", "design", "horizon", "mu")
    list_display = ("code", "number", "first_slot", "design", "horizon", "started_by")
    search_fields = ("code",)
    list_select_related = ("started_by",)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        fields = ["number", "first_slot", "horizon", "design", "mu"] if obj else ["first_slot"]
        return [(None, {"fields": fields})]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The choices and what they cost, by GET; the start, by POST. For whoever may start a series: it shows an exact number."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            form = SeriesTermsForm(request.POST)
            series = _started(request, form)
            if series is not None:
                return self.response_add(request, series)
        else:
            form = SeriesTermsForm(request.GET if "first_slot" in request.GET else None)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Start a series"),
            "opts": self.opts,
            "form": form,
            **(_costs(form) if request.method != "POST" and form.is_bound else {}),
        }
        return TemplateResponse(request, "admin/cases/series_add.html", context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if (series := kwargs.get("obj")) is not None:
            context |= {
                "fixed": series_words.fixed(series),
                "terms_changed": series_words.changed(series),
                "terms": series_words.as_text(series),
                "calendar": series_words.calendar(series),
            }
        return super().render_change_form(request, context, *args, **kwargs)


def _started(request: HttpRequest, form: SeriesTermsForm) -> Series | None:
    """The series, or None with the refusal at the form."""
    if not form.is_valid():
        return None
    try:
        return actions.start_series(by=request.user, **form.values())  # type: ignore[arg-type]
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return None


def _costs(form: SeriesTermsForm) -> dict[str, Any]:
    """What the page says of the choices; nothing when they cannot be had."""
    if not form.is_valid():
        return {}
    chosen = form.values()
    try:
        policies.check_can_start_series(chosen["first_slot"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return {}
    mu, today = Fraction(chosen["mu"]), timezone.localdate()
    found = costs.of_choice(on=today, horizon=chosen["horizon"], mu=mu, merged=chosen["merged"])
    planned = Series(first_slot=chosen["first_slot"], horizon=chosen["horizon"])
    return {
        "costs": found,
        "today": today,
        "promise": series_words.promise(found.chances),
        "chances": series_words.chances(found.chances),
        "lifetime": series_words.lifetime(mu),
        "looks": series_words.looks(found),
        "likely": Series.Design(found.likely).label,
        "small": Series.Design.SMALL.label,
        "large": Series.Design.LARGE.label,
        "until": _end(planned),
        "calendar": series_words.calendar(planned),
    }


def _end(series: Series) -> dt.date:
    return series.publishes_at(series.horizon).date()
