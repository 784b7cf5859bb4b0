"""The vocabulary at /staff/: found in any language, relabelled, retired; its meaning cannot be changed.

And at /glossary/: in the reader's language, found by words of any, each entry under an address of its own.
"""

import datetime as dt
import re

import pytest
from django.test import Client

from cases.releases.actions import publish_glossary, set_site
from cases.vocabulary.actions import edit_category, retire_category
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory, VocabularyVersion
from tests.conftest import Cast
from tests.sign_in import signed_in

LIST = "/staff/cases/abusecategory/"


@pytest.fixture
def staff(cast: Cast, vocabulary: VocabularyFiles) -> Client:
    return signed_in(cast.administrator)


def form(category: AbuseCategory, **changes: str) -> dict[str, str]:
    labels = {f"labels_{language}": text for language, text in category.labels.items()}
    basis = {f"legal_basis_{language}": text for language, text in category.legal_basis.items()}
    return {**basis, **labels, "valid_to": "", "replaced_by": "", **changes}


@pytest.mark.parametrize("words", ["WRK-01", "daily hours", "노동시간", "продолжительность", "사회권규약", "МПЭСКП"])
def test_code_is_found_in_any_language(staff: Client, words: str) -> None:
    answer = staff.get(LIST, {"q": words}).content.decode()
    assert "WRK-01" in answer
    assert "CTL-02" not in answer


def test_label_is_edited_and_makes_a_version(staff: Client) -> None:
    category = AbuseCategory.objects.get(code="WRK-01")
    before = VocabularyVersion.objects.count()
    answer = staff.post(f"{LIST}{category.pk}/change/", form(category, labels_ko="과도한 노동시간", code="WRK-77"))
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
    client.post(f"{LIST}{category.pk}/change/", form(category, labels_ko="다른 말"))
    category.refresh_from_db()
    assert category.labels["ko"] != "다른 말"


def test_refused_retirement_stores_no_label(staff: Client) -> None:
    """A successor of another facet is refused, and the page is whole: nothing of it is stored."""
    category, setting = AbuseCategory.objects.get(code="WRK-01"), AbuseCategory.objects.get(code="FLT-OVS")
    changes = form(category, labels_ko="다른 말", valid_to="2026-12-31", replaced_by=str(setting.pk))
    assert staff.post(f"{LIST}{category.pk}/change/", changes).status_code == 200
    category.refresh_from_db()
    assert (category.labels["ko"] != "다른 말", category.valid_to) == (True, None)


@pytest.mark.parametrize(
    ("language", "definition"),
    [("en", "Daily hours"), ("ko", "하루 노동시간이"), ("ru", "Продолжительность рабочего дня намного")],
)
def test_staff_read_the_definition_in_their_language(staff: Client, language: str, definition: str) -> None:
    category = AbuseCategory.objects.get(code="WRK-01")
    page = staff.get(f"{LIST}{category.pk}/change/", headers={"accept-language": language}).content.decode()
    shown = re.search(r'<input[^>]*name="definition_shown"[^>]*>', page)
    assert shown
    assert f'value="{definition}' in shown[0]


@pytest.fixture
def glossary(cast: Cast, vocabulary: VocabularyFiles) -> VocabularyFiles:
    set_site(by=cast.administrator, organisation="Casetracker tests", contact="office@example.org")
    publish_glossary(by=cast.lead)
    return vocabulary


def entries(client: Client, address: str) -> dict[str, str]:
    """The glossary's entries by code, each with what stands in it."""
    html = client.get(address).content.decode()
    return dict(re.findall(r'<div id="([A-Z]+-[A-Z0-9]+)"><dt>(.*?)</div>', html, re.DOTALL))


@pytest.mark.parametrize(
    ("language", "definition", "law"),
    [
        ("en", "Daily hours far over the legal limit.", "ICESCR 7(d); UDHR 24"),
        ("ko", "하루 노동시간이 법정 한도를 크게 넘는 것.", "사회권규약 제7조 (d); 세계인권선언 제24조"),
        (
            "ru",
            "Продолжительность рабочего дня намного превышает законный предел.",
            "п. «d» ст. 7 МПЭСКП; ст. 24 Всеобщей декларации прав человека",
        ),
    ],
)
def test_glossary_is_in_the_readers_language(
    client: Client, glossary: VocabularyFiles, language: str, definition: str, law: str
) -> None:
    found = entries(client, f"/{language}/glossary/")
    assert definition in found["WRK-01"]
    assert law in found["WRK-01"]
    assert [code for code, entry in found.items() if " lang=" in entry] == []


@pytest.mark.parametrize(
    "words", ["하루 노동시간이 법정", "рабочего ДНЯ намного", "세계인권선언", "Всеобщей декларации", "UDHR"]
)
def test_glossary_finds_definition_and_law_in_any_language(
    client: Client, glossary: VocabularyFiles, words: str
) -> None:
    """Whatever the language of the page."""
    found = entries(client, f"/ru/glossary/?q={words}")
    assert "WRK-01" in found
    assert "CTL-02" not in found


def test_each_entry_has_an_address(client: Client, glossary: VocabularyFiles) -> None:
    found = entries(client, "/en/glossary/")
    assert len(found) == AbuseCategory.objects.exclude(family=None).count()
    for code, entry in found.items():
        assert f'<a class="code" href="#{code}">{code}</a>' in entry
    assert "this is version 1." in client.get("/en/glossary/").content.decode()


def test_published_again_the_glossary_says_its_new_version(
    cast: Cast, client: Client, glossary: VocabularyFiles
) -> None:
    law = {"en": "UDHR 24", "ko": "세계인권선언 제24조"}
    edit_category(by=cast.administrator, category=AbuseCategory.objects.get(code="WRK-01"), legal_basis=law)
    publish_glossary(by=cast.lead)
    found = entries(client, "/ru/glossary/")
    assert "2" in client.get("/en/glossary/").content.decode().split("this is version ")[1][:2]
    assert '<span lang="en">UDHR 24</span>' in found["WRK-01"]


def test_retired_code_stays_and_is_marked(cast: Cast, client: Client, glossary: VocabularyFiles) -> None:
    category = AbuseCategory.objects.get(code="WRK-02")
    retire_category(by=cast.administrator, category=category, on=dt.date(2026, 1, 31))
    publish_glossary(by=cast.lead)
    found = entries(client, "/en/glossary/")
    assert {code for code, entry in found.items() if "retired" in entry} == {"WRK-02"}
