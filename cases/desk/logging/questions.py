"""Guided questions: two pages, the easy topics first. Each topic can be left out as easily as it can be answered."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.intake.actions import TopicValues, answer_topics
from cases.intake.details import CURRENCIES
from cases.intake.models import TopicAnswer
from cases.intake.topics import EASY, HEAVY, Topic

from .answers import sealed_details_of, texts_of
from .details import FORMS
from .interview import Interview
from .prompts import prompts_of
from .steps import Step, sent_by
from .topic_forms import TopicForm
from .writing import Forms

State = TopicAnswer.State


def offered(topics: Sequence[Topic], interview: Interview) -> list[Topic]:
    """Without those that take a training which the interviewer does not have."""
    return [topic for topic in topics if interview.user.trained_sexual_violence or not topic.takes_training]


def make_forms(topics: Sequence[Topic], interview: Interview, request: HttpRequest) -> Forms:
    """A form for each topic; one that is skipped is emptied, whatever was typed there."""
    topics = offered(topics, interview)
    data = sent_by(request)
    if data is None:
        return _stored_forms(topics, interview)
    empty = {f"{data.get('skip')}-state": State.NOT_ASKED.value}
    return {topic.code: _form(topic, empty if data.get("skip") == topic.code else data) for topic in topics}


def _stored_forms(topics: Sequence[Topic], interview: Interview) -> Forms:
    codes = [topic.code for topic in topics]
    texts, details = texts_of(interview, codes), sealed_details_of(interview, codes)
    found: Forms = {}
    for code, topic in zip(codes, topics, strict=True):
        row = interview.answers.get(code)
        kind = FORMS.get(code, TopicForm)
        initial = {"state": row.state if row else "", "words": texts.get(code, "")}
        found[code] = _form(topic, None, {**initial, **kind.initial_of(details.get(code, ""))})
    return found


def _form(topic: Topic, data: Any, initial: dict[str, Any] | None = None) -> TopicForm:
    return FORMS.get(topic.code, TopicForm)(data, prefix=topic.code, initial=initial)


def store(interview: Interview, sent: Forms) -> None:
    """All topics of the page in one step; those that stayed as they were are not stored again."""
    answers: dict[str, TopicValues] = {}
    for code, form in sent.items():
        assert isinstance(form, TopicForm)
        answers[code] = form.values()
    answer_topics(by=interview.user, testimony=interview.testimony, answers=answers)


def context(topics: Sequence[Topic], interview: Interview, sent: Forms) -> dict[str, Any]:
    """Each topic with its form and what to listen for."""
    topics = offered(topics, interview)
    prompts = prompts_of(topics, interview.user)
    parts = [{"topic": topic, "form": sent[topic.code], "prompts": prompts[topic.code]} for topic in topics]
    return {"parts": parts, "currencies": CURRENCIES}


def state(topics: Sequence[Topic], interview: Interview) -> str:
    """In plain words, for the list of steps: how many answers of which kind, and no share of anything."""
    states = [interview.answers[topic.code].state for topic in topics if topic.code in interview.answers]
    if not states:
        return _("Not started")
    told, not_so = states.count(State.TOLD), states.count(State.NOT_SO)
    return _("Told: %(told)s. Not so: %(not_so)s. Not asked: %(rest)s.") % {
        "told": told,
        "not_so": not_so,
        "rest": len(offered(topics, interview)) - told - not_so,
    }


def _step(name: str, title: Promise, topics: Sequence[Topic]) -> Step:
    return Step(name, title, partial(make_forms, topics), store, partial(state, topics), partial(context, topics))


EASY_STEP = _step("questions", gettext_lazy("Questions: work and daily life"), EASY)
HEAVY_STEP = _step("heavy", gettext_lazy("Questions: harm"), HEAVY)
