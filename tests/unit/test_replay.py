"""A fixture that is put back leaves the same database as one that is built, and is put back only where it was built."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cases.accounts.models import User
from cases.casework.actions import create_case, edit_case, set_case_members
from cases.casework.models import Case
from cases.core import audit, keyring, sealing
from cases.core.errors import Refused
from cases.evidence.actions import attach_evidence, open_evidence
from cases.evidence.models import EvidenceItem
from cases.witnesses.actions import edit_witness, register_witness
from cases.witnesses.models import Witness
from tests import replay
from tests.conftest import Cast
from tests.replay import replayed

NOTE = "밤에만 전화할 것"


@dataclass(frozen=True)
class Told:
    """What the story made, and somebody who was there before."""

    second: Case
    other: Witness
    item: EvidenceItem
    coder: User


Story = Callable[..., Told]


@pytest.fixture
def built() -> list[str]:
    """A line for each time that the story was built and not put back."""
    return []


@pytest.fixture
def story(cast: Cast, case: Case, witness: Witness, built: list[str]) -> Story:
    """Something that adds, changes and removes rows, makes keys and writes a file; each test has a new one."""

    @replayed
    def told(*, cast: Cast, case: Case, witness: Witness) -> Told:
        built.append("story")
        edit_witness(by=cast.interviewer, witness=witness, note=NOTE)
        set_case_members(by=cast.coder, case=case, users=[cast.interviewer])
        second = create_case(by=cast.coder, title="Second", slug="second")
        other = register_witness(by=cast.coder, case=second, sex="female", note=NOTE)
        item = attach_evidence(by=cast.coder, case=case, content=b"wages", name="wages.txt", description="a list")
        return Told(second, other, item, cast.coder)

    return lambda: told(cast=cast, case=case, witness=witness)


@contextmanager
def undone() -> Iterator[None]:
    """As at the end of a test, what happens inside is gone afterwards: rows, files and open keys."""
    state, point = replay._state, transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)
    shutil.rmtree(settings.EVIDENCE_DIR, ignore_errors=True)
    keyring.lock()
    replay._state = state


def everything() -> tuple[dict[str, set[replay.Row]], dict[Path, bytes]]:
    """Every row by table, in no order, and every file."""
    return {table: set(rows) for table, rows in replay.contents().items()}, replay._files()


def test_rows_and_files_are_those_of_the_built_one(story: Story, built: list[str]) -> None:
    """Table by table, keys and moments too."""
    before = everything()
    with undone():
        first = story()
        rows, files = everything()
    assert everything() == before
    again = story()
    replayed_rows, replayed_files = everything()
    for table, expected in rows.items():
        assert replayed_rows[table] == expected, table
    assert replayed_files == files
    assert again == first
    assert built == ["story"]
    changed = {table for table in rows if rows[table] != before[0][table]}
    assert {'"cases_casemember"', '"cases_witness"', '"cases_codecounter"', '"cases_datakey"'} <= changed
    assert before[0]['"cases_casemember"'] - rows['"cases_casemember"']  # a row went
    assert len(files) == 1


def test_life_goes_on_after_it(cast: Cast, case: Case, story: Story) -> None:
    """Sealed texts and files open, the chain holds, and new rows get numbers and keys that nobody has."""
    with undone():
        story()
    told = story()
    assert sealing.open_text(Witness.objects.get(pk=told.other.pk), "note") == NOTE
    assert open_evidence(by=cast.coder, item=told.item, reason="to read it") == b"wages"
    third = create_case(by=cast.coder, title="Third", slug="third")
    assert third.code not in {case.code, told.second.code}
    register_witness(by=cast.coder, case=third, note="x")
    assert list(audit.problems()) == []


def test_result_is_new_each_time_and_knows_what_was_there(cast: Cast, story: Story) -> None:
    with undone():
        story().second.title = "spoilt by one test"
    with undone():
        told = story()
        told.item.code = "spoilt too"
    last = story()
    assert last.second.title == "Second"
    assert last.item.code != "spoilt too"
    assert last.second is not told.second
    assert last.coder is cast.coder
    assert last.other.case is last.second


@pytest.mark.parametrize("kind", ["action", "row", "rolled back"])
def test_another_database_is_built(cast: Cast, case: Case, story: Story, built: list[str], kind: str) -> None:
    """One write in between is enough, also one that the audit chain does not know, or that was taken back."""
    with undone():
        story()
    if kind == "action":
        edit_case(by=cast.coder, case=case, title="Other title")
    elif kind == "row":
        Case.objects.filter(pk=case.pk).update(title="Other title")
    else:
        point = transaction.savepoint()
        edit_case(by=cast.coder, case=case, title="Other title")
        transaction.savepoint_rollback(point)
    told = story()
    assert built == ["story", "story"]
    assert Case.objects.get(pk=case.pk).title == ("Workers sent abroad" if kind == "rolled back" else "Other title")
    assert told.second.code != case.code


def test_another_day_is_built(story: Story, built: list[str]) -> None:
    """Consent and risk are given today."""
    with undone():
        story()
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)), undone():
        story()
    assert built == ["story", "story"]


def test_nothing_is_put_back_after_something_that_is_not_known(story: Story, built: list[str]) -> None:
    """The second of two fixtures is put back only after the first one was."""
    second = replayed(lambda: built.append("second"))
    with undone():
        story()
        second()
    with undone():
        story()
        second()
    assert built == ["story", "second"]
    with undone():
        second()
    assert built == ["story", "second", "second"]


def test_fixture_that_fails_is_not_remembered(cast: Cast, built: list[str]) -> None:
    @replayed
    def broken() -> None:
        built.append("broken")
        create_case(by=cast.coder, title="Half", slug="half")
        raise Refused

    for _time in range(2):
        with undone(), pytest.raises(Refused):
            broken()
    assert built == ["broken", "broken"]
