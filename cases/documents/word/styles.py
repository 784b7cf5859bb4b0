"""The styles of a Word document, and its two lists: bullets and the numbers of paragraphs."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from .elements import element, nested

# Fonts that Word has on every machine; Korean has its own, or Word would pick one by chance.
FONT, KOREAN_FONT = "Arial", "Malgun Gothic"
TEXT_WIDTH = Cm(17)
LOCALES = {"en": "en-GB", "ko": "ko-KR", "ru": "ru-RU"}
INK, QUIET, ACCENT, WARN = (RGBColor.from_string(colour) for colour in ("1C2326", "4A5459", "0B5568", "7A3D00"))
STYLES = {  # name: size in points, colour, space before and after
    "Normal": (10, INK, 0, 6),
    "Title": (22, INK, 0, 6),
    "Subtitle": (11, QUIET, 0, 6),
    "Heading 1": (15, ACCENT, 18, 6),
    "Heading 2": (12, INK, 14, 6),
    **{f"Heading {level}": (10, INK, 10, 4) for level in range(3, 10)},
    "Caption": (9, INK, 6, 4),
    "List Bullet": (10, INK, 0, 4),
    "Numbered Paragraph": (10, INK, 0, 6),
    "Quote": (10, INK, 4, 2),
    "Quote Source": (9, QUIET, 0, 8),
    "Callout": (9.5, INK, 0, 0),
    "Table Text": (9, INK, 0, 0),
    "Wide Table Text": (7, INK, 0, 0),
    "Table Note": (8, INK, 4, 6),
    "footnote text": (8, INK, 0, 2),
    "Contents": (15, ACCENT, 18, 6),
    "toc 1": (10, INK, 4, 2),
    "toc 2": (10, INK, 0, 2),
    "Header": (8, QUIET, 0, 0),
    "Footer": (8, QUIET, 0, 0),
}
OWN = ("Numbered Paragraph", "Quote Source", "Callout", "Table Text", "Wide Table Text", "Table Note", "Contents")
BUILT_IN = {"footnote text": "FootnoteText", "toc 1": "TOC1", "toc 2": "TOC2"}
"""Styles that Word knows by these names, and the library's empty document does not hold."""
BULLETS, NUMBERS = "1", "2"
"""The two lists."""


def set_styles(word: Any, language: str) -> None:
    """Give the library's empty document our styles and lists, and no others."""
    _add_styles(word)
    for name, (size, colour, before, after) in STYLES.items():
        style = word.styles[name]
        _set_fonts(style.element.get_or_add_rPr())
        style.font.size, style.font.italic = Pt(size), False
        style.font.color.rgb = colour
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    _set_layout(word)
    _drop_others(word)
    _set_lists(word)
    defaults = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _set_fonts(defaults)
    spoken = defaults.find(qn("w:lang"))
    spoken.set(qn("w:val"), LOCALES[language])
    spoken.set(qn("w:eastAsia"), "ko-KR")


def _add_styles(word: Any) -> None:
    for name in OWN:
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name, identity in BUILT_IN.items():
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True).element.styleId = identity
    link = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = ACCENT, True
    mark = word.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.styleId, mark.font.superscript = "FootnoteReference", True


def _set_fonts(properties: Any) -> None:
    fonts = properties.get_or_add_rFonts()
    # The theme's fonts would win over the names.
    fonts.attrib.clear()
    for script, font in (("ascii", FONT), ("hAnsi", FONT), ("cs", FONT), ("eastAsia", KOREAN_FONT)):
        fonts.set(qn(f"w:{script}"), font)


def _set_layout(word: Any) -> None:
    for border in word.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    _drop_spaced_letters(word)
    for name, colour in (("Callout", "C77700"), ("Quote", "BFBAAE"), ("Quote Source", "BFBAAE")):
        properties = word.styles[name].element.get_or_add_pPr()
        side = element("w:left", val="single", sz="18", space="8", color=colour)
        properties.insert_element_before(nested("w:pBdr", side), "w:shd", "w:spacing", "w:ind")
        word.styles[name].paragraph_format.left_indent = Cm(0.5)
    shade = element("w:shd", val="clear", color="auto", fill="FDF3E1")
    word.styles["Callout"].element.pPr.insert_element_before(shade, "w:spacing", "w:ind")
    for name in ("Caption", "Contents", "Quote"):
        word.styles[name].paragraph_format.keep_with_next = True
    word.styles["Quote"].paragraph_format.keep_together = True
    word.styles["Contents"].font.bold = True
    word.styles["toc 2"].paragraph_format.left_indent = Cm(0.6)
    for name in ("toc 1", "toc 2"):
        # For the page numbers that Word puts here once somebody has the contents updated.
        stops = word.styles[name].paragraph_format.tab_stops
        stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _drop_spaced_letters(word: Any) -> None:
    """The library's title and subtitle have their letters apart, and the subtitle a place in a list that is not there."""
    for name in ("Title", "Subtitle"):
        style = word.styles[name].element
        for kept in (*style.rPr.findall(qn("w:spacing")), *style.rPr.findall(qn("w:kern"))):
            style.rPr.remove(kept)
        for list_place in style.pPr.findall(qn("w:numPr")):
            style.pPr.remove(list_place)


def _drop_others(word: Any) -> None:
    """What is never used is most of the file's size."""
    kept = {*STYLES, "Hyperlink", "footnote reference", "Default Paragraph Font", "Normal Table", "No List"}
    for style in list(word.styles):
        if style.name not in kept:
            style.element.getparent().remove(style.element)
            continue
        # The twin of a style for letters alone went with the others.
        for twin in style.element.findall(qn("w:link")):
            style.element.remove(twin)


def _set_lists(word: Any) -> None:
    """Both are lists of Word's own, tied to a style: a paragraph that is put in gets its number, and the rest move on."""
    lists = word.part.numbering_part.element
    for old in list(lists):
        lists.remove(old)
    lists.append(_list(BULLETS, "ListBullet", "bullet", "•", "360"))
    lists.append(_list(NUMBERS, "NumberedParagraph", "decimal", "%1.", "567"))
    for identity in (BULLETS, NUMBERS):
        lists.append(nested("w:num", element("w:abstractNumId", val=identity), numId=identity))
    for style, identity in (("List Bullet", BULLETS), ("Numbered Paragraph", NUMBERS)):
        word.styles[style].element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = int(identity)


def _list(identity: str, style: str, kind: str, mark: str, indent: str) -> Any:
    level = nested(
        "w:lvl",
        element("w:start", val="1"),
        element("w:numFmt", val=kind),
        element("w:pStyle", val=style),
        element("w:lvlText", val=mark),
        element("w:lvlJc", val="left"),
        nested(
            "w:pPr",
            nested("w:tabs", element("w:tab", val="num", pos=indent)),
            element("w:ind", left=indent, hanging=indent),
        ),
        ilvl="0",
    )
    return nested("w:abstractNum", element("w:multiLevelType", val="singleLevel"), level, abstractNumId=identity)
