"""Uploads stay in memory up to the limit; of a larger one only its size is known."""

import tempfile
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings as project
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.test import RequestFactory
from pytest_django import Settings

from cases.evidence.uploads import InMemoryUploadHandler

MB = 2**20


@pytest.fixture(autouse=True)
def _no_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes an upload to the temp folder, in clear, is found."""

    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError("an upload was written to the temp folder")

    for name in ("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)


def received(chunks: int) -> tuple[InMemoryUploadedFile, int]:
    """What the handler makes of an upload of so many MB, and how much it held in memory at most."""
    handler, held = InMemoryUploadHandler(), 0
    handler.new_file("file", "a.bin", "application/octet-stream", None, None, {})
    for number in range(chunks):
        assert handler.receive_data_chunk(b"x" * MB, number * MB) is None  # type: ignore[func-returns-value]
        held = max(held, len(handler.buffer.getvalue()))
    return handler.file_complete(chunks * MB), held


def posted(content: bytes) -> InMemoryUploadedFile:
    """The same through Django's own parser, with the project's handlers."""
    upload = InMemoryUploadedFile(BytesIO(content), "file", "이름.bin", "image/png", len(content), None)
    file = RequestFactory().post("/", {"file": upload}).FILES["file"]
    assert isinstance(file, InMemoryUploadedFile)
    return file


def test_upload_at_the_limit_is_whole() -> None:
    file, _ = received(25)
    assert file.size == len(file.read()) == project.EVIDENCE_MAX_BYTES


def test_upload_over_the_limit_keeps_its_size_only() -> None:
    """So the form can say how large it was, and memory holds no more than a file that would be taken."""
    file, held = received(26)
    assert file.size == 26 * MB
    assert file.read() == b""
    assert held <= project.EVIDENCE_MAX_BYTES


def test_upload_through_django() -> None:
    content = bytes(range(256)) * 20_000  # 5 MB: Django's own handlers would take it to the temp folder
    file = posted(content)
    assert file.name == "이름.bin"
    assert file.read() == content


def test_too_large_upload_through_django(settings: Settings) -> None:
    settings.EVIDENCE_MAX_BYTES = 100_000
    file = posted(b"x" * 200_000)
    assert (file.size, file.read()) == (200_000, b"")


def test_second_file_starts_anew() -> None:
    """One handler serves all files of a request."""
    handler = InMemoryUploadHandler()
    for content in (b"first", b"second"):
        handler.new_file("file", "a", "", None, None, {})
        handler.receive_data_chunk(content, 0)
        assert handler.file_complete(len(content)).read() == content
