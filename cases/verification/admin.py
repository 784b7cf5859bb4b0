"""Staff pages for verification."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin, Step
from cases.core.staff_forms import ActionForm, text_box
from cases.intake.admin import TestimonyAdmin, offers
from cases.intake.models import Status

from . import actions
from .models import Assessment

TestimonyAdmin.steps = (
    *TestimonyAdmin.steps,
    Step("begin", _("Begin verification"), actions.begin_verification, offers(Status.IN_VERIFICATION)),
    Step("clear", _("Clear for public statistics"), actions.clear_testimony, offers(Status.CLEARED)),
)


class AssessmentForm(ActionForm):
    contrary_information = text_box(_("what speaks against it, and what was looked for"), required=True)
    sealed = ("contrary_information",)

    class Meta:
        model = Assessment
        fields = ("testimony", "reliability", "credibility", "level")


@admin.register(Assessment)
class AssessmentAdmin(ActionAdmin):
    form = AssessmentForm
    add_action = actions.assess_testimony
    fields = ("testimony", "reliability", "credibility", "level", "contrary_information")
    list_display = ("code", "testimony", "reliability", "credibility", "level", "assessed_by")
    list_filter = ("level", "reliability", "credibility")
    search_fields = ("code", "testimony__code")
    list_select_related = ("testimony", "assessed_by")
