"""Drawings for a page: only an SVG of plain shapes and texts gets in, under names that no other drawing on it has."""

import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {
    "svg", "g", "defs", "pattern", "clipPath", "title", "desc",
    "rect", "line", "path", "circle", "ellipse", "polygon", "polyline", "text", "tspan",
}  # fmt: skip
INSIDE = re.compile(r"url\(#([^()]*)\)")


class UnfitDrawing(ValueError):
    """A drawing is no SVG, or holds more than shapes and texts."""


def inline_svg(svg: str, description: str, names: str) -> str:
    """The drawing as an element of a page, announced by its description; its names begin with ``names``.

    Raises UnfitDrawing.
    """
    root = _parsed(svg)
    for element in root.iter():
        element.tag = _shape(element.tag)
        for name, value in element.attrib.items():
            element.set(name, _attribute(name, value, names))
    root.set("role", "img")
    root.set("aria-label", description)
    return ElementTree.tostring(root, encoding="unicode")


def _parsed(svg: str) -> ElementTree.Element:
    # An entity or a comment begins like this, and no shape needs one.
    if "<!" in svg or "<?" in svg:
        raise UnfitDrawing("A drawing holds a declaration or a comment: leave only its shapes.")
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314 - without declarations nothing in it can grow or be fetched
    except ElementTree.ParseError as error:
        raise UnfitDrawing(f"A drawing is no SVG ({error}): draw it again.") from error
    if root.tag != f"{SVG}svg":
        raise UnfitDrawing("A drawing must be an <svg> element: draw it again.")
    return root


def _shape(tag: str) -> str:
    """The bare name, as pages write it."""
    name = tag.removeprefix(SVG)
    if name not in SHAPES:
        raise UnfitDrawing(f"A drawing holds <{name}>: leave only shapes and texts.")
    return name


def _attribute(name: str, value: str, names: str) -> str:
    """Whatever runs, fetches or styles is refused; a name becomes this drawing's own."""
    # Pages read names in any case, and a backslash can spell what is looked for here in another way.
    low, rest = name.lower(), INSIDE.sub("", value).lower()
    if low in ("style", "class") or low.startswith("on") or "href" in low or "url(" in rest or "\\" in rest:
        raise UnfitDrawing(f"A drawing holds {name}=“{value}”: leave only shapes and texts.")
    return f"{names}{value}" if name == "id" else INSIDE.sub(rf"url(#{names}\1)", value)
