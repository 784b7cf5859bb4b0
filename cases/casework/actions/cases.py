"""Writes on cases and their teams."""

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict, Unpack

from django.utils import timezone

from cases.accounts.models import User
from cases.casework import policies
from cases.casework.models import Case, CaseMember, GlassBreaking
from cases.core.records import action, fill, locked, remove, write

GLASS_STAYS_BROKEN = dt.timedelta(hours=1)


class CaseValues(TypedDict, total=False):
    title: str
    slug: str
    family: str
    status: str
    risk: str
    public_summary: dict[str, str]
    not_stated: list[dict[str, str]]
    not_coded: list[dict[str, str]]


@action
def create_case(*, by: User, **values: Unpack[CaseValues]) -> Case:
    """Open a case folder; whoever opens it leads it and is its first member."""
    case = Case(lead=by)
    fill(case, values)
    write(case)
    write(CaseMember(case=case, user=by))
    return case


@action
def edit_case(*, by: User, case: Case, **values: Unpack[CaseValues]) -> Case:
    """Change a case's own fields."""
    case = locked(case)
    policies.check_is_member(by, case)
    if values.get("status", case.status) != case.status:
        policies.check_can_lead(by, case)
    elif case.status == Case.Status.CLOSED:
        policies.check_can_work_in(by, case)
    fill(case, values)
    return write(case)


@action
def set_case_members(*, by: User, case: Case, users: Iterable[User]) -> Case:
    """Make the team exactly these people; the lead always stays on it."""
    case = locked(case)
    policies.check_can_lead(by, case)
    wanted = {user.pk: user for user in users} | {case.lead_id: case.lead}
    for member in case.members.select_related("user"):
        if wanted.pop(member.user_id, None) is None:
            remove(member, fields=["user"])
    for user in wanted.values():
        write(CaseMember(case=case, user=user))
    return case


@action
def break_glass(*, by: User, case: Case, reason: str) -> GlassBreaking:
    """Let an administrator read one case for an hour in an emergency. The DPO is told, and every reading is logged.

    Identities stay closed, and nothing can be changed.
    """
    policies.check_can_break_glass(by, case, reason)
    return write(GlassBreaking(case=case, user=by, reason=reason.strip(), until=timezone.now() + GLASS_STAYS_BROKEN))


@action
def confirm_glass_breaking(*, by: User, glass_breaking: GlassBreaking) -> GlassBreaking:
    """Say as DPO that one has seen it; the notice goes, the record stays."""
    glass_breaking = locked(glass_breaking)
    policies.check_can_confirm(by, glass_breaking)
    glass_breaking.seen_by, glass_breaking.seen_at = by, timezone.now()
    return write(glass_breaking)
