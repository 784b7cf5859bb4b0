"""Dates as people say them: bounds of what was understood to the last word, and of nothing else."""

import datetime as dt

import pytest
import time_machine
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate, parse
from cases.core.said_dates import LONGEST, in_words, read_said

Day = dt.date

POINTS = {
    "2019": ["2019", "2019년", "2019 год", "в 2019 году", "in 2019", "２０１９년", "\u200f2019\u200e", "2019년 중", "주체108년"],
    "2019-21": ["in the spring of 2019", "2019년 봄", "весной 2019", "Весна 2019 года"],
    "2019-22": ["summer 2019", "2019년 여름에", "летом 2019 г.", "лето 2019"],
    "2019-23": [
        "autumn 2019", "AUTUMN 2019", "fall 2019", "2019, autumn", "2019년 가을", "가을 2019", "осенью 2019",
        "осень 2019 года", "19년 가을", "осенью 19 года", "autumn '19", "주체108년 가을",
    ],
    "2017-24": [
        "winter 2017", "2017년 겨울", "зимой 2017", "winter 2017-2018", "winter 2017/18", "зима 2017/18",
        "2017~2018년 겨울",
    ],
    "2019-05": [
        "May 2019", "2019-05", "2019년 5월", "2019. 5.", "в мае 2019", "в мае 2019-го", "май 2019", "5/2019", "05.2019",
        "２０１９년　５월", "주체108(2019)년 5월",
    ],
    "2019-12": ["December 2019", "2019-12", "декабрь 2019", "2019년 12월"],
    "2019-05-03": [
        "3 May 2019", "May 3rd, 2019", "2019.5.3", "2019. 5. 3.", "2019/5/3", "2019-05-03", "2019년 5월 3일", "2019년5월3일에",
        "3 мая 2019", "3-го мая 2019 г.", "03.05.2019", "03.05.2019 г.",
    ],
    "2019~": ["about 2019", "circa 2019", "2019년쯤", "2019년경", "약 2019년", "около 2019 года", "maybe 2019", "2019~"],
    "2019-23~": ["about autumn 2019", "примерно осенью 2019", "2019년 가을쯤", "2019년 늦가을", "2019년 초가을"],
    "2019-05~": ["early May 2019", "2019년 5월 말", "в середине мая 2019"],
    "2019/2019-04~": ["early 2019", "the beginning of 2019", "2019년 초", "в начале 2019"],
    "2019-04/2019-09~": ["mid 2019", "mid-2019", "2019년 중반", "в середине 2019"],
    "2019-09/2019~": ["late 2019", "2019년 후반"],
    "2019-10/2019~": ["the end of 2019", "2019년 말", "в конце 2019"],
    "2019/2019-06": ["the first half of 2019", "2019년 상반기", "в первой половине 2019"],
    "2019-07/2019": ["the second half of 2019", "2019년 하반기", "во второй половине 2019"],
    "1990/1999": ["the 1990s", "1990년대", "90년대", "90-е годы"],
    "1990/1999~": ["early 1990s", "90년대 말", "в начале 90-х"],
}  # fmt: skip
RANGES = {
    "2018-05/2019-11": ["from May 2018 to autumn 2019", "с мая 2018 по осень 2019", "2018년 5월부터 2019년 가을까지"],
    "2018-03/2019-11": ["2018년 봄부터 2019년 가을까지", "주체107년 봄 ~ 주체108년 가을", "between spring 2018 and autumn 2019"],
    "2017/2019": ["2017-2019", "2017 – 2019", "2017~2019", "в 2017–2019 годах", "from 2017 to 2019", "2017/2019"],
    "2018-05/2019-09": ["2018.5-2019.9", "2018년 5월 ~ 2019년 9월", "May 2018 - September 2019", "с 05.2018 по 09.2019"],
    "2019-05/2019-10": ["from May to October 2019", "2019년 5월부터 10월까지", "с мая по октябрь 2019"],
    "2018-03/2018-11": ["2018년 봄부터 가을까지"],
    "2018/2019~": ["from about 2018 to 2019", "с начала 2018 до конца 2019"],
    "../2018": ["before 2019", "2019년 전에", "раньше 2019"],
    "../2019": ["until 2019", "2019 or earlier", "2019년 이전", "2019년까지", "до 2019", "до 2019 года", "../2019"],
    "../2019-04": ["before May 2019", "2019년 5월 전"],
    "../2019-04~": ["before early 2019"],
    "2020/..": ["after 2019", "2019년 후", "после 2019"],
    "2019/..": [
        "since 2019", "from 2019 on", "2019 or later", "2019년 이후", "2019년부터", "с 2019 года", "2019/..",
        "after New Year 2019", "after the New Year of 2019", "после Нового года 2019", "после нового 2019 года",
        "2019년 설 지나고", "2019년 음력 설 후에",
    ],
    "2019-06/..": ["after May 2019", "после мая 2019"],
    "2018-24/2019-05": ["from winter 2018 to spring 2019", "from winter to spring 2019", "from winter 2019 to May 2019"],
}  # fmt: skip
UNDERSTOOD = [(edtf, words) for forms in (POINTS, RANGES) for edtf, said in forms.items() for words in said]
NOT_UNDERSTOOD = [
    "", "   ", "autumn", "가을", "осенью", "May", "19", "2", "after New Year", "после Нового года", "설 지나고", "새해",
    "when the snow melted", "눈이 녹을 때", "autumn after the ceremony", "the year 2019 or so he said", "2019 and 2020",
    "2019 May June", "3/5/2019", "1.5.19", "30 February 2019", "2019.13.1", "2019-02-29", "2019-00", "0000", "31 2019",
    "10년 전", "3년 전", "10년 동안", "10년", "19년", "22 года", "10 лет назад", "음력 2019년 5월 3일", "at New Year 2019",
    "2010-12", "2017-21", "2017-19", "2019-23", "주체108(2018)년", "winter 2017-2019", "from autumn to spring 2019", "~",
    "..", "/", "-", "2019/", "마흔", "2019" + " " * LONGEST,
]  # fmt: skip


