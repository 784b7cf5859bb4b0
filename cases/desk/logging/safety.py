"""First of all: is it safe, what does the person allow, and what could happen to them? One page, three parts."""

import json
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.intake.actions import TopicValues, answer_topics
from cases.intake.models import TopicAnswer
from cases.intake.topics import SAFE, SAFETY
from cases.witnesses.actions import assess_risk, record_consent
from cases.witnesses.admin.promises.consent_form import TALK, ConsentForm, PurposeRow
from cases.witnesses.consent_card import cards_of
from cases.witnesses.models import Consent, RiskAssessment

from .answers import marks_of
from .fields import StepForm, ToldField, line
from .interview import Interview
from .steps import COMPLETED, Step, sent_by
from .words import stop_rule
from .writing import Forms

MORE = ("interpreter", "place_kind", "named_as", "reimbursement", "review_on", "form_sha256", "note")


class SafetyForm(StepForm):
    """What is looked at before the talk. An empty box stops nobody: it says that it was not looked at."""

    checked = forms.MultipleChoiceField(
        label=gettext_lazy("Before the talk begins"),
        choices=list(SAFE.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ConsentPart(ConsentForm):
    """The consent form of the witness's own page, for the person of this interview."""

    use_required_attribute = False
    way = forms.ChoiceField(
        label=gettext_lazy("Way it was given"),
        choices=Consent.Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say how the consent was given: signed, recorded or oral.")},
    )

    class Meta(ConsentForm.Meta):
        fields: Any = tuple(name for name in ConsentForm.Meta.fields if name != "witness")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for purpose in self.texts.purposes:
            self.fields[purpose.scope].label = f"{purpose.scope} {purpose.name}"

    @property
    def rows(self) -> list[tuple[PurposeRow, bool]]:
        """The purposes, each with whether its further boxes must stand open."""
        return [(row, bool(row.limits.value() or row.expires.value() or row.has_errors)) for row in self.purposes]

    @property
    def talk(self) -> list[forms.BoundField]:
        """What was explained."""
        return [self[name] for name in TALK]

    @property
    def more(self) -> list[forms.BoundField]:
        """What is seldom needed."""
        return [self[name] for name in MORE]

    @property
    def has_more(self) -> bool:
        """Whether that part must stand open."""
        return any(box.value() or box.errors for box in self.more)

    @property
    def is_for_a_minor(self) -> bool:
        """Whether the part for people under 18 must stand open."""
        age = str(self["age"].value() or "")
        wrong = any(name in self.errors for name in ("age", "guardian", "best_interest", "support_person"))
        return wrong or (age.isdigit() and int(age) < Consent.ADULT_FROM)


class RiskPart(StepForm):
    """The risk to the person in general; it counts for six months."""

    level = forms.ChoiceField(
        label=gettext_lazy("Risk to the person"),
        choices=RiskAssessment.Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how large the risk is: low, medium or high.")},
    )
    threats = ToldField(
        label=gettext_lazy("Threats"), rows=2, help_text=gettext_lazy("From whom, how likely, and what would happen.")
    )
    family_inside = line(gettext_lazy("Family still inside"))
    others_exposed = ToldField(label=gettext_lazy("Other people exposed"), rows=2)
    digital_traces = ToldField(label=gettext_lazy("Digital traces"), rows=2)
    mitigation = ToldField(label=gettext_lazy("What lowers the risk"), rows=2)


def make_forms(interview: Interview, request: HttpRequest) -> Forms:
    """The checklist; and a consent and a risk where none counts now, or where a new consent is asked for."""
    data = sent_by(request)
    found: Forms = {"safety": SafetyForm(data, initial={"checked": _checked(interview)})}
    if interview.consent is None or "new" in request.GET:
        found["consent"] = type("ConsentPart", (ConsentPart,), {"request": request, "may_change": True})(data)
    if not interview.risk_is_in_date:
        found["risk"] = RiskPart(data)
    return found


def _checked(interview: Interview) -> list[str]:
    marks = marks_of(interview, SAFETY)
    return [name for name in SAFE if marks.get(name)]


def store(interview: Interview, sent: Forms) -> None:
    """The consent first: it refuses most. Each part is taken out once it is stored."""
    if "consent" in sent:
        part: Any = sent["consent"]
        record_consent(by=interview.user, witness=interview.witness, **part.values())
        del sent["consent"]
    if "risk" in sent:
        values = sent["risk"].cleaned_data
        assess_risk(by=interview.user, witness=interview.witness, assessed_on=timezone.localdate(), **values)
        del sent["risk"]
    marks = dict.fromkeys(sent["safety"].cleaned_data["checked"], True)
    state = TopicAnswer.State.TOLD if marks else TopicAnswer.State.NOT_ASKED
    answers = {SAFETY: TopicValues(state, details=json.dumps(marks) if marks else "")}
    answer_topics(by=interview.user, testimony=interview.testimony, answers=answers)


def context(interview: Interview, _forms: Forms) -> dict[str, Any]:
    """How consent and risk stand, where they are recorded, and the stop rule to be said aloud."""
    return {
        "card": next(iter(cards_of([interview.witness], by=interview.user)), None) if interview.consent else None,
        "stop_rule": stop_rule(interview),
    }


def state(interview: Interview) -> str:
    """In plain words, for the list of steps."""
    if interview.waits_for_signature:
        return _("Waits for the data-protection officer")
    if interview.consent is not None and interview.risk_is_in_date:
        return str(COMPLETED)
    missing = [_("consent")] if interview.consent is None else []
    missing += [] if interview.risk_is_in_date else [_("risk")]
    return _("Incomplete: %(parts)s") % {"parts": ", ".join(missing)}


STEP = Step("safety", gettext_lazy("Safety and consent"), make_forms, store, state, context, may_stop=False)
