"""An original is opened with a reason, by the team, as it was taken in; each time is a link of its custody."""

import json

import pyrage
import pytest

from cases.casework.models import Case
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.evidence.actions import attach_evidence, open_evidence
from cases.evidence.models import EvidenceItem
from tests.conftest import Cast
from tests.unit.core.threads import at_once
from tests.unit.evidence.conftest import CONTENT, NAME, stored_files


def custody(item: EvidenceItem) -> list[str]:
    return list(item.custody.order_by("number").values_list("step", flat=True))


def is_unbroken(item: EvidenceItem) -> bool:
    """Recomputed from what the database holds: every hash, each over the one before, numbers without a gap."""
    prev = ""
    for number, event in enumerate(item.custody.order_by("number"), start=1):
        if (event.number, event.prev_hash, event.hash) != (number, prev, event.computed_hash()):
            return False
        prev = event.hash
    return True


def test_open_gives_the_original(cast: Cast, item: EvidenceItem) -> None:
    assert open_evidence(by=cast.legal, item=item, reason="legal opinion") == CONTENT


def test_open_adds_to_custody_and_names_the_reason(cast: Cast, item: EvidenceItem) -> None:
    open_evidence(by=cast.legal, item=item, reason="legal opinion")
    assert custody(item) == ["received", "opened"]
    assert item.custody.get(number=2).by == cast.legal
    event = AuditEvent.objects.latest("seq")
    assert (event.action, event.subject_uuid) == ("evidence.open_evidence", item.pk)
    assert json.loads(event.body)["reason"] == "legal opinion"
    assert NAME not in event.body


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_open_without_a_reason_is_refused(cast: Cast, item: EvidenceItem, reason: str) -> None:
    with pytest.raises(Refused, match="Say why"):
        open_evidence(by=cast.legal, item=item, reason=reason)
    assert custody(item) == ["received"]


def test_stranger_does_not_open(cast: Cast, item: EvidenceItem) -> None:
    """The attempt stands in the chain."""
    with pytest.raises(NotAllowed):
        open_evidence(by=cast.stranger, item=item, reason="curious")
    assert custody(item) == ["received"]
    event = AuditEvent.objects.latest("seq")
    assert (event.action, event.actor_uuid) == ("evidence.open_evidence.refused", cast.stranger.pk)


@pytest.mark.parametrize("position", [0, 100, -1], ids=["header", "key", "content"])
def test_altered_file_is_refused(cast: Cast, item: EvidenceItem, position: int) -> None:
    (path,) = stored_files()
    altered = bytearray(path.read_bytes())
    altered[position] ^= 1
    path.write_bytes(altered)
    with pytest.raises(Refused, match="restore it from the backup"):
        open_evidence(by=cast.coder, item=item, reason="x")
    assert custody(item) == ["received"]


@pytest.mark.parametrize("length", [0, 10, 150, -1])
def test_cut_file_is_refused(cast: Cast, item: EvidenceItem, length: int) -> None:
    (path,) = stored_files()
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(Refused, match="restore it from the backup"):
        open_evidence(by=cast.coder, item=item, reason="x")


def test_replaced_file_is_refused(cast: Cast, item: EvidenceItem) -> None:
    """It opens with the right key, and is still not the one that was taken in: its hash says so."""
    (path,) = stored_files()
    identity = sealing.evidence_identity(item.key_owner())
    path.write_bytes(pyrage.encrypt(CONTENT + b" and more", [identity.to_public()]))
    with pytest.raises(Refused, match="not the one that was taken in"):
        open_evidence(by=cast.coder, item=item, reason="x")
    assert custody(item) == ["received"]


def test_swapped_files_are_refused(cast: Cast, case: Case, item: EvidenceItem) -> None:
    """Both are whole files of the same case under each other's name."""
    other = attach_evidence(by=cast.coder, case=case, content=b"other", name="other")
    one, two = stored_files()
    contents = one.read_bytes(), two.read_bytes()
    two.write_bytes(contents[0])
    one.write_bytes(contents[1])
    for swapped in (item, other):
        with pytest.raises(Refused):
            open_evidence(by=cast.coder, item=swapped, reason="x")


def test_missing_file_is_refused(cast: Cast, item: EvidenceItem) -> None:
    stored_files()[0].unlink()
    with pytest.raises(Refused, match="missing"):
        open_evidence(by=cast.coder, item=item, reason="x")
    assert custody(item) == ["received"]


def test_custody_recomputes(cast: Cast, item: EvidenceItem) -> None:
    for person in (cast.coder, cast.legal, cast.dpo):
        open_evidence(by=person, item=item, reason="x")
    assert item.custody.count() == 4
    assert is_unbroken(item)


@pytest.mark.parametrize("field", ["item_id", "number", "step", "by_id", "at", "prev_hash"])
def test_custody_hash_covers_every_field(cast: Cast, case: Case, item: EvidenceItem, field: str) -> None:
    open_evidence(by=cast.legal, item=item, reason="x")
    other = attach_evidence(by=cast.coder, case=case, content=b"other", name="other")
    event, elsewhere = item.custody.get(number=2), other.custody.get()
    setattr(event, field, getattr(elsewhere, field))
    assert event.computed_hash() != event.hash


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_custody_is_one_line_when_four_open_at_once(cast: Cast, item: EvidenceItem) -> None:
    people = [cast.coder, cast.legal, cast.dpo, cast.lead]
    contents = at_once(*(lambda by=by: open_evidence(by=by, item=item, reason="x") for by in people))
    assert contents == [CONTENT] * 4
    assert item.custody.count() == 5
    assert is_unbroken(item)
