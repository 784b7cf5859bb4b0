"""Reads the XML of a Word document for the tests: parts, fields, bookmarks."""

import io
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def part(content: bytes, name: str) -> ElementTree.Element:
    """A part of the file, such as ``word/document.xml``."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(name))  # noqa: S314


def names(content: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return set(archive.namelist())


def shown(element: ElementTree.Element) -> str:
    """The words of an element, without the codes of its fields."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def fields(root: ElementTree.Element) -> list[tuple[str, str]]:
    """The code and the stored result of every field that stands in one paragraph."""
    found = []
    for paragraph in root.iter(f"{W}p"):
        code, result, state = "", "", ""
        for run in paragraph.iter(f"{W}r"):
            mark = run.find(f"{W}fldChar")
            if mark is not None:
                state = mark.get(f"{W}fldCharType", "")
                if state == "end":
                    found.append((code.strip(), result))
                    code = result = ""
            elif state == "begin":
                code += "".join(text.text or "" for text in run.iter(f"{W}instrText"))
            elif state == "separate":
                result += shown(run)
    return found


def bookmarks(root: ElementTree.Element) -> dict[str, str]:
    """Each bookmark and the words in it; a bookmark begins and ends in one paragraph."""
    found = {}
    for paragraph in root.iter(f"{W}p"):
        open_marks: dict[str, str] = {}
        for child in paragraph:
            if child.tag == f"{W}bookmarkStart":
                open_marks[child.get(f"{W}id", "")] = name = child.get(f"{W}name", "")
                found[name] = ""
            elif child.tag == f"{W}bookmarkEnd":
                del open_marks[child.get(f"{W}id", "")]
            for name in open_marks.values():
                found[name] += shown(child)
    return found
