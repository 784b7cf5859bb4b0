"""What a document must not hold in any format: letters that no file can carry, and addresses that could run something."""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any

from .document import Document, Link

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, halves of letters, and code points that are no letters: XML or HTML forbids each."""
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class UnfitText(ValueError):
    """A text of a document holds a character, or a link an address, that must not stand in a file."""


def clean(document: Document) -> Document:
    """The document with every text in the form that fonts and readers expect. Raises UnfitText.

    A letter and its marks become one letter where there is one, a line ends with a line feed, and a tab is a space.
    """
    cleaned: Document = _clean(document)
    return cleaned


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    if isinstance(value, Link):
        _check_address(value.address)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _clean(getattr(value, field.name)) for field in fields(value)})
    return value


def _text(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := UNFIT.search(text):
        before = text[max(0, found.start() - 20) : found.start()]
        raise UnfitText(f"The character U+{ord(found[0]):04X} cannot stand in a document: delete it after “{before}”.")
    return unicodedata.normalize("NFC", text.replace("\t", " "))


def _check_address(address: str) -> None:
    if not ADDRESS.fullmatch(address):
        raise UnfitText(f"The address “{address}” does not lead to a page: begin it with https:// and leave no spaces.")
