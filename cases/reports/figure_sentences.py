"""One published figure as a sentence or as words inside a sentence, never without its likely range."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases.documents.document import Footnote, Piece, Text
from cases.published.data import INDICATORS, REPORTED, Cell, Release, Share, Table

from .labels import Labels, table_address
from .said import count, day, language, likely_range, people
from .unfit import UnfitFigure

PLACEHOLDER = re.compile(r"\[\[([^\[\]]*)\]\]")
"""A figure named in somebody's own words: “[[ILO-08]]”, “[[sector:construction]]”, “[[sector:construction/sex:male]]”."""


@dataclass(frozen=True)
class Figure:
    """A shown figure: its name in placeholders, the table it stands in, what it counts, and how it is said."""

    key: str
    table: str
    label: str
    said: str
    sentence: str
    address: str


class Figures:
    """The shown figures of a release in the active language, by the names that placeholders have for them."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self._labels = Labels(release, language())
        self._known = {key_of(cell) for cell in release.cells} | {key_of(share) for share in release.shares}
        self._cells = {key_of(cell): (cell, table) for table in release.tables for cell in table.cells if cell.shown}
        self._shares = {key_of(share): share for share in release.shares}

    @cached_property
    def shown(self) -> dict[str, Figure]:
        """All of them, by name. Whoever needs a few asks ``find``: hundreds take long to be put into words."""
        return {key: self._figure(key) for key in (*self._cells, *self._shares)}

    def __contains__(self, key: str) -> bool:
        """Whether a figure of exactly this name is shown."""
        return key in self._cells or key in self._shares

    def find(self, key: str) -> Figure:
        """The figure with this name, whichever side comes first. Raises UnfitFigure, with the reason."""
        key = key if key in self._known else "/".join(reversed(key.split("/")))
        if key in self:
            return self._figure(key)
        told = gettext_noop("Release %(release)s has no figure “%(figure)s”: take its name from the list.")
        if key in self._known:
            told = gettext_noop(
                "“%(figure)s” is not shown in release %(release)s: take another figure out of the list."
            )
        raise UnfitFigure(told, figure=key, release=self.release.identifier)

    def filled(self, typed: str) -> Text:
        """Somebody's words with each placeholder replaced, a footnote behind it giving the figure's permanent address.

        “[[people]]”, “[[release]]” and “[[until]]” are the people interviewed, the release and the end of its data.
        Raises UnfitFigure, also for a bracket that is not closed.
        """
        rest = PLACEHOLDER.sub("", typed)
        if "[[" in rest or "]]" in rest:
            raise UnfitFigure(
                gettext_noop("A figure stands between [[ and ]]: close the brackets, or take single ones.")
            )
        pieces: list[Piece] = []
        for place, part in enumerate(PLACEHOLDER.split(typed)):
            pieces += self._pieces(part.strip()) if place % 2 else [part] if part else []
        first, *rest_of_it = pieces or [""]
        if isinstance(first, str) and typed.startswith("[["):
            first = first[:1].upper() + first[1:]
        return (first, *rest_of_it) if rest_of_it or not isinstance(first, str) else first

    def _pieces(self, key: str) -> list[Piece]:
        release = self.release
        told = {"people": people(release), "release": release.identifier, "until": day(release.cutoff)}
        if key in told:
            return [told[key]]
        figure = self.find(key)
        note = _("Release %(release)s: %(label)s. %(address)s")
        return [
            figure.said,
            Footnote(note % {"release": release.identifier, "label": figure.label, "address": figure.address}),
        ]

    def _figure(self, key: str) -> Figure:
        return self._counted(*self._cells[key]) if key in self._cells else self._share(self._shares[key])

    def _counted(self, cell: Cell, table: Table) -> Figure:
        address = table_address(self.release, table.rows, table.columns, language())
        told = _("about %(number)s (likely %(range)s)")
        said = told % {"number": count(cell.value or 0), "range": likely_range(cell)}
        return Figure(key_of(cell), table.key, self._label(cell), said, sentence(self.release, cell), address)

    def _share(self, share: Share) -> Figure:
        side = INDICATORS if share.d1 in {one.key for one in self.release.indicators} else share.d1
        label = self._labels.value(share.d1, share.v1)
        if side != INDICATORS:
            label = f"{self._labels.side(side)}: {label}"
        said = _("between %(low)s and %(high)s of 100 people interviewed") % {"low": share.low, "high": share.high}
        told = _("“%(label)s”: %(said)s.") % {"label": label, "said": said}
        return Figure(key_of(share), side, label, said, told, table_address(self.release, side, language=language()))

    def _label(self, cell: Cell) -> str:
        if not cell.d1:
            return _("People interviewed")
        sides = ((cell.d1, cell.v1), (cell.d2, cell.v2))
        return " × ".join(self._labels.value(dimension, value) for dimension, value in sides if dimension)


def key_of(figure: Cell | Share) -> str:
    """The name of a figure in placeholders: “total”, an indicator's code, or dimension and value."""
    sides = [(figure.d1, figure.v1)]
    if isinstance(figure, Cell):
        sides.append((figure.d2, figure.v2))
    parts = [one if value == REPORTED else f"{one}:{value}" for one, value in sides if one]
    return "/".join(parts) or "total"


def sentence(release: Release, cell: Cell) -> str:
    """A shown number of people as a whole sentence in the active language."""
    labels = Labels(release, language())
    told = {
        "number": count(cell.value or 0),
        "people": people(release),
        "range": likely_range(cell),
        "name": labels.value(cell.d1, cell.v1) if cell.d1 else "",
        "other": labels.value(cell.d2, cell.v2) if cell.d2 else "",
    }
    if not cell.d1:
        return _("About %(number)s people were interviewed (likely range %(range)s).") % told
    if cell.d2:
        return _("“%(name)s” and “%(other)s”: about %(number)s of %(people)s (likely range %(range)s).") % told
    if cell.v1 == REPORTED:
        return _("“%(name)s” was reported by about %(number)s of %(people)s (likely range %(range)s).") % told
    told["side"] = labels.side(cell.d1)
    return _("%(side)s, “%(name)s”: about %(number)s of %(people)s (likely range %(range)s).") % told