@pytest.mark.parametrize(("edtf", "words"), UNDERSTOOD, ids=[words for _, words in UNDERSTOOD])
def test_understood(edtf: str, words: str) -> None:
    """With the words as they were said."""
    with time_machine.travel(Day(2026, 5, 1)):
        assert read_said(words) == parse(edtf).said(words.strip())


@pytest.mark.parametrize("words", NOT_UNDERSTOOD)
def test_not_understood(words: str) -> None:
    """Nothing is guessed: the words are all that is known."""
    with time_machine.travel(Day(2026, 5, 1)):
        assert read_said(words) is None


def test_lunar_new_year_is_not_computed() -> None:
    """What is named beside it holds: the year itself, or any day after 1 January."""
    assert read_said("설 지나고 2019년") == parse("2019").said("설 지나고 2019년")
    assert read_said("2019년 설 지나고") == parse("2019/..").said("2019년 설 지나고")


@pytest.mark.parametrize(
    ("told_on", "year"), [(Day(2026, 5, 1), 1998), (Day(1998, 1, 1), 1998), (Day(1997, 12, 31), 1898)]
)
def test_two_digits_are_a_year_of_the_last_hundred(told_on: Day, year: int) -> None:
    for words in ("'98", "98년도", "в 98-м году"):
        date = read_said(words, told_on=told_on)
        assert date is not None
        assert date.to_edtf() == str(year)


@pytest.mark.parametrize(
    "words",
    [
        "from 2019 to 2018",
        "2021-2019",
        "2021/2019",
        "from autumn 2019 to spring 2019",
        "2019년 가을부터 2018년 봄까지",
        "с 2019 по 2018",
    ],
)
def test_turned_round(words: str) -> None:
    with pytest.raises(Refused, match="turned round"):
        read_said(words)


