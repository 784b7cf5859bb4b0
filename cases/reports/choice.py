"""What is chosen and written for one report, and the sections that a report is put together from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from cases.documents.document import Block, Callout, Document, Heading
from cases.published.data import Quote, Release

from .own_words import numbered, paragraphs
from .pattern_texts import FICTIONAL_NOTICE
from .said import day, fictional
from .unfit import UnfitChoice


@dataclass(frozen=True)
class Choice:
    """What was chosen and written for one report, in its language.

    ``sections`` None and ``tables`` empty mean all that the report has by itself; ``figures`` empty means the clearest
    ones. ``words`` are somebody's own, by the name of what they write (``Section.writes``).
    """

    sections: frozenset[str] | None = None
    tables: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    quote: Quote | None = None
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A part of a report. A ``fixed`` one cannot be left out.

    ``writes`` names the own words that go into it; it ``needs`` them, or goes without.
    """

    key: str
    name: Promise
    blocks: Callable[[Release, Choice], list[Block]]
    fixed: bool = False
    writes: str = ""
    needs: bool = False


def stands_on(release: Release) -> str:
    """Which figures a report stands on."""
    told = _("Figures of release %(identifier)s, data until %(day)s")
    return told % {"identifier": release.identifier, "day": day(release.cutoff)}


@dataclass(frozen=True)
class Report:
    """A kind of report. ``limit`` is the number of words it may have where a limit is known or usual.

    ``figures`` is how many figures it shows where only so many will do; ``addressed`` says that its title names somebody.
    """

    key: str
    name: Promise
    purpose: Promise
    title: Callable[[Release, Choice], str]
    sections: tuple[Section, ...]
    limit: int | None = None
    figures: int = 0
    takes_tables: bool = True
    takes_quote: bool = False
    contents: bool = False
    addressed: bool = False
    subtitle: Callable[[Release], str] = stands_on

    @property
    def writes(self) -> tuple[str, ...]:
        """The names of the own words that it takes."""
        return (*["addressee"] * self.addressed, *(section.writes for section in self.sections if section.writes))

    def document(self, release: Release, choice: Choice, in_: str = "en") -> Document:
        """The report in a language. Raises UnfitChoice and UnfitFigure."""
        with override(in_):
            self._check(choice)
            chosen = [
                one for one in self.sections if one.fixed or choice.sections is None or one.key in choice.sections
            ]
            notice = [Callout(fictional(), (str(FICTIONAL_NOTICE),))] if release.fictional else []
            return Document(
                title=self.title(release, choice),
                subtitle=self.subtitle(release),
                language=in_,
                date=release.slot,
                author=release.organisation,
                notice=fictional() if release.fictional else "",
                blocks=(*notice, *(block for section in chosen for block in section.blocks(release, choice))),
                contents=self.contents,
            )

    def _check(self, choice: Choice) -> None:
        for section in self.sections:
            if section.needs and not choice.words.get(section.writes, "").strip():
                raise UnfitChoice(
                    gettext_noop("“%(section)s” is empty in this language: write it."), section=section.name
                )
        if self.figures and choice.figures and len(choice.figures) != self.figures:
            raise UnfitChoice(
                gettext_noop("This report shows %(number)s figures, and %(chosen)s are chosen: change the choice."),
                number=self.figures, chosen=len(choice.figures),
            )  # fmt: skip


def own(key: str, name: Promise, *, needs: bool = False, heading: bool = True, in_numbers: bool = False) -> Section:
    """A section that holds somebody's own words and nothing else; without them it is not there."""

    def blocks(release: Release, choice: Choice) -> list[Block]:
        written = (numbered if in_numbers else paragraphs)(release, choice.words.get(key, ""))
        return [Heading(str(name)), *written] if heading and written else written

    return Section(key, name, blocks, fixed=needs, writes=key, needs=needs)
