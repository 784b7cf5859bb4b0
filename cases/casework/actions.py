"""Writes on cases and their teams."""

from collections.abc import Iterable
from typing import TypedDict, Unpack

from cases.accounts.models import User
from cases.core.records import action, fill, locked, remove, write

from . import policies
from .models import Case, CaseMember


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
