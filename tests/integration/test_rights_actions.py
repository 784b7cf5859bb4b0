"""Every action on a record, called directly, for every role and relation: refused by the rights as the table says.

An action that the rights let pass may still be refused by its own policy (four eyes, a state). What refuses is told
from where the refusal was raised: in ``core.permissions``, or where a case says who is on its team.
"""

import contextlib
import importlib
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models, transaction

from cases.accounts.models import User
from cases.casework import policies
from cases.casework.actions import break_glass
from cases.casework.models import Case, GlassBreaking
from cases.core import permissions, sealing
from cases.core.allowed import ALLOWED
from cases.core.errors import NotAllowed, Refused
from cases.core.fields import sealed_columns
from cases.intake.models import Testimony
from cases.releases.models import ReleaseDraft, Series
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.integration.rights_calls import BESIDE, CALLS, ON_NO_RECORD, Given
from tests.integration.rights_world import ROLES, Relation, World, make_world, may_read, reaches, scope_of
from tests.replay import replayed


@dataclass(frozen=True)
class Outcome:
    """What came of a call: done, refused by the rights, or refused for another reason."""

    name: str


DONE, BY_RIGHTS, OTHERWISE = Outcome("done"), Outcome("refused by the rights"), Outcome("refused otherwise")


def tried(name: str, user: User, arguments: dict[str, Any]) -> Outcome:
    """Call an action and take back whatever it did."""
    stage, function = name.split(".")
    point = transaction.savepoint()
    try:
        getattr(importlib.import_module(f"cases.{stage}.actions"), function)(by=user, **arguments)
    except NotAllowed as refusal:
        return BY_RIGHTS if _of_rights(refusal) else OTHERWISE
    except (Refused, ValidationError):
        return OTHERWISE
    else:
        return DONE
    finally:
        transaction.savepoint_rollback(point)


def _of_rights(refusal: NotAllowed) -> bool:
    raised = refusal.__traceback__
    assert raised is not None
    while raised.tb_next is not None:
        raised = raised.tb_next
    code = raised.tb_frame.f_code
    return code.co_filename == permissions.__file__ or code is policies.check_is_member.__code__


def records_of(arguments: dict[str, Any]) -> list[models.Model]:
    """The records among an action's arguments; bulk actions name their testimony or witness inside."""
    found: list[models.Model] = []
    for value in arguments.values():
        for one in value if isinstance(value, list) else [value]:
            parts = vars(one).values() if is_dataclass(one) else one if isinstance(one, tuple) else [one]
            found += [part for part in parts if isinstance(part, models.Model)]
    return [row for row in found if hasattr(row, "reach") or type(row) in (Series, ReleaseDraft)]


@pytest.fixture
@replayed
def world(cast: Cast, vocabulary: VocabularyFiles) -> World:
    return make_world(cast)


def test_every_action_on_a_record_is_tried() -> None:
    """A new action is called here, or said to take no record."""
    elsewhere = {name for name in ALLOWED if name.startswith(("accounts.", "vocabulary."))}
    assert set(CALLS) | ON_NO_RECORD == set(ALLOWED) - elsewhere


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_every_action_is_refused_exactly_as_the_table_says(world: World, role: str) -> None:
    break_glass(by=world.administrator, case=world.records[Relation.OTHER][Case], reason="x")  # type: ignore[arg-type]
    actor, wrong, count = world.become(role), {}, 0
    found = [(relation, *call) for relation, every in _by_relation(world) for call in every.items()]
    for relation, name, arguments in found:
        scope, given = scope_of(ALLOWED[name], role), records_of(arguments)
        allowed = scope is not None and all(reaches(role, scope, type(row), _relation(row, relation)) for row in given)
        outcome = tried(name, actor, arguments)
        count += 1
        if (outcome is not BY_RIGHTS) != allowed:
            wrong[name, relation.name] = outcome.name
    assert wrong == {}
    assert count > 150


def _by_relation(world: World) -> Iterator[tuple[Relation, dict[str, dict[str, Any]]]]:
    """The arguments of every action that can be called with the records of a relation."""
    for relation, rows in world.records.items():
        given: Given = dict(rows)
        if Testimony in rows:
            given.setdefault(Case, rows[Testimony].case)  # type: ignore[attr-defined]
        given[GlassBreaking] = GlassBreaking.objects.filter(user=world.administrator).first()
        found = {}
        for name, arguments in CALLS.items():
            with contextlib.suppress(KeyError):  # the world has no such record in this relation
                found[name] = arguments(given)
        yield relation, found


def _relation(row: models.Model, relation: Relation) -> Relation:
    return Relation.OFFICE if type(row) in (Series, ReleaseDraft) else relation


@pytest.mark.parametrize("role", ["interviewer", "coder", "lead", "dpo", "advocacy"])
def test_no_action_takes_another_teams_record_beside_ones_own(world: World, role: str) -> None:
    """One argument of each action is exchanged for the same of another team: never done, by no role."""
    actor, wrong, count = world.become(role), {}, 0
    given = dict(_by_relation(world))
    for name, mine in given[Relation.OWN].items():
        theirs = given[Relation.OTHER].get(name)
        if theirs is None or scope_of(ALLOWED[name], role) is None:
            continue
        for swapped in (key for key, value in mine.items() if records_of({key: value})):
            count += 1
            if tried(name, actor, mine | {swapped: theirs[swapped]}) is DONE:
                wrong[name, swapped] = "done"
    for name, beside, model, more in BESIDE:
        theirs = {beside: world.records[Relation.OTHER][model]}
        if tried(name, actor, given[Relation.OWN][name] | more | theirs) is DONE:
            wrong[name, beside] = "done"
    assert wrong == {}
    assert count > 3


@pytest.mark.parametrize("role", ROLES)
def test_sealed_texts_open_exactly_as_the_table_says(world: World, role: str) -> None:
    """The last gate, whatever page asks: every sealed column of every record, in every relation."""
    actor, wrong, count = world.become(role), {}, 0
    for relation, rows in world.records.items():
        for model, row in rows.items():
            for column in sorted(sealed_columns(model)):
                section = getattr(model, "sealed_section", model.section)  # type: ignore[attr-defined]
                try:
                    sealing.open_sealed(row, column, by=actor, reason="test")
                    opened = True
                except NotAllowed:
                    opened = False
                count += 1
                if opened != may_read(role, section, model, relation):
                    wrong[model.__name__, column, relation.name] = "opened" if opened else "refused"
    assert wrong == {}
    assert count > 150
