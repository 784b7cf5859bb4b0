"""How much noise a series carries: chosen at its start, exact, and the same for every release of it.

μ is that of Gaussian differential privacy: whoever knows everything else guesses one person's presence right with
probability Φ(μ/2), 69.1 in 100 for μ = 1, from all releases of the series together.
"""

import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.sampler import Randbelow, discrete_gaussian
from cases.releases.disclosure.schema import Group, Schema, sensitivity

SMALL = "small"
LARGE = "large"

SHARES: Mapping[str, Mapping[Group, Fraction]] = {
    SMALL: {Group.ONE_WAY: Fraction(1)},
    LARGE: {Group.ONE_WAY: Fraction(1, 2), Group.MENU: Fraction(1, 2)},
}
"""The part of μ² that each group of tables spends."""

LARGEST_HORIZON = 40
LARGE_FROM = 1000
"""The noisy total from which a series is large."""

DESIGN_TOTAL_SD = 10
"""The σ of the noisy total that chooses the design. One person moves it by 1, so it costs μ = 1/10."""


@dataclass(frozen=True)
class Design:
    """``small`` (one-way tables) or ``large`` (and the menu), the promise μ, and how many releases it must last.

    Raises DisclosureError on another kind, a μ that is no fraction above 0, or a horizon outside 1 … 40.
    """

    kind: str
    mu: Fraction = Fraction(1)
    horizon: int = 12

    def __post_init__(self) -> None:
        if self.kind not in SHARES:
            raise DisclosureError(f"There is no design “{self.kind}”: choose small or large.")
        if not isinstance(self.mu, Fraction) or self.mu <= 0:
            raise DisclosureError("The promise μ must be a fraction above 0: give it as Fraction.")
        if not isinstance(self.horizon, int) or not 1 <= self.horizon <= LARGEST_HORIZON:
            raise DisclosureError(f"A series has 1 to {LARGEST_HORIZON} releases: choose a horizon between them.")

    @property
    def shares(self) -> Mapping[Group, Fraction]:
        """The groups of tables of the design, and the part of μ² that each spends."""
        return SHARES[self.kind]

    def check_number(self, number: int) -> None:
        """Raise DisclosureError unless the series has a release of this number."""
        if not 1 <= number <= self.horizon:
            raise DisclosureError(f"The series has releases 1 to {self.horizon}, not {number}: start a new series.")


def factor(k: int) -> Fraction:
    """f_k = C(2k, k) / 4^k, the weight of the noise drawn k releases ago (square root of the running sum)."""
    return Fraction(math.comb(2 * k, k), 4**k)


def norm_squared(releases: int) -> Fraction:
    """‖f‖² = Σ f_k² over k < releases: what one person adds up to over a series of that many releases."""
    return sum((factor(k) ** 2 for k in range(releases)), Fraction(0))


def sigma_squared(design: Design, schema: Schema, group: Group) -> Fraction:
    """The exact variance of one draw z, in people²: ‖f‖²·(g / share) / μ².

    Raises DisclosureError when the design has no such group.
    """
    if group not in design.shares:
        raise DisclosureError(f"The design “{design.kind}” has no tables “{group}”: nothing may be drawn for them.")
    spread = sensitivity(schema, group) / design.shares[group]
    return norm_squared(design.horizon) * spread / design.mu**2


def noise_sd(design: Design, schema: Schema, group: Group) -> float:
    """sd(z) in people, for printing: 6.23 in a small series of 12, 8.82 and 10.36 in a large one."""
    return math.sqrt(sigma_squared(design, schema, group))


def release_sd(number: int) -> float:
    """How many times sd(z) the noise of a cell is at release ``number``: 1, 1.22, 1.36 at 1, 4, 12."""
    return math.sqrt(norm_squared(number))


def draw_design_total(people: int, randbelow: Randbelow = secrets.randbelow) -> int:
    """The noisy total that chooses the design: drawn once for a series, μ = 0.1."""
    return people + discrete_gaussian(Fraction(DESIGN_TOTAL_SD**2), randbelow)


def choose_design(noisy_total: int) -> str:
    """``large`` from a noisy total of 1,000, else ``small``."""
    return LARGE if noisy_total >= LARGE_FROM else SMALL
