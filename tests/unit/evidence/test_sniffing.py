"""The kind of a file is what its bytes say, whatever its name claims."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.evidence.sniffing import UNKNOWN, media_type

OOXML = "application/vnd.openxmlformats-officedocument"
KOREAN = "우리는 하루에 열여덟 시간 일했습니다.\n쉬는 날은 없었습니다.\n"


def zipped(*names: str) -> bytes:
    """A zip file with these members, content types first, as office programs write them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF"
XLSX = zipped("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml")
DOCX = zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml")
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(40)
MP3 = b"ID3\x03\0\0\0\0\0\x0f" + bytes(60)
WAV = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" + bytes(40)


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (HTML, "fake.jpg", "text/html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "fake.png", "image/svg+xml"),
        (PNG, "a.png", "image/png"),
        (PNG, "fake.txt", "image/png"),
        (JPEG, "a.jpg", "image/jpeg"),
        (PDF, "a.pdf", "application/pdf"),
        (PDF, "fake.png", "application/pdf"),
        (XLSX, "a.xlsx", f"{OOXML}.spreadsheetml.sheet"),
        (DOCX, "a.docx", f"{OOXML}.wordprocessingml.document"),
        (zipped("a.txt"), "a.zip", "application/zip"),
        (MP4, "a.mp4", "video/mp4"),
        (MP3, "a.mp3", "audio/mpeg"),
        (WAV, "a.wav", "audio/x-wav"),
        (KOREAN.encode(), "a.txt", "text/plain"),
        (KOREAN.encode(), "", "text/plain"),
        (KOREAN.encode("cp949"), "a", UNKNOWN),
        (b"\x01\x02\xfe\xffnothing known", "a.bin", UNKNOWN),
        (b"\x01\x02\xfe\xffnothing known", "fake.png", UNKNOWN),
    ],
)
def test_kind(content: bytes, name: str, expected: str) -> None:
    assert media_type(content, name) == expected


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_bytes_have_a_kind(content: bytes, name: str) -> None:
    """Never an error, whatever was sent under whatever name; short enough for its column."""
    kind = media_type(content, name)
    assert "/" in kind
    assert len(kind) <= 100
