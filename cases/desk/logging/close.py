"""The calm end of the talk, and what was offered."""

import json
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.actions import open_follow_up
from cases.intake.actions import TopicValues, answer_topics
from cases.intake.models import TopicAnswer
from cases.intake.topics import AT_THE_CLOSE, CLOSE, STOP
from cases.witnesses.admin.promises.consent_form import day_box

from .answers import marks_of, texts_of
from .fields import StepForm, ToldField
from .interview import Interview
from .steps import COMPLETED, Step, sent_by
from .words import closing
from .writing import Forms

NOW = (
    ("", gettext_lazy("not said")),
    ("calm", gettext_lazy("calm")),
    ("tired", gettext_lazy("tired")),
    ("upset", gettext_lazy("upset")),
    ("needs_help", gettext_lazy("needs help now")),
)


class CloseForm(StepForm):
    """How the person is now, and what was offered."""

    now = forms.ChoiceField(
        label=gettext_lazy("How is the person now?"), choices=NOW, required=False, widget=forms.RadioSelect
    )
    done = forms.MultipleChoiceField(
        label=gettext_lazy("At the end"),
        choices=list(AT_THE_CLOSE.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = ToldField(label=gettext_lazy("Note"), rows=3)
    follow_up = ToldField(
        label=gettext_lazy("What is to be done afterwards"),
        rows=2,
        help_text=gettext_lazy("By you, and by when. It then stands among your follow-ups."),
    )
    due_on = forms.DateField(label=gettext_lazy("By"), required=False, widget=day_box())
    go_on = forms.BooleanField(label=gettext_lazy("The person wants to go on after all"), required=False)

    def clean(self) -> dict[str, Any]:
        """A task has words and a day."""
        values = super().clean() or self.cleaned_data
        if values.get("follow_up") and not values.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Say by when it is to be done."))
        if values.get("due_on") and not values.get("follow_up"):
            self.add_error("follow_up", _("Say what is to be done, or empty the day."))
        return values


def make_forms(interview: Interview, request: HttpRequest) -> Forms:
    """What was sent, else what is stored."""
    data = sent_by(request)
    form = CloseForm(data, initial={} if data else _stored(interview))
    if not interview.was_stopped:
        del form.fields["go_on"]
    return {"close": form}


def _stored(interview: Interview) -> dict[str, Any]:
    marks = marks_of(interview, CLOSE)
    words = texts_of(interview, [CLOSE]).get(CLOSE, "")
    return {"now": marks.get("now", ""), "done": [name for name in AT_THE_CLOSE if marks.get(name)], "words": words}


def store(interview: Interview, sent: Forms) -> None:
    """One answer, and the stop taken back where the person wants to go on; then what is to be done afterwards."""
    values = sent["close"].cleaned_data
    marks: dict[str, Any] = dict.fromkeys(values["done"], True)
    if values["now"]:
        marks["now"] = values["now"]
    said = bool(marks or values["words"])
    state = TopicAnswer.State.TOLD if said else TopicAnswer.State.NOT_ASKED
    answers = {CLOSE: TopicValues(state, values["words"], json.dumps(marks) if marks else "")}
    if values.get("go_on"):
        answers[STOP] = TopicValues(TopicAnswer.State.NOT_ASKED)
    answer_topics(by=interview.user, testimony=interview.testimony, answers=answers)
    if values["follow_up"]:
        open_follow_up(
            by=interview.user, subject=interview.testimony, text=values["follow_up"], due_on=values["due_on"]
        )


def context(interview: Interview, _forms: Forms) -> dict[str, Any]:
    """The words that end the talk."""
    return {"closing": closing(interview)}


def state(interview: Interview) -> str:
    """In plain words, for the list of steps."""
    return str(COMPLETED) if CLOSE in interview.answers else _("Not started")


STEP = Step("close", gettext_lazy("The close"), make_forms, store, state, context, may_stop=False)
