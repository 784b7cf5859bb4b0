"""Links are found where a browser finds them, and changed without a change to anything else."""

import pytest

from cases.public.export.links import Page, in_styles, named, replaced

HTML = """<!doctype html>
<link rel="stylesheet" href="/static/a.css"><link rel="canonical" href="https://example.org/en/">
<p id="one" title='href="/no/"'>See <a
  class="x" href="/en/?a=b&amp;c=d">there</a>, <a href='#one'>here</a>; &lt;a href="/no/"&gt;</p>
<svg><use href="#two"/></svg><img src="/x.svg" alt="">
<!-- <a href="/no/"> -->"""


def test_links_are_found() -> None:
    page = Page(HTML)
    assert [(link.value, link.loads, link.at_home) for link in page.links] == [
        ("/static/a.css", True, False),
        ("https://example.org/en/", False, True),
        ("/en/?a=b&c=d", False, False),
        ("#one", False, False),
        ("#two", True, False),
        ("/x.svg", True, False),
    ]
    assert page.ids == {"one"}
    assert page.forbidden == []


def test_only_the_named_values_change() -> None:
    link = Page(HTML).links[2]
    assert replaced(HTML, [(link, "a=b&c.html")]) == HTML.replace("/en/?a=b&amp;c=d", "a=b&amp;c.html")
    assert replaced(HTML, []) == HTML


@pytest.mark.parametrize("element", ["script", "form", "iframe", "object", "embed", "base"])
def test_what_no_page_may_hold(element: str) -> None:
    assert Page(f"<p><{element} x='y'></p>").forbidden == [element]


def test_addresses_that_a_text_gives_in_full() -> None:
    text = (
        "Cite: https://example.org/en/releases/2026-08/. Snippet: &lt;iframe src=&quot;https://example.org/en/embed/x/?"
        "row=a&amp;amp;group=b&quot;&gt; url = {https://example.org/a}, https://example.organic/no https://example.org"
    )
    assert list(named(text, "https://example.org")) == ["/en/releases/2026-08/", "/en/embed/x/?row=a&group=b", "/a"]
    for sign in ("&", "&amp;"):
        assert list(named(f"https://example.org/en/?a=b{sign}sector=d", "https://example.org")) == ["/en/?a=b&sector=d"]


def test_what_a_style_sheet_loads() -> None:
    assert in_styles("a { background: url( 'x.svg' ) } b { src: url(../y.woff2) } c { color: red }") == [
        "x.svg",
        "../y.woff2",
    ]
