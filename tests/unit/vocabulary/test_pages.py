"""The staff page of a category: its signs in three languages, and that two of them came as drafts."""

import pytest
from django.test import Client

from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast
from tests.sign_in import signed_in

SIGNS = {"en": "Start, end, breaks", "ko": "시작, 끝, 쉬는 시간", "ru": "Начало, конец, перерывы"}


@pytest.fixture
def staff(cast: Cast, loaded: VocabularyFiles) -> Client:
    return signed_in(cast.administrator)


def address() -> str:
    return f"/staff/cases/abusecategory/{AbuseCategory.objects.get(code='WRK-01').pk}/change/"


def test_signs_are_edited_and_shown(staff: Client) -> None:
    typed = {f"interview_signs_{language}": f" {text} " for language, text in SIGNS.items()}
    answer = staff.post(address(), {"labels_en": "label of WRK-01", "valid_to": "", "replaced_by": "", **typed})
    assert answer.status_code == 302
    assert AbuseCategory.objects.get(code="WRK-01").interview_signs == SIGNS
    page = staff.get(address()).content.decode()
    for text in SIGNS.values():
        assert f'value="{text}"' in page


def test_translated_texts_are_marked_as_drafts(staff: Client) -> None:
    """At the definition, the signs and the law."""
    assert staff.get(address()).content.decode().count("native review needed") == 3
