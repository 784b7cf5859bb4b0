"""What the gate says beside the office's figures: people decide with it, nothing is blocked by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.coding import double_coded
from cases.coding.agreement import FEWEST, Gate
from cases.core.translated import in_language
from cases.releases.disclosure.schema import Schema
from cases.vocabulary.models import AbuseCategory

from .shown import Shown, line


@dataclass(frozen=True)
class Beside:
    """How many testimonies two people coded in all cases, the lines to show, and how many more passed the gate."""

    testimonies: int
    lines: Sequence[Shown]
    passed: int = 0

    @property
    def missing(self) -> int:
        """How many are missing until anything is said."""
        return max(FEWEST - self.testimonies, 0)


def of_indicators(codes: Sequence[str]) -> Beside:
    """Of these indicators, each with its line; one that no coder has found yet has one without numbers. Six statements."""
    found = double_coded.read_all()
    known = {one.code: one for one in found.indicators()}
    missing = AbuseCategory.objects.filter(code__in=set(codes) - known.keys())
    known |= {one.code: double_coded.Line(one.code, in_language(one.labels), None, 0, 0) for one in missing}
    return Beside(len(found.testimonies), [line(known[code]) for code in codes if code in known])


def of_schema(schema: Schema) -> Beside:
    """The indicators that a schema publishes, and the families, that are not publishable by the gate. Five statements."""
    found = double_coded.read_all()
    measured = [one for one in found.indicators() if one.code in schema.indicators] + found.families()
    open_ones = [one for one in measured if one.gate != Gate.PUBLISHABLE]
    return Beside(len(found.testimonies), [line(one) for one in open_ones], len(measured) - len(open_ones))
