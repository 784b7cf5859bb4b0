"""The acts of a case that somebody sees: every view of this folder starts here."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding.models import Act, Event, Victimisation
from cases.core import audit, permissions
from cases.core.rights import Role, Scope, Section
from cases.witnesses.models import Witness

SHOWN = "shown"
"""The value of ``?restricted=`` that shows restricted codes; without it they are hidden."""

VIEWS = {
    "case_who_did_what": _("Who did what to whom"),
    "case_timeline": _("Timeline"),
    "case_matrix": _("People and acts"),
}


def open_to(user: Any) -> bool:
    """For whoever reads codes; which cases, the case decides."""
    return permissions.may_look(user, Section.CODING)


def may_reveal(user: User) -> bool:
    """Restricted codes are for those who work with every code of a case, and never for a draft of what is published."""
    return permissions.readable(user, Section.CODING) in (Scope.TEAM, Scope.ALL)


def may_take_away(user: User) -> bool:
    """A file of codes is for inner use: it asks for consent to internal coding only, so those who publish do not get it."""
    return bool({Role.LEAD, Role.CODER, Role.DPO} & user.role_set)


@dataclass(frozen=True)
class CaseView:
    """One reader's look at one case."""

    user: User
    case: Case
    restricted: bool

    @property
    def every_act(self) -> QuerySet[Act]:
        """The acts that the reader may see, restricted ones too: to know who was interviewed and coded."""
        return Act.objects.visible_to(self.user).filter(event__case=self.case)

    @property
    def acts(self) -> QuerySet[Act]:
        """The acts that the reader sees, without restricted codes unless they asked for them."""
        return self.every_act if self.restricted else self.every_act.filter(category__restricted=False)

    @property
    def events(self) -> QuerySet[Event]:
        """Events with an act that the reader sees, and those without any: the period of one would tell of hidden acts."""
        seen = Exists(self.acts.filter(event=OuterRef("pk")).order_by())
        empty = ~Exists(Act.in_every_round.filter(event=OuterRef("pk")).order_by())
        return Event.objects.visible_to(self.user).filter(Q(seen) | Q(empty), case=self.case)

    @property
    def victims(self) -> QuerySet[Victimisation]:
        """Victims whose records the reader sees: not somebody who withdrew, though another person named them."""
        people = Witness.objects.visible_to(self.user).filter(case=self.case)
        return Victimisation.objects.filter(Q(group__isnull=False) | Q(witness__in=people.order_by()))

    @cached_property
    def may_reveal(self) -> bool:
        return may_reveal(self.user)


def view_of(request: HttpRequest, key: uuid.UUID) -> CaseView:
    """The case, or 404 for one that is not theirs to see. Restricted codes are shown where they ask and may."""
    user: Any = request.user
    case = Case.objects.visible_to(user).filter(pk=key).first()
    if case is None:
        audit.not_shown(by=user, label="case", key=key)
        raise Http404
    audit.record_shown(by=user, subject=case)
    asked = request.GET.get("restricted") == SHOWN
    return CaseView(user, case, asked and may_reveal(user))


def frame(request: HttpRequest, view: CaseView, name: str) -> dict[str, Any]:
    """What every view of a case is told: its sisters, and the way to show or hide restricted codes."""
    query = request.GET.copy()
    query.pop("page", None)
    if query.pop("restricted", None) is None or not view.restricted:
        query["restricted"] = SHOWN
    kept = "?restricted=shown" if view.restricted else ""
    return {
        **admin.site.each_context(request),
        "title": f"{VIEWS[name]}: {view.case.code}",
        "case": view.case,
        "view": view,
        "sisters": [
            {"title": title, "here": other == name, "address": reverse(f"admin:{other}", args=[view.case.pk]) + kept}
            for other, title in VIEWS.items()
        ],
        "toggle": f"?{query.urlencode()}" if view.may_reveal else "",
        "opts": None,
    }


def page_of(request: HttpRequest) -> int:
    """The page that is asked for; the first for anything that is no number."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isdecimal() and 0 < len(asked) < 7 else 1
