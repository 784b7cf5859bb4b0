"""Suite ``coding`` of the bench: it measures a page that works, in a text of the size that it names."""

import pytest
from django.test import Client

from cases.casework.models import Case
from cases.coding.models import Act
from cases.management.bench import coding, coding_pages, staff_records
from cases.management.commands import bench
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast


def test_the_command_knows_it() -> None:
    assert bench.SUITES["coding"] is coding.measure


def test_the_text_has_its_size_and_room_for_every_passage() -> None:
    text = coding_pages.text()
    assert coding_pages.LENGTH - 200 <= len(text.encode()) <= coding_pages.LENGTH
    assert text.count(f"day {3 * (coding.MANY - 1):04} we worked") == 1


def test_page_and_press_are_measured(
    client: Client, cast: Cast, case: Case, vocabulary: VocabularyFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    roles = {role: getattr(cast, role) for role in ("interviewer", "coder")}
    monkeypatch.setattr(staff_records, "staff", lambda: roles)
    told = coding_pages.testimony(case, 30)
    found = coding_pages.measured(client, told, 2)
    assert Act.objects.count() == 30 + 2
    assert found["page"] > 0 < found["press"]


def test_a_press_that_is_refused_is_no_measurement(
    client: Client, cast: Cast, case: Case, vocabulary: VocabularyFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    roles = {role: getattr(cast, role) for role in ("interviewer", "coder")}
    monkeypatch.setattr(staff_records, "staff", lambda: roles)
    told = coding_pages.testimony(case, 1)
    monkeypatch.setattr(coding_pages, "_press", lambda *_args: {"code": "XXX-01"})
    with pytest.raises(RuntimeError, match="does not work"):
        coding_pages.measured(client, told, 1)
