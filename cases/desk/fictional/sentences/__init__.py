"""The words of fictional accounts: Korean sentences, each with its English translation beside it."""

from . import arrival, control, harm, pay, work
from .telling import Telling, Texts

TEXTS: dict[str, Texts] = {**arrival.TEXTS, **control.TEXTS, **work.TEXTS, **pay.TEXTS, **harm.TEXTS}
"""By category, in the order in which an account tells them."""

__all__ = ["TEXTS", "Telling", "Texts"]
