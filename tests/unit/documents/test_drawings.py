"""A drawing in a page is shapes and texts, and its names are its own."""

import pytest

from cases.documents.charts import bar_chart
from cases.documents.drawings import UnfitDrawing, inline_svg
from tests.unit.documents.samples import BARS, LEGEND


def svg(inside: str, attributes: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'


def test_names_are_the_drawings_own() -> None:
    drawn = inline_svg(bar_chart(BARS, legend=LEGEND), "Chart in words", "doc-3-")
    assert 'id="doc-3-hatch"' in drawn
    assert 'fill="url(#doc-3-hatch)"' in drawn
    assert '"hatch"' not in drawn
    assert "(#hatch)" not in drawn


def test_description_is_announced_and_stays_text() -> None:
    drawn = inline_svg(svg("<text>&lt;b&gt; &amp; c</text>"), 'about "180" <b>', "doc-1-")
    assert drawn.startswith('<svg role="img" aria-label="about &quot;180&quot; &lt;b&gt;">')
    assert "<text>&lt;b&gt; &amp; c</text>" in drawn


@pytest.mark.parametrize(
    "hostile",
    [
        "<p>no svg</p>",
        "no markup",
        svg("") + "<script>alert(1)</script>",
        svg("<script>alert(1)</script>"),
        svg("<style>* { background: url(https://example.org) }</style>"),
        svg("<foreignObject/>"),
        svg('<a href="javascript:alert(1)"><text>x</text></a>'),
        svg('<image href="https://example.org/x.png"/>'),
        svg('<use href="#x"/>'),
        svg('<rect onclick="alert(1)"/>'),
        svg('<rect ONCLICK="alert(1)"/>'),
        svg('<rect class="warning"/>'),
        svg('<rect style="fill: red"/>'),
        svg('<rect fill="url(https://example.org/x)"/>'),
        svg('<rect fill="URL(https://example.org/x)"/>'),
        svg(r'<rect fill="u\72l(https://example.org/x)"/>'),
        svg('<g xmlns="http://www.w3.org/1999/xhtml"/>'),
        svg("", 'onload="alert(1)"'),
        svg("<!-- a comment -->"),
        f"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{svg('<text>&x;</text>')}",
        f"<?xml-stylesheet href='https://example.org/x'?>{svg('')}",
    ],
)
def test_anything_else_is_refused(hostile: str) -> None:
    with pytest.raises(UnfitDrawing, match=r"^A drawing .*\.$"):
        inline_svg(hostile, "words", "doc-1-")
