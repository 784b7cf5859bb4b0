"""What a legal reviewer does on an act's page: raise it to a † code of its family, or take that back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.accounts.models import User
from cases.coding import actions, policies
from cases.coding.models import Act
from cases.core import permissions, sealing
from cases.core.admin import Step
from cases.core.errors import Refused
from cases.vocabulary.models import AbuseCategory


@dataclass(frozen=True)
class RaiseStep(Step):
    """The category is chosen on the card, by its code."""

    def arguments(self, posted: Mapping[str, Any]) -> dict[str, Any]:
        category = AbuseCategory.objects.filter(code=posted.get("category", "")).first()
        if category is None:
            raise Refused(_("Choose a † code."), field="category")
        return {**super().arguments(posted), "category": category}


RAISE = RaiseStep("raise", gettext_lazy("Raise to a legal finding"), actions.raise_act, asks="raise_reason")
LOWER = Step("lower", gettext_lazy("Take the legal finding back"), actions.lower_act)


@dataclass(frozen=True)
class Card:
    """What was found, why, and what can be chosen."""

    template: ClassVar[str] = "admin/cases/raise_card.html"
    place: ClassVar[int] = 2

    act: Act
    reason: str | None
    choices: Sequence[AbuseCategory]
    raise_address: str
    lower_address: str


def card(request: HttpRequest, _form: Any, record: Any) -> list[Card]:
    """Of a raised act, for everybody who sees it, what was raised and why; for a legal reviewer also the step."""
    if not isinstance(record, Act):
        return []
    user: Any = request.user
    choices = list(_choices(record)) if _may_raise(user, record) else []
    may_lower = record.raised_from_id is not None and _may_review(user, record)
    if record.raised_from_id is None and not choices:
        return []
    reason = sealing.open_sealed(record, "raise_reason", by=user, reason="staff page") if record.raise_reason else None
    return [
        Card(record, reason, choices, _address(record, RAISE), _address(record, LOWER) if may_lower else ""),
    ]


def _may_raise(user: User, act: Act) -> bool:
    return act.raised_from_id is None and act.state == Act.State.PRESENT and _may_review(user, act)


def _may_review(user: User, act: Act) -> bool:
    if not permissions.may(user, "coding.raise_act"):
        return False
    try:
        policies.check_can_review(user, act)
    except Refused:
        return False
    return True


def _choices(act: Act) -> QuerySet[AbuseCategory]:
    """The † codes of the act's own family."""
    return AbuseCategory.objects.filter(
        family=act.category.family_id, legal_review=True, selectable=True, valid_to=None
    )


def _address(act: Act, step: Step) -> str:
    return reverse("admin:cases_act_step", args=[act.pk, step.name])
