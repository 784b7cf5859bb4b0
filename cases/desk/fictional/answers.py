"""Which acts a fictional person was asked about, and what they said: present, absent, unclear or not asked."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from .chances import choose
from .content import COWORKERS, NOBODY, WITNESS
from .traits import Traits

PRESENT, ABSENT, UNCLEAR, NOT_ASKED = "present", "stated_absent", "unclear", "not_asked"


@dataclass(frozen=True)
class Said:
    """One category, the state it was told in, and whom it was done to."""

    category: str
    state: str
    victim: str = NOBODY


# The acts behind each of the eleven indicators, by weight, and how they stand in the vocabulary (a test compares).
# A few acts point to a second indicator. † codes are never used, restricted ones (REP-02, SGB-04) seldom.
ACTS: Mapping[int, Mapping[str, float]] = {
    1: {"REC-06": 70, "REC-04": 30},
    2: {"REC-01": 72, "WGE-06": 28},
    3: {"CTL-01": 34, "CTL-02": 30, "CTL-06": 26, "CTL-09": 10},
    4: {"CTL-03": 44, "CTL-04": 36, "CTL-08": 20},
    5: {"PHY-02": 86, "PHY-03": 14},
    6: {"RET-02": 34, "REP-01": 26, "WRK-06": 18, "REC-02": 12, "PHY-04": 8, "REP-02": 2},
    7: {"CTL-05": 100},
    8: {"WGE-03": 40, "WGE-02": 30, "WGE-01": 18, "WGE-04": 12},
    9: {"WGE-05": 52, "REC-03": 48},
    10: {"WRK-04": 40, "WRK-03": 32, "WRK-05": 18, "HLT-03": 10},
    11: {"WRK-01": 86, "WRK-02": 14},
}
ACTS_OF_STUDENTS = {2: {"REC-05": 60, "REC-01": 40}}
ACTS_AT_DESKS = {10: {"WRK-04": 50, "WRK-05": 35, "HLT-03": 15}}
ACTS_OF_WOMEN = {5: {"PHY-02": 80, "PHY-03": 12, "SGB-04": 8}}
SECOND_INDICATOR = {"REC-04": 6, "REC-05": 1, "WGE-06": 8, "PHY-03": 6}
INDICATORS = {category: indicator for indicator, acts in ACTS.items() for category in acts}
EXTRAS = {
    "CTL-07": 30, "HLT-02": 14, "HLT-01": 12, "HLT-06": 5, "WRK-02": 14, "CTL-06": 8, "CTL-08": 8, "CTL-09": 5,
    "WGE-01": 8, "WGE-04": 8, "WRK-05": 7, "WRK-03": 6, "WRK-04": 6, "HLT-03": 4, "CTL-04": 4,
}  # fmt: skip
OF_COWORKERS = {"HLT-01": 40, "HLT-02": 30, "PHY-02": 22, "HLT-04": 8}

# Log odds that the act behind an indicator is told as present; 8 and 11 rest on pay and hours instead.
BASE = {1: 0.3, 2: -0.1, 3: 1.5, 4: 0.9, 5: -1.1, 6: 0.4, 7: 1.8, 9: -0.3, 10: 1.2}
BY_SECTOR: Mapping[str, Mapping[int, float]] = {
    "construction": {5: 0.2, 10: 0.4},
    "forestry": {3: -0.4, 4: 0.4, 10: 0.4},
    "manufacturing": {3: 0.3, 5: -0.5, 10: -0.7},
    "farming_fishing": {3: -0.2, 10: 0.1},
    "it": {3: 0.5, 4: 0.8, 5: -1.0, 10: -1.3},
    "services": {3: -0.6, 4: -0.7, 10: -0.8},
}
BY_CHANNEL: Mapping[str, Mapping[int, float]] = {
    "military": {2: -0.3, 3: 0.4, 5: 0.5, 6: 0.4, 9: -0.8},
    "student": {1: 0.3, 2: 1.0, 9: 0.4},
    "other": {3: -0.4},
}
LOAD = 0.9
"""How strongly a person's burden moves every indicator."""