@pytest.mark.parametrize(
    "words",
    [
        "2027",
        "June 2026",
        "2026년 여름",
        "from 2018 to 2027",
        "2018/2027",
        "since 2027",
        "after 2026",
        "until 2027",
        "after New Year 2027",
    ],
)
def test_nothing_told_lies_after_the_interview(words: str) -> None:
    """Without its day, anything may be said."""
    with pytest.raises(Refused, match="after the day of the interview"):
        read_said(words, told_on=Day(2026, 5, 31))
    assert read_said(words)


@pytest.mark.parametrize("words", ["2026", "spring 2026", "since 2026", "31 May 2026", "2018-2026"])
def test_what_had_begun_by_the_interview(words: str) -> None:
    date = read_said(words, told_on=Day(2026, 5, 31))
    assert date == read_said(words)


def test_winter_that_is_still_to_come_is_the_last_one() -> None:
    for words, start in (("winter 2019", 2018), ("winter 2018", 2018), ("about winter 2019", 2018)):
        date = read_said(words, told_on=Day(2019, 3, 1))
        assert date is not None
        assert (date.earliest, date.latest) == (Day(start, 12, 1), Day(start + 1, 2, 28))
    with pytest.raises(Refused, match="after the day"):
        read_said("winter 2019-2020", told_on=Day(2019, 3, 1))


@given(st.text(max_size=40) | st.text(" 0123456789년월일봄부터까지fromtobeduringwinterапрель'~/.-", max_size=30))
def test_garbage_is_read_or_not_never_an_error(words: str) -> None:
    """And whatever is understood can be stored, is in order and keeps its words."""
    try:
        date = read_said(words, told_on=Day(2026, 5, 31))
    except Refused:
        return
    if date is None:
        return
    assert date.as_said == words.strip()
    assert date.earliest or date.latest
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest
    assert parse(date.to_edtf()).said(words.strip()) == date


def test_refusals_hold_no_words_of_the_person() -> None:
    with pytest.raises(Refused) as refusal:
        read_said("from 2019 to 2018")
    assert "2018" not in str(refusal.value)


IN_WORDS = {
    "2019": "2019",
    "2019~": "about 2019",
    "2019-05": "May 2019",
    "2019-05-03": "3 May 2019",
    "2019-21": "spring 2019",
    "2019-22": "summer 2019",
    "2019-23~": "about autumn 2019",
    "2019-24": "winter 2019/2020",
    "2017/2019": "between 2017 and 2019",
    "2018-05/2019-11": "between May 2018 and November 2019",
    "2019/2019-04~": "roughly between January 2019 and April 2019",
    "2018/2019-05-03": "between 1 January 2018 and 3 May 2019",
    "../2018": "2018 or before",
    "../2019-04~": "roughly April 2019 or before",
    "2019-05-04/..": "4 May 2019 or later",
}


@pytest.mark.parametrize(("edtf", "said"), IN_WORDS.items(), ids=IN_WORDS.keys())
def test_in_words(edtf: str, said: str) -> None:
    with override("en"):
        assert in_words(parse(edtf)) == said


def test_in_words_of_words_alone() -> None:
    assert in_words(PartialDate()) == ""
    assert in_words(PartialDate().said("눈이 녹을 때")) == ""


def test_in_words_speaks_the_readers_language() -> None:
    """Months and the order of a date come from Django; a Russian month has no capital within a sentence."""
    said = {}
    for language in ("ko", "ru"):
        with override(language):
            said[language] = [in_words(parse(edtf)) for edtf in ("2019-05", "2019-05-03")]
    assert said == {"ko": ["2019년 5월", "2019년 5월 3일"], "ru": ["май 2019 г.", "3 мая 2019 г."]}
