"""DOCX by python-docx: real headings, numbers, footnotes and tables to go on editing; same input, same bytes."""

import io
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from .archives import with_date
from .cleaning import clean
from .document import Chart, Document, Heading
from .pdf import chart_images
from .word.blocks import add_block, add_chart, add_heading
from .word.elements import add_field, element, instruction, nested
from .word.package import drop_ballast, set_properties, set_settings
from .word.styles import TEXT_WIDTH, WARN, set_styles
from .word.texts import Writing, contents_mark, listed


def docx_file(document: Document) -> bytes:
    """The document as DOCX.

    Raises UnfitText and UnknownReference, and ``MissingGlyph`` where a chart holds a letter that the vendored fonts
    lack.
    """
    document = clean(document)
    word = docx.Document()
    drop_ballast(word)
    set_styles(word, document.language)
    set_properties(word, document)
    writing = Writing.of(word, document)
    _set_paper(word.sections[0])
    _add_head(word, document)
    _add_running_lines(word.sections[-1], document)
    if headings := listed(document):
        _add_contents(writing, headings)
    _add_blocks(writing, document)
    set_settings(word, footnotes=len(writing.footnotes) > 0)
    buffer = io.BytesIO()
    word.save(buffer)
    return with_date(buffer.getvalue(), document.date)


def _add_blocks(writing: Writing, document: Document) -> None:
    images = iter(chart_images([block.svg for block in document.blocks if isinstance(block, Chart)]))
    place = 0
    for block in document.blocks:
        if isinstance(block, Chart):
            add_chart(writing, block, next(images))
        elif isinstance(block, Heading):
            in_contents = document.contents and block.level <= 2
            place += in_contents
            add_heading(writing, block, place if in_contents else None)
        else:
            add_block(writing, block)


def _add_head(word: Any, document: Document) -> None:
    """The title and what belongs to it; on a cover, which has neither header nor footer, the notice too."""
    title = word.add_paragraph(document.title, style="Title")
    if document.subtitle:
        word.add_paragraph(document.subtitle, style="Subtitle")
    for line in (document.author, *(document.cover_lines if document.cover else ())):
        word.add_paragraph(line)
    if document.cover:
        title.paragraph_format.space_before = Cm(6)
        if document.notice:
            notice = word.add_paragraph(style="Callout")
            notice.paragraph_format.space_before = Pt(12)
            mark = notice.add_run(document.notice)
            mark.bold, mark.font.color.rgb = True, WARN
        word.add_section(WD_SECTION.NEW_PAGE)


def _set_paper(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)


def _add_running_lines(section: Any, document: Document) -> None:
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    header = _two_ended(section.header.paragraphs[0], document.title)
    if document.notice:
        mark = header.add_run(document.notice)
        mark.bold, mark.font.color.rgb = True, WARN
    footer = _two_ended(section.footer.paragraphs[0], " · ".join(filter(None, (document.author, document.subtitle))))
    add_field(footer, "PAGE", "1")
    footer.add_run(" / ")
    add_field(footer, "NUMPAGES", "1")


def _two_ended(paragraph: Any, left: str) -> Any:
    """A line with one text on the left; what is added next stands on the right."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    # The style brings tab stops of its own, in the middle and short of the margin.
    for stop in paragraph.style.paragraph_format.tab_stops:
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    paragraph.add_run(f"{left}\t")
    return paragraph


def _add_contents(writing: Writing, headings: list[Heading]) -> None:
    """A table of contents whose entries lead to the headings.

    Only Word knows on which page each stands, and says so when an officer has it updated: no number is better than a
    wrong one.
    """
    writing.word.add_paragraph(writing.words.contents, style="Contents")
    entries = [writing.word.add_paragraph(style=f"toc {heading.level}") for heading in headings]
    for place, (entry, heading) in enumerate(zip(entries, headings, strict=True), 1):
        link = element("w:hyperlink", anchor=contents_mark(place), history="1")
        link.append(entry.add_run(heading.text)._r)
        entry._p.append(link)
    _wrap_in_field(entries, 'TOC \\o "1-2" \\h \\z')


def _wrap_in_field(paragraphs: list[Any], code: str) -> None:
    """A field that goes over several paragraphs."""
    start = [element("w:fldChar", fldCharType="begin"), instruction(code), element("w:fldChar", fldCharType="separate")]
    first = paragraphs[0]._p
    for place, child in enumerate(start, 1):
        first.insert(place, nested("w:r", child))
    paragraphs[-1]._p.append(nested("w:r", element("w:fldChar", fldCharType="end")))
