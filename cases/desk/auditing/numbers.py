"""The numbers in what a page says, and in the texts that it is made of.

A run of letters and digits ("ILO-07") is one thing, known as a whole or not at all; anything else is read number by
number. Long hexadecimal runs are hashes and no numbers.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import NamedTuple

GAP = "\x00"
"""Where something is filled into a fixed text: any neighbour fits."""

END = ""
"""The end of a text on a page, and of a fixed text that is nothing but one number."""

_UNIT = re.compile(
    r"(?P<gap>\x00)"
    r"|(?P<day>(?<![\w.-])\d{4}-\d\d-\d\dT00:00:00\+00:00(?!\w))"
    r"|(?P<hash>\b[0-9a-f]{12,}\b)"
    r"|(?P<grouped>(?<![\d.,])\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?![\d]))"
    r"|(?P<decimal>(?<![\w.])\d+,\d+(?![\w.]))"
    r"|(?P<run>[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*)"
    r"|(?P<word>[^\W\d_]+)"
)
SPOKEN_ATTRIBUTES = frozenset(
    {"alt", "title", "aria-label", "aria-description", "aria-valuetext", "content", "placeholder", "value", "label", "summary", "datetime"}
)  # fmt: skip


class Number(NamedTuple):
    """A number of a text with its neighbours: words, numbers, a gap, or the end. ``readings`` are what it can mean."""

    readings: tuple[tuple[str, ...], ...]
    before: str
    after: str


def numbers(text: str) -> Iterator[Number]:
    """Every number of a text, in order."""
    units = [match for match in _UNIT.finditer(text) if match.lastgroup != "hash"]
    said = [END, *(match[0].lower() for match in units), END]
    for place, match in enumerate(units):
        if match.lastgroup not in ("gap", "word") and any(letter.isdigit() for letter in match[0]):
            yield Number(_readings(match[0], match.lastgroup or ""), said[place], said[place + 2])


def _readings(run: str, kind: str) -> tuple[tuple[str, ...], ...]:
    if kind == "day":
        # How a feed writes a day: as its first moment.
        return _readings(run.partition("T")[0], "run")
    if kind == "grouped":
        whole = re.sub(r"\D", "", run)
        # "8,816" is also how a decimal looks in Russian.
        return (
            ((_canonical(whole),), (_canonical(run.replace(",", ".")),))
            if run.count(",") == 1
            else ((_canonical(whole),),)
        )
    if kind == "decimal":
        first, second = run.split(",")
        return (_canonical(f"{first}.{second}"),), (_canonical(first), _canonical(second))
    if any(letter.isalpha() for letter in run):
        return ((run.lower(),),)
    parts = tuple(_canonical(part) for part in re.split(r"[-_]", run))
    return (parts,) if len(parts) == 1 else ((run,), parts)


def _canonical(number: str) -> str:
    """Without what does not change the number: "08" is "8", "1.0" is "1"."""
    whole, point, rest = number.partition(".")
    rest = rest.rstrip("0")
    return f"{whole.lstrip('0') or '0'}{f'.{rest}' if point and rest and '.' not in rest else ''}"


def said(text: str) -> set[str]:
    """Every reading of every number of a text, and every rounding of its decimals, as a set to look in."""
    found = {part for number in numbers(text) for reading in number.readings for part in reading}
    decimals = [number for number in found if re.fullmatch(r"\d+\.\d+", number)]
    return found | {_canonical(f"{float(number):.{places}f}") for number in decimals for places in (0, 1, 2)}


class Fixed:
    """Numbers of fixed texts, each with the neighbours that it stands between there."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        for text in texts:
            for number in numbers(text):
                alone = number.before == number.after == END
                sides = (number.before, number.after) if alone else (number.before or GAP, number.after or GAP)
                for reading in number.readings:
                    self._known.setdefault(reading, set()).add(sides)

    def knows(self, number: Number) -> bool:
        """Whether a fixed text says this number between these neighbours."""
        return any(
            before in (number.before, GAP) and after in (number.after, GAP)
            for reading in number.readings
            for before, after in self._known.get(reading, ())
        )


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            value for name, value in attrs if value and (name in SPOKEN_ATTRIBUTES or name.startswith("data-"))
        ]


def texts_of(html: str) -> list[str]:
    """What a page says: its texts, its comments, and the attributes that are read out or seen."""
    reader = _Texts()
    reader.feed(html)
    reader.close()
    return reader.found
