"""The links of a page, where they stand in its text, and addresses that a text names. Pure."""

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from html.parser import HTMLParser
from typing import NamedTuple

LINKING = {"href", "src", "action", "formaction", "data", "poster", "xlink:href"}
"""Attributes that hold an address."""

FOLLOWED = ("a", "area")
LOADING = {"stylesheet", "icon", "preload", "manifest"}
"""Kinds of <link> that a browser fetches by itself."""

FORBIDDEN = ("script", "form", "iframe", "object", "embed", "base")
"""What no page of an export may hold: it would run, send, or load something else."""

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?""")
_IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_NAMED = r"""(/[^\s"'<>{}|\\^`“”«»„…]*)"""
_AFTER = ".,;:!?)]"
"""What may follow an address in a sentence, and is none of it."""


class Link(NamedTuple):
    """An address in an attribute: its value, and from where to where it stands in the page.

    ``loads`` says whether a browser fetches it by itself, ``at_home`` whether it names where the page is published.
    """

    value: str
    start: int
    end: int
    loads: bool
    at_home: bool


class Page(HTMLParser):
    """What a page links to, which places on it can be linked to, and elements that it must not hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.ids: set[str] = set()
        self.forbidden: list[str] = []
        self._starts = [0, *(match.end() for match in re.finditer("\n", html))]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        self.ids.update(value for name, value in attrs if name == "id" and value)
        if tag in FORBIDDEN:
            self.forbidden.append(tag)
        if any(name in LINKING for name, _value in attrs):
            loads = (
                bool(LOADING & set((dict(attrs).get("rel") or "").split())) if tag == "link" else tag not in FOLLOWED
            )
            start = self._starts[line - 1] + column
            self.links += _links(tag, self.get_starttag_text() or "", start, loads=loads)


def _links(tag: str, text: str, offset: int, *, loads: bool) -> Iterator[Link]:
    for match in _ATTRIBUTE.finditer(text, len(tag) + 1):
        name, group = match[1].lower(), 2 if match[2] is not None else 3
        if name in LINKING and match[group] is not None:
            value, start = unescape(match[group]), offset + match.start(group)
            at_home = tag == "link" and not loads and "://" in value
            yield Link(value, start, offset + match.end(group), loads, at_home)


def replaced(html: str, links: Iterable[tuple[Link, str]]) -> str:
    """The page with new values for some of its links, in the order in which they stand."""
    parts, done = [], 0
    for link, value in links:
        parts += [html[done : link.start], escape(value)]
        done = link.end
    return "".join([*parts, html[done:]])


def named(text: str, root: str) -> Iterator[str]:
    """Every address of our site that a text gives in full: citations, feeds, the sitemap, what is to be copied."""
    # In plain text and in HTML, in HTML that a page shows too. html.unescape would read “&sector” as “§or”.
    plain = re.sub(r"&(?:quot|lt|gt|#x27|#39);", " ", re.sub(r"&(?:amp;)+", "&", text))
    for match in re.finditer(re.escape(root) + _NAMED, plain):
        yield match[1].rstrip(_AFTER)


def in_styles(css: str) -> list[str]:
    """What a style sheet loads."""
    return _IN_STYLES.findall(css)
