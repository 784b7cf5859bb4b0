"""What the reading page of a source shows: its lines, and beside each the claims and accounts taken from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.accounts.models import User
from cases.core import audit, sealing
from cases.intake.models import ContextFigure, Source, Testimony
from cases.intake.repeats import KnownText, Repeat

from .copies import Chain, Shared, chain_of, shared_of
from .locators import lines_of, origins, repeated
from .words import claimed

Record = ContextFigure | Testimony


@dataclass
class Beside:
    """What was taken from one place in a source, in the reader's words."""

    claims: list[tuple[ContextFigure, str]] = field(default_factory=list)
    accounts: list[Testimony] = field(default_factory=list)

    def add(self, record: Record) -> None:
        if isinstance(record, ContextFigure):
            self.claims.append((record, claimed(record)))
        else:
            self.accounts.append(record)

    def __bool__(self) -> bool:
        return bool(self.claims or self.accounts)


@dataclass
class Line:
    """One line of the text, with the records whose locator names it first."""

    number: int
    text: str
    repeat: Repeat | None = None
    origin: int | None = None
    beside: Beside = field(default_factory=Beside)

    @property
    def mark(self) -> str:
        """In words, that the line says nothing new; the first of a block speaks for the whole block."""
        if self.repeat is None:
            return ""
        if self.number == self.repeat.first and len(self.repeat.pairs) > 1:
            return in_words(self.repeat)
        if self.repeat.exact:
            return _("Repeats line %(origin)s.") % {"origin": self.origin}
        return _("Nearly repeats line %(origin)s: compare both.") % {"origin": self.origin}


@dataclass(frozen=True)
class Reading:
    """A source opened for one reader. ``elsewhere`` are records whose locator names no line of the text."""

    lines: list[Line]
    repeats: list[Repeat]
    chain: Chain
    shared: list[Shared]
    elsewhere: Beside
    warnings: list[str]

    def line(self, number: int) -> Line | None:
        """The line of this number, when the text has it and it is not blank."""
        return next((line for line in self.lines if line.number == number and line.text.strip()), None)

    def line_of(self, where: str) -> Line | None:
        """The first line that a locator names."""
        lines = lines_of(where)
        return self.line(lines[0]) if lines else None

    def warning(self, where: str) -> str:
        """That a locator lies in a line which only repeats another; empty when it does not."""
        found = repeated(where, origins(self.repeats))
        return _again(*found) if found else ""


def read(source: Source, user: User) -> Reading:
    """Open a source's text, and those it is compared with, under one audit event."""
    chain = chain_of(source, user)
    text, others = _open(source, user)
    known = KnownText(text)
    accounts = Testimony.objects.visible_to(user).filter(source=source).select_related("witness", "group")
    records: list[Record] = [*ContextFigure.objects.visible_to(user).filter(source=source), *accounts]
    lines = _lines(text, known.repeats)
    elsewhere = _put_beside(lines, records)
    warnings = _warnings(records, known.repeats)
    return Reading(lines, known.repeats, chain, shared_of(known, others, chain), elsewhere, warnings)


def in_words(repeat: Repeat) -> str:
    """A block of repeated lines as a sentence."""
    values = {"last": repeat.last, "first": repeat.first, "of_first": repeat.of_first, "of_last": repeat.of_last}
    if repeat.first == repeat.last:
        if repeat.exact:
            return _("Line %(first)s repeats line %(of_first)s: do not record it twice.") % values
        return _("Line %(first)s nearly repeats line %(of_first)s: compare both before you record it.") % values
    if repeat.exact:
        return _("Lines %(first)s to %(last)s repeat lines %(of_first)s to %(of_last)s: do not record them twice.") % (
            values
        )
    return _(
        "Lines %(first)s to %(last)s nearly repeat lines %(of_first)s to %(of_last)s: compare both before you record them."
    ) % (values)


def _open(source: Source, user: User) -> tuple[str, list[tuple[Source, str]]]:
    """The text, and the texts of the case's other sources that the reader sees."""
    if source.text is None:
        audit.record_shown(by=user, subject=source)
        return "", []
    others = list(Source.objects.visible_to(user).filter(case=source.case_id, text__isnull=False).exclude(pk=source.pk))
    with sealing.keys_at_hand([source.key_owner()]):
        texts = sealing.open_rows([source, *others], "text", by=user, reason="reading page of a source")
    return texts[source.pk] or "", [(other, texts[other.pk] or "") for other in others]


def _lines(text: str, blocks: Iterable[Repeat]) -> list[Line]:
    known = {number: (block, origin) for block in blocks for number, origin in block.pairs}
    return [
        Line(number, words, *known.get(number, (None, None))) for number, words in enumerate(text.splitlines(), start=1)
    ]


def _put_beside(lines: list[Line], records: Iterable[Record]) -> Beside:
    """Each record beside the first line it names; those that name none are handed back."""
    by_number = {line.number: line for line in lines if line.text.strip()}
    elsewhere = Beside()
    for record in records:
        named = lines_of(record.locator)
        line = by_number.get(named[0]) if named else None
        (line.beside if line else elsewhere).add(record)
    return elsewhere


def _warnings(records: Iterable[Record], blocks: Iterable[Repeat]) -> list[str]:
    origin_of = origins(blocks)
    found = [(record.code, repeated(record.locator, origin_of)) for record in records]
    return [f"{code}: {_again(*place)}" for code, place in found if place]


def _again(number: int, origin: int) -> str:
    return _("line %(number)s only repeats line %(origin)s: cite line %(origin)s, and record it once.") % {
        "number": number,
        "origin": origin,
    }


def summary(reading: Reading) -> list[str]:
    """What a reader must know before the first line."""
    said = [in_words(block) for block in reading.repeats]
    if reading.chain.root is not None:
        said.append(
            _("This source is a copy: its root is %(code)s. However many copies say it, it is confirmed once.")
            % {"code": reading.chain.root.code}
        )
    if copies := len(reading.chain.copies):
        text = ngettext(
            "%(count)s source was copied from this one: it adds no further root.",
            "%(count)s sources were copied from this one: they add no further root.",
            copies,
        )
        said.append(text % {"count": copies})
    return said
