"""Who holds which action: one table, and nothing beside it."""

import uuid
from dataclasses import dataclass, field

import pytest

from cases.core import permissions
from cases.core.errors import NotAllowed
from cases.core.permissions import ALLOWED, Role


@dataclass(frozen=True)
class Person:
    """Somebody with exactly these roles."""

    role_set: frozenset[str]
    pk: uuid.UUID = field(default_factory=uuid.uuid4)


BY_POLICY = {"accounts.create_first_administrator", "accounts.enrol", "accounts.lock_down", "releases.publish_due"}
"""Held by no role: the bootstrap, the holder of a link, and the emergency; each has a policy of its own."""


def allowed(person: Person, action: str) -> bool:
    try:
        permissions.check(person, action)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("role", Role)
def test_check_and_may_agree_with_the_table(role: Role) -> None:
    """For one who holds this role alone; the bootstrap is nobody's by role."""
    person = Person(frozenset({role}))
    for action in ALLOWED.keys() - BY_POLICY:
        assert allowed(person, action) == permissions.may(person, action) == (role in ALLOWED[action])


def test_without_a_role_nothing_is_allowed() -> None:
    """Not even what takes no particular role."""
    nobody = Person(frozenset())
    assert not any(permissions.may(nobody, action) for action in ALLOWED)
    assert {action for action in ALLOWED if allowed(nobody, action)} == BY_POLICY


def test_a_word_that_is_no_role_gives_nothing() -> None:
    assert not any(permissions.may(Person(frozenset({"superuser"})), action) for action in ALLOWED)


def test_action_that_is_not_in_the_table_is_an_error() -> None:
    """A new action without a line can never run by oversight."""
    for question in (permissions.check, permissions.may):
        with pytest.raises(KeyError):
            question(Person(frozenset(Role)), "witnesses.export_everything")


def test_refusal_names_the_roles() -> None:
    with pytest.raises(NotAllowed, match=r"data-protection officer.*interviewer"):
        permissions.check(Person(frozenset({Role.CODER})), "witnesses.record_consent")


def test_identities_are_not_for_those_who_run_or_write_about() -> None:
    """The roles that need no name hold neither the writing nor the opening of one."""
    for role in (Role.ADMINISTRATOR, Role.ADVOCACY, Role.CODER, Role.LEGAL, Role.LEAD):
        for action in ("witnesses.record_identity", "witnesses.open_identity"):
            assert not permissions.may(Person(frozenset({role})), action)
