"""Every write: the right is checked, all of it or nothing is stored, and one event at the end says so."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.accounts.models import User
from cases.casework.actions import create_case, edit_case
from cases.casework.models import Case
from cases.core import audit, permissions
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, CodeCounter, Revision
from cases.core.permissions import Role
from cases.core.records import action, fill, locked, open_for_action, remove, write
from cases.core.rights import everywhere
from cases.witnesses.actions import register_witness
from cases.witnesses.models import Group, Witness
from tests.conftest import Cast
from tests.unit.core.threads import at_once


@action
def add_group(*, by: User, case: Case, fault: Exception | None = None, reason: str = "") -> Group:
    """An action of the simplest kind, which can fail after it wrote."""
    group = write(Group(case=case))
    if fault is not None:
        raise fault
    return group


@action
def add_two(*, by: User, case: Case, inner_by: User | None = None) -> None:
    """An action that writes before, between and after two others."""
    fill(case, {"family": "before"})
    write(case)
    add_group(by=inner_by or by, case=case)
    add_group(by=inner_by or by, case=case)
    fill(case, {"family": "after"})
    write(case)


@action
def go_on_after_refusal(*, by: User, case: Case) -> None:
    """An action that goes on when one that it called refuses half way."""
    try:
        add_group(by=by, case=case, fault=Refused("not this one"))
    except Refused:
        fill(case, {"family": "went on"})
        write(case)


@action
def read_note(*, by: User, witness: Witness, refuse: bool = False) -> str | None:
    text = open_for_action(witness, "note")
    if refuse:
        raise Refused("seen, but no")
    return text


@action
def drop_group(*, by: User, group: Group) -> None:
    remove(group, fields=["description"])


@pytest.fixture(autouse=True)
def _rights(monkeypatch: pytest.MonkeyPatch) -> None:
    """The coder holds the actions of this file; the lead holds the outer one only."""
    for name in ("add_group", "go_on_after_refusal", "read_note", "drop_group"):
        monkeypatch.setitem(permissions.ALLOWED, f"unit.{name}", everywhere(Role.CODER))
    monkeypatch.setitem(permissions.ALLOWED, "unit.add_two", everywhere(Role.CODER, Role.LEAD))


@pytest.fixture
def start(case: Case) -> int:
    """Where the chain stands before the test acts."""
    return AuditEvent.objects.latest("seq").seq


def events(start: int) -> list[str]:
    return list(AuditEvent.objects.filter(seq__gt=start).values_list("action", flat=True))


def test_write_outside_an_action_is_an_error(case: Case) -> None:
    with pytest.raises(RuntimeError):
        write(Group(case=case))
    with pytest.raises(RuntimeError):
        remove(case, fields=[])
    assert not Group.objects.exists()
    assert Case.objects.exists()


def test_write_after_an_action_is_an_error(cast: Cast, case: Case) -> None:
    """Neither a finished nor a failed action leaves the door open."""
    add_group(by=cast.coder, case=case)
    with pytest.raises(KeyError):
        add_group(by=cast.coder, case=case, fault=KeyError())
    with pytest.raises(RuntimeError):
        write(Group(case=case))


def test_action_without_the_right(cast: Cast, case: Case, start: int) -> None:
    """Nothing is stored but the refusal: who tried what on which record, and why."""
    with pytest.raises(NotAllowed, match="coder"):
        add_group(by=cast.legal, case=case, reason="curious")
    assert not Group.objects.exists()
    event = AuditEvent.objects.get(seq__gt=start)
    assert (event.action, event.actor_uuid, event.subject_uuid) == ("unit.add_group.refused", cast.legal.pk, case.pk)
    assert json.loads(event.body)["reason"] == "curious"


@pytest.mark.parametrize("fault", [Refused("no"), ValidationError("no"), ZeroDivisionError()], ids=lambda f: type(f))
def test_action_that_fails_half_way(cast: Cast, case: Case, start: int, fault: Exception) -> None:
    """No row, no revision, no number used up, and no event of success; a refusal leaves its own event."""
    revisions, counters = Revision.objects.count(), list(CodeCounter.objects.values())
    with pytest.raises(type(fault)):
        add_group(by=cast.coder, case=case, fault=fault)
    assert not Group.objects.exists()
    assert Revision.objects.count() == revisions
    assert list(CodeCounter.objects.values()) == counters
    assert events(start) == (["unit.add_group.refused"] if isinstance(fault, Refused) else [])


def test_action_whose_event_cannot_be_written(
    cast: Cast, case: Case, start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No write without its event."""

    def fail(*_entries: audit.Entry) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(audit, "append", fail)
    with pytest.raises(OSError, match="disk full"):
        add_group(by=cast.coder, case=case)
    assert not Group.objects.exists()


