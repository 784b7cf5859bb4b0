"""The words of the consent form: whole, in three languages, plain, and true to what the office promises elsewhere."""

import json
import re
from itertools import chain
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from cases.core.translated import LANGUAGES
from cases.witnesses.consent_form import VERSION, FormTexts, texts_in, texts_now
from cases.witnesses.models import Consent, Scope
from tests.conftest import Cast
from tests.sign_in import signed_in

FILES = sorted((settings.BASE_DIR / "data" / "consent").glob("form-*.json"))


def leaves(value: Any) -> list[dict[str, str]]:
    """Every text in three languages."""
    if isinstance(value, list):
        return list(chain.from_iterable(leaves(one) for one in value))
    if not isinstance(value, dict):
        return []
    if value.keys() <= set(LANGUAGES):
        return [value]
    return list(chain.from_iterable(leaves(one) for one in value.values()))


def sentences(texts: FormTexts) -> list[str]:
    found = [texts.title, texts.lead, texts.purposes_title, texts.purposes_lead, *texts.labels.values()]
    for part in texts.parts.values():
        found += [part.title, *part.lines]
    for purpose in texts.purposes:
        found += [purpose.name, purpose.means, purpose.means_not, purpose.warning]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_version_is_whole(path: Any) -> None:
    source = json.loads(path.read_text(encoding="utf-8"))
    assert path.name == f"form-{source['version']}.json"
    assert len(source["version"]) <= (Consent._meta.get_field("form_version").max_length or 0)
    assert [purpose["scope"] for purpose in source["purposes"]] == list(Scope)
    for text in leaves(source):
        assert set(text) == set(LANGUAGES)
        assert all(words.strip() == words and words for words in text.values()), text


def test_version_in_use_is_there() -> None:
    assert texts_in("en").version == VERSION
    assert f"form-{VERSION}.json" in {path.name for path in FILES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_purpose_says_what_it_means_and_what_it_does_not(language: str) -> None:
    for purpose in texts_in(language).purposes:
        assert purpose.name
        assert purpose.means
        assert purpose.means_not


def test_statistics_say_what_cannot_be_called_back_and_how_well_one_can_guess() -> None:
    """Brief 4.3, and disclosure: never “anonymous”, and the guess in plain numbers."""
    for language, called_back in (
        ("en", "cannot be called back"),
        ("ko", "거두어들일 수 없습니다"),
        ("ru", "вернуть нельзя"),
    ):
        statistics = next(one for one in texts_in(language).purposes if one.scope == "S2")
        assert called_back in statistics.warning
    assert "7 times in 10" in next(one for one in texts_in("en").purposes if one.scope == "S2").warning


@pytest.mark.parametrize(("language", "word"), [("en", "anonym"), ("ko", "익명"), ("ru", "аноним")])
def test_nothing_is_promised_to_be_anonymous(language: str, word: str) -> None:
    assert [text for text in sentences(texts_in(language)) if word in text.lower()] == []


@pytest.mark.parametrize(("before", "after"), [("S2", "S3"), ("S4", "S5")])
def test_one_yes_is_said_not_to_be_another(before: str, after: str) -> None:
    purposes = {purpose.scope: purpose for purpose in texts_in("en").purposes}
    assert "next question" in purposes[before].means_not, after


def test_scripts_are_not_mixed() -> None:
    """No Latin words in the Korean and Russian forms, but for nothing at all."""
    for language in ("ko", "ru"):
        assert [text for text in sentences(texts_in(language)) if re.search("[A-Za-z]", text)] == []


@pytest.mark.parametrize("language", ["fr", "", "ko-kp", "../../settings"])
def test_unknown_language_is_answered_in_english(language: str) -> None:
    assert texts_in(language).title == texts_in("en").title


def test_page_speaks_its_own_language() -> None:
    with translation.override("ko"):
        assert texts_now().title == texts_in("ko").title


# --- on paper ---


@pytest.mark.parametrize("asked", LANGUAGES)
@pytest.mark.parametrize("of_page", LANGUAGES)
def test_paper_is_in_the_language_asked_for_whatever_the_page_speaks(cast: Cast, asked: str, of_page: str) -> None:
    client = signed_in(cast.interviewer)
    answer = client.get("/staff/consent-form/", {"language": asked}, headers={"accept-language": of_page})
    text = answer.content.decode()
    assert f'<article class="consent-sheet" lang="{asked}">' in text
    assert texts_in(asked).title in text
    assert all(purpose.name in text for purpose in texts_in(asked).purposes)
    assert text.count('class="sheet-purpose"') == len(Scope)
    assert "style=" not in text


def test_paper_without_a_language_is_in_the_page_s_own(cast: Cast) -> None:
    answer = signed_in(cast.dpo).get("/staff/consent-form/", {"language": "<b>"}, headers={"accept-language": "ru"})
    assert 'lang="ru">' in answer.content.decode()


def test_paper_is_not_for_the_administrator_or_strangers(cast: Cast, client: Client) -> None:
    assert signed_in(cast.administrator).get("/staff/consent-form/").status_code == 404
    assert client.get("/staff/consent-form/").status_code == 302
