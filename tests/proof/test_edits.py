"""A thousand pairs of people who save one record at the same moment: no update is lost."""

import sys
import time

import pytest

from cases.casework.models import Case
from cases.intake.actions import register_source
from tests.conftest import Cast
from tests.editing import wrong_pairs

PAIRS = 1_000


@pytest.mark.django_db(transaction=True)
def test_no_update_is_lost(cast: Cast, case: Case) -> None:
    started = time.monotonic()
    source = register_source(by=cast.coder, case=case, kind="report", title="T", language="en")
    wrong = wrong_pairs(cast, source, PAIRS)
    sys.stdout.write(f"\n{PAIRS} pairs, {len(wrong)} lost updates, {time.monotonic() - started:.0f} s\n")
    assert wrong == []
