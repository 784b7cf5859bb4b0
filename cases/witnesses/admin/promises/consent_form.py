"""The form in which an interviewer records what a person allowed: first the talk, then twelve purposes in plain words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.core.errors import Refused
from cases.core.staff_forms import ActionForm, text_box, text_line
from cases.witnesses import actions, policies
from cases.witnesses.consent_card import CardLine, lines_of
from cases.witnesses.consent_form import VERSION, FormTexts, Purpose, texts_now
from cases.witnesses.minors import waits
from cases.witnesses.models import Consent, ConsentScope, Scope

TALK = ("purposes_explained", "risks_explained", "understood", "able_to_decide", "how_to_withdraw_told")
LANGUAGES_SPOKEN = (
    ("ko", _("Korean")), ("ru", _("Russian")), ("en", _("English")), ("zh", _("Chinese")),
    ("und", _("another language: name it in the note")),
)  # fmt: skip
ANSWERS = ("yes", "no", "not_asked")
"""What can be answered here; taking a yes back is a step of its own (a withdrawal)."""


def day_box() -> forms.DateInput:
    """The browser's own box for a day: it needs no script, and a phone shows its calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


@dataclass(frozen=True)
class PurposeRow:
    """One purpose with its three boxes."""

    purpose: Purpose
    answer: forms.BoundField
    limits: forms.BoundField
    expires: forms.BoundField

    @property
    def has_errors(self) -> bool:
        return bool(self.answer.errors or self.limits.errors or self.expires.errors)


class ConsentForm(ActionForm):
    """A new consent; a stored one is never changed, and shows its answers as text."""

    language = forms.ChoiceField(label=_("Language of the talk"), choices=LANGUAGES_SPOKEN)
    interpreter = text_line(_("interpreter"))
    guardian = text_line(_("guardian: who, and how related"))
    best_interest = text_box(_("why it is in the child's best interest"), rows=2)
    support_person = text_line(_("support person"))
    named_as = text_line(_("how to be named or described"), help_text=_("In the person's words; never the real name."))
    reimbursement = text_line(_("what was paid (travel, meal, amount)"))
    form_sha256 = text_line(
        _("SHA-256 of the signed form or recording"),
        help_text=_("Attach the scan as a file: its page says it. 64 digits and letters."),
    )
    note = text_box(_("note"))
    sealed = (
        "interpreter", "guardian", "best_interest", "support_person", "named_as", "reimbursement", "form_sha256", "note",
    )  # fmt: skip
    fixed = ("witness",)

    class Meta:
        model = Consent
        fields = (
            "witness", "given_on", *TALK, "way", "language", "form_version", "place_kind", "age", "assents", "review_on",
        )  # fmt: skip
        widgets = {"given_on": day_box(), "review_on": day_box()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts: FormTexts = texts_now()
        self.fields["age"].help_text = _("Under 18: fill in the part below too.")
        self.lines: tuple[CardLine, ...] = ()
        if self.stored:
            self._show_stored()
        else:
            self._offer_answers()

    @property
    def is_unsigned(self) -> bool:
        """Whether it is a stored consent of a minor that nobody has signed."""
        return self.stored and waits(self.instance)

    @property
    def purposes(self) -> list[PurposeRow]:
        """The twelve purposes, each with its boxes."""
        return [PurposeRow(purpose, *(self[name] for name in _boxes(purpose.scope))) for purpose in self.texts.purposes]

    @property
    def wrong_boxes(self) -> list[tuple[str, str, str]]:
        """For the list on top, which leads to each: the box's address, its name and the sentence."""
        found = []
        for name, sentences in self.errors.items():
            if name in self.fields:
                scope = name.partition("_")[0]
                label = f"{scope} {self[name].label}" if scope in list(Scope) else str(self[name].label)
                found += [(self[name].auto_id, label, str(sentence)) for sentence in sentences]
        return found

    def clean(self) -> dict[str, Any]:
        """When a box is wrong already, the action's own checks are asked too, so that everything is said at once."""
        values = super().clean()
        if self.errors and not hasattr(self.request, "refusal"):
            for check in _checks(values):
                try:
                    check()
                except Refused as refusal:
                    self._show(refusal)
        return values

    def values(self) -> dict[str, Any]:
        """What the action takes: the boxes of each purpose are one answer."""
        values = super().values()
        values["scopes"] = {
            scope: actions.ScopeAnswer(*(values.pop(name) for name in _boxes(scope))) for scope in Scope
        }
        return values

    def _show_stored(self) -> None:
        for scope in Scope:
            for name in _boxes(scope):
                del self.fields[name]
        spoken: Any = self.fields["language"]
        if self.instance.language not in dict(LANGUAGES_SPOKEN):
            spoken.choices = [*LANGUAGES_SPOKEN, (self.instance.language, self.instance.language)]
        self.lines = lines_of([self.instance], by=cast(User, self.request.user))[self.instance.pk]

    def _offer_answers(self) -> None:
        labels = self.texts.labels
        for scope in Scope:
            answer, limits, expires = (cast(Any, self.fields[name]) for name in _boxes(scope))
            answer.choices = [(name, labels[name]) for name in ANSWERS]
            limits.label, expires.label = labels["limits"], labels["until"]
        spoken = get_language()
        self.initial.setdefault("language", spoken if spoken in dict(LANGUAGES_SPOKEN) else "ko")
        self.initial.setdefault("given_on", timezone.localdate())
        self.initial.setdefault("form_version", VERSION)


def _checks(values: dict[str, Any]) -> Iterator[Callable[[], None]]:
    """What the action would refuse, of the boxes that could be read."""
    given_on = values.get("given_on")
    yield lambda: policies.check_sha256(values.get("form_sha256", ""))
    yield lambda: policies.check_is_minors_form_whole(
        values.get("age"), values.get("guardian", ""), values.get("best_interest", "")
    )
    if given_on is not None:
        yield lambda: policies.check_not_in_future(given_on, field="given_on")
        for scope in Scope:
            yield partial(policies.check_expiry, scope, given_on, values.get(f"{scope}_expires"))


def _boxes(scope: str) -> tuple[str, str, str]:
    """The names of a purpose's boxes: the answer, its limits, the day on which it ends."""
    return str(scope), f"{scope}_limits", f"{scope}_expires"


for _scope in Scope:
    _answer, _limits, _expires = _boxes(_scope)
    ConsentForm.declared_fields[_answer] = forms.ChoiceField(
        label=capfirst(_scope.label),
        choices=[(answer, ConsentScope.Answer(answer).label) for answer in ANSWERS],
        initial=ConsentScope.Answer.NOT_ASKED,
        widget=forms.RadioSelect,
    )
    ConsentForm.declared_fields[_limits] = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 1, "cols": 60})
    )
    ConsentForm.declared_fields[_expires] = forms.DateField(required=False, widget=day_box())
