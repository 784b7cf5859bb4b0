"""A source and its file: both or neither; what one may not see is never told."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from cases.casework.actions import create_case
from cases.casework.models import Case
from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.models import Revision
from cases.desk.actions.sources import register_source_with_file
from cases.evidence.actions import attach_evidence
from cases.evidence.models import EvidenceItem
from cases.intake.actions import register_source
from cases.intake.models import Source
from tests.conftest import Cast

FILE = b"%PDF-1.4 an article"
DIGEST = hashlib.sha256(FILE).hexdigest()


def register(cast: Cast, case: Case, content: bytes = FILE, title: str = "An article") -> Source:
    return register_source_with_file(
        by=cast.coder, case=case, content=content, name="a.pdf", kind="press", title=title, language="en", text="words"
    )


def test_source_carries_the_hash_of_its_sealed_file(cast: Cast, case: Case) -> None:
    source = register(cast, case)
    item = EvidenceItem.objects.get()
    assert (item.source, source.sha256) == (source, DIGEST)
    assert sealing.open_sealed(item, "sha256", by=cast.coder, reason="test") == DIGEST
    assert sealing.open_sealed(source, "text", by=cast.coder, reason="test") == "words"


def test_text_is_sealed_in_the_row_and_in_its_history(cast: Cast, case: Case) -> None:
    source = register(cast, case)
    assert source.text is not None
    assert b"words" not in bytes(source.text)
    assert all(b"words" not in bytes(one.snapshot) for one in Revision.objects.filter(subject_uuid=source.pk))


@pytest.mark.parametrize("content", [b"", b"x" * 101])
def test_refused_file_leaves_no_source(cast: Cast, case: Case, settings: Settings, content: bytes) -> None:
    settings.EVIDENCE_MAX_BYTES = 100
    with pytest.raises(Refused):
        register(cast, case, content)
    assert not Source.objects.exists()
    assert not EvidenceItem.objects.exists()


def test_refused_source_leaves_no_file(cast: Cast, case: Case) -> None:
    with pytest.raises(ValidationError):
        register(cast, case, title="")
    assert not EvidenceItem.objects.exists()


def test_original_of_a_source_that_one_sees_is_named(cast: Cast, case: Case) -> None:
    known = register(cast, case)
    with pytest.raises(Refused, match=known.code) as refusal:
        register(cast, case)
    assert refusal.value.field == "file"


def test_file_attached_later_is_known_too(cast: Cast, case: Case) -> None:
    known = register_source(by=cast.coder, case=case, kind="press", title="Earlier", language="en")
    attach_evidence(by=cast.coder, case=case, source=known, content=FILE, name="b.pdf")
    with pytest.raises(Refused, match=known.code):
        register(cast, case)


def test_original_of_a_source_beyond_ones_cases_is_not_told(cast: Cast, case: Case) -> None:
    hidden = register_source_with_file(
        by=cast.coder, case=create_case(by=cast.coder, title="Hidden", slug="hidden"), content=FILE, name="a.pdf",
        kind="press", title="Hidden", language="en",
    )  # fmt: skip
    source = register_source_with_file(
        by=cast.interviewer, case=case, content=FILE, name="a.pdf", kind="press", title="Own", language="en"
    )
    assert source.evidence.count() == 1
    assert hidden.code not in str(source)


def test_advocacy_registers_without_a_file_only(cast: Cast, case: Case) -> None:
    values = {"kind": "press", "title": "x", "language": "en"}
    with pytest.raises(NotAllowed):
        register_source_with_file(by=cast.advocacy, case=case, content=FILE, name="a", **values)  # type: ignore[arg-type]
    assert register_source(by=cast.advocacy, case=case, **values).title == "x"  # type: ignore[arg-type]
