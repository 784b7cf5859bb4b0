"""A map says by colour only what is shown, and keeps its names inside what a page may hold."""

from xml.etree import ElementTree

from cases.documents.drawings import inline_svg
from cases.documents.maps import Box, Region, area_map

SVG = "{http://www.w3.org/2000/svg}"
WEST = Region(("other", "Russia"), ("about 250", "230 to 270"), True, "M10 10l90 0 0 90z", 40, 40)
EAST = Region(("Far East",), ("not shown",), False, "M200 10l90 0 0 90z", 230, 40)
BOXES = (Box("other country: about 100 (80 to 120)", shown=True), Box("unknown: not shown", shown=False))


def drawn(*regions: Region, boxes: tuple[Box, ...] = BOXES) -> ElementTree.Element:
    svg = area_map(400, 200, "M0 0l400 0 0 200z", regions, boxes)
    return ElementTree.fromstring(svg)  # noqa: S314


def fills(root: ElementTree.Element) -> list[str]:
    """Of the areas, without the countries around them."""
    return [path.attrib["fill"] for path in root.iter(f"{SVG}path")][1:]


def texts(root: ElementTree.Element) -> list[str]:
    return [str(element.text) for element in root.iter(f"{SVG}text")]


def test_colour_says_only_whether_a_number_is_shown() -> None:
    larger = Region(WEST.name, ("about 9,000", "8,980 to 9,020"), True, EAST.outline, EAST.x, EAST.y)
    one, other = fills(drawn(WEST, larger))
    assert one == other
    shown, hidden = fills(drawn(WEST, EAST))
    assert shown != hidden == "url(#hidden)"


def test_names_and_numbers_stand_on_the_map_and_the_rest_below_it() -> None:
    root = drawn(WEST, EAST)
    assert texts(root)[:6] == ["other", "Russia", "about 250", "230 to 270", "Far East", "not shown"]
    places = {element.text: float(element.attrib["y"]) for element in root.iter(f"{SVG}text")}
    bottom = 200 * 482 / 400
    assert all(places[text] < bottom for text in texts(root)[:6])
    assert bottom < places[BOXES[0].text] < places[BOXES[1].text] < float(root.attrib["height"])


def test_letters_on_hatching_stand_on_a_plate_of_their_own() -> None:
    plain, plates = (len(list(drawn(region, boxes=()).iter(f"{SVG}rect"))) for region in (WEST, EAST))
    assert plates - plain == 2


def test_country_beyond_the_frame_is_cut_off_at_it() -> None:
    root = drawn(WEST)
    (clip,) = root.iter(f"{SVG}clipPath")
    cut = [group for group in root.iter(f"{SVG}g") if "clip-path" in group.attrib]
    assert cut[0].attrib["clip-path"] == f"url(#{clip.attrib['id']})"
    assert len(list(cut[0].iter(f"{SVG}path"))) == 2


def test_map_is_shapes_and_texts_that_a_page_may_hold_under_its_own_names() -> None:
    hostile = Region(("<script>&",), ("]]>",), True, WEST.outline, 40, 40)
    page = inline_svg(area_map(400, 200, "", [hostile], [Box("<b>", shown=True)]), "words", "doc-7-")
    assert "<script>" not in page
    assert "&lt;script&gt;&amp;" in page
    assert 'id="doc-7-frame"' in page
    assert "url(#frame)" not in page
