"""A name of the records is found in a text in whatever script, case, spacing and declension it is written there."""

import csv

import pytest
from django.conf import settings

from cases.releases.quotes.people import Names
from cases.releases.quotes.texts import Text

OWN = Names(["김철수", "Natalya Ivanova", "Jin"], ["Mokran Trading Company", "Captain Pak", "the company, three men"])
RECORDED = {
    "hangul": Names(["김철수"]), "latin": Names(["Kim Chol Su"]), "cyrillic": Names(["Ким Чхоль Су"]),
}  # fmt: skip


def found(names: Names, typed: str) -> list[str]:
    text = Text(typed)
    return [text.typed_at(*span) for span in names.found(text)]


EVASIONS = [
    "김철수가 왔다", "철수는 갔다", "철 수는 갔다", "김 철 수", "저는김철수입니다", "철수야", "김 철수의 여권", "김·철·수",
    "Kim Chol Su said", "kim chol su", "KIM CHOLSU", "Kim Chol-su's bed", "Chol-su went", "Kim Cheol-soo", "Gim Cheolsu", "chol su kim",
    "Ким Чхоль Су сказал", "Кима Чхоль Су взяли", "КИМУ ЧХОЛЬ СУ", "Чхольсу ушёл", "Кимом Чхольсу", "с Ким Чхольсу", "Ким Чоль Су",
    "Kim\u200b Chol Su", "Ｋｉｍ Ｃｈｏｌ Ｓｕ", "K\u0301im Chol Su",
]  # fmt: skip


@pytest.mark.parametrize("typed", EVASIONS)
@pytest.mark.parametrize("recorded", RECORDED)
def test_a_name_is_found_however_it_is_written(recorded: str, typed: str) -> None:
    assert found(RECORDED[recorded], typed)


@pytest.mark.parametrize("typed", ["K i m C h o l S u", "k-i-m c-h-o-l s-u", "chol su went", "cholsu"])
def test_a_recorded_spelling_is_found_spaced_apart_and_in_small_letters(typed: str) -> None:
    assert found(RECORDED["latin"], typed)


@pytest.mark.parametrize("typed", ["Наталью Иванову", "natalia", "с Ивановой", "Jin said", "진은", "목란에서", "Мокран", "Mokran", "Pak"])  # fmt: skip
def test_other_names_are_found(typed: str) -> None:
    assert found(OWN, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "They held my papers and I could not leave the company.",
        "우리는 쉬지 못하고 일했습니다. 여권은 관리자가 보관했습니다. 회사는 월급을 주지 않았습니다.",
        "Мы работали без выходных, паспорт забрали. В компании было сухо.",
        "The captain and other men of the company were afraid.",
        "진짜 힘들었습니다",
    ],
)
def test_ordinary_sentences_name_nobody(typed: str) -> None:
    assert found(OWN, typed) == []


def test_one_spelling_finds_the_others_of_the_test_list() -> None:
    """Of the people of docs/names.csv: whoever is recorded in Hangul is found again as written in a sentence."""
    by_person: dict[str, list[str]] = {}
    with (settings.BASE_DIR / "docs" / "names.csv").open() as lines:
        for row in csv.DictReader(lines):
            by_person.setdefault(row["person"], []).append(row["name"])
    tried = missed = 0
    for recorded, *others in list(by_person.values())[::4]:
        names = Names([recorded])
        for other in others:
            tried += 1
            missed += not found(names, f"“{other}” was with us")
    assert tried > 100
    assert missed / tried < 0.05


def test_few_of_many_names_are_found_where_nobody_is_named() -> None:
    """A big case must not make every quote impossible."""
    with (settings.BASE_DIR / "docs" / "names.csv").open() as lines:
        names = Names(row["name"] for row in csv.DictReader(lines))
    sentences = [
        "They took my passport when I arrived and I never saw it again.",
        "I wanted to go home but the manager said that my family would pay for it.",
        "여권을 빼앗긴 뒤로는 아무 데도 갈 수 없었습니다. 관리자는 돌아가겠다고 하면 가족이 벌을 받는다고 했습니다.",
        "Паспорт забрали сразу, больше я его не видел. Начальник сказал, что за побег ответит семья.",
    ]
    assert sum(bool(found(names, sentence)) for sentence in sentences) <= 1
