"""The register of figures said outside a release: entries are added and never changed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.admin import ActionAdmin
from cases.core.staff_forms import ActionForm, text_box, text_line
from cases.releases import actions, outgoing
from cases.releases.models import OutgoingFigure

SAID = ("figure", "counts", "cell_1", "cell_2", "recipient", "said_on", "channel")
KNOWINGLY = ("said_anyway", "why")
"""Asked for only when the figure is not a published one, or when somebody has answered already."""


class OutgoingFigureForm(ActionForm):
    """What was said, of whom, to whom. The cell is chosen by its two values among those that releases publish."""

    counts = text_line(
        gettext_lazy("what it counts"),
        help_text=gettext_lazy("In words: “people interviewed who worked in construction”, say."),
        required=True,
    )
    recipient = text_line(gettext_lazy("to whom"), required=True)
    cell_1 = forms.ChoiceField(
        label=gettext_lazy("Published figure of the same people"),
        required=False,
        help_text=gettext_lazy("“None” where no release has a figure of just these people."),
    )
    cell_2 = forms.ChoiceField(label=gettext_lazy("and at the same time"), required=False)
    why = text_box(gettext_lazy("why it must be said"))
    sealed = ("counts", "recipient", "why")

    class Meta:
        model = OutgoingFigure
        fields = ("figure", "said_on", "channel", "said_anyway")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entry = self.instance
        for name, d, v in (("cell_1", entry.d1, entry.v1), ("cell_2", entry.d2, entry.v2)):
            chosen = [(outgoing.code(d, v), outgoing.label(d, v))] if self.stored and d else []
            offered = chosen if self.stored else outgoing.choices(total=name == "cell_1")
            self.fields[name].choices = [("", _("none")), *offered]  # type: ignore[attr-defined]
            self.initial[name] = outgoing.code(d, v)

    def values(self) -> dict[str, Any]:
        values = super().values()
        d1, v1 = outgoing.pair(values.pop("cell_1"))
        d2, v2 = outgoing.pair(values.pop("cell_2"))
        return {**values, "d1": d1, "v1": v1, "d2": d2, "v2": v2}


@admin.register(OutgoingFigure)
class OutgoingFigureAdmin(ActionAdmin):
    form = OutgoingFigureForm
    add_action = actions.register_outgoing_figure
    readonly_fields = ("standing_in_words", "who_said_it")
    list_display = ("code", "figure", "standing_in_words", "said_on", "channel", "who_said_it")
    list_filter = ("standing", "channel")
    list_select_related = ("said_by",)
    change_list_template = "admin/cases/outgoing_list.html"
    change_form_template = "admin/cases/outgoing_form.html"

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        if obj:
            knowingly = KNOWINGLY if obj.said_anyway else ()
            return [(None, {"fields": [*SAID, "standing_in_words", *knowingly, "who_said_it"]})]
        # The tick box comes with the refusal that explains it, and stays while the form is sent again.
        asked = getattr(request, "refusal", None) is not None or "said_anyway" in request.POST or "why" in request.POST
        return [(None, {"fields": [*SAID, *(KNOWINGLY if asked else ())]})]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing of a new entry comes from an address: a figure in it would stand in logs."""
        return {"said_on": timezone.localdate()}

    # The name as words: its own page is the administrator's.
    @admin.display(description=gettext_lazy("said by"))
    def who_said_it(self, entry: OutgoingFigure) -> str:
        return str(entry.said_by)

    @admin.display(description=gettext_lazy("standing"), ordering="standing")
    def standing_in_words(self, entry: OutgoingFigure) -> str:
        """What it was when it was said; a figure that was not published says so first."""
        words = capfirst(str(entry.get_standing_display()))
        return f"{words} ({entry.release})" if entry.release else words
