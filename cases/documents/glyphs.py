"""Which letters the vendored fonts have, read from the fonts themselves, and the check that a document asks for no others."""

import struct
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from .document import Document

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
# The zero width no-break space: the fonts have it, but an accessible PDF may not hold it.
FORBIDDEN = {0xFEFF}
# A font's own signs stand there, so that the sign drawn may be another than the one that was written.
PRIVATE_USE = range(0xE000, 0xF900)


class MissingGlyph(ValueError):
    """A document holds a letter that the vendored fonts lack."""


def check_glyphs(document: Document) -> None:
    """Look at every letter of a clean document before it is written. Raises ``MissingGlyph``, which names the letter."""
    for text in _strings(document):
        check_text(text)


def check_text(text: str) -> None:
    """The same for one text. Raises ``MissingGlyph``."""
    missing = sorted(set(text) - {"\n"} - _covered())
    if missing:
        raise MissingGlyph(_sentence(missing[0]))


def _sentence(letter: str) -> str:
    code = f"U+{ord(letter):04X}"
    if not letter.isprintable():
        return f"A text holds {code}, which cannot be printed: delete it."
    return (
        f"The fonts of documents lack “{letter}” ({code}): write the word in Hangul, Hanja, Latin or Cyrillic letters."
    )


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))


@cache
def _covered() -> frozenset[str]:
    """What is there for regular and for bold type; Hanja have one font, which stands in for both."""
    regular, bold, hanja = (
        _letters(FONTS / name) for name in ("Pretendard-Regular.otf", "Pretendard-Bold.otf", "NotoSansCJKkr-Hanja.otf")
    )
    return frozenset(map(chr, ((regular & bold) | hanja) - FORBIDDEN - set(PRIVATE_USE)))


def _letters(font: Path) -> set[int]:
    """The letters of an OpenType font, from the groups of its full Unicode character map (3, 10, format 12)."""
    data = font.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    places = {tag: place for tag, _, place, _ in struct.iter_unpack(">4sLLL", data[12 : 12 + 16 * tables])}
    cmap = data[places[b"cmap"] :]
    (maps,) = struct.unpack_from(">H", cmap, 2)
    offsets = {(platform, kind): at for platform, kind, at in struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * maps])}
    start = offsets[3, 10]
    (groups,) = struct.unpack_from(">L", cmap, start + 12)
    found: set[int] = set()
    for first, last, _glyph in struct.iter_unpack(">LLL", cmap[start + 16 : start + 16 + 12 * groups]):
        found.update(range(first, last + 1))
    return found
