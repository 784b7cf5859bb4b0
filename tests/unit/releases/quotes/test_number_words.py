"""Numbers and months in three languages: what is found, and what ordinary words are left alone."""

import unicodedata

import pytest

from cases.releases.quotes.number_words import dates, numbers_in, typed_words
from cases.releases.quotes.texts import Text

NUMBERS = (
    """
7|７|٧|Ⅶ|⑦|½|七人|VII|2019|s3ven
seven|the seven of us|SEVEN|Seventeen|eighteen-hour days|twenty-three|twice|a dozen|half of us|both of us|one of us|two men
sevenfold|s e v e n|s.e.v.e.n|sev\u200ben|seven\u0301|second|third|a couple|in pairs|hundreds|a foursome
일곱|일곱 명|일곱이서|일 곱|일곱째|칠 명|칠명|세 사람|셋이서|둘이|두 명|열두 시간|열여덟 시간|열 명|십이 명|스무 살|이십오 일|삼백 루블|백 명|천 루블
하나뿐이었다|한 명만|한 달에|사흘|쉰 명|칠팔 명|수십 명|이 년 동안|오 년|제칠소대|십여 명|이천십구년|네 시간|삼 년|백여 명|오 일 동안|두세 명|석 달|절반
семеро|нас было семеро|семь|семи|с семью товарищами|двое|трое|вдвоём|всемером|двоих|семерых|четверо|пятый|двенадцать|сто|сотни
восемнадцатичасовой|тысяча|полгода|оба|один из нас|трёхлетний|СЕМЬ|сорок|третий|двадцатого|семилетний|двухэтажный|дважды|половина|с е м ь
""".strip()
    .replace("\n", "|")
    .split("|")
)

MONTHS = (
    """
July|in May|since march|It was March then|Sept|июль|в мае|марта|Июня|칠월|시월|유월에|정월
""".strip()
    .replace("\n", "|")
    .split("|")
)

ORDINARY = (
    """
no one came|at first they took it|the first time|They kept my passport.|once|may I go|we march|I was alone|None of us|someone
everyone|living quarters|tent|often|attention|the ministry|weight|I|on Sundays|phone|money|stone|one day|one another
하루에|이 일을 했습니다|이 분이|이번|만세|사회|공원|일반|사람 사이|쉰 적이 없다|쉬는 날은 없었다|혼자|처음|첫날|한 사람도 없었다|한 명도|하나도 없다
한번|한 번|서명했습니다|오십시오|여권을 빼앗겼습니다|열심히|네, 맞습니다|일을 했다|월급을 못 받았다|우리는|이 세상|이 사람|구원|조국|일요일|오늘|사장|육체|만일|백인
천사|두려웠다|서로|너무|네가|한국|두고|하나님|열쇠|세금|둘러
семья|семьи|кормить семью|четверг|пятница|пятно|впервые|первый раз|ни один|стол|столько|постоянно|место|стоять|вторник|десятник
другой|парень|мама|майка|однажды|друг за другом
""".strip()
    .replace("\n", "|")
    .split("|")
)


def months_in(typed: str) -> list[str]:
    return typed_words(Text(typed), dates)


@pytest.mark.parametrize("typed", NUMBERS)
def test_number_is_found(typed: str) -> None:
    assert numbers_in(typed)


@pytest.mark.parametrize("typed", MONTHS)
def test_month_is_found(typed: str) -> None:
    assert months_in(typed) or numbers_in(typed)


@pytest.mark.parametrize("typed", ORDINARY)
def test_ordinary_words_are_left_alone(typed: str) -> None:
    assert numbers_in(typed) + months_in(typed) == []


def test_the_authors_own_letters_come_back() -> None:
    typed = "The SEVEN of us, ７ and 일곱, нас было семеро; Ｓｅｖｅｎ"
    assert numbers_in(typed) == ["SEVEN", "７", "일곱", "семеро", "Ｓｅｖｅｎ"]


def test_each_place_is_said_once() -> None:
    assert numbers_in("열두 명이 두 명을") == ["열두", "두 명을"]


def test_hangul_typed_as_its_parts_is_read() -> None:
    assert numbers_in(unicodedata.normalize("NFD", "우리 일곱")) == [unicodedata.normalize("NFD", "일곱")]
