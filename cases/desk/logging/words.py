"""Words to be said aloud, in the language of the talk first; the page itself may be in another."""

from dataclasses import dataclass

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from cases.core.translated import LANGUAGES
from cases.witnesses.consent_form import texts_in

from .interview import Interview

STOP = (
    _("You can stop at any moment: say “stop”, or only raise your hand. Then we stop at once, and nobody asks why."),
    _("You decide what you tell. A question that you leave out costs you nothing."),
    _("If you stop, you decide whether we keep what you have told so far."),
)
CLOSE = (
    _("Thank you. What you told is important, and it stays with us as you allowed it."),
    _("You may call us if something comes back to you, or if you want to take something back."),
    _("Before you go: how are you now, and how do you get home?"),
)
NAMES = {"ko": "한국어", "ru": "Русский", "en": "English"}


@dataclass(frozen=True)
class Spoken:
    """Sentences in one language, under its own name."""

    language: str
    name: str
    lines: tuple[str, ...]


def stop_rule(interview: Interview) -> list[Spoken]:
    """The rule that the person can stop, with the sentence of the consent form that says the same."""
    found = []
    for language in _languages(interview):
        first = texts_in(language).parts["before"].lines[1]
        found.append(Spoken(language, NAMES[language], (first, *_said(STOP, language))))
    return found


def closing(interview: Interview) -> list[Spoken]:
    """What ends the talk."""
    return [Spoken(language, NAMES[language], _said(CLOSE, language)) for language in _languages(interview)]


def language_of(interview: Interview) -> str:
    """The language of the talk: of the account, else of the consent, else of the page."""
    consent = interview.consent
    return interview.testimony.language or (consent.language if consent else "") or get_language() or "en"


def _languages(interview: Interview) -> list[str]:
    first = language_of(interview)
    return sorted(LANGUAGES, key=lambda language: (language != first, language != "ko", language != "ru"))


def _said(lines: tuple[object, ...], language: str) -> tuple[str, ...]:
    with override(language):
        return tuple(str(line) for line in lines)
