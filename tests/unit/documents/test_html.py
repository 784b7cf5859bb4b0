"""HTML: one page that asks for nothing, whose links all lead somewhere, and in which data are only text."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from cases.documents.document import Document, Numbered, Paragraph, Quote
from cases.documents.html import html_body, html_file
from cases.documents.numbering import footnotes, number
from tests.unit.documents.pages import Element, read
from tests.unit.documents.samples import DOCUMENT, FULL, with_text

LANGUAGES = ("en", "ko", "ru")


def body(document: Document = FULL) -> Element:
    return read(html_body(document))


def page(document: Document = FULL) -> Element:
    return read(html_file(document).decode())


def inner(root: Element) -> list[Element]:
    """The links that stay on the page."""
    return [link for link in root.all("a") if link.attributes["href"].startswith("#")]


def test_page_may_load_nothing_and_run_nothing() -> None:
    root = page()
    (policy,) = [one for one in root.all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy"]
    (style,) = root.all("style")
    digest = base64.b64encode(hashlib.sha256(style.text().encode()).digest()).decode()
    assert policy.attributes["content"].split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not list(root.all("script", "link", "img", "iframe", "object", "form"))
    assert "url(" not in style.text()
    assert "@import" not in style.text()
    assert {name for one in root.all() for name in one.attributes} & {
        "src",
        "srcset",
        "style",
        "onload",
        "onclick",
    } == set()


def test_page_says_its_language_title_and_author() -> None:
    root = page(replace(FULL, language="ko"))
    assert html_file(FULL).startswith(b"<!DOCTYPE html>\n<html lang")
    (html,) = root.all("html")
    (title,) = root.all("title")
    assert (html.attributes["lang"], title.text()) == ("ko", FULL.title)
    assert [one.attributes["content"] for one in root.all("meta") if one.attributes.get("name") == "author"] == [
        FULL.author
    ]


def test_inside_is_fit_for_a_page_of_others() -> None:
    root = body(replace(FULL, language="ru"))
    (article,) = root.inside
    assert isinstance(article, Element)
    assert (article.tag, article.attributes["lang"]) == ("article", "ru")
    named = [one.attributes["id"] for one in root.all() if "id" in one.attributes]
    assert len(named) == len(set(named))
    assert all(name.startswith("doc-") for name in named)
    classes = {name for one in root.all() for name in one.attributes.get("class", "").split()}
    assert all(re.fullmatch("doc|doc-[a-z0-9-]+", name) for name in classes)
    assert not list(root.all("style", "script", "main", "html", "head", "body"))


def test_every_link_inside_the_page_leads_somewhere() -> None:
    root = body()
    assert len(inner(root)) > 10
    for link in inner(root):
        root.by_id(link.attributes["href"][1:])
    for one in root.all():
        if "aria-labelledby" in one.attributes:
            assert root.by_id(one.attributes["aria-labelledby"]).text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_those_of_the_numbering(language: str) -> None:
    document = replace(FULL, language=language)
    labels = number(document).labels
    root = body(document)
    said = {link.text(): root.by_id(link.attributes["href"][1:]) for link in inner(root)}
    assert said[labels["wages"]].text().startswith(f"{labels['wages']}. Wages by sector")
    assert said[labels["drawing"]].text().endswith(f"{labels['drawing']}. People by kind")
    assert said[labels["law"]].text().startswith("2. The law is Article 8")
    assert said[labels["found"]].tag == "h2"
    numbered = [one for one in root.all("p") if one.attributes.get("class") == "doc-numbered"]
    expected = [f"{place}. " for place in (1, 2, 3)]
    assert [one.text()[:3] for one in numbered] == expected


def test_footnotes_stand_at_the_end_in_order_with_links_both_ways() -> None:
    root = body()
    marks = [one for one in root.all("a") if one.attributes.get("role") == "doc-noteref"]
    backs = [one for one in root.all("a") if one.attributes.get("role") == "doc-backlink"]
    numbers = [str(place) for place in range(1, len(footnotes(FULL)) + 1)]
    assert [mark.text() for mark in marks] == [back.text() for back in backs] == numbers
    for mark, back in zip(marks, backs, strict=True):
        assert back in list(root.by_id(mark.attributes["href"][1:]).all())
        assert back.attributes["href"] == f"#{mark.attributes['id']}"
    (article,) = root.all("article")
    last = article.inside[-1]
    assert isinstance(last, Element)
    assert [note.text() for note in last.all("li")] == [
        "1 Interview 12, page 3.",
        "2 Published in the archive.",
        "3 A source of the point.",
        "4 To the nearest twenty.",
    ]


def test_headings_stand_below_the_title_and_in_the_contents() -> None:
    root = body()
    levels = [(one.tag, one.text()) for one in root.all("h1", "h2", "h3", "h4")]
    assert levels == [
        ("h1", FULL.title), ("h2", "Contents"), ("h2", "What was found"), ("h3", "In their own words"),
        ("h4", "Smaller matters"), ("h2", "Conclusions"), ("h2", "Notes"),
    ]  # fmt: skip
    (contents,) = root.all("nav")
    assert [one.text() for one in contents.all("a")] == ["What was found", "In their own words", "Conclusions"]
    assert not list(body(replace(FULL, contents=False)).all("nav"))
    assert not list(body(replace(FULL, blocks=(Paragraph("no heading"),))).all("nav"))


def test_table_has_its_caption_and_heads() -> None:
    table, _ = body().all("table")
    assert next(table.all("caption")).text() == "Table 1. Wages by sector"
    heads = [(one.text(), one.attributes["scope"]) for one in table.all("th")]
    assert heads == [("Sector", "col"), ("People", "col"), ("Forestry", "row"), ("Services", "row")]
    assert [one.text() for one in table.all("td")] == ["about 180\n160 to 200", "not shown"]


def test_charts_are_drawings_with_their_words_and_names_of_their_own() -> None:
    root = body()
    first, second = root.all("svg")
    assert first.attributes["role"] == "img"
    assert first.attributes["aria-label"] == "Chart in words: about 180"
    patterns = [one.attributes["id"] for drawing in (first, second) for one in drawing.all("pattern")]
    assert len(set(patterns)) == 2
    for drawing, pattern in zip((first, second), patterns, strict=True):
        fills = {one.attributes["fill"] for one in drawing.all("rect") if "url" in one.attributes["fill"]}
        assert fills == {f"url(#{pattern})"}


def test_quotes_are_marked_with_their_language() -> None:
    known, unknown = body().all("blockquote")
    assert known.attributes == {"lang": "ko"}
    assert unknown.attributes == {}


def test_cover_lines_stand_only_on_a_cover() -> None:
    assert "For the 99th session" in body().text()
    assert "For the 99th session" not in body(replace(FULL, cover=False)).text()


def test_notice_comes_before_everything_else() -> None:
    (article,) = body().all("article")
    assert article.text().startswith(FULL.notice)
    assert not [one for one in body(replace(FULL, notice="")).all() if one.attributes.get("class") == "doc-notice"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ x }}{% y %}",
        "&lt;b&gt; &amp;amp;",
        "=1+1",
        "]]>--><!--",
    ],
)
def test_data_stay_text(text: str) -> None:
    document = with_text(text)
    extra = (Numbered(text, key=text), Quote(text, source=text, language=text))
    root = page(replace(document, cover=True, cover_lines=(text,), contents=True, blocks=(*document.blocks, *extra)))
    (article,) = root.all("article")
    assert not list(root.all("script", "img", "b"))
    assert {
        one.text() for one in article.all("h1", "h2", "caption", "td", "blockquote") if one.text() != "Contents"
    } == {text}
    assert {one.attributes["aria-label"] for one in article.all("svg")} == {text}
    assert next(article.all("blockquote")).attributes["lang"] == text
    assert next(root.all("title")).text() == text


def test_line_breaks_of_a_text_are_kept() -> None:
    root = body(replace(DOCUMENT, blocks=(Paragraph("one\r\ntwo"),)))
    assert "one\ntwo" in [one.text() for one in root.all("p")]
