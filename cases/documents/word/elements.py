"""The pieces of WordprocessingML for which python-docx has no call. Fields bring what they show, so none must be updated."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def element(name: str, /, **attributes: str) -> Any:
    """An element with attributes in the same namespace as itself: ``element("w:shd", fill="FDF3E1")``."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def nested(name: str, /, *children: Any, **attributes: str) -> Any:
    """An element around others."""
    made = element(name, **attributes)
    made.extend(children)
    return made


def instruction(code: str) -> Any:
    """What a field computes; ``code`` never holds data."""
    made = element("w:instrText")
    made.text = f" {code} "
    made.set(qn("xml:space"), "preserve")
    return made


def add_field(paragraph: Any, code: str, shown: str) -> None:
    """A field with the result that Word would compute."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="begin"))
    paragraph.add_run()._r.append(instruction(code))
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def bookmark(paragraph: Any, name: str, place: int) -> None:
    """A bookmark around what the paragraph holds by now; ``place`` is a number that no other bookmark has."""
    start = element("w:bookmarkStart", id=str(place), name=name)
    paragraph._p.insert(0 if paragraph._p.pPr is None else 1, start)
    paragraph._p.append(element("w:bookmarkEnd", id=str(place)))


def add_link(paragraph: Any, text: str, address: str) -> None:
    """A link to an address outside the document, which print shows in brackets where the words are others."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run._r.style = "Hyperlink"
    link.append(run._r)
    paragraph._p.append(link)
    if text != address:
        paragraph.add_run(f" ({address})")
