"""The open account: in the person's own language, a translation beside it, and what may speak against it."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core import sealing
from cases.core.staff_forms import EdtfField
from cases.intake.actions import edit_testimony
from cases.intake.models import Testimony

from .fields import StepForm, ToldField, language, line
from .interview import Interview
from .steps import COMPLETED, Step, sent_by
from .words import language_of
from .writing import Forms

SEALED = (
    "account", "translation", "translator", "interpreter", "prior_statements", "reimbursement", "contrary_information",
)  # fmt: skip
FACTS = ("language", "translation_language", "method", "date_as_said")
TRANSLATION = ("translation_language", "translator", "translation")
CIRCUMSTANCES = ("date", "date_as_said", "method", "interpreter", "reimbursement")
DOUBT = ("prior_statements", "contrary_information")


class AccountForm(StepForm):
    """Open first: as the person told it, without questions of ours."""

    language = forms.ChoiceField()
    account = ToldField(
        label=gettext_lazy("The account, in the language in which it was told"),
        rows=18,
        help_text=gettext_lazy("As it was told, in the person's words. Without names and addresses of the person."),
    )
    translation_language = forms.ChoiceField()
    translator = line(gettext_lazy("Translator"))
    translation = ToldField(label=gettext_lazy("Translation"), rows=18)
    date = EdtfField(
        label=gettext_lazy("Day of the interview"),
        help_text=gettext_lazy("2019-05-03, or less when it is not known: 2019-05, 2019."),
    )
    date_as_said = line(gettext_lazy("The day in words, if it is not known exactly"))
    method = forms.ChoiceField(
        label=gettext_lazy("How you spoke"),
        choices=[("", gettext_lazy("not said")), *Testimony.Method.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    interpreter = line(gettext_lazy("Interpreter"))
    reimbursement = line(gettext_lazy("What was paid (travel, meal, amount)"))
    prior_statements = ToldField(
        label=gettext_lazy("Earlier statements by the same person"),
        rows=2,
        help_text=gettext_lazy("To us, to other organisations, to a newspaper: when and to whom."),
    )
    contrary_information = ToldField(label=gettext_lazy("What speaks against it"), rows=2)

    def __init__(self, data: Any, *, interview: Interview, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        testimony = interview.testimony
        self.fields["language"] = language(gettext_lazy("Language of the account"), testimony.language)
        self.fields["translation_language"] = language(
            gettext_lazy("Language of the translation"), testimony.translation_language
        )

    def values(self) -> dict[str, Any]:
        """What the action takes: day and words are one date."""
        values = dict(self.cleaned_data)
        return {**values, "date": values["date"].said(values.pop("date_as_said"))}

    @property
    def open_parts(self) -> set[str]:
        """The parts that must stand open: something is in them, or something is wrong there."""
        parts = {"translation": TRANSLATION, "circumstances": CIRCUMSTANCES[1:], "doubt": DOUBT}
        return {
            part for part, names in parts.items() if any(self[name].value() or name in self.errors for name in names)
        }


def make_forms(interview: Interview, request: HttpRequest) -> Forms:
    """What was sent; else the stored words, opened with an event."""
    data = sent_by(request)
    return {"account": AccountForm(data, interview=interview, initial={} if data else stored_values(interview))}


def stored_values(interview: Interview) -> dict[str, Any]:
    """The account as it stands; a new one begins with today and the language of the talk."""
    testimony = interview.testimony
    texts = sealing.open_record(testimony, SEALED, by=interview.user, reason="guided interview")
    facts = {name: getattr(testimony, name) for name in FACTS}
    day = testimony.date.to_edtf() if testimony.date else timezone.localdate().isoformat()
    return {**facts, **texts, "language": language_of(interview), "date": day}


def store(interview: Interview, sent: Forms) -> None:
    """One revision of the testimony."""
    form: Any = sent["account"]
    edit_testimony(by=interview.user, testimony=interview.testimony, **form.values())


def state(interview: Interview) -> str:
    """In plain words, for the list of steps."""
    return _("Not started") if interview.testimony.account is None else str(COMPLETED)


STEP = Step("account", gettext_lazy("The account"), make_forms, store, state)
