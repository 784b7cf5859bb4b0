"""Invented people with a mark of their own in everything they told us, and a search for the marks wherever bytes lie.

A mark is written in eight ways: Hangul composed and decomposed, UTF-16 in both orders, base64, JSON's escapes, percent
signs, and packed by gzip. All marks begin alike, so that one search finds any of them.
"""

import base64
import gzip
import json
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

MARK = "카나리새둥지"
_GZIP = re.compile(b"\x1f\x8b\x08")
_MOST_PACKED = 1 << 22


def mark(number: int) -> str:
    """The mark of one invented person."""
    return f"{MARK}{number:04}"


def encodings() -> dict[str, list[bytes]]:
    """What to look for, by the name of the way of writing; gzip is looked into instead."""
    composed = MARK.encode()
    return {
        "composed": [composed],
        "decomposed": [unicodedata.normalize("NFD", MARK).encode()],
        "UTF-16, little end first": [MARK.encode("utf-16-le")],
        "UTF-16, big end first": [MARK.encode("utf-16-be")],
        # Three beginnings within a group of three bytes; the ends depend on what stands beside, so they are cut off.
        "base64": [base64.b64encode(b"x" * start + composed)[4 if start else 0 : -4] for start in range(3)],
        "JSON": [json.dumps(MARK)[1:-1].encode(), json.dumps(MARK)[1:-1].upper().replace("\\U", "\\u").encode()],
        "percent": [quote(MARK).encode(), quote(MARK).lower().encode()],
        "gzip": [],
    }


def found_in(content: bytes) -> list[str]:
    """In which ways a mark stands in some bytes."""
    ways = [way for way, forms in encodings().items() if any(form in content for form in forms)]
    return ways + ["gzip" for packed in _unpacked(content) if MARK.encode() in packed][:1]


def _unpacked(content: bytes) -> Iterator[bytes]:
    for start in _GZIP.finditer(content):
        try:
            yield zlib.decompressobj(31).decompress(content[start.start() :], _MOST_PACKED)
        except zlib.error:
            continue


def found_below(paths: Iterable[Path]) -> dict[str, list[str]]:
    """The files in which a mark stands, by path, with the ways; their names are looked at too."""
    found = {}
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and (ways := found_in(file.read_bytes()) + found_in(str(file).encode())):
                found[str(file)] = ways
    return found


def written_in_every_way() -> dict[str, bytes]:
    """A text with a mark in each way: what the search must find, to be believed when it finds nothing."""
    text = f"before {mark(7)} after"
    return {
        "composed": text.encode(),
        "decomposed": unicodedata.normalize("NFD", text).encode(),
        "UTF-16, little end first": text.encode("utf-16-le"),
        "UTF-16, big end first": text.encode("utf-16-be"),
        "base64": base64.b64encode(text.encode()),
        "JSON": json.dumps(text).encode(),
        "percent": quote(text).encode(),
        "gzip": b"\0\0" + gzip.compress(text.encode(), mtime=0),
    }
