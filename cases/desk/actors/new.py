"""/staff/actors/new/ records an actor, after it was asked whether it is one of those on record."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding import actions, queries
from cases.coding.actions import ActorMatch
from cases.coding.models import Actor
from cases.core import permissions
from cases.core.errors import Refused
from cases.core.plain_text import LONGEST_LINE, PlainTextField

REGISTER = "coding.register_actor"


class NameForm(forms.Form):
    """Sent by POST only: a name must not stand in an address."""

    case = forms.ModelChoiceField(Case.objects.none(), label=_("Case"))
    name = PlainTextField(
        longest=LONGEST_LINE,
        label=_("Name, as said"),
        widget=forms.TextInput(attrs={"size": 40, "autocomplete": "off", "dir": "auto"}),
        help_text=_("In any script and spelling: bowibu, 보위부 and повибу each find the others."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cases: Any = self.fields["case"]
        cases.queryset = Case.objects.visible_to(user).filter(status=Case.Status.OPEN)
        cases.label_from_instance = lambda case: f"{case.code} · {case.title}"


class ActorForm(NameForm):
    """The second step: what kind of actor it is."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Actor.Kind, initial=Actor.Kind.UNKNOWN)


@dataclass(frozen=True)
class Found:
    """A likely same actor: the match, its main name, its other names, and how many acts of it the user sees."""

    match: ActorMatch
    name: str
    others: list[str]
    acts: int


def may_register(user: Any) -> bool:
    """For those who may record actors."""
    return bool(getattr(user, "is_staff", False)) and permissions.may(user, REGISTER)


def page(request: HttpRequest) -> HttpResponse:
    """First the name and those with a like one, then the record: two steps, nothing in between is stored."""
    user: Any = request.user
    if request.method != "POST":
        return _asked(request, NameForm(user=user, initial={"case": request.GET.get("case", "")}))
    name = NameForm(request.POST, user=user)
    if not name.is_valid():
        return _asked(request, name)
    form = ActorForm(request.POST, user=user) if "register" in request.POST else None
    if form is not None and form.is_valid():
        try:
            actor = actions.register_actor(by=user, **form.cleaned_data)
        except (Refused, ValidationError) as refusal:
            form.add_error(None, str(refusal) if isinstance(refusal, Refused) else refusal)
        else:
            messages.success(request, gettext("%(code)s is recorded.") % {"code": actor.code})
            return redirect("admin:cases_actor_change", actor.pk)
    return _with_likely(request, name, form)


def _with_likely(request: HttpRequest, name: NameForm, form: ActorForm | None) -> HttpResponse:
    user: Any = request.user
    case, wanted = name.cleaned_data["case"], name.cleaned_data["name"]
    try:
        found = likely(user, case, wanted)
    except Refused as refusal:
        name.add_error("name", str(refusal))
        return _asked(request, name)
    form = form or ActorForm(user=user, initial={"case": case, "name": wanted})
    return _asked(request, name, found=found, form=form)


def likely(user: User, case: Case, name: str) -> list[Found]:
    """The actors of a case with a name like this one, with what tells them apart."""
    matches = actions.find_actors(by=user, case=case, name=name)
    actors = [match.actor for match in matches]
    names: dict[Any, list[str]] = {actor.pk: [] for actor in actors}
    for row, text in queries.further_names(user, actors):
        names[row.actor.known_as.pk].append(text)
    acts = queries.acts_by_actor(queries.involvements(user, case))
    main = queries.named(user, actors)
    return [
        Found(match, one.name, names[one.actor.pk], len(acts.get(one.actor.pk, ())))
        for match, one in zip(matches, main, strict=True)
    ]


def _asked(request: HttpRequest, name: NameForm, **more: Any) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": _("Record an actor"), "name_form": name, **more}
    return TemplateResponse(request, "admin/cases/actors/new.html", context)
