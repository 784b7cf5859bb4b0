"""The doctor's lines about accounts: numbers, never a name."""

from typing import Any

import pytest

from cases.accounts import doctor as accounts
from cases.accounts.actions import lock_down
from cases.accounts.models import RoleAssignment, User
from cases.core.doctor import State
from tests.conftest import Cast

OK, WARN, FAIL = State


def states(lines: Any) -> list[State]:
    return [line.state for line in lines]


def test_people(cast: Cast) -> None:
    """The cast has every role, and signs in by password only in these tests."""
    lines = list(accounts.lines(office=True))
    assert states(lines) == [OK, WARN]
    assert lines[1].text == "8 active accounts have no second factor yet."
    assert not any(name in str(line) for line in lines for name in ("dpo", "stranger"))


@pytest.mark.parametrize("role", ["administrator", "lead", "dpo"])
def test_role_that_nobody_holds(cast: Cast, role: str) -> None:
    RoleAssignment.objects.filter(role=role).delete()
    assert states(accounts.lines(office=True))[0] == FAIL
    assert states(accounts.lines(office=False))[0] == WARN


def test_closed_account_counts_for_nothing(cast: Cast) -> None:
    User.objects.filter(pk=cast.lead.pk).update(is_active=False)
    assert states(accounts.lines(office=True)) == [FAIL, OK, WARN]


def test_one_person_with_every_role_cannot_lift_a_lockdown(cast: Cast) -> None:
    RoleAssignment.objects.exclude(user=cast.administrator).delete()
    for role in ("lead", "dpo"):
        RoleAssignment.objects.create(user=cast.administrator, role=role, given_by=cast.dpo)
    lines = list(accounts.lines(office=True))
    assert [line.state for line in lines] == [FAIL, WARN]
    assert "lockdown" in lines[0].text


def test_lockdown_is_said(cast: Cast) -> None:
    assert not any("locked down" in str(line) for line in accounts.lines(office=True))
    lock_down(by=cast.dpo)
    assert "locked down" in str(next(iter(accounts.lines(office=True))))
