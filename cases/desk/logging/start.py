"""Where an interview begins: with somebody on record, or with a new person. Drafts stand above."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core import audit
from cases.core.errors import Refused
from cases.intake.actions import log_testimony
from cases.intake.models import Testimony
from cases.witnesses.actions import register_witness
from cases.witnesses.models import Stream, Witness

from .fields import StepForm, ToldField
from .interview import drafts_of, told_before
from .steps import problems


class KnownForm(StepForm):
    """Somebody on record, by the code. What they told before is shown first."""

    prefix = "known"
    code = forms.CharField(
        label=gettext_lazy("Code of the person"),
        max_length=20,
        widget=forms.TextInput(attrs={"size": 10, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the code of the person, such as W-004.")},
    )
    reinterview_need = ToldField(
        label=gettext_lazy("Why a new interview is needed"),
        rows=2,
        help_text=gettext_lazy("Nobody is asked twice without a need."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> Witness:
        """The person, of those whom the user sees. The search is an event, without its words."""
        code = self.cleaned_data["code"].strip().upper()
        found = known_people(self.user).filter(code=code).first()
        audit.searched(self.user, "witness", int(found is not None))
        if found is None:
            raise ValidationError(
                _("You see no person with this code: codes look like W-004. Look under “Find a person”.")
            )
        return found


class NewForm(StepForm):
    """A new person: nothing by which they could be known."""

    prefix = "new"
    case = forms.ModelChoiceField(
        Case.objects.none(),
        label=gettext_lazy("Case"),
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose the case.")},
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Sex"), choices=Witness.Sex.choices, required=False, widget=forms.RadioSelect
    )
    age_band = forms.ChoiceField(
        label=gettext_lazy("Age at the time of the work"),
        choices=Witness.AgeBand.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["case"]
        field.queryset = Case.objects.visible_to(user).filter(status=Case.Status.OPEN, members__user=user)
        field.label_from_instance = lambda case: f"{case.code} {case.title}"


def known_people(user: User) -> QuerySet[Witness]:
    """Whom the user sees and may interview."""
    own = Witness.objects.visible_to(user).filter(stream=Stream.OWN, erased_at=None, frozen_at=None)
    return own.select_related("case")


def page(request: HttpRequest) -> HttpResponse:
    """Continue where one stopped, or begin."""
    user: Any = request.user
    known, new = _forms(request, user)
    testimony = _begun(user, known, new)
    if testimony is not None:
        return redirect("admin:logging_safety", testimony.pk)
    earlier = _earlier(user, known)
    wrong = problems({"known": known, "new": new})
    context = {
        **admin.site.each_context(request),
        "title": _("Log an interview"),
        "subtitle": _("Error") if wrong else "",
        "drafts": drafts_of(user),
        "known": known,
        "new": new,
        "earlier": earlier,
        "problems": wrong,
    }
    return TemplateResponse(request, "admin/cases/logging/start.html", context)


def _forms(request: HttpRequest, user: User) -> tuple[KnownForm, NewForm]:
    """Which of the two was sent says the button."""
    data = request.POST
    chosen = known_people(user).filter(pk=_key(request)).first()
    known = KnownForm(
        data if "begin_known" in data else None, user=user, initial={"code": chosen.code if chosen else ""}
    )
    return known, NewForm(data if "begin_new" in data else None, user=user)


def _key(request: HttpRequest) -> Any:
    """The person that the address names, or None for anything else."""
    try:
        return forms.UUIDField(required=False).clean(request.GET.get("witness", ""))
    except ValidationError:
        return None


def _begun(user: User, known: KnownForm, new: NewForm) -> Testimony | None:
    """The new draft; None where a form is to be shown again."""
    if new.is_bound and new.is_valid():
        case = new.cleaned_data["case"]
        people = {"sex": new.cleaned_data["sex"], "age_band": new.cleaned_data["age_band"]}
        return log_testimony(by=user, case=case, witness=register_witness(by=user, case=case, **people))
    if known.is_bound and known.is_valid():
        witness = known.cleaned_data["code"]
        need = known.cleaned_data["reinterview_need"]
        try:
            return log_testimony(by=user, case=witness.case, witness=witness, reinterview_need=need)
        except Refused as refusal:
            known.add_error("reinterview_need", str(refusal))
    return None


def _earlier(user: User, known: KnownForm) -> list[tuple[Testimony, list[str]]]:
    """What the person told before, so that nobody asks it again."""
    witness = known.cleaned_data.get("code") if known.is_bound else None
    if witness is None and not known.is_bound and known["code"].value():
        witness = known_people(user).filter(code=known["code"].value()).first()
    if witness is None:
        return []
    audit.record_shown(by=user, subject=witness)
    return told_before(witness, user)
