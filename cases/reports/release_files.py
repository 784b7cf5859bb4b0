"""All files of a release, made from published data alone: the one function that a build calls."""

from collections.abc import Iterator

from django.utils.translation import override

from cases.core.translated import LANGUAGES
from cases.documents.docx import docx_file
from cases.documents.html import html_file
from cases.documents.pdf import pdf
from cases.published.data import Cell, File, Release, Tier

from .citation import citation_cff
from .data_files import data_files
from .fixed import LANGUAGE
from .manifest import checksums_txt, datapackage_json, release_json
from .pattern_report import pattern_report
from .tables_xlsx import tables_xlsx

PDF_TYPE = "application/pdf"
HTML_TYPE = "text/html; charset=utf-8"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ContradictoryRelease(ValueError):
    """A release holds a number that its own tier or status says is not public."""


def files_of(release: Release) -> list[File]:
    """Every file in a fixed order. Each list of hashes covers the files before it; the checksums cover all.

    Raises ``ContradictoryRelease``, and ``MissingGlyph`` for a letter that the fonts of documents lack.
    """
    _check_nothing_slips(release)
    with override(LANGUAGE):  # what machines read is in one language, whoever starts the build
        files = [*data_files(release), tables_xlsx(release), citation_cff(release)]
        files.append(datapackage_json(release, files))
        files += _reports(release)
        files.append(release_json(release, files))
        return [*files, checksums_txt(files)]


def _reports(release: Release) -> Iterator[File]:
    """The report to read, to write on and to open on any device, in each language."""
    for language in LANGUAGES:
        report = pattern_report(release, language)
        yield File(f"report-{language}.pdf", PDF_TYPE, pdf(report))
        yield File(f"report-{language}.docx", DOCX_TYPE, docx_file(report))
        yield File(f"report-{language}.html", HTML_TYPE, html_file(report))


def _check_nothing_slips(release: Release) -> None:
    """The release engine has decided all this already; a fault there must not reach a file."""
    for cell in release.cells:
        if cell.shown and not _may_be_shown(release.tier, cell):
            raise ContradictoryRelease(
                f"Tier “{release.tier}” shows no number for {cell.d1} {cell.d2}; rebuild the release."
            )
        if not cell.shown and (cell.lo is not None or cell.hi is not None):
            raise ContradictoryRelease(f"A hidden cell of {cell.d1} {cell.d2} has bounds; rebuild the release.")
    if release.shares and release.tier != Tier.RANGES:
        raise ContradictoryRelease(f"Tier “{release.tier}” has no ranges; rebuild the release.")


def _may_be_shown(tier: Tier, cell: Cell) -> bool:
    return tier == Tier.MENU or (tier == Tier.ONE_WAY and not cell.d2)
