"""Reads the sheets of an XLSX file: texts, whole numbers and formulas, and nothing else of the format."""

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from .outcome import Fails

LARGEST = 64 * 1024 * 1024
"""Bytes of all parts unpacked."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,2})[0-9]+")
_ACTIVE = ("vbaproject", "externallinks", "embeddings", "activex", "connections")

Value = str | int | None


@dataclass(frozen=True)
class Sheet:
    """A sheet's lines from the top; what is empty at the end of a line is left out."""

    lines: list[list[Value]]
    formulas: int


def sheets_of(content: bytes, name: str) -> dict[str, Sheet]:
    """The sheets by name, in their order. Raises Fails when it is no workbook or would run something."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _sheets(archive, name)
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, IndexError, ValueError, NotImplementedError) as error:
        raise Fails(f"{name} is no workbook that can be read") from error


def _sheets(archive: zipfile.ZipFile, name: str) -> dict[str, Sheet]:
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > LARGEST:
        raise Fails(f"{name} unpacks to more than the {LARGEST:,} bytes that are read")
    active = [part.filename for part in parts if any(word in part.filename.lower() for word in _ACTIVE)]
    if active:
        raise Fails(f"{name} carries more than tables: {active[0]}")
    targets = {one.attrib["Id"]: one.attrib["Target"] for one in _part(archive, "xl/_rels/workbook.xml.rels")}
    texts = [
        "".join(piece.text or "" for piece in item.iter(f"{_MAIN}t")) for item in _part(archive, "xl/sharedStrings.xml")
    ]
    found: dict[str, Sheet] = {}
    for one in _part(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        if one.attrib["name"] in found or one.attrib.get("state", "visible") != "visible":
            raise Fails(f"{name} has a sheet that is hidden or stands twice")
        found[one.attrib["name"]] = _sheet(_part(archive, f"xl/{targets[one.attrib[_RELATION]]}"), texts)
    return found


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    text = archive.read(name).decode()
    if "<!DOCTYPE" in text:
        raise ValueError("a document type could define entities")
    return ElementTree.fromstring(text)  # noqa: S314  (no document type, so no entities; the size is bounded)


def _sheet(root: Element, texts: list[str]) -> Sheet:
    lines: list[list[Value]] = []
    for row in root.iter(f"{_MAIN}row"):
        place = int(row.attrib["r"]) - 1
        if not len(lines) <= place < len(lines) + 100:
            raise ValueError("rows out of order")
        lines += [[] for _ in range(place - len(lines))] + [_line(row, texts)]
    return Sheet(lines, formulas=sum(1 for _ in root.iter(f"{_MAIN}f")))


def _line(row: Element, texts: list[str]) -> list[Value]:
    line: list[Value] = []
    for cell in row.iter(f"{_MAIN}c"):
        column = _column(cell.attrib["r"])
        if not len(line) <= column < len(line) + 100:
            raise ValueError("columns out of order")
        line += [None] * (column - len(line)) + [_value(cell, texts)]
    while line and line[-1] is None:
        line.pop()
    return line


def _column(place: str) -> int:
    found = _PLACE.fullmatch(place)
    if found is None:
        raise ValueError("no place of a cell")
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column - 1


def _value(cell: Element, texts: list[str]) -> Value:
    value = cell.find(f"{_MAIN}v")
    if value is None or value.text is None:
        return None
    kind = cell.attrib.get("t", "n")
    if kind == "s":
        return texts[int(value.text)]
    return int(value.text) if kind == "n" else value.text
