"""The monthly review of "other, describe": what repeats becomes a code, and that the month was read is kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_can_work_in
from cases.coding import policies
from cases.coding.models import Act, OtherReview
from cases.core.errors import Refused
from cases.core.records import action, fill, locked, write
from cases.vocabulary.actions import NewCategoryValues, add_category
from cases.vocabulary.models import AbuseCategory


@dataclass(frozen=True)
class Promoted:
    """The new code, the acts that carry it now, and those that could not be recoded, each with the reason."""

    category: AbuseCategory
    recoded: Sequence[Act]
    left: Sequence[tuple[Act, str]]


@action
def promote_other(
    *,
    by: User,
    acts: Sequence[Act],
    family: AbuseCategory,
    code: str,
    labels: dict[str, str],
    definition: dict[str, str],
    indicators: Sequence[AbuseCategory] = (),
    **values: Unpack[NewCategoryValues],
) -> Promoted:
    """Make a code of acts that say the same under "other, describe", and give it to those that can still be coded.

    An act whose testimony is closed keeps its code until the testimony is reopened. Raises Refused when an act is of
    another family or no "other, describe", and what ``add_category`` raises: then nothing is stored.
    """
    _check_promoted(family, acts)
    category = add_category(
        by=by, family=family, code=code, labels=labels, definition=definition, indicators=indicators, **values
    )
    recoded: list[Act] = []
    left: list[tuple[Act, str]] = []
    for act in acts:
        try:
            recoded.append(_recode(by, act, category))
        except Refused as refusal:
            left.append((act, str(refusal)))
    return Promoted(category, recoded, left)


@action
def finish_other_review(*, by: User, case: Case, month: dt.date, note: str = "") -> OtherReview:
    """Say that what was coded as "other, describe" in a month of a case was read, and what came of it."""
    case = locked(case)
    check_can_work_in(by, case)
    month = month.replace(day=1)
    if month >= timezone.localdate().replace(day=1):
        raise Refused(_("This month is not over: review it when it is."))
    if OtherReview.objects.filter(case=case, month=month).exists():
        raise Refused(_("%(month)s of %(code)s is reviewed already.") % {"month": f"{month:%Y-%m}", "code": case.code})
    review = OtherReview(case=case, month=month, reviewed_by=by)
    fill(review, {"note": note})
    return write(review)


def _check_promoted(family: AbuseCategory, acts: Sequence[Act]) -> None:
    if not acts:
        raise Refused(_("Tick the acts that are the same thing."), field="acts")
    for act in acts:
        if not act.category.describe or act.category.family_id != family.pk:
            raise Refused(
                _("%(code)s is not coded as “other, describe” of %(family)s: load the page anew.")
                % {"code": act.code, "family": family.code},
                field="acts",
            )


def _recode(by: User, act: Act, category: AbuseCategory) -> Act:
    act = locked(act)
    policies.check_can_change(by, act)
    policies.check_category(by, category, act.state, note="")
    act.category = category
    return write(act)
