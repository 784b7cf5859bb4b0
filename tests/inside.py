"""Everything that lies in a document, layer by layer, and a search for marks in it (tests/canaries.py).

A file is taken apart as far as it goes: members of archives, packed streams and every object of a PDF, pictures inside a
page, words without the marks around them, and signs that are written as their numbers.
"""

import base64
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import ByteStringObject, StreamObject

from tests import canaries

Layer = tuple[str, bytes]
PDF, ZIP = b"%PDF", b"PK\x03\x04"
STREAM = re.compile(rb"stream\r?\n")
DATA = re.compile(rb"data:[\w/+.-]+;base64,([A-Za-z0-9+/=]+)")
HEXADECIMAL = canaries.MARK.encode("utf-16-be").hex().encode()
"""How a PDF can write a string; an object that is read by pypdf is opened, one that nobody refers to is not."""


def found_inside(content: bytes) -> list[str]:
    """Where a mark stands in a document, and in which way it is written there."""
    return [f"{place}: {way}" for place, layer in layers(content) for way in _ways(layer)]


def _ways(layer: bytes) -> list[str]:
    return canaries.found_in(layer) + ["hexadecimal"] * (HEXADECIMAL in layer.lower())


def layers(content: bytes, place: str = "file") -> Iterator[Layer]:
    """The bytes themselves, and whatever is packed or written in another way in them."""
    yield place, content
    if content.startswith(PDF):
        yield from _pdf(content, place)
    elif content.startswith(ZIP):
        yield from _archive(content, place)
    elif content.lstrip().startswith(b"<"):
        yield from _marked_up(content, place)


def _archive(content: bytes, place: str) -> Iterator[Layer]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield f"{place}, names", "\n".join(archive.namelist()).encode() + archive.comment
        for member in archive.infolist():
            yield f"{place}, extra of {member.filename}", member.extra + member.comment
            yield from layers(archive.read(member), f"{place}/{member.filename}")


def _marked_up(content: bytes, place: str) -> Iterator[Layer]:
    """XML and HTML: signs by their numbers, words without the elements that part them, and what is kept inside."""
    text = html.unescape(content.decode(errors="replace"))
    yield f"{place}, unescaped", text.encode()
    yield f"{place}, words", re.sub("<[^>]*>", "", text).encode()
    for nth, found in enumerate(DATA.findall(content)):
        yield from layers(base64.b64decode(found), f"{place}, data {nth}")


def _pdf(content: bytes, place: str) -> Iterator[Layer]:
    """The words of its pages, every object that it lists, and every stream, also one that it lists no more."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    words = "".join(page.extract_text() for page in reader.pages)
    yield f"{place}, words", re.sub(r"[\s\u2060]", "", words).encode()
    for number in range(1, int(reader.trailer["/Size"])):
        for string in _strings(reader.get_object(number)):
            yield f"{place}, object {number}", string
    for nth, start in enumerate(STREAM.finditer(content)):
        yield f"{place}, stream {nth}", _unpacked(content[start.end() :])


def _strings(value: Any) -> Iterator[bytes]:
    """Every string below an object, and what its stream holds; other objects that it names come in their own turn."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield key.encode()
            yield from _strings(one)
    if isinstance(value, StreamObject):
        yield value.get_data()
    elif isinstance(value, ByteStringObject):
        yield bytes(value)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, str):
        yield value.encode(errors="replace")


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed)
    except zlib.error:
        return b""