def test_nested_actions_have_one_event_each_after_all_writes(
    cast: Cast, case: Case, start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chain is locked once, when nothing is left to write."""
    state_when_locked = []
    append = audit.append

    def watched(*entries: audit.Entry) -> None:
        state_when_locked.append((Case.objects.get(pk=case.pk).family, Group.objects.count()))
        append(*entries)

    monkeypatch.setattr(audit, "append", watched)
    add_two(by=cast.coder, case=case)
    assert state_when_locked == [("after", 2)]
    assert events(start) == ["unit.add_group", "unit.add_group", "unit.add_two"]


def test_nested_action_without_the_right_undoes_the_outer_one(cast: Cast, case: Case, start: int) -> None:
    """One refusal, for what the person started."""
    with pytest.raises(NotAllowed):
        add_two(by=cast.lead, case=case)
    assert Case.objects.get(pk=case.pk).family == ""
    assert events(start) == ["unit.add_two.refused"]


def test_nested_action_that_fails_and_is_caught_stores_nothing(cast: Cast, case: Case, start: int) -> None:
    """What it had written goes with it: a row without an event must not be possible."""
    go_on_after_refusal(by=cast.coder, case=case)
    assert Case.objects.get(pk=case.pk).family == "went on"
    assert not Group.objects.exists()
    assert events(start) == ["unit.go_on_after_refusal"]


def test_event_names_records_and_fields_without_content(cast: Cast, case: Case, start: int) -> None:
    edit_case(by=cast.coder, case=case, title="Logging camp", family="forest")
    event = AuditEvent.objects.get(seq__gt=start)
    assert (event.subject_label, event.subject_uuid, event.actor_uuid) == ("case", case.pk, cast.coder.pk)
    assert json.loads(event.body)["records"] == [["case", str(case.pk), ["family", "title"]]]
    assert "Logging" not in event.body


def test_unchanged_write_leaves_no_trace(cast: Cast, case: Case, start: int) -> None:
    revisions = Revision.objects.count()
    edit_case(by=cast.coder, case=case, title=case.title)
    assert events(start) == []
    assert Revision.objects.count() == revisions


def test_invalid_row_is_not_stored(cast: Cast, case: Case, start: int) -> None:
    """Field and constraint both speak before the database does."""
    for wrong in ({"slug": "Not A Slug"}, {"status": "lost"}, {"title": "x" * 201}):
        values: dict[str, Any] = {"title": "A", "slug": "a"} | wrong
        with pytest.raises(ValidationError):
            create_case(by=cast.coder, **values)
    assert Case.objects.get() == case
    assert events(start) == []


def test_open_for_action_is_named_in_the_event(cast: Cast, case: Case) -> None:
    """A reading is an event although nothing was written, also when the action refuses afterwards."""
    witness = register_witness(by=cast.interviewer, case=case, note="밤에만")
    for refuse, name in ((False, "unit.read_note"), (True, "unit.read_note.refused")):
        try:
            assert read_note(by=cast.coder, witness=witness, refuse=refuse) == "밤에만"
        except Refused:
            assert refuse
        event = AuditEvent.objects.latest("seq")
        assert event.action == name
        assert json.loads(event.body)["fields"] == ["witness.note"]


def test_remove_leaves_history_and_event(cast: Cast, case: Case, start: int) -> None:
    group = add_group(by=cast.coder, case=case)
    uuid = group.pk
    drop_group(by=cast.coder, group=group)
    assert not Group.objects.exists()
    assert list(Revision.objects.filter(subject_uuid=uuid).values_list("number", flat=True)) == [2, 1]
    event = AuditEvent.objects.latest("seq")
    assert (event.action, event.subject_uuid) == ("unit.drop_group", uuid)


def test_locked_gives_the_row_as_it_stands_now(cast: Cast, case: Case) -> None:
    edit_case(by=cast.coder, case=case, title="New title")
    with transaction.atomic():
        assert case.title != locked(case).title == "New title"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_codes_are_unique_under_four_threads(cast: Cast, case: Case) -> None:
    """And without a gap: a number is given out with its row."""

    def register() -> None:
        for _ in range(4):
            register_witness(by=cast.interviewer, case=case)

    at_once(*[register] * 4)
    codes = sorted(Witness.objects.values_list("code", flat=True))
    assert codes == [f"W-{number:03}" for number in range(1, 17)]
    assert list(audit.problems()) == []
