"""/staff/other-review/: what was coded as "other, describe" in a month of a case; what repeats becomes a code."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.coding import other
from cases.coding.actions import finish_other_review, promote_other
from cases.coding.models import Act, OtherReview
from cases.core import permissions, sealing
from cases.core.errors import Refused
from cases.core.staff_site import StaffPage, StaffSite
from cases.vocabulary.models import AbuseCategory

from .forms import FinishForm, NewCodeForm
from .similar import together

PROMOTE = "coding.promote_other"


@dataclass(frozen=True)
class Described:
    """An act, the words that describe it, and whether it is ticked."""

    act: Act
    note: str
    ticked: bool


@dataclass(frozen=True)
class Family:
    """The acts of one family, similar ones together, and the form of a new code for them."""

    family: AbuseCategory
    groups: Sequence[Sequence[Described]]
    form: NewCodeForm


@dataclass(frozen=True)
class Month:
    """The month of a case that is looked at, with its acts."""

    case: Case
    first: dt.date
    acts: Sequence[Act]

    @property
    def name(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def url(self) -> str:
        """The page of this month."""
        return f"{reverse('admin:other_review')}?{urlencode({'case': self.case.pk, 'month': self.name})}"

    @property
    def is_over(self) -> bool:
        return self.first < timezone.localdate().replace(day=1)


def open_to(user: Any) -> bool:
    """For those who may make a code of what repeats."""
    return bool(getattr(user, "is_staff", False)) and permissions.may(user, PROMOTE)


def page(request: HttpRequest) -> HttpResponse:
    """The acts of one month of a case, similar descriptions side by side; a new code; and the end of the review."""
    user: Any = request.user
    cases = list(Case.objects.visible_to(user).order_by("code"))
    case = _case(request, user, cases)
    if case is None:
        return _shown(request, cases, None)
    first = _month(request, user, case)
    month = Month(case, first, list(other.of_month(user, case, first)))
    if request.method != "POST":
        return _shown(request, cases, month)
    if "finish" in request.POST:
        return _finish(request, cases, month)
    return _promote(request, cases, month)


def _case(request: HttpRequest, user: Any, cases: Sequence[Case]) -> Case | None:
    """The one asked for, else the first that waits, else the first; None of none."""
    if wanted := request.GET.get("case", ""):
        found = next((case for case in cases if str(case.pk) == wanted), None)
        if found is None:
            raise Http404
        return found
    waiting = other.waiting(user, timezone.localdate())
    return waiting[0][0] if waiting else next(iter(cases), None)


def _month(request: HttpRequest, user: Any, case: Case) -> dt.date:
    """The one asked for, else last month."""
    wanted = request.GET.get("month", "")
    if found := re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", wanted):
        return dt.date(int(found[1]), int(found[2]), 1)
    if wanted:
        raise Http404
    return other.before(timezone.localdate())


def _promote(request: HttpRequest, cases: Sequence[Case], month: Month) -> HttpResponse:
    """Make the code, say what was recoded and what was not; or the form again with what is wrong."""
    user: Any = request.user
    members = _by_family(month.acts)
    family = next((one for one in members if one.code == request.POST.get("family", "")), None)
    if family is None:
        raise Http404
    form = NewCodeForm(family, members[family], request.POST)
    if form.is_valid():
        try:
            done = promote_other(by=user, **form.values())
        except Refused as refusal:
            form.refuse(refusal)
        except ValidationError as error:
            form.add_error(None, "; ".join(error.messages))
        else:
            _say(request, done.category, done.recoded, done.left)
            return redirect(month.url)
    return _shown(request, cases, month, form=form)


def _say(
    request: HttpRequest, category: AbuseCategory, recoded: Sequence[Act], left: Sequence[tuple[Act, str]]
) -> None:
    text = gettext("%(code)s is a code now. Recoded: %(acts)s.")
    acts = ", ".join(act.code for act in recoded) or gettext("none")
    messages.success(request, text % {"code": category.code, "acts": acts})
    for act, reason in left:
        text = gettext(
            "%(act)s keeps its code. %(reason)s Reopen the testimony first; it then counts from the next series."
        )
        messages.warning(request, text % {"act": act.code, "reason": reason})


def _finish(request: HttpRequest, cases: Sequence[Case], month: Month) -> HttpResponse:
    user: Any = request.user
    form = FinishForm(request.POST)
    if form.is_valid():
        try:
            review = finish_other_review(by=user, case=month.case, month=month.first, note=form.cleaned_data["note"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("%(code)s: this month is reviewed.") % {"code": review.code})
            return redirect(month.url)
    return _shown(request, cases, month, finish=form)


def _by_family(acts: Sequence[Act]) -> dict[AbuseCategory, list[Act]]:
    found: dict[AbuseCategory, list[Act]] = {}
    for act in acts:
        assert act.category.family is not None  # an act stands in a family
        found.setdefault(act.category.family, []).append(act)
    return found


def _shown(
    request: HttpRequest,
    cases: Sequence[Case],
    month: Month | None,
    *,
    form: NewCodeForm | None = None,
    finish: FinishForm | None = None,
) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": _("“Other, describe”: monthly review"), "cases": cases}
    if month is not None:
        user: Any = request.user
        done = other.reviewed(month.case)
        counted = {**dict.fromkeys(done, 0), month.first: 0, **other.months(user, month.case)}
        context |= {
            "month": month,
            "months": [
                (f"{first:%Y-%m}", number, first in done) for first, number in sorted(counted.items(), reverse=True)
            ],
            "families": _families(user, month.acts, form),
            "problem": form if form is not None and form.errors else None,
            "review": OtherReview.objects.filter(case=month.case, month=month.first).first(),
            "finish": finish or FinishForm(),
        }
    return TemplateResponse(request, "admin/cases/other_review/page.html", context)


def _families(user: Any, acts: Sequence[Act], sent: NewCodeForm | None) -> list[Family]:
    """The descriptions are opened together, by one logged reading."""
    notes = sealing.open_rows(acts, "note", by=user, reason="review of other, describe")
    families = []
    for family, members in _by_family(acts).items():
        form = sent if sent is not None and sent.family == family else NewCodeForm(family, members)
        described = [Described(act, notes[act.pk] or "", act.pk in form.ticked) for act in members]
        families.append(Family(family, together(described, lambda one: one.note), form))
    return families


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("other-review/", "other_review", page, open_to, _("“Other, describe”: monthly review")))
