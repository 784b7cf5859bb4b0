"""The sampler's law, without a float on its way."""

import math
from collections import Counter
from fractions import Fraction

import pytest

from cases.releases.disclosure import sampler
from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.sampler import discrete_gaussian
from tests.unit.releases.disclosure.made import seeded


def law(variance: float, reach: int) -> dict[int, float]:
    weights = {z: math.exp(-(z**2) / (2 * variance)) for z in range(-reach, reach + 1)}
    whole = sum(weights.values())
    return {z: weight / whole for z, weight in weights.items()}


@pytest.mark.slow
@pytest.mark.parametrize("variance", [Fraction(1, 3), Fraction(1), Fraction(7, 2), Fraction(25)])
def test_samples_follow_the_law(variance: Fraction) -> None:
    """Chi-square against the exact probabilities; a wrong rejection step or a doubled zero fails by far."""
    draws, expected = 20_000, law(float(variance), 40)
    randbelow = seeded(7)
    seen = Counter(discrete_gaussian(variance, randbelow) for _ in range(draws))
    usual = [z for z, chance in expected.items() if chance * draws >= 10]
    chi_square = sum((seen[z] - draws * expected[z]) ** 2 / (draws * expected[z]) for z in usual)
    freedom = len(usual) - 1
    assert chi_square < freedom + 5 * math.sqrt(2 * freedom) + 5


def test_moments_on_the_lattice_of_the_longest_series() -> None:
    """Beyond 2^63 and far beyond what floats tell apart."""
    variance = Fraction(10) ** 48 / 3
    randbelow = seeded(3)
    draws = [discrete_gaussian(variance, randbelow) for _ in range(4000)]
    scaled = [z / math.sqrt(variance) for z in draws]
    assert abs(sum(scaled) / len(scaled)) < 0.08
    assert abs(sum(z**2 for z in scaled) / len(scaled) - 1) < 0.12
    assert abs(sum(z % 2 for z in draws) / len(draws) - 0.5) < 0.04


def test_same_random_numbers_give_the_same_noise() -> None:
    first, second = ([discrete_gaussian(Fraction(100), seeded(5)) for _ in range(5)] for _ in range(2))
    assert first == second


def test_randomness_comes_from_secrets() -> None:
    """A seeded generator in production could be replayed."""
    assert sampler.discrete_gaussian.__defaults__ == (sampler.secrets.randbelow,)


@pytest.mark.parametrize("variance", [Fraction(0), Fraction(-1)])
def test_no_noise_is_refused(variance: Fraction) -> None:
    with pytest.raises(DisclosureError):
        discrete_gaussian(variance)
