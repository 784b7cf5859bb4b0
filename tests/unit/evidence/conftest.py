"""A file that is attached, and the folder where it lies."""

from pathlib import Path

import pytest
from django.conf import settings

from cases.casework.models import Case
from cases.evidence.actions import attach_evidence
from cases.evidence.models import EvidenceItem
from tests.conftest import Cast

CONTENT, NAME = "임금 대장 2019 — wage list".encode(), "리명화 wages.txt"


@pytest.fixture
def item(cast: Cast, case: Case) -> EvidenceItem:
    return attach_evidence(by=cast.coder, case=case, content=CONTENT, name=NAME, description="wage list of a camp")


def stored_files() -> list[Path]:
    """Everything in the evidence folder, half-written files too."""
    return [path for path in Path(settings.EVIDENCE_DIR).rglob("*") if path.is_file()]
