"""The staff page on which a second reviewer decides whether two records are one person."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin, Step
from cases.core.staff_forms import ActionForm, text_line
from cases.witnesses import actions
from cases.witnesses.models import MatchDecision


class MatchForm(ActionForm):
    reason = text_line(_("reason"))
    sealed = ("reason",)

    class Meta:
        model = MatchDecision
        fields = ()


@admin.register(MatchDecision)
class MatchDecisionAdmin(ActionAdmin):
    """Proposed on the page of namesakes, decided here by somebody else."""

    form = MatchForm
    fields = (
        "first",
        "second",
        "answer",
        "reason",
        "score",
        "canonical",
        "proposed_by",
        "confirmed_by",
        "confirmed_at",
    )
    readonly_fields = ("first", "second", "answer", "score", "canonical", "proposed_by", "confirmed_by", "confirmed_at")
    steps = tuple(
        Step(
            answer.value, label, actions.decide_match, open_to=lambda match: match.confirmed_by_id is None,
            values=(("answer", answer.value),),
        )
        for answer, label in (
            (MatchDecision.Answer.SAME, _("Decide: the same person")),
            (MatchDecision.Answer.DIFFERENT, _("Decide: two different people")),
        )
    )  # fmt: skip
    list_display = ("code", "first", "second", "answer", "proposed_by", "confirmed_by", "confirmed_at")
    list_filter = ("answer", ("confirmed_by", admin.EmptyFieldListFilter))
    search_fields = ("code", "first__code", "second__code")
    list_select_related = ("first", "second", "proposed_by", "confirmed_by")

    @property
    def record_argument(self) -> str:
        return "match"
