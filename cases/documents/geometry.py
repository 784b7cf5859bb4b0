"""Where a bar and a column stand, in fractions: pages write them in percent, documents in points. Knows numbers only."""

from dataclasses import dataclass

GAP = 0.5
"""Between the ordered columns and the one apart, in columns."""


@dataclass(frozen=True)
class Span:
    """A number on a scale from 0 to 1: solid from 0 to ``low``, hatched from there to ``high``, a tick at ``tick``.

    All stands on a ``track``, as long as everybody asked about. None where that number is not shown or not known.
    """

    low: float
    high: float
    tick: float | None = None
    track: float | None = None

    @property
    def band(self) -> float:
        """How long the hatched part is."""
        return self.high - self.low


def span(low: float, high: float, full: float, *, value: float | None = None, track: float | None = None) -> Span:
    """A bar, or a column from the ground up, on a scale that ends at ``full``."""
    return Span(low / full, high / full, _part(value, full), _part(track, full))


def _part(number: float | None, full: float) -> float | None:
    return None if number is None else number / full


@dataclass(frozen=True)
class Place:
    """The place of a column between left (0) and right (1), whether its number is shown or not."""

    left: float
    middle: float
    width: float


def place(position: int, columns: int, *, apart: bool = False, gap: bool = False) -> Place:
    """The place of a column among ``columns``. With a ``gap`` the last one stands ``apart``."""
    full = columns + (GAP if gap else 0)
    left = position + (GAP if apart else 0)
    return Place(left=left / full, middle=(left + 0.5) / full, width=1 / full)
