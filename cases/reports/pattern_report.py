"""The pattern report: what a release shows, in a form to read, print and hand on."""

from collections.abc import Sequence
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.core.translated import in_language
from cases.documents.document import Block, Bullets, Callout, Document, Heading, Paragraph
from cases.published.data import INDICATORS, TOTAL, Release, Share, Tier

from . import pattern_texts as texts
from .citation import citation, title
from .figures import one_way, ranges, two_way
from .key_figures import key_figures
from .labels import INDICATORS_TITLE, Labels, release_address
from .said import day, fictional, language


def pattern_report(release: Release, in_: str = "en") -> Document:
    """The report of one release in a language; what it shows follows from the release's tier."""
    with override(in_):
        told = _("Release %(identifier)s · series %(series)s, number %(number)s · data until %(day)s")
        return Document(
            title=title(),
            subtitle=told
            % {
                "identifier": release.identifier,
                "series": release.series,
                "number": release.number,
                "day": day(release.cutoff),
            },
            language=in_,
            date=release.slot,
            author=release.organisation,
            notice=fictional() if release.fictional else "",
            blocks=(*_opening(release), *_figures(release), *_method(release), *_how_to_cite(release)),
        )


def _opening(release: Release) -> list[Block]:
    blocks: list[Block] = [Callout(fictional(), (str(texts.FICTIONAL_NOTICE),))] if release.fictional else []
    return [
        *blocks,
        Paragraph(str(texts.WHAT_THIS_IS)),
        Paragraph(str(texts.TIER_TEXTS[release.tier])),
        Callout(_("Read this before you use a figure"), (in_language(release.caveat), in_language(release.blur))),
    ]


def _figures(release: Release) -> list[Block]:
    if release.tier == Tier.NOTHING:
        return _scope(release)
    if release.tier == Tier.RANGES:
        return [*_how_to_read(texts.HOW_TO_READ_RANGES), *_ranges(release)]
    counts: list[Block] = [Heading(_("Key figures")), Bullets(tuple(key_figures(release)))]
    return [*counts, *_how_to_read(texts.HOW_TO_READ_COUNTS), *_counts(release)]


def _scope(release: Release) -> list[Block]:
    """What is collected: the same list at no testimony and at twenty-nine."""
    return [
        Heading(_("What is collected")),
        Paragraph(f"{_(INDICATORS_TITLE)}:"),
        Bullets(tuple(in_language(one.label) for one in release.indicators)),
        Paragraph(_("About each person and their work:")),
        Bullets(tuple(in_language(one.label) for one in release.dimensions)),
    ]


def _how_to_read(items: Sequence[Promise]) -> list[Block]:
    return [Heading(_("How to read the figures")), Bullets(tuple(str(one) for one in items))]


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


def _method(release: Release) -> list[Block]:
    return [
        Heading(_("How the figures were made")),
        Heading(_("Who is counted"), 2),
        Paragraph(str(texts.WHO_COUNTS)),
        Heading(_("How the figures are blurred"), 2),
        Paragraph(texts.blur_method(release)),
        *([Paragraph(texts.show_rule(release))] if release.tier in (Tier.ONE_WAY, Tier.MENU) else []),
        Paragraph(str(texts.MORE_IN_FILES)),
    ]


def _how_to_cite(release: Release) -> list[Block]:
    contact = [Paragraph(_("Contact: %(contact)s") % {"contact": release.contact})] if release.contact else []
    address = release_address(release, language())
    return [
        Heading(_("How to cite")),
        Paragraph(citation(release)),
        Paragraph(_("Permanent address on the site of the publisher: %(address)s") % {"address": address}),
        Paragraph(
            _("Licence: Creative Commons Attribution 4.0 (CC BY 4.0). Please do not try to find out who spoke to us.")
        ),
        *contact,
    ]
