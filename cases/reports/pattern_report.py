"""The pattern report: what a release shows, in a form to read, print and hand on."""

from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.translated import in_language
from cases.documents.document import Block, Bullets, Callout, Document, Heading, Paragraph
from cases.published.data import INDICATORS, TOTAL, Release, Share, Tier

from . import pattern_texts as texts
from .choice import Choice, Report, Section, own
from .citation import title
from .common_sections import CITE, tables
from .figures import one_way, ranges, two_way
from .key_figures import key_figures
from .labels import INDICATORS_TITLE, Labels
from .said import day, language


def pattern_report(release: Release, in_: str = "en") -> Document:
    """The report of one release in a language, whole; what it shows follows from the release's tier."""
    return PATTERN_REPORT.document(release, Choice(), in_)


def _title(_release: Release, _choice: Choice) -> str:
    return title()


def _subtitle(release: Release) -> str:
    told = _("Release %(identifier)s · series %(series)s, number %(number)s · data until %(day)s")
    return told % {
        "identifier": release.identifier,
        "series": release.series,
        "number": release.number,
        "day": day(release.cutoff),
    }


def _opening(release: Release, _choice: Choice) -> list[Block]:
    return [
        Paragraph(str(texts.WHAT_THIS_IS)),
        Paragraph(str(texts.TIER_TEXTS[release.tier])),
        Callout(_("Read this before you use a figure"), (in_language(release.caveat), in_language(release.blur))),
    ]


def _key_figures(release: Release, _choice: Choice) -> list[Block]:
    if release.tier not in (Tier.ONE_WAY, Tier.MENU):
        return []
    return [Heading(_("Key figures")), Bullets(tuple(key_figures(release)))]


def _reading(release: Release, _choice: Choice) -> list[Block]:
    if release.tier == Tier.NOTHING:
        return []
    items = texts.HOW_TO_READ_RANGES if release.tier == Tier.RANGES else texts.HOW_TO_READ_COUNTS
    return [Heading(_("How to read the figures")), Bullets(tuple(str(one) for one in items))]


def _figures(release: Release, choice: Choice) -> list[Block]:
    """Every figure, or those of the chosen tables."""
    if release.tier == Tier.NOTHING:
        return _scope(release)
    if choice.tables:
        return [Heading(_("What people reported")), *tables(release, choice)]
    return _ranges(release) if release.tier == Tier.RANGES else _counts(release)


def _scope(release: Release) -> list[Block]:
    """What is collected: the same list at no testimony and at twenty-nine."""
    return [
        Heading(_("What is collected")),
        Paragraph(f"{_(INDICATORS_TITLE)}:"),
        Bullets(tuple(in_language(one.label) for one in release.indicators)),
        Paragraph(_("About each person and their work:")),
        Bullets(tuple(in_language(one.label) for one in release.dimensions)),
    ]


def _counts(release: Release) -> list[Block]:
    """The indicators first, then each dimension, then the pairs."""
    labels = Labels(release, language())
    singles = [table for table in release.tables if table.key != TOTAL and not table.columns]
    blocks: list[Block] = [Heading(_("What people reported"))]
    for table in sorted(singles, key=lambda table: table.key != INDICATORS):
        blocks += one_way(release, labels, table)
    if release.tier == Tier.MENU:
        blocks.append(Heading(_("Two characteristics together")))
        for table in release.tables:
            blocks += two_way(release, labels, table) if table.columns else []
    return blocks


def _ranges(release: Release) -> list[Block]:
    labels, indicators = Labels(release, language()), {one.key for one in release.indicators}

    def side(share: Share) -> str:
        return INDICATORS if share.d1 in indicators else share.d1

    blocks: list[Block] = [Heading(_("What people reported"))]
    for key, shares in groupby(release.shares, side):
        blocks += ranges(release, labels, key, list(shares))
    return blocks


def _method(release: Release, _choice: Choice) -> list[Block]:
    return [
        Heading(_("How the figures were made")),
        Heading(_("Who is counted"), 2),
        Paragraph(str(texts.WHO_COUNTS)),
        Heading(_("How the figures are blurred"), 2),
        Paragraph(texts.blur_method(release)),
        *([Paragraph(texts.show_rule(release))] if release.tier in (Tier.ONE_WAY, Tier.MENU) else []),
        Paragraph(str(texts.MORE_IN_FILES)),
    ]


PATTERN_REPORT = Report(
    key="pattern",
    name=gettext_lazy("Pattern report"),
    purpose=gettext_lazy("All that a release shows, with its method and what to heed; or the chosen tables of it."),
    title=_title,
    subtitle=_subtitle,
    sections=(
        own("summary", gettext_lazy("In short")),
        Section("opening", gettext_lazy("Read this before you use a figure"), _opening, fixed=True),
        Section("key_figures", gettext_lazy("Key figures"), _key_figures),
        Section("reading", gettext_lazy("How to read the figures"), _reading, fixed=True),
        Section("tables", gettext_lazy("Tables and charts"), _figures, fixed=True),
        Section("how_made", gettext_lazy("How the figures were made"), _method, fixed=True),
        CITE,
    ),
)
