"""No document holds a word of what is confidential, wherever in a file one can look; and the search would find it.

Marks are planted in every confidential and sealed field that can hold words; tests/proof/test_documents.py does the same
in a demonstration, before its last release is made.
"""

import base64
import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest

from cases.casework.models import Case
from cases.core import privacy
from cases.core.translated import LANGUAGES
from cases.documents.document import Chart, Document, Footnote, Paragraph
from cases.documents.docx import docx_file
from cases.documents.html import html_file
from cases.documents.pdf import pdf
from cases.documents.xlsx import Sheet, Workbook, xlsx_file
from cases.dossiers.actions import make_product_file
from cases.dossiers.models import ProductFile
from cases.reports.kinds import REPORTS
from cases.vocabulary.loading import VocabularyFiles
from tests import canaries
from tests.conftest import Cast
from tests.drafting import approve, drafted
from tests.inside import found_inside
from tests.integration.rights_world import Relation, make_world
from tests.planting import plant, wordy_fields
from tests.unit.documents.samples import DOCUMENT
from tests.writing import WORDS

NO_ROW = {
    "FollowUp.outcome", "FollowUp.text", "FormDraft.content", "IndicatorOverride.reason", "MatchDecision.reason",
    "MinorSignature.note", "OtherReview.note", "RetentionReview.reason", "Withdrawal.decision_reason",
    "Withdrawal.note",
}  # fmt: skip
"""The world of the tests has no such record. A new field of any other record is planted, or this list is too short."""


@pytest.mark.slow
def test_no_mark_stands_in_any_document(cast: Cast, vocabulary: VocabularyFiles) -> None:
    case = make_world(cast).records[Relation.TEAM][Case]
    assert isinstance(case, Case)
    fields = {f"{model.__name__}.{name}" for model in privacy.own_models() for name in wordy_fields(model)}
    assert fields - plant(most=3).keys() == NO_ROW
    for place, kind in enumerate(REPORTS):
        _make_each_format(cast, case, kind, LANGUAGES[place % len(LANGUAGES)])
    assert ProductFile.objects.filter(recipient="Somebody").count() == len(REPORTS) * len(ProductFile.Format)
    found = {file.name: found_inside(bytes(file.content)) for file in ProductFile.objects.select_related("product")}
    assert {name: places for name, places in found.items() if places} == {}


def _make_each_format(cast: Cast, case: Case, kind: str, language: str) -> None:
    texts = {name: {language: WORDS[language][name]} for name in REPORTS[kind].writes}
    product = approve(cast.lead, drafted(cast, case, kind, word_limit=None, **texts))
    for form in ProductFile.Format.values:
        make_product_file(by=cast.advocacy, product=product, language=language, form=form, recipient="Somebody")


# --- the search finds what is there ---

MARK = canaries.mark(7)
OF_NOBODY = Workbook("Title", "Author", DOCUMENT.date, "", (Sheet("one", ("head",), (("row",),)),))


def _author(write: Callable[[Document], bytes]) -> bytes:
    return write(replace(DOCUMENT, author=MARK))


def _alternative(write: Callable[[Document], bytes]) -> bytes:
    """Only in the words behind a picture."""
    spoken = (replace(one, description=MARK) if isinstance(one, Chart) else one for one in DOCUMENT.blocks)
    return write(replace(DOCUMENT, blocks=tuple(spoken)))


def _footnote(write: Callable[[Document], bytes]) -> bytes:
    return write(replace(DOCUMENT, blocks=(Paragraph(("Words", Footnote(MARK))),)))


def _packed_and_forgotten() -> bytes:
    """A stream that no object list of the PDF knows."""
    return pdf(DOCUMENT) + b"9999 0 obj\n<<>>\nstream\n" + zlib.compress(MARK.encode()) + b"\nendstream\nendobj\n"


def _as_hexadecimal() -> bytes:
    return pdf(DOCUMENT) + b"9999 0 obj\n<FEFF" + MARK.encode("utf-16-be").hex().upper().encode() + b">\nendobj\n"


def _with_part(content: bytes, name: str, part: bytes) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return buffer.getvalue()


def _in_two_runs() -> bytes:
    runs = f"<w:p><w:r><w:t>{MARK[:3]}</w:t></w:r><w:r><w:t>{MARK[3:]}</w:t></w:r></w:p>"
    return _with_part(docx_file(DOCUMENT), "word/comments.xml", runs.encode())


def _hidden_sheet() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(OF_NOBODY)))
    book.create_sheet("two").append([MARK])
    book["two"].sheet_state = "veryHidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _in_page(inside: str) -> bytes:
    return html_file(DOCUMENT).replace(b"</main>", f"{inside}</main>".encode())


LEAKS = {
    **{f"author, {write.__name__}": (_author, write) for write in (pdf, docx_file, html_file)},
    **{f"alternative text, {write.__name__}": (_alternative, write) for write in (pdf, docx_file, html_file)},
    **{f"footnote, {write.__name__}": (_footnote, write) for write in (pdf, docx_file, html_file)},
    "author, xlsx": (xlsx_file, replace(OF_NOBODY, author=MARK)),
    "hidden sheet": (_hidden_sheet,),
    "forgotten stream": (_packed_and_forgotten,),
    "hexadecimal string": (_as_hexadecimal,),
    "words in two runs": (_in_two_runs,),
    "revision id": (_with_part, docx_file(DOCUMENT), "word/people.xml", f'<w:p w:rsidR="{MARK}"/>'.encode()),
    "name of a part": (_with_part, docx_file(DOCUMENT), f"customXml/{MARK}.xml", b"<x/>"),
    "another alphabet of bytes": (_with_part, docx_file(DOCUMENT), "word/x.bin", MARK.encode("utf-16-le")),
    "archive in an archive": (
        _with_part, docx_file(DOCUMENT), "word/embedded.xlsx", xlsx_file(replace(OF_NOBODY, title=MARK)),
    ),
    "signs as numbers": (_in_page, "".join(f"&#x{ord(letter):X};" for letter in MARK)),
    "picture in a page": (
        _in_page, f'<img src="data:image/svg+xml;base64,{base64.b64encode(f"<svg>{MARK}</svg>".encode()).decode()}">',
    ),
}  # fmt: skip


@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_found(leak: str) -> None:
    make, *given = LEAKS[leak]
    assert found_inside(make(*given)), leak  # type: ignore[operator]


def test_documents_without_a_leak_are_clean() -> None:
    for content in (pdf(DOCUMENT), docx_file(DOCUMENT), html_file(DOCUMENT), xlsx_file(OF_NOBODY)):
        assert found_inside(content) == []
