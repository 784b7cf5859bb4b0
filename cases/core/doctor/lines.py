"""A line of the doctor."""

import enum
from dataclasses import dataclass


class State(enum.Enum):
    OK = "ok"
    WARN = "warn"
    FAIL = "FAIL"


@dataclass(frozen=True)
class Line:
    """What was looked at, what was found, and the remedy where it is not right."""

    state: State
    text: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f"\n       {self.remedy}" if self.remedy else ""
        return f"{self.state.value:<5}  {self.text}{remedy}"


def good(text: str) -> Line:
    return Line(State.OK, text)


def bad(text: str, remedy: str) -> Line:
    return Line(State.FAIL, text, remedy)


def poor(text: str, remedy: str, *, office: bool = False) -> Line:
    """Something that only an office must not have: a failure there, a warning in a demonstration."""
    return Line(State.FAIL if office else State.WARN, text, remedy)
