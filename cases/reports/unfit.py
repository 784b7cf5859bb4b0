"""Why a report cannot be made, said to whoever asks, in their language and not in that of the report."""

from django.utils.functional import Promise
from django.utils.translation import gettext


class Unfit(ValueError):
    """Holds a sentence as it stands in the catalogues, with its values: it is put into words when it is read."""

    def __init__(self, sentence: str, **values: str | int | Promise) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values

    def __str__(self) -> str:
        return gettext(self.sentence) % self.values


class UnfitChoice(Unfit):
    """Something is missing or was chosen that the report cannot hold; the sentence says what to do."""


class UnfitFigure(Unfit):
    """A figure is named that the release does not show; the sentence says which, and what to do."""
