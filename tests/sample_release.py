"""A made-up release, for tests of what is made from published data alone. Its numbers come from nobody."""

import datetime as dt
from dataclasses import replace

from cases.published.data import REPORTED, Cell, Dimension, Mechanism, Release, Share, Tier, Value, Words
from cases.published.texts import BLUR, CAVEAT

INDICATOR_NAMES = (
    ("Abuse of vulnerability", "취약성 악용", "Злоупотребление уязвимым положением"),
    ("Deception", "기만", "Обман"),
    ("Restriction of movement", "이동의 제한", "Ограничение свободы передвижения"),
    ("Isolation", "고립", "Изоляция"),
    ("Physical and sexual violence", "신체적·성적 폭력", "Физическое и сексуальное насилие"),
    ("Intimidation and threats", "위협과 협박", "Запугивание и угрозы"),
    ("Retention of identity documents", "신분증 압류", "Удержание удостоверений личности"),
    ("Withholding of wages", "임금 미지급·유보", "Удержание заработной платы"),
    ("Debt bondage", "채무 속박", "Долговая кабала"),
    ("Abusive working and living conditions", "가혹한 노동·생활 조건", "Тяжёлые условия труда и быта"),
    ("Excessive overtime", "과도한 초과근로", "Чрезмерная сверхурочная работа"),
)

DIMENSIONS = {
    "area": ("Area", ("far_east", "siberia", "other_russia", "other_country", "unknown")),
    "period": ("Period worked", ("until_2016", "2017_2019", "2020_2021", "from_2022", "unknown")),
    "sector": (
        "Sector",
        ("construction", "forestry", "manufacturing", "farming_fishing", "it", "services", "other", "unknown"),
    ),
    "age_band": ("Age band at work", ("under_30", "30_44", "45_over", "unknown")),
    "sex": ("Sex", ("male", "female", "unknown")),
    "channel": ("Dispatch channel", ("company", "military", "student", "other", "unknown")),
    "hours": ("Daily hours", ("up_to_10", "11_12", "13_14", "15_16", "17_over", "unknown")),
    "pay_withheld": ("Share of pay withheld", ("0_24", "25_49", "50_74", "75_89", "90_100", "unknown")),
    "indicator_count": ("Indicators reported, of 11", ("0_2", "3_4", "5_6", "7_8", "9_11", "unknown")),
}
INDICATORS = tuple(f"ILO-{number:02}" for number in range(1, 12))
MENU = (
    ("sex", "sector"),
    ("sex", "age_band"),
    ("sector", "area"),
    ("area", "period"),
    ("sector", "channel"),
    ("sector", "hours"),
    ("sector", "pay_withheld"),
    *(("sex", indicator) for indicator in INDICATORS),
    *(("sector", indicator) for indicator in INDICATORS),
)
PEOPLE = 2000


def sample_release(identifier: str = "2026-08", *, tier: Tier = Tier.MENU, number: int = 2) -> Release:
    """A release of 2,000 made-up people; small cells are hidden."""
    dimensions = tuple(
        Dimension(key, _words(label), tuple(Value(value, _words(value.replace("_", " "))) for value in values))
        for key, (label, values) in DIMENSIONS.items()
    )
    indicators = tuple(
        Dimension(code, dict(zip(("en", "ko", "ru"), names, strict=True)), (Value(REPORTED, _words("reported")),))
        for code, names in zip(INDICATORS, INDICATOR_NAMES, strict=True)
    )
    shown = tier in (Tier.ONE_WAY, Tier.MENU)
    return Release(
        identifier=identifier,
        series=1,
        number=number,
        slot=dt.date(2026, 8, 1),
        cutoff=dt.date(2026, 7, 31),
        vocabulary_version=1,
        fictional=True,
        organisation="Casetracker demonstration",
        contact="",
        tier=tier,
        dimensions=dimensions,
        indicators=indicators,
        menu=MENU,
        mechanism=Mechanism("large", 1.0, 12, {"one_way": 8.8164, "menu": 10.3605}, 10, 3, 5),
        cells=tuple(cell if shown else replace(cell, value=None, lo=None, hi=None) for cell in _cells(tier)),
        shares=_shares() if tier == Tier.RANGES else (),
        caveat=CAVEAT,
        blur=BLUR,
    )


def _words(text: str) -> Words:
    return {"en": text, "ko": f"{text} (ko)", "ru": f"{text} (ru)"}


def _cells(tier: Tier) -> list[Cell]:
    values = {key: names for key, (_label, names) in DIMENSIONS.items()} | dict.fromkeys(INDICATORS, (REPORTED,))
    cells = [_cell(PEOPLE)]
    for dimension, names in values.items():
        cells += [_cell(PEOPLE // (2 + 3 * place), dimension, name) for place, name in enumerate(names)]
    for first, second in MENU:
        for row, one in enumerate(values[first]):
            for column, other in enumerate(values[second]):
                count = PEOPLE // ((2 + 6 * row) * (2 + 6 * column)) if tier == Tier.MENU else 0
                cells.append(_cell(count, first, one, second, other))
    return cells


def _cell(count: int, d1: str = "", v1: str = "", d2: str = "", v2: str = "") -> Cell:
    value = 5 * round(count / 5)
    if value < 30:
        return Cell(d1, v1, d2, v2)
    return Cell(d1, v1, d2, v2, value=value, lo=value - 20, hi=value + 20)


def _shares() -> tuple[Share, ...]:
    words = {
        "en": "between about a quarter and two thirds",
        "ko": "약 4분의 1에서 3분의 2 사이",
        "ru": "примерно от четверти до двух третей",
    }
    return tuple(Share(indicator, REPORTED, 25, 65, words) for indicator in INDICATORS)
