"""The parts of the file around the text: what the library's empty document says of its own goes, and our settings come."""

import datetime as dt
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn

from cases.documents.document import Document

from .elements import element, nested
from .styles import FONT, KOREAN_FONT, LOCALES

LONGEST_PROPERTY = 255  # letters, in the format itself
BALLAST = ("/stylesWithEffects", "/thumbnail", "/customXml", "/webSettings", "/extended-properties")
"""Kinds of parts: a picture of the template, its program and counts, a bibliography."""


def drop_ballast(word: Any) -> None:
    """Take out every part that is not the document; the table of fonts, which Word asks for, names ours alone."""
    for relations in (word.part.rels, word.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(BALLAST):
                del relations[key]
            elif relation.reltype.endswith("/fontTable"):
                fonts = [element("w:font", name=name) for name in (FONT, KOREAN_FONT)]
                relation.target_part._blob = serialize_part_xml(nested("w:fonts", *fonts))
    _drop_sessions(word)


def _drop_sessions(word: Any) -> None:
    """Word notes beside a style and a section in which session it was written: here, whoever made the template."""
    for session in list(word.styles.element.iter(qn("w:rsid"))):
        session.getparent().remove(session)
    for section in word.sections:
        for name in [name for name in section._sectPr.attrib if "rsid" in name]:
            del section._sectPr.attrib[name]


def set_properties(word: Any, document: Document) -> None:
    """The properties say what the document says and nothing else: no count of revisions, no empty keywords."""
    moment = dt.datetime.combine(document.date, dt.time())
    properties = word.core_properties
    for kept in list(properties._element):
        properties._element.remove(kept)
    properties.title = document.title[:LONGEST_PROPERTY]
    properties.subject = document.subtitle[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = document.author[:LONGEST_PROPERTY]
    properties.comments = document.notice[:LONGEST_PROPERTY]
    properties.created, properties.modified = moment, moment
    properties.language = LOCALES[document.language]


def set_settings(word: Any, *, footnotes: bool) -> None:
    """Settings of Word 2013 and later; the template's would tell of the sessions in which it was written."""
    settings = word.settings.element
    for old in list(settings):
        settings.remove(old)
    settings.append(element("w:zoom", percent="100"))
    settings.append(element("w:characterSpacingControl", val="doNotCompress"))
    if footnotes:
        lines = [element("w:footnote", id=identity) for identity in ("-1", "0")]
        settings.append(nested("w:footnotePr", *lines))
    mode = element(
        "w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15"
    )
    settings.append(nested("w:compat", mode))
    settings.append(element("w:decimalSymbol", val="."))
    settings.append(element("w:listSeparator", val=","))
