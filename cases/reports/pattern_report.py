"""The pattern report: what a release shows, in a form to read, print and hand on."""

from itertools import groupby

from cases.documents.document import Block, Bullets, Callout, Document, Heading, Paragraph
from cases.published.data import INDICATORS, TOTAL, Release, Share, Tier

from . import pattern_texts as texts
from .citation import TITLE, citation
from .figures import one_way, ranges, two_way
from .key_figures import key_figures
from .labels import FICTIONAL, INDICATORS_TITLE, LANGUAGE, Labels, in_words, release_address


def pattern_report(release: Release) -> Document:
    """The report of one release; what it shows follows from the release's tier."""
    return Document(
        title=TITLE,
        subtitle=(
            f"Release {release.identifier} · series {release.series}, number {release.number} · "
            f"data until {in_words(release.cutoff)}"
        ),
        language=LANGUAGE,
        date=release.slot,
        author=release.organisation,
        notice=FICTIONAL if release.fictional else "",
        blocks=(*_opening(release), *_figures(release), *_method(release), *_how_to_cite(release)),
    )


def _opening(release: Release) -> list[Block]:
    blocks: list[Block] = [Callout(FICTIONAL, (texts.FICTIONAL_NOTICE,))] if release.fictional else []
    return [
        *blocks,
        Paragraph(texts.WHAT_THIS_IS),
        Paragraph(texts.TIER_TEXTS[release.tier]),
        Callout("Read this before you use a figure", (release.caveat[LANGUAGE], release.blur[LANGUAGE])),
    ]


def _figures(release: Release) -> list[Block]:
    if release.tier == Tier.NOTHING:
        return _scope(release)
    if release.tier == Tier.RANGES:
        return [*_how_to_read(texts.HOW_TO_READ_RANGES), *_ranges(release)]
    counts: list[Block] = [Heading("Key figures"), Bullets(tuple(key_figures(release)))]
    return [*counts, *_how_to_read(texts.HOW_TO_READ_COUNTS), *_counts(release)]


def _scope(release: Release) -> list[Block]:
    """What is collected: the same list at no testimony and at twenty-nine."""
    return [
        Heading("What is collected"),
        Paragraph(f"{INDICATORS_TITLE}:"),
        Bullets(tuple(one.label[LANGUAGE] for one in release.indicators)),
        Paragraph("About each person and their work:"),
        Bullets(tuple(one.label[LANGUAGE] for one in release.dimensions)),
    ]


def _how_to_read(items: tuple[str, ...]) -> list[Block]:
    return [Heading("How to read the figures"), Bullets(items)]


def _counts(release: Release) -> list[Block]:
    """The indicators first, then each dimension, then the pairs."""
    labels = Labels(release)
    singles = [table for table in release.tables if table.key != TOTAL and not table.columns]
    blocks: list[Block] = [Heading("What people reported")]
    for table in sorted(singles, key=lambda table: table.key != INDICATORS):
        blocks += one_way(release, labels, table)
    if release.tier == Tier.MENU:
        blocks.append(Heading("Two characteristics together"))
        for table in release.tables:
            blocks += two_way(release, labels, table) if table.columns else []
    return blocks


def _ranges(release: Release) -> list[Block]:
    labels, indicators = Labels(release), {one.key for one in release.indicators}

    def side(share: Share) -> str:
        return INDICATORS if share.d1 in indicators else share.d1

    blocks: list[Block] = [Heading("What people reported")]
    for key, shares in groupby(release.shares, side):
        blocks += ranges(release, labels, key, list(shares))
    return blocks


def _method(release: Release) -> list[Block]:
    return [
        Heading("How the figures were made"),
        Heading("Who is counted", 2),
        Paragraph(texts.WHO_COUNTS),
        Heading("How the figures are blurred", 2),
        Paragraph(texts.blur_method(release)),
        *([Paragraph(texts.show_rule(release))] if release.tier in (Tier.ONE_WAY, Tier.MENU) else []),
        Paragraph(texts.MORE_IN_FILES),
    ]


def _how_to_cite(release: Release) -> list[Block]:
    contact = [Paragraph(f"Contact: {release.contact}")] if release.contact else []
    return [
        Heading("How to cite"),
        Paragraph(citation(release)),
        Paragraph(f"Permanent address on the site of the publisher: {release_address(release)}"),
        Paragraph(
            "Licence: Creative Commons Attribution 4.0 (CC BY 4.0). Please do not try to find out who spoke to us."
        ),
        *contact,
    ]
