"""Parts that several reports have: figures, tables, a quote, what is not known, how to cite."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from cases.core.translated import in_language
from cases.documents.document import Block, Bullets, Callout, Heading, Paragraph, Quote
from cases.published.data import INDICATORS, TOTAL, Release, Share, Table, Tier

from .choice import Choice, Section
from .citation import citation
from .figure_sentences import Figure, Figures
from .figures import one_way, ranges, two_way
from .key_figures import key_figures
from .labels import Labels, release_address
from .own_words import paragraphs
from .said import language
from .unfit import UnfitChoice

LICENCE = gettext_lazy(
    "Licence: Creative Commons Attribution 4.0 (CC BY 4.0). Please do not try to find out who spoke to us."
)
STANDARD = gettext_lazy(
    "Each figure says how many of the people interviewed reported something. A report is not a finding of a court, and the "
    "people interviewed were not chosen at random."
)


def chosen_figures(release: Release, choice: Choice) -> list[Figure]:
    """The figures chosen one by one. Raises UnfitFigure for one that is not shown."""
    figures = Figures(release)
    return [figures.find(key) for key in choice.figures]


def figure_sentences(release: Release, choice: Choice) -> list[str]:
    """A sentence for each chosen figure, or for those that stand out; what to say where nothing is shown."""
    if choice.figures:
        return [figure.sentence for figure in chosen_figures(release, choice)]
    if release.tier in (Tier.ONE_WAY, Tier.MENU):
        return key_figures(release)
    shown = [figure for figure in Figures(release).shown.values() if figure.table == INDICATORS]
    return [figure.sentence for figure in shown] or [nothing_shown(release)]


def nothing_shown(release: Release) -> str:
    told = _("Release %(release)s shows no number here: too few people, or too small groups.")
    return told % {"release": release.identifier}


def figures_section(release: Release, choice: Choice) -> list[Block]:
    return [
        Heading(_("What people reported")),
        Paragraph(str(STANDARD)),
        Bullets(tuple(figure_sentences(release, choice))),
    ]


def tables(release: Release, choice: Choice) -> list[Block]:
    """The chosen tables with their charts; by itself the indicators only. Raises UnfitChoice for an unknown table."""
    keys = choice.tables or (INDICATORS,)
    return [block for key in keys for block in table_blocks(release, key)]


def table_blocks(release: Release, key: str) -> list[Block]:
    """A table with its chart, or a sentence where it has nothing to show."""
    labels = Labels(release, language())
    if release.tier == Tier.RANGES:
        return _ranges(release, labels, key)
    table = next((one for one in release.tables if one.key == key), None)
    if table is None:
        raise UnfitChoice(
            gettext_noop("Release %(release)s has no table “%(table)s”: choose another."),
            release=release.identifier, table=key,
        )  # fmt: skip
    if not any(cell.shown for cell in table.cells):
        return [Heading(labels.table(table), 2), Paragraph(nothing_shown(release))]
    return two_way(release, labels, table) if table.columns else one_way(release, labels, table)


def _ranges(release: Release, labels: Labels, key: str) -> list[Block]:
    shares = _shares_of(release, key)
    return ranges(release, labels, key, shares) if shares else [Paragraph(nothing_shown(release))]


def _shares_of(release: Release, key: str) -> list[Share]:
    indicators = {one.key for one in release.indicators}
    return [one for one in release.shares if key == (INDICATORS if one.d1 in indicators else one.d1)]


def pickable(release: Release) -> list[Table]:
    """The tables that a report can show: of a release of ranges those of one side, and never the total."""
    tables = [one for one in release.tables if one.key != TOTAL]
    return [one for one in tables if _shares_of(release, one.key)] if release.tier == Tier.RANGES else tables


def quote_section(release: Release, choice: Choice) -> list[Block]:
    """The chosen quote with what it speaks of; nothing without one."""
    quote = choice.quote
    if quote is None:
        return []
    if not quote.text.get(language()):
        raise UnfitChoice(gettext_noop("The quote is not written in this language: choose another."))
    labels = Labels(release, language())
    sides = (("sector", quote.sector), ("period", quote.period))
    about = [labels.value(quote.indicator, "")] if quote.indicator else []
    about += [labels.value(side, value) for side, value in sides if labels.knows(side, value)]
    source = _("A person interviewed, who agreed to be quoted. About: %(about)s.") % {"about": "; ".join(about)}
    return [
        Heading(_("In the words of a person interviewed")),
        Quote(in_language(quote.text), source, language()),
    ]


def unknown_section(release: Release, choice: Choice) -> list[Block]:
    """What the figures cannot say, and what somebody adds to it."""
    return [
        Heading(_("What we do not know")),
        Bullets(
            (
                _("How many of all workers lived through this: the people interviewed were not chosen at random."),
                _("What happened to those who cannot speak: people who are still under control were not interviewed."),
                _(
                    "Whether more of those interviewed lived through it: “reported” leaves out who was not asked or was unclear."
                ),
                _("Numbers that are not shown: they can be of any size, and are kept back to protect people."),
            )
        ),
        *paragraphs(release, choice.words.get("unknown", "")),
    ]


def method_box(release: Release, _choice: Choice) -> list[Block]:
    return [Callout(_("How the figures were made"), (in_language(release.caveat), in_language(release.blur)))]


def cite_section(release: Release, _choice: Choice) -> list[Block]:
    address = release_address(release, language())
    contact = [Paragraph(_("Contact: %(contact)s") % {"contact": release.contact})] if release.contact else []
    return [
        Heading(_("How to cite")),
        Paragraph(citation(release)),
        Paragraph(_("Permanent address on the site of the publisher: %(address)s") % {"address": address}),
        Paragraph(str(LICENCE)),
        *contact,
    ]


FIGURES = Section("figures", gettext_lazy("What people reported"), figures_section, fixed=True)
QUOTE = Section("quote", gettext_lazy("Quote"), quote_section)
UNKNOWN = Section("unknown", gettext_lazy("What we do not know"), unknown_section, fixed=True, writes="unknown")
METHOD = Section("method", gettext_lazy("How the figures were made"), method_box, fixed=True)
CITE = Section("cite", gettext_lazy("How to cite"), cite_section, fixed=True)
