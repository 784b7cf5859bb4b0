"""How a check says what is wrong."""

from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Caution


def error(number: int, condition: object, sentence: str, remedy: str) -> list[CheckMessage]:
    """An error ``cases.E<number>`` that stops every command, when the condition holds."""
    return [Error(sentence, hint=remedy, id=f"cases.E{number:03}")] if condition else []


def warning(number: int, condition: object, sentence: str, remedy: str) -> list[CheckMessage]:
    """A warning ``cases.W<number>``: the program runs, and says so each time."""
    return [Caution(sentence, hint=remedy, id=f"cases.W{number:03}")] if condition else []
