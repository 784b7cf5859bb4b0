"""Reads every file of a release back as text, the way a reader or an attacker would."""

import html
import io
import re
import zipfile

import pypdf

from cases.published.data import File


def text_of(file: File) -> str:
    """All that stands in a file: the words of a PDF, the XML of an office file, else the file as it is."""
    if file.name.endswith(".pdf"):
        reader = pypdf.PdfReader(io.BytesIO(file.content))
        return "\n".join([*(page.extract_text() for page in reader.pages), *_alternatives(reader)])
    if file.name.endswith((".docx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
            return "\n".join(archive.read(name).decode() for name in names)
    return file.content.decode()


def words_of(file: File) -> str:
    """Like ``text_of``, but of pages and office files only what is written in them, without the marks around it."""
    if file.name.endswith(".html"):
        return html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", text_of(file), flags=re.DOTALL))
    if not file.name.endswith((".docx", ".xlsx")):
        return text_of(file)
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        parts = [
            name for name in archive.namelist() if re.search(r"(document|header\d|footer\d|sharedStrings)\.xml", name)
        ]
        xml = "".join(archive.read(name).decode() for name in parts)
    described = re.findall(r'descr="([^"]*)"', xml)
    return "\n".join([*re.findall(r"<(?:w:)?t(?: [^>]*)?>([^<]*)<", xml), *described])


def _alternatives(reader: pypdf.PdfReader) -> list[str]:
    """The words that stand for pictures."""
    objects = map(reader.get_object, range(1, int(reader.trailer["/Size"])))
    return [str(one["/Alt"]) for one in objects if isinstance(one, dict) and "/Alt" in one]
