"""How far two coders agree who read the same texts: in per cent, and corrected for chance. Pure functions.

Three coefficients from one table of pairs (first coder's answer, second coder's answer), each with its large-sample
standard error and 95 % interval:

- per cent agreement: pa, the share of units with the same answer;
- Cohen's kappa: (pa - pe) / (1 - pe) with pe the sum over answers of the product of both coders' shares
  (J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 1960, 37-46);
- Gwet's AC1: the same with pe = sum of s(1 - s) / (q - 1), s the mean of both coders' shares of an answer, q the number
  of answers they could give (K. L. Gwet, Computing inter-rater reliability and its variance in the presence of high
  agreement, British Journal of Mathematical and Statistical Psychology 61, 2008, 29-48).

The variance of each is that of its linear part: what one unit adds to the coefficient. For kappa this is the variance
of J. L. Fleiss, J. Cohen and B. S. Everitt (Large sample standard errors of kappa and weighted kappa, Psychological
Bulletin 72, 1969, 323-327), for AC1 that of Gwet 2008. Units of one testimony are alike, so their parts are summed
before they are squared; where each testimony has one unit, that is the published formula to the last digit.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

Pair = tuple[int, int]
"""The first and the second coder's answer about one unit, by the answers' places from 0."""

PUBLISHABLE, WITH_A_NOTE = 0.80, 0.67
FEWEST = 20
"""Double-coded testimonies below which nothing is said of agreement (domain brief 3.4: the first 20)."""

FEWEST_FOR_INTERVAL = 3
"""Testimonies; of fewer, a spread says nothing."""


@dataclass(frozen=True)
class Estimate:
    """A coefficient, its standard error and 95 % interval.

    Without an interval where no disagreement, or nothing but disagreement, was seen, or of fewer than three testimonies:
    the formula would then claim certainty.
    """

    value: float
    error: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Agreement:
    """What two coders said of the same units. ``kappa`` is None where both used one answer only: it is not defined."""

    testimonies: int
    units: int
    percent: Estimate
    kappa: Estimate | None
    ac1: Estimate


class Gate(StrEnum):
    """What a coefficient allows (domain brief 3.4)."""

    PUBLISHABLE = "publishable"
    WITH_A_NOTE = "with_a_note"
    BELOW = "below"
    NOT_MEASURED = "not_measured"


def measure(testimonies: Iterable[Mapping[Pair, int]], answers: int) -> Agreement | None:
    """Agreement over testimonies, each given as its pairs and how often they occur; None of no unit at all.

    ``answers`` is how many answers the coders could choose from, used or not.
    """
    groups = [group for group in testimonies if sum(group.values())]
    table = sum((Counter(group) for group in groups), Counter[Pair]())
    units = table.total()
    if not units:
        return None
    first, second = _shares(table, 0, answers), _shares(table, 1, answers)
    both = [(one + two) / 2 for one, two in zip(first, second, strict=True)]
    same = sum(number for (one, two), number in table.items() if one == two) / units

    def estimate(chance: float, part: Callable[[Pair], float], lowest: float = -1.0) -> Estimate:
        value = (same - chance) / (1 - chance)
        parts = {pair: ((pair[0] == pair[1]) - (1 - value) * part(pair)) / (1 - chance) for pair in table}
        return _estimate(value, parts, groups, table, lowest)

    kappa = None
    if len({answer for pair in table for answer in pair}) > 1:
        by_chance = sum(one * two for one, two in zip(first, second, strict=True))
        kappa = estimate(by_chance, lambda pair: second[pair[0]] + first[pair[1]])
    spread = sum(share * (1 - share) for share in both) / (answers - 1)
    return Agreement(
        testimonies=len(groups),
        units=units,
        percent=estimate(0.0, lambda pair: 0.0, lowest=0.0),
        kappa=kappa,
        ac1=estimate(spread, lambda pair: -(both[pair[0]] + both[pair[1]]) / (answers - 1)),
    )


def gate(agreement: Agreement | None) -> Gate:
    """What the agreement allows: by AC1, since kappa breaks down where an answer is rare (docs/adr/0022)."""
    if agreement is None or agreement.testimonies < FEWEST:
        return Gate.NOT_MEASURED
    if agreement.ac1.value >= PUBLISHABLE:
        return Gate.PUBLISHABLE
    return Gate.WITH_A_NOTE if agreement.ac1.value >= WITH_A_NOTE else Gate.BELOW


def quantile(freedom: int) -> float:
    """The 97.5 % point of Student's t for two degrees of freedom or more, to 1 % (for ten or more, to 0.01 %).

    The expansion around the normal quantile in M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 26.7.5.
    """
    x: float = NormalDist().inv_cdf(0.975)
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + math.fsum(term / freedom**power for power, term in enumerate(terms, start=1))


def _shares(table: Mapping[Pair, int], coder: int, answers: int) -> list[float]:
    units = sum(table.values())
    return [sum(number for pair, number in table.items() if pair[coder] == answer) / units for answer in range(answers)]


def _estimate(
    value: float, parts: Mapping[Pair, float], groups: list[Mapping[Pair, int]], table: Counter[Pair], lowest: float
) -> Estimate:
    """With the error from the sums of each testimony's parts around their mean."""
    units = table.total()
    agreed = {one == two for one, two in table}
    if len(groups) < FEWEST_FOR_INTERVAL or len(agreed) == 1:
        return Estimate(value)
    mean = sum(number * parts[pair] for pair, number in table.items()) / units
    sums = [sum(number * (parts[pair] - mean) for pair, number in group.items()) for group in groups]
    error = math.sqrt(math.fsum(one * one for one in sums)) / units
    reach = quantile(len(groups) - 1) * error
    return Estimate(value, error, max(value - reach, lowest), min(value + reach, 1.0))
