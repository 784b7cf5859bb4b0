"""What a person said to guided questions, topic by topic."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core.errors import NotAllowed, Refused
from cases.core.records import action, fill, locked, write
from cases.intake import policies
from cases.intake.models import Testimony, TopicAnswer
from cases.intake.topics import KINDS, KNOWN, MARKS, QUESTIONS


@dataclass(frozen=True)
class TopicValues:
    """The answer to one topic; ``details`` are JSON, as the topic's own class writes it. What was not asked has neither."""

    state: str
    text: str = ""
    details: str = ""


@action
def answer_topics(*, by: User, testimony: Testimony, answers: Mapping[str, TopicValues]) -> list[TopicAnswer]:
    """Store the answers to some topics of an own interview in draft. A topic that did not change is not stored again.

    Raises Refused for a topic that nobody knows, for sexual violence without training, and for a submitted testimony.
    """
    testimony = locked(testimony)
    policies.check_can_edit(by, testimony)
    for topic, values in answers.items():
        _check(by, topic, values)
    stored = {row.topic: row for row in TopicAnswer.objects.filter(testimony=testimony, topic__in=answers)}
    rows = []
    for topic, values in answers.items():
        row = stored.get(topic) or TopicAnswer(testimony=testimony, topic=topic)
        fill(row, _columns(values))
        rows.append(write(row))
    return rows


def _columns(values: TopicValues) -> dict[str, str]:
    if values.state == TopicAnswer.State.NOT_ASKED:
        return {"state": values.state, "text": "", "details": ""}
    text = values.text.replace("\r\n", "\n") if values.text.strip() else ""
    return {"state": values.state, "text": text, "details": values.details}


def _check(by: User, topic: str, values: TopicValues) -> None:
    if topic not in KNOWN:
        raise Refused(_("There is no topic of this name: choose one of the list."))
    if topic in QUESTIONS and QUESTIONS[topic].takes_training and not by.trained_sexual_violence:
        raise NotAllowed(_("Only an interviewer trained for it asks about sexual violence: hand this over to one."))
    if values.details:
        _check_details(topic, values.details)


def _check_details(topic: str, details: str) -> None:
    """Raise for what cannot be so, and for details that the topic does not have."""
    if topic in KINDS:
        for field, sentence in KINDS[topic].from_json(details).problems().items():
            raise Refused(sentence, field=field)
    elif not set(json.loads(details)) <= MARKS.get(topic, frozenset()):
        raise Refused(_("This topic has no such details: load the page anew."))
