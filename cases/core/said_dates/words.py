"""The words of dates in three languages, and how a text is cut into them."""

import re
from typing import Any, NamedTuple


class Token(NamedTuple):
    kind: str
    value: Any


FILLER = Token("filler", None)
ABOUT = Token("about", True)


def _named(kind: str, names: dict[Any, str]) -> dict[str, Token]:
    return {word: Token(kind, value) for value, words in names.items() for word in words.split()}


_MONTHS = _named(
    "month",
    {
        1: "january jan январь января январе янв",
        2: "february feb февраль февраля феврале фев февр",
        3: "march mar март марта марте мар",
        4: "april apr апрель апреля апреле апр",
        5: "may май мая мае",
        6: "june jun июнь июня июне июн",
        7: "july jul июль июля июле июл",
        8: "august aug август августа августе авг",
        9: "september sept sep сентябрь сентября сентябре сен сент",
        10: "october oct октябрь октября октябре окт",
        11: "november nov ноябрь ноября ноябре ноя нояб",
        12: "december dec декабрь декабря декабре дек",
    },
)
WINTER = 24
_SEASONS = _named(
    "season",
    {
        21: "spring весна весны весне весну весной 봄",
        22: "summer лето лета лете летом 여름",
        23: "autumn fall осень осени осенью 가을",
        WINTER: "winter зима зимы зиме зиму зимой 겨울",
    },
)
_PARTS = _named(
    "part",
    {
        "early": "early beginning start начало начала начале 초 초반 연초",
        "mid": "mid middle середина середины середине середину 중반 중순 한",
        "late": "late поздняя поздней 후반 늦",
        "end": "end конец конца конце 말 연말",
        "first half": "상반기 전반기",
        "second half": "하반기 후반기",
    },
)
_ABOUT_WORDS = (
    "about around approximately roughly circa ca perhaps probably maybe около примерно приблизительно наверное "
    "쯤 경 께 무렵 즈음 정도 약 대략 아마"
)
_FILLERS = (
    "in on at the of during year sometime в во на год года году годы годов годах г гг месяце 년 에 에는 의 때 철 중 달"
)
_WORDS = (
    _MONTHS | _SEASONS | _PARTS | dict.fromkeys(_ABOUT_WORDS.split(), ABOUT) | dict.fromkeys(_FILLERS.split(), FILLER)
)
_HALVES = [
    (re.compile(r"(?:the )?first half\b|перв(?:ая|ой|ую) половин[аеуы]\b"), "first half"),
    (re.compile(r"(?:the )?second half\b|втор(?:ая|ой|ую) половин[аеуы]\b"), "second half"),
]
YEAR = r"(?:18|19|20)\d\d"
_NUMBERS = [
    ("decade", re.compile(r"((?:18|19|20)?\d0)(?:'?s\b|\s*년대|-?[ех]\b)")),
    ("years", re.compile(rf"({YEAR})\s*[-~/]\s*({YEAR}|\d\d)(?!\d)\s*년?")),
    ("year", re.compile(rf"({YEAR})(?!\d)(?:\s*년도?|-?(?:го|й|м|ом)\b)?")),
    ("two digits", re.compile(r"'(\d\d)(?!\d)\s*년?|(\d\d)\s*년도|(\d\d)(?:-?(?:го|й|м|ом) г(?:од[ау]?)?|\s+году)\b")),
    ("two digits beside", re.compile(r"(\d\d)\s*(?:년(?!대)|года?\b)")),
    ("month", re.compile(r"(1[0-2]|0?[1-9])\s*월")),
    ("day", re.compile(r"(\d{1,2})\s*일|(\d{1,2})(?:st|nd|rd|th|-?го)?\b")),
]
_GAP = re.compile(r"[\s,.()]+")
_WORD = re.compile("[a-z]+|[а-я]+")
_HANGUL = sorted((word for word in _WORDS if word >= "가"), key=len, reverse=True)


def tokens(text: str) -> list[Token] | None:
    """The words of a date in their order; None when one of them is no word of a date."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        if gap := _GAP.match(text, at):
            at = gap.end()
            continue
        token, end = _next(text, at)
        if token is None:
            return None
        found.append(token)
        at = end
    return found


def _next(text: str, at: int) -> tuple[Token | None, int]:
    for kind, number in _NUMBERS:
        if match := number.match(text, at):
            values = [int(digits) for digits in match.groups() if digits]
            return Token(kind, tuple(values) if kind == "years" else values[0]), match.end()
    for half, name in _HALVES:
        if match := half.match(text, at):
            return Token("part", name), match.end()
    if match := _WORD.match(text, at):
        # "mid-2019" is the only word that a hyphen ties to its year.
        end = match.end() + text.startswith("mid-", at)
        return _WORDS.get(match.group()), end
    word = next((word for word in _HANGUL if text.startswith(word, at)), "")
    return _WORDS.get(word), at + len(word)
