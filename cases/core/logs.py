"""Log lines that help to find a fault and carry no content."""

import logging
import traceback
from typing import Any


class ContentFreeFormatter(logging.Formatter):
    """Shows where an exception arose and its type, never its message: that could quote a witness."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have left the message here
        return super().format(record)

    def formatException(self, exc_info: Any) -> str:
        kind, _error, trace = exc_info
        if kind is None:
            return ""
        frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([f"{kind.__module__}.{kind.__qualname__}", *frames])

    def formatStack(self, stack_info: str) -> str:
        return ""
