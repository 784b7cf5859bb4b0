"""Marking the words that coded values cite."""

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.coding import policies
from cases.coding.models import Passage
from cases.core.errors import Refused
from cases.core.records import action, fill, open_for_action, write
from cases.intake.models import Testimony

CONTEXT = 32
"""Code points kept before and after, to find a passage again after the text was corrected."""


@action
def mark_passage(*, by: User, testimony: Testimony, exact: str, text: str = Passage.TextVersion.ACCOUNT) -> Passage:
    """Mark exact words of the account or its translation.

    Raises Refused when they do not stand there, or stand there more than once.
    """
    policies.check_can_code(by, testimony)
    whole = open_for_action(testimony, text) or ""
    return write(new_passage(testimony, text, whole, exact))


def new_passage(testimony: Testimony, text: str, whole: str, exact: str) -> Passage:
    """A passage at the only place where the words stand in the whole text, not yet stored."""
    words = exact.replace("\r\n", "\n").strip()
    start = _only_place(whole, words)
    passage = Passage(testimony=testimony, text=text, start=start, end=start + len(words))
    around = {
        "prefix": whole[max(0, start - CONTEXT) : start],
        "suffix": whole[passage.end : passage.end + CONTEXT],
    }
    fill(passage, {"exact": words, **around})
    return passage


def _only_place(whole: str, words: str) -> int:
    start = whole.find(words) if words else -1
    if start < 0:
        raise Refused(_("These words do not stand in the text: copy them from it exactly."))
    if whole.find(words, start + 1) >= 0:
        raise Refused(_("These words stand in the text more than once: copy a longer piece."))
    return start
