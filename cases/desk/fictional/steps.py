"""When a fictional person came, how far the testimony went, and whether the person counts in which release."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .chances import choose
from .content import Steps

RISK_DAYS = 183
"""How long a risk assessment holds (a test compares it with the rule)."""

COUNTS = "counts_"
FROM_THE_START, LATER = 67.5, (11.7, 10.8)
"""Of 100 people, those who count from the first release on, and from each later one."""

NEVER = {
    # The other tenth never counts; a few more do not because nobody knows their sector.
    "no_s2": 2.8, "level_v0": 1.9, "draft": 0.8, "submitted": 1.1, "coded": 0.9, "in_verification": 0.9,
    "waiting": 0.6, "risk_lapsed": 1.0,
}  # fmt: skip
SECTOR_UNKNOWN = "sector_unknown"
_REACHED = {"draft": 0, "submitted": 1, "coded": 2, "in_verification": 3}
_ALL = 4


@dataclass(frozen=True)
class Course:
    """The steps, the days of risk assessments, and the day on which consent to statistics was withdrawn."""

    fate: str
    steps: Steps
    risks_on: tuple[dt.date, ...]
    withdrawn_on: dt.date | None = None


def draw_course(random: Random, slots: Sequence[dt.date], *, sector_known: bool) -> Course:
    """What becomes of one person. Without a sector nobody is cleared."""
    fate = choose(random, fates(len(slots)))
    if fate.startswith(COUNTS) and sector_known:
        return _counted(random, slots, int(fate.removeprefix(COUNTS)) - 1)
    if fate.startswith(COUNTS):
        fate = SECTOR_UNKNOWN
    last = _between(random, slots[0] - dt.timedelta(90), slots[-1] - dt.timedelta(2))
    # Six months and more from the interview to the verified account: by then the assessment has lapsed.
    days = random.randint(190, 230) if fate == "risk_lapsed" else random.randint(20, 80)
    cleared = fate == "level_v0" and sector_known and random.random() < 0.6
    steps = _steps(random, last, days, _REACHED.get(fate, _ALL), cleared=cleared)
    return Course(fate, steps, (steps.interviewed_on,))


def fates(releases: int) -> dict[str, float]:
    """The chances of each fate: over more releases than three, those who come later are spread evenly."""
    later = LATER if releases == len(LATER) + 1 else [sum(LATER) / (releases - 1)] * (releases - 1)
    counts = {f"{COUNTS}{number}": share for number, share in enumerate((FROM_THE_START, *later), 1)}
    return {**counts, **NEVER}


def _counted(random: Random, slots: Sequence[dt.date], place: int) -> Course:
    """Cleared before its release and after the one before, with risk in date on the day of the release."""
    since = slots[place - 1] + dt.timedelta(1) if place else slots[0] - dt.timedelta(160)
    cleared = _between(random, since, slots[place] - dt.timedelta(2))
    steps = _steps(random, cleared, random.randint(35, 110 if place == 0 else 85), _ALL, cleared=True)
    risks = [steps.interviewed_on]
    if risks[0] + dt.timedelta(RISK_DAYS) < slots[place]:
        risks.append(cleared - dt.timedelta(random.randint(1, 5)))
    return Course(f"{COUNTS}{place + 1}", steps, tuple(risks), _withdrawal(random, slots, place))


def _withdrawal(random: Random, slots: Sequence[dt.date], place: int) -> dt.date | None:
    """A few of those who count take their consent to statistics back before a later release."""
    later = range(place + 1, len(slots))
    if not later or random.random() >= 0.015:
        return None
    before = random.choice(later)
    return _between(random, slots[before - 1] + dt.timedelta(1), slots[before] - dt.timedelta(1))


def _steps(random: Random, last: dt.date, days: int, reached: int, *, cleared: bool = False) -> Steps:
    """From the interview to the last day, with as many steps as the testimony took."""
    parts = [random.uniform(first, first + 0.3) for first in (0.05, 0.35, 0.65)]
    interviewed = last - dt.timedelta(days)
    on = [
        _at(interviewed + dt.timedelta(round(part * days)), hour) for part, hour in zip(parts, (1, 3, 5), strict=True)
    ]
    return Steps(
        interviewed_on=interviewed,
        submitted=on[0] if reached > 0 else None,
        coded=on[1] if reached > 1 else None,
        begun=on[1] if reached > 2 else None,
        verified=on[2] if reached > 3 else None,
        cleared=_at(last, 7) if cleared else None,
    )


def _between(random: Random, first: dt.date, last: dt.date) -> dt.date:
    return first + dt.timedelta(random.randint(0, max(0, (last - first).days)))


def _at(day: dt.date, hour: int) -> dt.datetime:
    """A moment of that day: the same day in Seoul, in Moscow and in Geneva."""
    return dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC)