def draw_answers(random: Random, traits: Traits) -> list[Said]:
    """What was said about each of the eleven indicators, a few more acts, and now and then one done to co-workers."""
    skipped = _skipped(random)
    answers: dict[str, Said] = {}
    heard: dict[int, str] = {}
    for indicator in ACTS:
        if indicator in skipped:
            # Half of what was not asked is coded so; the other half has no row, which means the same.
            state = NOT_ASKED if random.random() < 0.5 else None
        else:
            state = heard[indicator] = _state(random, traits, indicator)
        if state is not None:
            chosen = choose(random, _open_acts(_acts(traits, indicator), answers, skipped, alone=state != PRESENT))
            answers[chosen] = _said(chosen, state)
    for extra in _extras(random, traits, answers, skipped):
        answers[extra] = _said(extra, heard.get(_indicator(extra), _any_state(random)))
    return [*answers.values(), *_of_coworkers(random, skipped)]


def _acts(traits: Traits, indicator: int) -> Mapping[str, float]:
    if traits.channel == "student" and indicator in ACTS_OF_STUDENTS:
        return ACTS_OF_STUDENTS[indicator]
    if traits.sector == "it" and indicator in ACTS_AT_DESKS:
        return ACTS_AT_DESKS[indicator]
    if traits.sex == "female" and indicator in ACTS_OF_WOMEN:
        return ACTS_OF_WOMEN[indicator]
    return ACTS[indicator]


def _skipped(random: Random) -> frozenset[int]:
    """The indicators that nobody asked about: none for most people."""
    if random.random() >= 0.155:
        return frozenset()
    return frozenset(random.sample(sorted(ACTS), k=random.choice((1, 1, 1, 2, 2, 3))))


def _state(random: Random, traits: Traits, indicator: int) -> str:
    if indicator == 11:
        present = _present_by_hours(traits)
    elif indicator == 8:
        present = _present_by_pay(traits)
    else:
        odds = BASE[indicator] + BY_SECTOR.get(traits.sector or "", {}).get(indicator, 0)
        present = _logistic(odds + BY_CHANNEL.get(traits.channel, {}).get(indicator, 0) + LOAD * traits.burden)
    if random.random() < present:
        return PRESENT
    # Nobody denies long hours or withheld pay and states the numbers for it.
    contradicted = indicator in (8, 11) and present > 0.9
    return ABSENT if not contradicted and random.random() < 0.72 else UNCLEAR


def _present_by_hours(traits: Traits) -> float:
    if traits.hours is None:
        return 0.5
    return 0.96 if traits.hours[0] >= 13 else 0.4 if traits.hours[0] >= 11 else 0.0


def _present_by_pay(traits: Traits) -> float:
    if traits.withheld is None:
        return 0.66
    return 0.97 if traits.withheld >= 50 else 0.75 if traits.withheld >= 25 else 0.12


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _any_state(random: Random) -> str:
    return random.choices((PRESENT, ABSENT, UNCLEAR), weights=(74, 17, 9))[0]


def _indicator(category: str) -> int:
    """The indicator that an act is listed under; 0 for an act that points to none."""
    return INDICATORS.get(category, 0)


def _open_acts(
    acts: Mapping[str, float], taken: Iterable[str], skipped: frozenset[int], *, alone: bool
) -> dict[str, float]:
    """The acts not taken yet that answer nothing that was not asked; ``alone``: only those of one indicator."""
    found = {}
    for category, weight in acts.items():
        second = SECOND_INDICATOR.get(category)
        if category not in taken and second not in skipped and not (alone and second):
            found[category] = weight
    return found


def _extras(random: Random, traits: Traits, answers: Mapping[str, Said], skipped: frozenset[int]) -> list[str]:
    fits = {
        category: weight
        for category, weight in EXTRAS.items()
        if category not in answers and _indicator(category) not in skipped
    }
    # An unpaid accident is told by those who had one.
    if answers.get("HLT-01", Said("", "")).state != PRESENT:
        fits.pop("HLT-06")
    if traits.sector == "it":
        fits = {category: weight for category, weight in fits.items() if category not in ("HLT-01", "WRK-03")}
    count = random.choices((0, 1, 2, 3), weights=(44, 38, 14, 4))[0]
    chosen = []
    for _place in range(count):
        chosen.append(choose(random, fits))
        del fits[chosen[-1]]
    return chosen


def _of_coworkers(random: Random, skipped: frozenset[int]) -> list[Said]:
    if random.random() >= 0.08:
        return []
    acts = {category: weight for category, weight in OF_COWORKERS.items() if _indicator(category) not in skipped}
    return [Said(choose(random, acts), PRESENT, COWORKERS)]


def _said(category: str, state: str) -> Said:
    return Said(category, state, WITNESS if state == PRESENT else NOBODY)
