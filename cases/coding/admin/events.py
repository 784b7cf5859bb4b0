"""Staff pages of events and labour situations."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.coding import actions
from cases.coding.models import Event, LabourSituation
from cases.core.admin import ActionAdmin, Related
from cases.core.staff_forms import ActionForm, EdtfField, text_box, text_line
from cases.witnesses.admin.promises.cards import PEOPLE
from cases.witnesses.models import Witness


class EventForm(ActionForm):
    date = EdtfField(label=_("when"))
    place_as_said = text_line(_("place in the words used"))
    summary = text_box(_("summary"))
    sealed = ("place_as_said", "summary")
    fixed = ("case",)

    class Meta:
        model = Event
        fields = ("case", "parent", "setting", "date_as_said", "place")


# An event is told by several people: the cards of them all stand on its page.
PEOPLE[Event] = lambda event: Witness.objects.filter(testimonies__acts__event=event).distinct()


@admin.register(Event)
class EventAdmin(ActionAdmin):
    form = EventForm
    add_action = actions.describe_event
    change_action = actions.edit_event
    fields = ("case", "parent", "setting", ("date", "date_as_said"), ("place", "place_as_said"), "summary")
    related = (Related("act", "event", _("Acts"), _("Code an act")),)
    list_display = ("code", "case", "setting", "place", "date_as_said")
    search_fields = ("code", "case__code")
    list_select_related = ("case", "setting", "place")


class SituationForm(ActionForm):
    date = EdtfField(label=_("period"))
    task = text_line(_("task"))
    employers = text_line(_("chain of employers"))
    place_as_said = text_line(_("place in the words used"))
    sealed = ("task", "employers", "place_as_said")
    fixed = ("case", "witness", "group")

    class Meta:
        model = LabourSituation
        fields = (
            "case", "witness", "group", "is_main", "sector", "channel", "date_as_said", "place", "hours_min", "hours_max",
            "hours_basis", "days_off_per_month", "gross_pay", "kept_pay", "pay_currency", "pay_per", "pay_taken_by",
            "papers_held_by",
        )  # fmt: skip


@admin.register(LabourSituation)
class SituationAdmin(ActionAdmin):
    form = SituationForm
    add_action = actions.describe_labour_situation
    change_action = actions.edit_labour_situation
    record_argument = "situation"
    fieldsets = (
        (None, {"fields": ("case", "witness", "group", "is_main")}),
        (
            _("Work"),
            {
                "fields": (
                    "sector",
                    "channel",
                    "task",
                    "employers",
                    ("date", "date_as_said"),
                    ("place", "place_as_said"),
                )
            },
        ),
        (_("Hours"), {"fields": (("hours_min", "hours_max", "hours_basis"), "days_off_per_month")}),
        (
            _("Pay and papers"),
            {"fields": (("gross_pay", "kept_pay"), ("pay_currency", "pay_per"), "pay_taken_by", "papers_held_by")},
        ),
    )
    list_display = ("code", "witness", "group", "is_main", "sector", "public_area", "public_hours")
    list_filter = ("sector", "channel", "is_main")
    search_fields = ("code", "witness__code", "case__code")
    list_select_related = ("witness", "group", "sector")
