"""Words and tables that are hard on a program that writes files: each stands in the document as it was typed, or is named."""

import io
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest

from cases.documents.document import Column, Document, Table
from cases.documents.docx import docx_file
from cases.documents.glyphs import MissingGlyph
from cases.documents.html import html_file
from cases.documents.pdf import pdf
from cases.documents.xlsx import Sheet, Workbook, xlsx_file
from cases.published.data import Dimension, Release, Value
from cases.reports.kinds import REPORTS
from cases.reports.tables_xlsx import tables_xlsx
from tests.figures import rows_in_order, squeezed
from tests.opened import opened, page_of
from tests.sample_release import sample_release
from tests.unit.documents.samples import DOCUMENT
from tests.writing import written

WRITERS: dict[str, Callable[[Document], bytes]] = {"pdf": pdf, "docx": docx_file, "html": html_file}
STRESSED = "рассле\u0301дование, Ви\u0301ктор"
"""Letters whose marks have no whole form with them. A PDF prints them right, but copies the mark of one to others (krilla)."""
LETTERS = (
    "и\u0306, e\u0301",
    unicodedata.normalize("NFD", "조선민주주의인민공화국"),
    "勞動者 國家保衛部 金正恩 喆玹昞 \uf9e1",
)
LOOKS_LIKE_CODE = (
    "<script>alert(1)</script> <b>bold</b> &lt;i&gt; &amp;",
    '"/><w:p><w:r><w:t>another</w:t></w:r></w:p>',
    "]> <!-- gone --> <?xml version='1.0'?>",
    '#read("/etc/passwd") #eval("1+1") $x^2$ *bold* _it_ @key <label> // gone',
    "{{ release.cells }} {% load x %} ${7*7} %(name)s {0}",
    "=1+1",
    "+cmd|' /C calc'!A0",
    '@SUM(1+1)*HYPERLINK("http://example.org","x")',
    "\\u0041 \\x41 C:\\temp\\new $1",
)
OLD_HANGUL = "나랏말\u110a\u119e미 듕귁에 달아"
ROWS = 500


def brief(words: str, release: Release | None = None, language: str = "en") -> Document:
    """A brief whose background is somebody's own words."""
    choice = written(REPORTS["brief"], language)
    return REPORTS["brief"].document(
        release or sample_release(), replace(choice, words={**choice.words, "issues": words}), language
    )


@pytest.mark.parametrize("form", WRITERS)
def test_letters_and_what_looks_like_code_stay_what_they_were(form: str) -> None:
    lines = (*LETTERS, *LOOKS_LIKE_CODE, *[STRESSED] * (form != "pdf"))
    text = squeezed(opened(form, WRITERS[form](brief("\n\n".join(lines)))).text)
    assert [line for line in lines if squeezed(unicodedata.normalize("NFC", line)) not in text] == []


def test_nothing_in_a_page_comes_of_it() -> None:
    made, plain = (page_of(html_file(brief(words))) for words in ("\n\n".join(LOOKS_LIKE_CODE), "One."))
    assert {one.tag for one in made.all()} == {one.tag for one in plain.all()}


@pytest.mark.parametrize("form", ["docx", "html"])
def test_old_hangul_stands_where_the_reader_brings_the_letters(form: str) -> None:
    assert squeezed(OLD_HANGUL) in squeezed(opened(form, WRITERS[form](brief(OLD_HANGUL))).text)


def test_old_hangul_is_named_where_our_fonts_must_print_it() -> None:
    with pytest.raises(MissingGlyph, match=r"U\+110A.*write the word in Hangul, Hanja, Latin or Cyrillic letters"):
        pdf(brief(OLD_HANGUL))


# --- tables ---


@pytest.mark.parametrize("text", LOOKS_LIKE_CODE)
def test_a_label_that_looks_like_a_formula_is_a_text_in_excel(text: str) -> None:
    release = sample_release()
    sector = Dimension(
        "sex", {"en": text}, tuple(Value(value, {"en": text}) for value in ("male", "female", "unknown"))
    )
    others = tuple(one for one in release.dimensions if one.key != "sex")
    made = tables_xlsx(replace(release, dimensions=(sector, *others), organisation=text), ("sex",))
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(found) == 5, "the publisher, the head, three rows"
    assert {cell.data_type for cell in found} == {"s"}
    assert not any(cell.hyperlink for cell in found)


@pytest.mark.parametrize("form", WRITERS)
def test_five_hundred_rows_are_all_there_in_their_order(form: str) -> None:
    rows = tuple((f"기관 {place} учреждение", f"about {place:,}\n{place} to {place + 1}") for place in range(ROWS))
    table = Table("Long", (Column("Office"), Column("People", numeric=True)), rows)
    made = opened(form, WRITERS[form](replace(DOCUMENT, blocks=(table,))))
    text = squeezed(made.text)
    places = [text.find(squeezed("".join(row))) for row in rows]
    assert places == sorted(places)
    assert places[0] > 0
    assert [len(list(rows_in_order(made)))] * len(made.tables) == [ROWS] * len(made.tables)
    assert form != "pdf" or made.pages > 5


def test_five_hundred_rows_are_all_there_in_excel() -> None:
    rows = tuple((f"기관 {place} учреждение", place) for place in range(ROWS))
    sheet = Sheet("long", ("Office", "People"), rows, note="The end.")
    (_head, *made) = opened("xlsx", xlsx_file(Workbook("T", "A", DOCUMENT.date, "", (sheet,)))).tables[0]
    assert made[:ROWS] == [(name, str(place)) for name, place in rows]
