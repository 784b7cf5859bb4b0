"""What kind of file it is, from its bytes; the name only helps where bytes cannot tell."""

import filetype
import puremagic

UNKNOWN = "application/octet-stream"


def media_type(content: bytes, name: str) -> str:
    """The media type. Office documents and media by their structure, text formats by puremagic."""
    if (kind := filetype.guess(content)) is not None:
        return str(kind.mime)
    try:
        return str(puremagic.from_string(content, mime=True, filename=name)) or UNKNOWN
    except (puremagic.PureError, ValueError):
        return "text/plain" if _is_text(content) else UNKNOWN


def _is_text(content: bytes) -> bool:
    try:
        return bool(content) and "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False
