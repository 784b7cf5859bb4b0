"""How often what is drawn: made up, but skewed as accounts from the field are. No figure here is a finding."""

from collections.abc import Mapping
from random import Random
from typing import TypeVar

K = TypeVar("K")

Chances = Mapping[K, float]

SEXES = {"male": 92.8, "female": 6.8, "unknown": 0.4}

SECTORS_BY_SEX: Mapping[str, Chances[str | None]] = {
    "male": {
        "construction": 69.5, "forestry": 12.9, "manufacturing": 5.2, "farming_fishing": 4.8, "it": 3.1,
        "services": 1.7, "other": 1.0, None: 1.8,
    },
    "female": {
        "construction": 5, "forestry": 1, "manufacturing": 60, "farming_fishing": 8, "it": 2,
        "services": 19, "other": 2, None: 3,
    },
}  # fmt: skip

AGE_BANDS = {"under_30": 17, "30_44": 57, "45_over": 21, "unknown": 5}
YOUNGER = {"under_30": 46, "30_44": 44, "45_over": 6, "unknown": 4}
"""In information technology, in military units and among those sent as students."""

CHANNELS_BY_SECTOR: Mapping[str | None, Chances[str]] = {
    "construction": {"company": 57, "military": 25, "student": 6, "other": 4, "unknown": 8},
    "forestry": {"company": 78, "military": 9, "student": 1, "other": 5, "unknown": 7},
    "manufacturing": {"company": 64, "military": 3, "student": 19, "other": 6, "unknown": 8},
    "it": {"company": 38, "military": 36, "student": 14, "other": 6, "unknown": 6},
    None: {"company": 56, "military": 15, "student": 9, "other": 9, "unknown": 11},
}
"""The last line holds for every other sector too, as in the tables below."""

AREAS_BY_SECTOR: Mapping[str | None, Chances[str]] = {
    "construction": {"far_east": 55, "other_russia": 29, "siberia": 10, "other_country": 3, "unknown": 3},
    "forestry": {"far_east": 70, "other_russia": 2, "siberia": 25, "other_country": 0, "unknown": 3},
    "manufacturing": {"far_east": 43, "other_russia": 33, "siberia": 8, "other_country": 12, "unknown": 4},
    "farming_fishing": {"far_east": 70, "other_russia": 16, "siberia": 10, "other_country": 2, "unknown": 2},
    "it": {"far_east": 33, "other_russia": 22, "siberia": 4, "other_country": 36, "unknown": 5},
    None: {"far_east": 46, "other_russia": 27, "siberia": 8, "other_country": 14, "unknown": 5},
}

PLACES: Mapping[str, Chances[str | None]] = {
    "far_east": {"RU-PRI": 46, "RU-KHA": 20, "RU-AMU": 9, "RU-SAK": 8, "RU-ZAB": 4, "RU-SA": 3, "RU-D-FE": 10},
    "siberia": {"RU-KYA": 24, "RU-IRK": 24, "RU-NVS": 26, "RU-TOM": 8, "RU-OMS": 6, "RU-D-SIB": 12},
    "other_russia": {"RU-SPE": 26, "RU-MOS": 30, "RU-LEN": 10, "RU-SVE": 10, "RU-TA": 10, "RU-KDA": 7, "RU-D-VOLGA": 7},
    "other_country": {"CN": 74, "MN": 18, "PL": 8},
    "unknown": {"RU": 80, None: 20},
}  # fmt: skip

PERIODS = {"until_2016": 24, "2017_2019": 37, "2020_2021": 20, "from_2022": 16, "unknown": 3}
PERIODS_OF_STUDENTS = {"until_2016": 2, "2017_2019": 18, "2020_2021": 40, "from_2022": 38, "unknown": 2}

HOURS_BY_SECTOR: Mapping[str | None, Chances[str]] = {
    "construction": {"up_to_10": 3, "11_12": 9, "13_14": 21, "15_16": 35, "17_over": 20, "unknown": 12},
    "forestry": {"up_to_10": 4, "11_12": 14, "13_14": 28, "15_16": 31, "17_over": 11, "unknown": 12},
    "manufacturing": {"up_to_10": 5, "11_12": 22, "13_14": 36, "15_16": 22, "17_over": 4, "unknown": 11},
    None: {"up_to_10": 8, "11_12": 26, "13_14": 29, "15_16": 20, "17_over": 5, "unknown": 12},
}
HOURS: Mapping[str, tuple[tuple[int, int] | None, ...]] = {
    "up_to_10": ((8, 10), (9, 10), (10, 10)),
    "11_12": ((11, 12), (12, 12), (11, 11)),
    "13_14": ((13, 14), (14, 14), (13, 13)),
    "15_16": ((15, 16), (16, 16), (15, 15)),
    "17_over": ((17, 18), (18, 18), (17, 17)),
    # A range over two bands, or no number at all.
    "unknown": (None, None, (14, 16)),
}

SHARES_BY_CHANNEL: Mapping[str | None, Chances[tuple[int, int] | None]] = {
    "military": {(5, 24): 2, (25, 49): 4, (50, 74): 10, (75, 89): 26, (90, 99): 38, None: 20},
    "student": {(5, 24): 4, (25, 49): 12, (50, 74): 26, (75, 89): 26, (90, 99): 12, None: 20},
    None: {(5, 24): 4, (25, 49): 8, (50, 74): 18, (75, 89): 30, (90, 99): 20, None: 20},
}
"""How much of the pay was withheld, in per cent; None where the person does not know."""

TAKERS = {"state": 46, "company": 22, "several": 18, "minder": 5, "broker": 3, "unknown": 6}


def choose(random: Random, chances: Chances[K]) -> K:
    """One of the keys, by weight."""
    return random.choices(list(chances), weights=list(chances.values()))[0]


def by(chances: Mapping[str | None, Chances[K]], key: str | None) -> Chances[K]:
    """The line of a table for a key; the last one (None) holds for every key without a line of its own."""
    return chances.get(key, chances[None])
