"""What to listen for: the vocabulary's interview signs, in the language of the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from cases.accounts.models import User
from cases.core.translated import in_language, language_of
from cases.intake.topics import Topic
from cases.vocabulary.models import AbuseCategory


@dataclass(frozen=True)
class Sign:
    """What may come up. A legal characterisation has no name here: it is for lawyers, after the talk."""

    name: str
    words: str
    language: str


@dataclass(frozen=True)
class Prompts:
    """The signs of a topic; ``if_raised`` only help when the person comes to speak of it by themselves."""

    signs: list[Sign]
    if_raised: list[Sign]


def prompts_of(topics: Sequence[Topic], user: User) -> dict[str, Prompts]:
    """By topic; what is restricted is left out for an interviewer without training. One statement."""
    codes = {code for topic in topics for code in (*topic.signs, *topic.if_raised)}
    found = AbuseCategory.objects.filter(
        Q(code__in=codes) | Q(family__code__in=codes), selectable=True, describe=False, valid_to=None
    )
    if not user.trained_sexual_violence:
        found = found.filter(restricted=False)
    categories = list(found.select_related("family"))
    return {
        topic.code: Prompts(
            _signs([one for one in categories if _is_of(one, topic.signs) and not _is_of(one, topic.if_raised)]),
            _signs([one for one in categories if _is_of(one, topic.if_raised)]),
        )
        for topic in topics
    }


def _is_of(category: AbuseCategory, codes: Sequence[str]) -> bool:
    return category.code in codes or (category.family is not None and category.family.code in codes)


def _signs(categories: list[AbuseCategory]) -> list[Sign]:
    return [
        Sign(
            "" if one.legal_review else in_language(one.labels),
            in_language(one.interview_signs),
            language_of(one.interview_signs),
        )
        for one in categories
        if in_language(one.interview_signs)
    ]
