"""The whole interview to be read: before it is submitted, and on paper."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from cases.core import sealing
from cases.intake.models import TopicAnswer
from cases.intake.topics import AT_THE_CLOSE, CLOSE, QUESTIONS, SAFE, SAFETY
from cases.witnesses.consent_card import cards_of

from .account import SEALED
from .answers import sealed_details_of, texts_of
from .close import NOW
from .details import in_words
from .interview import Interview


@dataclass(frozen=True)
class Told:
    """One topic with its answer."""

    title: Promise
    state: str
    words: str
    details: list[tuple[str, str]]


def whole(interview: Interview) -> dict[str, Any]:
    """Every text, each sealed record opened once, each opening an event before anything is shown."""
    texts = sealing.open_record(interview.testimony, SEALED, by=interview.user, reason="whole interview")
    topics = [*QUESTIONS, SAFETY, CLOSE]
    words, details = texts_of(interview, topics), sealed_details_of(interview, topics)
    files = interview.files
    shows = sealing.open_rows(files, "description", by=interview.user, reason="whole interview") if files else {}
    safe, ending = _marks(details, SAFETY), _marks(details, CLOSE)
    return {
        "texts": texts,
        "told": [_told(interview.answers[code], words, details) for code in QUESTIONS if code in interview.answers],
        "not_asked": [topic.title for code, topic in QUESTIONS.items() if code not in interview.answers],
        "safe": [label for name, label in SAFE.items() if safe.get(name)],
        "ended": [label for name, label in AT_THE_CLOSE.items() if ending.get(name)],
        "now": dict(NOW)[ending["now"]] if ending.get("now") in dict(NOW) else "",
        "closing_note": words.get(CLOSE, ""),
        "files": [(file, shows.get(file.pk) or "") for file in files],
        "card": next(iter(cards_of([interview.witness], by=interview.user)), None),
    }


def _marks(details: dict[str, str], topic: str) -> dict[str, Any]:
    return dict(json.loads(details[topic])) if topic in details else {}


def _told(row: TopicAnswer, words: dict[str, str], details: dict[str, str]) -> Told:
    return Told(
        QUESTIONS[row.topic].title,
        str(row.get_state_display()),
        words.get(row.topic, ""),
        in_words(row.topic, details.get(row.topic, "")),
    )
