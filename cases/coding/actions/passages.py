"""Marking the words that coded values cite, and keeping them in place when the text is corrected."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.coding import policies
from cases.coding.anchoring import CONTEXT, Anchor, place
from cases.coding.models import CodingRound, Passage
from cases.core.errors import Refused
from cases.core.records import action, fill, locked, open_all_for_action, open_for_action, remove, write
from cases.intake.models import Testimony


@dataclass(frozen=True)
class Fitted:
    """How many passages were moved surely after a correction, and which were left where they stood, to be looked at."""

    moved: int
    unfit: Sequence[Passage]


@action
def mark_passage(*, by: User, testimony: Testimony, exact: str, text: str = Passage.TextVersion.ACCOUNT) -> Passage:
    """Mark exact words of the account or its translation.

    Raises Refused when they do not stand there, or stand there more than once.
    """
    testimony = locked(testimony)
    coded = policies.round_of(by, testimony)
    policies.check_can_code(by, testimony, coded)
    current_version(testimony, text)
    whole = open_for_action(testimony, text) or ""
    return write(new_passage(by, testimony, text, whole, exact, coded))


@action
def remove_passage(*, by: User, passage: Passage) -> None:
    """Take a mark away. Raises Refused while something cites it."""
    passage = locked(passage)
    policies.check_can_change_passage(by, passage)
    citing = sorted({link.act.code for link in passage.links.select_related("act")})
    citing += [link.code for link in passage.command_links.all()]
    if citing:
        raise Refused(
            _("%(passage)s is cited by %(citing)s: take that away first.")
            % {"passage": passage.code, "citing": ", ".join(citing)}
        )
    drop_passage(passage)


@action
def move_passage(*, by: User, passage: Passage, text: str, start: int, end: int) -> Passage:
    """Say where the words of a passage stand now: in the account or its translation, in code points."""
    passage = locked(passage)
    policies.check_can_change_passage(by, passage)
    testimony = locked(passage.testimony)
    current_version(testimony, text)
    passage.testimony, passage.text = testimony, text
    put(passage, open_for_action(testimony, text) or "", start, end)
    return write(passage)


@action
def fit_passages(*, by: User, testimony: Testimony) -> Fitted:
    """Move the passages that stand surely elsewhere in the corrected text; name those that a person must look at."""
    testimony = locked(testimony)
    coded = policies.round_of(by, testimony)
    policies.check_can_code(by, testimony, coded)
    return fit(testimony, coded)


def fit(testimony: Testimony, coded: CodingRound | None) -> Fitted:
    """The same for a locked testimony, in a round that the caller has checked. Nothing is opened when nothing changed."""
    moved, unfit = 0, []
    for text in Passage.TextVersion.values:
        outdated = _outdated(testimony, coded, text)
        whole = (open_for_action(testimony, text) or "") if outdated else ""
        for passage, anchor in zip(outdated, _anchors(outdated), strict=True):
            placed = place(anchor, whole)
            if placed is not None and placed.sure:
                put(passage, whole, placed.start, placed.end)
                write(passage)
                moved += 1
            else:
                unfit.append(passage)
    return Fitted(moved, unfit)


def check_all_fit(testimony: Testimony, coded: CodingRound | None) -> None:
    """Raise when words that acts cite no longer stand in the corrected text; what stands surely elsewhere is moved."""
    cited = [passage.code for passage in fit(testimony, coded).unfit if passage.links.exists()]
    if cited:
        raise Refused(
            _("The text was corrected, and the words of %(passages)s no longer stand in it: mark them anew.")
            % {"passages": ", ".join(cited)}
        )


def _anchors(passages: Sequence[Passage]) -> list[Anchor]:
    if not passages:
        return []
    exact, prefix, suffix = (_texts(passages, name) for name in ("exact", "prefix", "suffix"))
    return [Anchor(row.start, row.end, exact[row.pk], prefix[row.pk], suffix[row.pk]) for row in passages]


def _texts(passages: Sequence[Passage], name: str) -> dict[uuid.UUID, str]:
    filled = [passage for passage in passages if getattr(passage, name) is not None]
    opened = open_all_for_action(Passage, filled, name)
    return dict.fromkeys((row.pk for row in passages), "") | dict(zip((row.pk for row in filled), opened, strict=True))


def _outdated(testimony: Testimony, coded: CodingRound | None, text: str) -> list[Passage]:
    """The passages of the open coding that were last put in an earlier version of the text."""
    found = Passage.objects.filter(testimony=testimony, text=text).exclude(
        text_version=current_version(testimony, text)
    )
    second = coded is not None and coded.kind == CodingRound.Kind.SECOND
    return list(found.filter(round=coded) if second else found)


def new_passage(
    by: User,
    testimony: Testimony,
    text: str,
    whole: str,
    exact: str,
    coded: CodingRound | None = None,
) -> Passage:
    """A passage at the only place where the words stand in the whole text, not yet stored."""
    words = exact.replace("\r\n", "\n").strip()
    start = _only_place(whole, words)
    return passage_at(by, testimony, coded, text, whole, start, start + len(words))


def passage_at(
    by: User,
    testimony: Testimony,
    coded: CodingRound | None,
    text: str,
    whole: str,
    start: int,
    end: int,
) -> Passage:
    """A passage from one code point of the whole text to another, not yet stored."""
    passage = Passage(testimony=testimony, round=coded, marked_by=by, text=text)
    put(passage, whole, start, end)
    return passage


def put(passage: Passage, whole: str, start: int, end: int) -> None:
    """Set where a passage stands in the text as it is now, and the words there and around."""
    if not 0 <= start < end <= len(whole) or not whole[start:end].strip():
        raise Refused(_("These words do not stand in the text: choose them in it anew."))
    passage.start, passage.end = start, end
    passage.text_version = current_version(passage.testimony, passage.text)
    texts = {
        "exact": whole[start:end],
        "prefix": whole[max(0, start - CONTEXT) : start],
        "suffix": whole[end : end + CONTEXT],
    }
    fill(passage, texts)


def current_version(testimony: Testimony, text: str) -> int:
    """The version of the account or of its translation. Raises Refused for any other name."""
    if text not in Passage.TextVersion.values:
        raise Refused(_("Passages are marked in the account or in its translation: choose one of them."))
    version: int = getattr(testimony, f"{text}_version")
    return version


def drop_passage(passage: Passage) -> None:
    """Delete it with its last revision; the caller has checked the right and that nothing cites it."""
    remove(passage, fields=["testimony", "text", "start", "end"])


def _only_place(whole: str, words: str) -> int:
    start = whole.find(words) if words else -1
    if start < 0:
        raise Refused(_("These words do not stand in the text: copy them from it exactly."))
    if whole.find(words, start + 1) >= 0:
        raise Refused(_("These words stand in the text more than once: copy a longer piece."))
    return start
