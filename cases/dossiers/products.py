"""A product as a document: what it was made of, whether it can be made, how long it is, and whether its figures still stand."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.core.errors import Refused
from cases.core.translated import LANGUAGES
from cases.documents import counting
from cases.documents.cleaning import UnfitText, clean
from cases.documents.document import Document
from cases.documents.docx import docx_file
from cases.documents.glyphs import MissingGlyph, check_glyphs
from cases.documents.html import html_file
from cases.documents.pdf import pdf
from cases.published.data import Cell, Quote, Release
from cases.published.models import PublishedCell, PublishedQuote, PublishedRelease
from cases.published.stored import plain
from cases.reports.choice import Choice, Report
from cases.reports.figure_sentences import PLACEHOLDER
from cases.reports.kinds import REPORTS
from cases.reports.release_files import DOCX_TYPE, HTML_TYPE, PDF_TYPE
from cases.reports.tables_xlsx import XLSX_TYPE, tables_xlsx
from cases.reports.unfit import Unfit

from . import publication
from .models import TEXTS, Product

MEDIA_TYPES = {"pdf": PDF_TYPE, "docx": DOCX_TYPE, "html": HTML_TYPE, "xlsx": XLSX_TYPE}
Inputs = dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """How the figures of a product stand: its release, and what has become of it."""

    row: PublishedRelease | None
    newest: str

    @property
    def withdrawn(self) -> bool:
        return self.row is not None and self.row.status == PublishedRelease.Status.WITHDRAWN

    @property
    def stale(self) -> bool:
        """Whether a newer release stands."""
        return bool(self.newest) and (self.row is None or self.row.pk != self.newest)


def report_of(product: Product) -> Report:
    return REPORTS[product.kind]


def standing(product: Product) -> Standing:
    """Two statements."""
    newest = PublishedRelease.objects.filter(status=PublishedRelease.Status.CURRENT).values_list("pk", flat=True)
    return Standing(PublishedRelease.objects.filter(pk=product.release).first(), newest.first() or "")


def release_of(product: Product) -> Release:
    """The release whose figures it uses. Raises Refused where it is gone or was withdrawn. Two statements."""
    row = PublishedRelease.objects.filter(pk=product.release).first()
    told = {"release": product.release}
    if row is None:
        raise Refused(_("There is no release %(release)s: choose one that is published.") % told, field="release")
    if row.status == PublishedRelease.Status.WITHDRAWN:
        raise Refused(_("Release %(release)s was withdrawn: choose another.") % told, field="release")
    found = PublishedCell.objects.filter(table__release=row).order_by("table__position", "position")
    cells = [Cell(**cell) for cell in found.values("d1", "v1", "d2", "v2", "value", "lo", "hi")]
    return plain(row, cells)


def quotes() -> dict[str, Quote]:
    """The quotes that are public now, by the hash that stands for each. One statement."""
    found = (
        Quote(row.text, row.indicator, row.sector, row.period) for row in PublishedQuote.objects.order_by("position")
    )
    return {publication.sha256({**vars(quote), "text": dict(quote.text)}): quote for quote in found}


def choice(product: Product, language: str) -> Choice:
    """What was chosen and written, in one language. Raises Refused for a quote that is public no more."""
    quote = None
    if product.quote and report_of(product).takes_quote:
        quote = quotes().get(product.quote)
        if quote is None:
            raise Refused(_("The quote is public no more: choose another, or none."), field="quote")
    return Choice(
        sections=None if product.sections is None else frozenset(product.sections),
        tables=tuple(product.tables),
        figures=tuple(product.figures),
        quote=quote,
        words={name: getattr(product, name).get(language, "") for name in TEXTS},
    )


def document(product: Product, language: str, release: Release | None = None) -> Document:
    """The document in a language. Raises Refused, with what to do, while it cannot be made.

    ``release`` is that of the product where the caller has read it already.
    """
    chosen = choice(product, language)
    try:
        return report_of(product).document(release or release_of(product), chosen, language)
    except (Unfit, UnfitText) as unfit:
        raise Refused(str(unfit)) from unfit


def check_letters(made: Document) -> None:
    """Raise Refused for a letter that the fonts of documents lack, with its name."""
    try:
        check_glyphs(clean(made))
    except (MissingGlyph, UnfitText) as unfit:
        raise Refused(str(unfit)) from unfit


def check_length(product: Product, made: Document) -> None:
    """Raise Refused for a document over its limit, with the number of words too many."""
    over = counting.words(made) - (product.word_limit or 0)
    if product.word_limit and over > 0:
        told = _(
            "The document has %(over)s words too many in “%(language)s” (limit: %(limit)s): shorten it, or change the limit."
        )
        raise Refused(told % {"over": over, "language": made.language, "limit": product.word_limit})


def file(product: Product, language: str, form: str) -> bytes:
    """The document as a file. Raises Refused while it cannot be made, is too long, or holds a letter without a glyph."""
    made = document(product, language)
    check_length(product, made)
    try:
        if form == "xlsx":
            with override(language):
                return tables_xlsx(release_of(product), tuple(product.tables)).content
        return {"pdf": pdf, "docx": docx_file, "html": html_file}[form](made)
    except (MissingGlyph, UnfitText) as unfit:
        raise Refused(str(unfit)) from unfit


def needed(report: Report) -> list[str]:
    """The names of the texts that it cannot do without."""
    return [*["addressee"] * report.addressed, *(section.writes for section in report.sections if section.needs)]


def written_languages(product: Product) -> list[str]:
    """The languages in which all that the report needs is written."""
    names = needed(report_of(product))
    return [one for one in LANGUAGES if all(getattr(product, name).get(one, "").strip() for name in names)]


def inputs(product: Product) -> Inputs:
    """All that the document is made of, as it is kept beside a file. One statement."""
    release = PublishedRelease.objects.filter(pk=product.release).first()
    files = release.files.filter(name="release.json").values_list("sha256", flat=True) if release else []
    return {
        "kind": product.kind,
        "release": product.release,
        "release_sha256": next(iter(files), ""),
        "sections": product.sections,
        "tables": product.tables,
        "figures": product.figures,
        "quote": product.quote,
        "word_limit": product.word_limit,
        "texts": {name: getattr(product, name) for name in TEXTS},
    }


def sha256(product: Product) -> str:
    """The hash of the inputs: whoever approves sends it back with what they were shown."""
    return publication.sha256(inputs(product))


def own_words(product: Product) -> dict[str, str]:
    """Everything written by hand, by language, for the search for what betrays somebody; named figures are public."""
    texts: list[dict[str, str]] = [getattr(product, name) for name in TEXTS]
    every = {language: "\n".join(text.get(language, "") for text in texts) for language in LANGUAGES}
    return {language: PLACEHOLDER.sub("", text) for language, text in every.items()}
