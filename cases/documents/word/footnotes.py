"""The part of a Word document that holds its footnotes, which python-docx cannot make."""

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from .elements import element, nested

SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))
"""The two lines above the notes, which Word asks for; the notes themselves begin with 1."""


class Footnotes:
    """The footnotes of one document; the part is there from the first on."""

    def __init__(self, word: Any) -> None:
        self._document = word.part
        self._part: Any = None
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, paragraph: Any) -> Any:
        """Put a mark at the end of the paragraph; the paragraph of the note, still without words, comes back."""
        if self._part is None:
            self._part = self._new_part()
        self._count += 1
        mark = paragraph.add_run()
        mark._r.style = "FootnoteReference"
        mark._r.append(element("w:footnoteReference", id=str(self._count)))
        text = element("w:p")
        text.style = "FootnoteText"
        self._part.element.append(nested("w:footnote", text, id=str(self._count)))
        note = Paragraph(text, self._part)
        number: Run = note.add_run()
        number._r.style = "FootnoteReference"
        number._r.append(element("w:footnoteRef"))
        note.add_run(" ")
        return note

    def _new_part(self) -> Any:
        notes = OxmlElement("w:footnotes", nsdecls={prefix: nsmap[prefix] for prefix in ("w", "r")})
        for kind, identity in SEPARATORS:
            line = nested("w:p", nested("w:r", element(f"w:{kind}")))
            notes.append(nested("w:footnote", line, type=kind, id=identity))
        package = self._document.package
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes, package)
        self._document.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        return part
