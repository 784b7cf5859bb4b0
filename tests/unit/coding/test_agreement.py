"""The coefficients of agreement against worked examples that others have published, to four places."""

import math
from collections.abc import Sequence

import pytest

from cases.coding.agreement import Agreement, Estimate, Gate, Pair, gate, measure, quantile


def of_table(table: Sequence[Sequence[int]]) -> Agreement:
    """Agreement of a published table (rows: first rater), where each subject is a unit by itself."""
    pairs = [((one, two), number) for one, row in enumerate(table) for two, number in enumerate(row)]
    found = measure([{pair: 1} for pair, number in pairs for _unit in range(number)], len(table))
    assert found is not None
    return found


def test_abstractors() -> None:
    """Gwet, irrCAC: Calculating Chance-corrected Agreement Coefficients (CAC), CRAN, vignette “overview”: the table
    cont3x3abstractors with kappa2.table, gwet.ac1.table and pa2.table, and their intervals."""
    found = of_table([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    assert found.kappa is not None
    assert found.percent.low is not None
    assert found.percent.high is not None
    assert found.kappa.low is not None
    assert found.kappa.high is not None
    assert found.ac1.low is not None
    assert found.ac1.high is not None
    assert (found.percent.value, found.percent.error) == pytest.approx((0.89, 0.03128898), abs=5e-8)
    assert (found.percent.low, found.percent.high) == pytest.approx((0.828, 0.952), abs=5e-4)
    assert (found.kappa.value, found.kappa.error) == pytest.approx((0.7964094, 0.05891072), abs=5e-8)
    assert (found.kappa.low, found.kappa.high) == pytest.approx((0.680, 0.913), abs=5e-4)
    assert (found.ac1.value, found.ac1.error) == pytest.approx((0.8493305, 0.04321747), abs=5e-8)
    assert (found.ac1.low, found.ac1.high) == pytest.approx((0.764, 0.935), abs=5e-4)


def test_diagnosis() -> None:
    """The table cont4x4diagnosis of irrCAC (223 psychiatric patients), with the results that its port to Python tests
    (afergadis/irrCAC, test/unit/irrCAC/table/test_gwet.py); they are given to three places."""
    found = of_table([[40, 4, 4, 17], [6, 25, 2, 13], [4, 1, 21, 12], [15, 5, 9, 45]])
    assert found.ac1.low is not None
    assert found.ac1.high is not None
    assert found.units == 223
    assert (found.ac1.value, found.ac1.error) == pytest.approx((0.456, 0.043), abs=5e-4)
    assert (found.ac1.low, found.ac1.high) == pytest.approx((0.371, 0.542), abs=5e-4)


def test_sas() -> None:
    """The SAS example whose printout statsmodels compares itself with (statsmodels/stats/tests/test_inter_rater.py,
    class UnweightedCohens): kappa and its asymptotic standard error after Fleiss, Cohen and Everitt 1969."""
    found = of_table([[0, 4, 1], [0, 8, 0], [0, 1, 5]])
    assert found.kappa is not None
    assert (found.kappa.value, found.kappa.error) == pytest.approx((0.4842, 0.1380), abs=5e-5)


def test_stata() -> None:
    """Statalist, December 2009, message 320 (www.stata.com/statalist/archive/2009-12/msg00320.html): kapci of a table of
    1,932, with the analytical standard error."""
    found = of_table([[1395, 118], [261, 158]])
    assert found.kappa is not None
    assert (found.kappa.value, found.kappa.error) == pytest.approx((0.3411969207847029, 0.0262913719660408), abs=1e-12)
    assert found.percent.value == pytest.approx(0.8038302277432712)


def test_paradox() -> None:
    """The rare answer that breaks kappa: Gwet, Kappa statistic is not satisfactory for assessing the extent of agreement
    between raters, Statistical Methods for Inter-Rater Reliability Assessment 1, 2002: kappa below 0, AC1 0.9408."""
    found = of_table([[118, 5], [2, 0]])
    assert found.kappa is not None
    assert found.percent.value == pytest.approx(0.944)
    assert found.kappa.value == pytest.approx(-0.0234, abs=5e-5)
    assert found.ac1.value == pytest.approx(0.9408, abs=5e-5)


def test_nothing_to_compare_is_no_number() -> None:
    assert measure([], 4) is None
    assert measure([{}, {}], 4) is None
    assert gate(None) == Gate.NOT_MEASURED


def test_one_answer_only_leaves_kappa_undefined() -> None:
    found = measure([{(3, 3): 5}] * 25, 4)
    assert found is not None
    assert found.kappa is None
    assert found.ac1.value == found.percent.value == 1
    assert found.ac1.low is None, "25 that agree do not prove that the next will"


def test_perfect_agreement_over_two_answers_has_no_interval() -> None:
    found = measure([{(0, 0): 1}] * 12 + [{(1, 1): 1}] * 12, 4)
    assert found is not None
    assert found.kappa is not None
    assert (found.kappa.value, found.kappa.error, found.kappa.low) == (1, None, None)


def test_never_the_same_answer() -> None:
    """Each coder uses one answer, another one: chance expects nothing, and nothing was reached."""
    found = measure([{(0, 1): 1}] * 5, 2)
    assert found is not None
    assert found.kappa is not None
    assert (found.percent.value, found.kappa.value, found.ac1.value) == (0, 0, -1)
    assert found.percent.error is None


@pytest.mark.parametrize("number", [1, 2])
def test_too_few_testimonies_for_an_interval(number: int) -> None:
    found = measure([{(0, 0): 4, (0, 1): 1}] * number, 4)
    assert found is not None
    assert found.percent.value == pytest.approx(0.8)
    assert (found.ac1.error, found.ac1.low, found.ac1.high) == (None, None, None)


def test_intervals_stay_within_what_can_be() -> None:
    found = measure([{(0, 0): 1}] * 9 + [{(0, 1): 1}], 4)
    assert found is not None
    assert found.percent.high == 1
    assert found.ac1.high == 1
    worst = measure([{(0, 1): 1}] * 9 + [{(0, 0): 1}], 2)
    assert worst is not None
    assert worst.percent.low == 0
    assert worst.ac1.low is not None
    assert worst.ac1.low >= -1


def test_units_of_one_testimony_are_not_taken_for_independent() -> None:
    """Four testimonies whose ten units are all alike know no more than four testimonies with one unit each."""
    alone = measure([{(0, 0): 1}, {(1, 1): 1}, {(0, 0): 1}, {(0, 1): 1}], 4)
    tenfold = measure([{(0, 0): 10}, {(1, 1): 10}, {(0, 0): 10}, {(0, 1): 10}], 4)
    apart = measure([{pair: 1} for pair in [(0, 0), (1, 1), (0, 0), (0, 1)] for _unit in range(10)], 4)
    assert alone is not None
    assert tenfold is not None
    assert apart is not None
    assert tenfold.ac1.error == pytest.approx(alone.ac1.error)
    assert apart.ac1.error == pytest.approx((alone.ac1.error or 0) / math.sqrt(10))


def test_the_order_of_the_coders_makes_no_difference() -> None:
    pairs: list[dict[Pair, int]] = [{(0, 3): 2, (0, 0): 1}, {(1, 1): 1, (2, 0): 1}, {(3, 3): 7}, {(3, 0): 1}]
    turned = [{(two, one): number for (one, two), number in group.items()} for group in pairs]
    assert measure(pairs, 4) == measure(turned, 4)


@pytest.mark.parametrize(
    ("agreeing", "of", "answer"),
    [
        (25, 25, Gate.PUBLISHABLE),
        (22, 25, Gate.PUBLISHABLE),
        (20, 25, Gate.WITH_A_NOTE),
        (15, 25, Gate.BELOW),
        (19, 19, Gate.NOT_MEASURED),
    ],
)
def test_gate(agreeing: int, of: int, answer: Gate) -> None:
    """Of two testimonies with the same share of disagreement, only 20 or more are a measurement."""
    found = measure([{(0, 0): 1}] * agreeing + [{(0, 1): 1}] * (of - agreeing), 4)
    assert gate(found) == answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [(0.80, Gate.PUBLISHABLE), (0.7999, Gate.WITH_A_NOTE), (0.67, Gate.WITH_A_NOTE), (0.6699, Gate.BELOW)],
)
def test_gate_is_not_rounded_up(value: float, answer: Gate) -> None:
    found = Agreement(20, 20, Estimate(1.0), None, Estimate(value))
    assert gate(found) == answer


@pytest.mark.parametrize(("freedom", "point"), [(2, 4.303), (4, 2.776), (10, 2.228), (23, 2.069), (99, 1.984)])
def test_quantile(freedom: int, point: float) -> None:
    """Against the usual printed tables of Student's t, 97.5 %."""
    assert quantile(freedom) == pytest.approx(point, rel=0.01 if freedom < 4 else 0.0005)
