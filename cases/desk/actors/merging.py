"""/staff/actors/…/merge/ sets two actors side by side, and makes them one."""

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.coding import actions, actor_names, queries
from cases.coding.models import Actor, CommandLink, Involvement
from cases.coding.queries import NamedActor
from cases.core import audit, permissions
from cases.core.errors import Refused
from cases.core.plain_text import LONGEST_LINE, PlainTextField

MERGE = "coding.merge_actors"


class MergeForm(forms.Form):
    """Which of both it is known as from now on, and why they are one."""

    keep = forms.ChoiceField(label=_("Known from now on as"), widget=forms.RadioSelect)
    merge_reason = PlainTextField(
        longest=LONGEST_LINE,
        label=_("Why they are one"),
        help_text=_("What is alike, and who says so. It is sealed."),
        widget=forms.TextInput(attrs={"size": 60, "autocomplete": "off"}),
    )


@dataclass(frozen=True)
class Side:
    """One of two actors, with what tells whether it is the other."""

    one: NamedActor
    names: list[str]
    acts: int
    roles: list[tuple[str, int]]
    over: list[CommandLink]
    under: list[CommandLink]


def may_merge(user: Any) -> bool:
    """For those who may say that two actors are one."""
    return bool(getattr(user, "is_staff", False)) and permissions.may(user, MERGE)


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Without another actor, the choice of one, the likeliest first; with one, both side by side."""
    user: Any = request.user
    actor = visible_actor(request, key)
    if actor.merged_into is not None:
        messages.info(request, gettext("%(code)s is merged already.") % {"code": actor.code})
        return redirect("admin:cases_actor_change", actor.pk)
    offered = [one for one in queries.actors_of_case(user, actor.case) if one.actor.pk != actor.pk]
    other = next((one.actor for one in offered if str(one.actor.pk) == request.GET.get("with")), None)
    context = {**admin.site.each_context(request), "title": _("Are they one?"), "actor": actor, "other": other}
    if other is None:
        [own] = queries.named(user, [actor])
        likely = actor_names.likest(own.name, [(one, one.name) for one in offered])
        context |= {"own": own, "offered": offered, "likely": [like.who for like in likely]}
        return TemplateResponse(request, "admin/cases/actors/merge_choose.html", context)
    sides = [_side(user, actor), _side(user, other)]
    more = max(sides, key=lambda side: side.acts)
    form = MergeForm(request.POST or None, initial={"keep": str(more.one.actor.pk)})
    keep: Any = form.fields["keep"]
    keep.choices = [(str(side.one.actor.pk), str(side.one)) for side in sides]
    if request.method == "POST" and form.is_valid() and (kept := _merged(request, form, actor, other)):
        return redirect("admin:cases_actor_change", kept.pk)
    return TemplateResponse(request, "admin/cases/actors/merge.html", {**context, "sides": sides, "form": form})


def visible_actor(request: HttpRequest, key: uuid.UUID) -> Actor:
    """The actor of an address. Raises Http404, after the chain says so, for one that the user may not see."""
    user: Any = request.user
    actor = Actor.objects.visible_to(user).select_related("case", "merged_into").filter(pk=key).first()
    if actor is None:
        audit.not_shown(by=user, label="actor", key=key)
        raise Http404
    return actor


def _merged(request: HttpRequest, form: MergeForm, actor: Actor, other: Actor) -> Actor | None:
    user: Any = request.user
    kept, gone = (actor, other) if form.cleaned_data["keep"] == str(actor.pk) else (other, actor)
    try:
        actions.merge_actors(by=user, actor=gone, into=kept, merge_reason=form.cleaned_data["merge_reason"])
    except (Refused, ValidationError) as refusal:
        form.add_error(None, str(refusal) if isinstance(refusal, Refused) else refusal)
        return None
    messages.success(
        request, gettext("%(gone)s is read as %(kept)s from now on.") % {"gone": gone.code, "kept": kept.code}
    )
    return kept


def _side(user: User, actor: Actor) -> Side:
    parts = queries.involvements(user, actor.case, of=actor)
    roles = Counter(parts.values_list("role", flat=True))
    said = dict(Involvement.InvolvementRole.choices)
    links = list(queries.commands(user, actor.case))
    return Side(
        queries.named(user, [actor])[0],
        [text for _row, text in queries.further_names(user, [actor])],
        queries.acts_of(user, actor),
        [(str(said.get(role, gettext("role not said"))), count) for role, count in roles.most_common()],
        [link for link in links if link.superior.known_as.pk == actor.pk],
        [link for link in links if link.subordinate.known_as.pk == actor.pk],
    )
