"""What the attacker found, as plain data."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cases.releases.disclosure.schema import CellKey, Group

Progress = Callable[[str, int, int], None]
"""Called with the step, how much of it is done, and of how much."""


class Kind(StrEnum):
    """What was learned. The first five are certain if the counts are exact; the next three hold at 95 %."""

    EXACT_SMALL = "exact_small"
    """A cell of 1 to 4 people, known exactly (figure: the people)."""
    NARROW_SMALL = "narrow_small"
    """A cell of at most 4 people, known to within one (figure: the most people)."""
    ARRIVAL_EXACT = "arrival_exact"
    """How many people a cell gained between two releases, 1 to 9, or lost, known exactly (figure: people, lost < 0)."""
    ARRIVAL_PROVEN = "arrival_proven"
    """That somebody new is in a cell, of at most 9, or gone from it (figure: the fewest people, gone < 0)."""
    FULL_GROUP = "full_group"
    """Everybody in the group reported the indicator (figure: the fewest people in the group)."""
    CLAIM_SMALL = "claim_small"
    """A cell holds 1 to 4 people (figure: the probability under the known noise)."""
    CLAIM_ARRIVAL = "claim_arrival"
    """A cell changed by 1 to 4 people between two releases (figure: the probability)."""
    CLAIM_FULL = "claim_full"
    """Everybody in the group reported the indicator (figure: the probability)."""
    NOISE_TOO_SMALL = "noise_too_small"
    """Figures move less from release to release than the noise claimed (figure: noise found / noise claimed, as sd)."""
    NOISE_REUSED = "noise_reused"
    """The noise of two releases is alike (figure: sd of their difference found / claimed)."""
    TOO_EXACT = "too_exact"
    """Every sum fits to the last digit, which rounded noise does not (figure: the probability of that)."""
    NOT_BLURRED = "not_blurred"
    """A cell is shown of a group of tables without noise, in a release that blurs others (figure: the value)."""
    NOT_ROUNDED = "not_rounded"
    """A shown value is no multiple of the rounding declared (figure: the value)."""


@dataclass(frozen=True)
class Finding:
    """One thing learned. ``cell`` is None for what concerns a whole ``group`` of tables, and ``group`` else.

    ``series`` names two as "one + other" when the finding lies between them; ``releases`` are then a number of each.
    """

    kind: Kind
    series: str
    releases: tuple[int, ...]
    figure: float
    cell: CellKey | None = None
    group: Group | None = None


@dataclass(frozen=True)
class Report:
    """What all releases together gave away.

    ``cells`` were looked at, over all releases; ``identities`` are the sums that must hold in them; ``programs`` the
    linear programs solved; ``tests`` the comparisons with the noise claimed. ``complete`` is False when time ran out:
    then the absence of a finding proves nothing.
    """

    findings: tuple[Finding, ...]
    cells: int
    identities: int
    programs: int
    tests: int
    complete: bool
