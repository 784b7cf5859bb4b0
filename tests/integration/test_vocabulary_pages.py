"""The vocabulary at /staff/: found in any language, relabelled, retired; its meaning cannot be changed."""

import pytest
from django.test import Client

from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory, VocabularyVersion
from tests.conftest import Cast
from tests.sign_in import signed_in

LIST = "/staff/cases/abusecategory/"


@pytest.fixture
def staff(cast: Cast, vocabulary: VocabularyFiles) -> Client:
    return signed_in(cast.administrator)


def form(category: AbuseCategory, **changes: str) -> dict[str, str]:
    labels = {f"label_{language}": text for language, text in category.labels.items()}
    return {"legal_basis": category.legal_basis, **labels, "valid_to": "", "replaced_by": "", **changes}


@pytest.mark.parametrize("words", ["WRK-01", "daily hours", "노동시간", "продолжительность"])
def test_code_is_found_in_any_language(staff: Client, words: str) -> None:
    answer = staff.get(LIST, {"q": words}).content.decode()
    assert "WRK-01" in answer
    assert "CTL-02" not in answer


def test_label_is_edited_and_makes_a_version(staff: Client) -> None:
    category = AbuseCategory.objects.get(code="WRK-01")
    before = VocabularyVersion.objects.count()
    answer = staff.post(f"{LIST}{category.pk}/change/", form(category, label_ko="과도한 노동시간", code="WRK-77"))
    assert answer.status_code == 302
    category.refresh_from_db()
    assert (category.labels["ko"], category.code) == ("과도한 노동시간", "WRK-01")
    assert VocabularyVersion.objects.count() == before + 1


def test_code_is_retired_with_its_successor(staff: Client) -> None:
    category, successor = AbuseCategory.objects.get(code="WRK-01"), AbuseCategory.objects.get(code="WRK-02")
    changes = form(category, valid_to="2026-12-31", replaced_by=str(successor.pk))
    assert staff.post(f"{LIST}{category.pk}/change/", changes).status_code == 302
    category.refresh_from_db()
    assert (str(category.valid_to), category.replaced_by, category.selectable) == ("2026-12-31", successor, False)


def test_coder_reads_and_changes_nothing(cast: Cast, vocabulary: VocabularyFiles) -> None:
    client = signed_in(cast.coder)
    category = AbuseCategory.objects.get(code="WRK-01")
    page = client.get(f"{LIST}{category.pk}/change/")
    assert "_save" not in page.content.decode()
    client.post(f"{LIST}{category.pk}/change/", form(category, label_ko="다른 말"))
    category.refresh_from_db()
    assert category.labels["ko"] != "다른 말"


def test_refused_retirement_stores_no_label(staff: Client) -> None:
    """A successor of another facet is refused, and the page is whole: nothing of it is stored."""
    category, setting = AbuseCategory.objects.get(code="WRK-01"), AbuseCategory.objects.get(code="FLT-OVS")
    changes = form(category, label_ko="다른 말", valid_to="2026-12-31", replaced_by=str(setting.pk))
    assert staff.post(f"{LIST}{category.pk}/change/", changes).status_code == 200
    category.refresh_from_db()
    assert (category.labels["ko"] != "다른 말", category.valid_to) == (True, None)
