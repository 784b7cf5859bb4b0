"""What was answered, opened for whoever wrote it down: one event for the words, one for the details."""

import json
from collections.abc import Collection
from typing import Any

from cases.core import sealing

from .interview import Interview

REASON = "guided interview"


def texts_of(interview: Interview, topics: Collection[str]) -> dict[str, str]:
    """The words of some topics, by topic."""
    return _opened(interview, topics, "text")


def sealed_details_of(interview: Interview, topics: Collection[str]) -> dict[str, str]:
    """The details of some topics, by topic, as JSON."""
    return _opened(interview, topics, "details")


def marks_of(interview: Interview, topic: str) -> dict[str, Any]:
    """What was ticked in a topic that frames the talk."""
    text = sealed_details_of(interview, [topic]).get(topic, "")
    return dict(json.loads(text)) if text else {}


def _opened(interview: Interview, topics: Collection[str], column: str) -> dict[str, str]:
    rows = [row for topic, row in interview.answers.items() if topic in topics and getattr(row, column) is not None]
    texts = sealing.open_rows(rows, column, by=interview.user, reason=REASON)
    return {row.topic: texts[row.pk] or "" for row in rows}
