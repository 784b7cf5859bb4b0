"""The boxes of one topic: told, not so, or skipped; and the person's words."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.intake.actions import TopicValues
from cases.intake.models import TopicAnswer

from .fields import StepForm, ToldField

State = TopicAnswer.State


class TopicForm(StepForm):
    """Three answers of equal weight. Words alone count as told; nothing at all counts as not asked."""

    state = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=[
            (State.TOLD, gettext_lazy("Told")),
            (State.NOT_SO, gettext_lazy("Said: not so")),
            (State.NOT_ASKED, gettext_lazy("Not asked")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    words = ToldField(label=gettext_lazy("In the person's words"), rows=3)

    @classmethod
    def initial_of(cls, _details: str) -> dict[str, Any]:
        """What stands in the boxes for the details; a topic without them has none."""
        return {}

    @property
    def boxes(self) -> list[forms.BoundField]:
        """The boxes of the details."""
        return [box for box in self if box.name not in ("state", "words")]

    @property
    def boxes_are_open(self) -> bool:
        """Whether the boxes of the details must be seen: something is in them, or something is wrong there."""
        return any(box.value() or box.errors for box in self.boxes)

    def details(self) -> str:
        """The details as they are kept."""
        return ""

    def clean(self) -> dict[str, Any]:
        """What was typed is never dropped without a word."""
        values = super().clean() or self.cleaned_data
        typed = any(value for name, value in values.items() if name != "state")
        if values.get("state") == State.NOT_ASKED and typed:
            self.add_error(
                "state",
                _(
                    "Something is written here, but “not asked” is chosen: choose “told”, or skip the topic to drop the words."
                ),
            )
        return values

    def values(self) -> TopicValues:
        """The answer as the action takes it."""
        words, details = self.cleaned_data["words"], self.details()
        implied = State.TOLD if words or details else State.NOT_ASKED
        return TopicValues(self.cleaned_data["state"] or implied, words, details)
