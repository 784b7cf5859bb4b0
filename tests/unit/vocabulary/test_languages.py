"""The files of data/vocabulary say the same in English, Korean and Russian, as far as a test can tell."""

import re
from collections.abc import Iterator, Mapping

import pytest

from cases.core.translated import LANGUAGES
from cases.vocabulary.loading import VocabularyFiles

ABBREVIATIONS = {"ko": {"ILO", "IT", "OHCHR", "P029", "UNGP", "WGAD"}, "ru": {"P029"}}
"""What is written in Latin letters in that language too."""


def texts(files: VocabularyFiles, name: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Code and words of every text of this name that is there in English."""
    lines = [*files.categories, *files.sectors]
    return ((line["code"], line[name]) for line in lines if line.get(name))


def numbers(text: str) -> list[int]:
    return sorted(int(digits) for digits in re.findall(r"[0-9]+", text))


def points(text: str) -> list[str]:
    """The letters of points, “(d)” or “«d»”."""
    return sorted(re.findall(r"[(«]([a-z])[)»]", text))


@pytest.mark.parametrize("name", ["labels", "definition", "interview_signs", "legal_basis"])
def test_texts_are_there_in_every_language(all_files: VocabularyFiles, name: str) -> None:
    found = list(texts(all_files, name))
    assert len(found) > 75
    assert [code for code, words in found if set(words) != set(LANGUAGES)] == []


@pytest.mark.parametrize("name", ["labels", "definition", "interview_signs", "legal_basis"])
def test_letters_are_those_of_the_language(all_files: VocabularyFiles, name: str) -> None:
    """Hangul in Korean, Cyrillic in Russian; no word was left in English, no letter comes from another alphabet."""
    for code, words in texts(all_files, name):
        assert re.search("[가-힣]", words["ko"]), code
        assert re.search("[а-я]", words["ru"]), code
        assert not re.search("[А-яёЁ]", words["ko"]), code
        assert not re.search("[가-힣]", words["ru"]), code
        for language, allowed in ABBREVIATIONS.items():
            assert set(re.findall("[A-Za-z][A-Za-z0-9]+", words[language])) <= allowed, code


def test_law_names_the_same_articles(all_files: VocabularyFiles) -> None:
    """Numbers of instruments, articles and paragraphs, and the letters of points."""
    for code, words in texts(all_files, "legal_basis"):
        assert numbers(words["en"]) == numbers(words["ko"]) == numbers(words["ru"]), code
        assert points(words["en"]) == points(words["ko"]) == points(words["ru"]), code


def test_law_names_as_many_instruments(all_files: VocabularyFiles) -> None:
    for code, words in texts(all_files, "legal_basis"):
        assert words["en"].count(";") == words["ko"].count(";") == words["ru"].count(";"), code


def test_signs_are_as_many(all_files: VocabularyFiles) -> None:
    """Parted by semicolons, in each language; what is asked in one is asked in the others."""
    for code, words in texts(all_files, "interview_signs"):
        for mark in ";?":
            assert words["en"].count(mark) == words["ko"].count(mark) == words["ru"].count(mark), code
        assert numbers(words["en"]) == numbers(words["ko"]) == numbers(words["ru"]), code


def test_signs_do_not_probe(all_files: VocabularyFiles) -> None:
    """Where the English says what not to ask, the others forbid it too."""
    signs = dict(texts(all_files, "interview_signs"))
    forbidding = {code for code, words in signs.items() if "do not" in words["en"].casefold()}
    assert forbidding == {"HLT-05", "SGB-01"}
    for code in forbidding:
        assert "말 것" in signs[code]["ko"]
        assert re.search(r"\b[нН]е [а-я]+ть\b", signs[code]["ru"])


def test_definitions_hold_the_same_numbers(all_files: VocabularyFiles) -> None:
    for code, words in texts(all_files, "definition"):
        assert numbers(words["en"]) == numbers(words["ko"]) == numbers(words["ru"]), code


def test_definitions_end_as_sentences(all_files: VocabularyFiles) -> None:
    """And none holds a space too many, or quotes of another language."""
    for code, words in texts(all_files, "definition"):
        for text in words.values():
            assert text.endswith("."), code
            assert text == " ".join(text.split()), code
        assert '"' not in words["ru"] + words["ko"], code


def test_equal_laws_are_translated_equally(all_files: VocabularyFiles) -> None:
    """The same English words are the same in Korean and in Russian, under whatever code they stand."""
    for name in ("definition", "legal_basis"):
        seen: dict[str, Mapping[str, str]] = {}
        for code, words in texts(all_files, name):
            assert seen.setdefault(words["en"], words) == words, code
