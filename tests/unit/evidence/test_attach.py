"""A file that is taken in lies sealed under a name that says nothing, or is not there at all."""

import errno
import hashlib
import os
from typing import Any

import pytest
from pytest_django import Settings

from cases.casework.actions import create_case, edit_case
from cases.casework.models import Case
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.evidence.actions import attach_evidence, check_size_text, open_evidence
from cases.evidence.models import CustodyEvent, EvidenceItem
from cases.intake.actions import register_source
from cases.intake.models import Testimony
from tests.conftest import Cast
from tests.unit.evidence.conftest import CONTENT, NAME, stored_files

DIGEST = hashlib.sha256(CONTENT).hexdigest()


def nothing_was_kept() -> bool:
    return not EvidenceItem.objects.exists() and not CustodyEvent.objects.exists() and stored_files() == []


def test_attached_file_is_sealed_on_disk(item: EvidenceItem) -> None:
    """One age file; neither content, name nor hash stand in it or in its path."""
    (path,) = stored_files()
    sealed = path.read_bytes()
    assert sealed.startswith(b"age-encryption.org/v1")
    assert path.name == item.storage_name
    for mark in (CONTENT, CONTENT[:12], NAME.encode(), DIGEST.encode(), bytes.fromhex(DIGEST)):
        assert mark not in sealed
    assert DIGEST not in str(path)


def test_attached_file_is_for_its_owner_only(item: EvidenceItem) -> None:
    (path,) = stored_files()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_row_says_nothing_in_clear(item: EvidenceItem) -> None:
    """Kind and size are open; name, hash and description are sealed."""
    row = EvidenceItem.objects.values().get(pk=item.pk)
    clear = " ".join(str(value) for value in row.values() if not isinstance(value, bytes))
    for mark in (NAME, DIGEST, "wage list"):
        assert mark not in clear
    assert (item.media_type, item.size) == ("text/plain", len(CONTENT))
    assert sealing.open_text(item, "sha256") == DIGEST
    assert sealing.open_text(item, "original_name") == NAME


def test_storage_name_tells_nobody_what_is_held(cast: Cast, case: Case, item: EvidenceItem) -> None:
    """The same file has another name in another case, so that the name answers no question without the key."""
    other_case = create_case(by=cast.coder, title="Other", slug="other")
    other = attach_evidence(by=cast.coder, case=other_case, content=CONTENT, name=NAME)
    assert len({item.storage_name, other.storage_name, DIGEST}) == 3


def test_equal_files_of_one_case_are_stored_once(cast: Cast, case: Case, item: EvidenceItem) -> None:
    """Two records, one file; both open."""
    again = attach_evidence(by=cast.coder, case=case, content=CONTENT, name="other name")
    assert again.pk != item.pk
    assert len(stored_files()) == 1
    assert open_evidence(by=cast.coder, item=again, reason="compare") == CONTENT


def test_attaching_leaves_custody_and_an_event_without_content(cast: Cast, item: EvidenceItem) -> None:
    event = AuditEvent.objects.latest("seq")
    assert (event.action, event.actor_uuid) == ("evidence.attach_evidence", cast.coder.pk)
    for mark in (NAME, "wage", DIGEST, item.storage_name):
        assert mark not in event.body
    (custody,) = item.custody.all()
    assert (custody.number, custody.step, custody.by) == (1, "received", cast.coder)


def test_a_persons_file_is_sealed_by_their_own_key(cast: Cast, case: Case, testimony: Testimony) -> None:
    """So that it can be made unreadable alone."""
    own = attach_evidence(by=cast.interviewer, case=case, testimony=testimony, content=CONTENT, name=NAME)
    assert own.key_owner() == testimony.witness.key_owner()  # type: ignore[union-attr]
    assert own.storage_name == sealing.keyed_name(own.key_owner(), DIGEST.encode())
    assert own.storage_name != sealing.keyed_name(case.key_owner(), DIGEST.encode())


@pytest.mark.parametrize("size", [0, 11])
def test_empty_and_too_large_are_refused(cast: Cast, case: Case, settings: Settings, size: int) -> None:
    settings.EVIDENCE_MAX_BYTES = 10
    with pytest.raises(Refused):
        attach_evidence(by=cast.coder, case=case, content=b"x" * size, name=NAME)
    assert nothing_was_kept()


def test_largest_and_smallest_are_taken(cast: Cast, case: Case, settings: Settings) -> None:
    settings.EVIDENCE_MAX_BYTES = 10
    for size in (1, 10):
        attach_evidence(by=cast.coder, case=case, content=b"x" * size, name=NAME)
    assert EvidenceItem.objects.count() == 2


def test_too_large_says_both_sizes() -> None:
    """Rounded up: "25 MB; up to 25 MB" would be no explanation."""
    text = check_size_text(25 * 2**20 + 1)
    assert "26 MB" in text
    assert "25 MB" in text


@pytest.mark.parametrize("broken", ["fsync", "open", "rename"])
def test_disk_that_fails_leaves_no_file_and_no_row(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """Full while written, flushed or renamed: one sentence, and the half file is taken away."""

    def full(*_args: Any, **_kwargs: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    start = AuditEvent.objects.latest("seq").seq
    monkeypatch.setattr(os, broken, full)
    with pytest.raises(Refused, match="disk is full"):
        attach_evidence(by=cast.coder, case=case, content=CONTENT, name=NAME)
    monkeypatch.undo()
    assert nothing_was_kept()
    assert [event.action for event in AuditEvent.objects.filter(seq__gt=start)] == ["evidence.attach_evidence.refused"]
    assert attach_evidence(by=cast.coder, case=case, content=CONTENT, name=NAME).size == len(CONTENT)


def test_wrong_original_of_a_source_is_refused(cast: Cast, case: Case) -> None:
    """The source's hash was recorded at intake: no other file can be passed off as its original."""
    source = register_source(by=cast.coder, case=case, kind="press", title="A", language="en", sha256=DIGEST)
    with pytest.raises(Refused, match=source.code):
        attach_evidence(by=cast.coder, case=case, source=source, content=CONTENT + b" ", name=NAME)
    assert nothing_was_kept()
    assert attach_evidence(by=cast.coder, case=case, source=source, content=CONTENT, name=NAME).source == source


def test_record_of_another_case_is_refused(cast: Cast, case: Case, testimony: Testimony) -> None:
    """Neither its testimony nor its source, even for one who works in both cases."""
    other = create_case(by=cast.coder, title="Other", slug="other")
    source = register_source(by=cast.coder, case=case, kind="press", title="A", language="en")
    for record in ({"testimony": testimony}, {"source": source}):
        with pytest.raises(Refused, match="another case"):
            attach_evidence(by=cast.coder, case=other, content=CONTENT, name=NAME, **record)
    assert nothing_was_kept()


def test_strangers_are_refused(cast: Cast, case: Case) -> None:
    """One with the role but not on the team, and one on the team without the role."""
    for person in (cast.stranger, cast.legal):
        with pytest.raises(NotAllowed):
            attach_evidence(by=person, case=case, content=CONTENT, name=NAME)
    assert nothing_was_kept()


def test_closed_case_takes_nothing_in(cast: Cast, case: Case) -> None:
    closed = edit_case(by=cast.coder, case=case, status="closed")
    with pytest.raises(Refused, match="closed"):
        attach_evidence(by=cast.coder, case=closed, content=CONTENT, name=NAME)
    assert nothing_was_kept()
