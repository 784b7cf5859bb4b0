"""Log lines that help to find a fault and carry no content."""

import logging
import traceback
from typing import Any


class ContentFreeFormatter(logging.Formatter):
    """Shows where an exception arose and its type, never its message: that could quote a witness."""

    def formatException(self, exc_info: Any) -> str:
        kind, _error, trace = exc_info
        frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([f"{kind.__module__}.{kind.__qualname__}", *frames])

    def formatStack(self, stack_info: str) -> str:
        return ""
