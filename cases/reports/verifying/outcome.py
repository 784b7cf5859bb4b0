"""The outcome of one check, as one line."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST = 300


class State(StrEnum):
    """NOTE: it could not be checked with what was given; it is no failure."""

    PASS = "PASS"  # noqa: S105
    FAIL = "FAIL"
    NOTE = "NOTE"


@dataclass(frozen=True)
class Line:
    """A check by its name, and the figure it came to."""

    state: State
    check: str
    figure: str

    def __str__(self) -> str:
        """One line, whatever stands in the files: nothing in it can steer a terminal."""
        text = f"{self.state}  {self.check}: {self.figure}"
        return "".join(letter if letter.isprintable() else "?" for letter in text)[:LONGEST]


class Fails(Exception):
    """A check fails; the message is its figure."""


class NotChecked(Exception):
    """A check lacks what it needs and nobody is to blame; the message says what to give."""


class NoRelease(ValueError):
    """A folder holds no release at all; the message is a sentence with the remedy."""


def some(names: list[str], most: int = 3) -> str:
    """The first few of many, and how many more."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
