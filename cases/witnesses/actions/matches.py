"""Two records of one person: proposed by one reviewer, decided by another. Both records stay, under one code."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core.batches import locked_all
from cases.core.errors import NotAllowed, Refused
from cases.core.records import action, fill, locked, write
from cases.witnesses import policies
from cases.witnesses.models import MatchDecision, Witness


@action
def propose_match(
    *, by: User, first: Witness, second: Witness, answer: str, match_reason: str, score: float | None = None
) -> MatchDecision:
    """Say that two records are, or are not, the same person, and why; a second reviewer decides. The reason is sealed."""
    first, second = locked_all(sorted([first, second], key=lambda witness: str(witness.pk)))
    for witness in (first, second):
        policies.check_can_promise(by, witness)
    if first.pk == second.pk:
        raise Refused(_("Choose two different records."))
    if first.person == second.person:
        raise Refused(_("These records are known as one person already."))
    if not match_reason.strip():
        raise Refused(_("Say why: what is alike, what differs."))
    match = MatchDecision(first=first, second=second, answer=answer, score=score, proposed_by=by)
    fill(match, {"reason": match_reason})
    return write(match)


@action
def decide_match(*, by: User, match: MatchDecision, answer: str) -> MatchDecision:
    """Decide as second reviewer. The same person: the older record's code is the person's from now on.

    Whoever says otherwise than the first reviewer decides too: then the records stay two people.
    Figures of a series that has counted both stay as they are; a later series counts one.
    """
    match = locked(match)
    if match.confirmed_by_id is not None:
        raise Refused(_("%(code)s is decided already.") % {"code": match.code})
    if match.proposed_by_id == by.pk:
        raise NotAllowed(_("Nobody decides what they proposed: this step takes somebody else (four eyes)."))
    match.answer, match.confirmed_by, match.confirmed_at = answer, by, timezone.now()
    if answer == MatchDecision.Answer.SAME:
        match.canonical = _join(match)
    return write(match)


def _join(match: MatchDecision) -> Witness:
    persons = {match.first.person, match.second.person}
    records = locked_all(Witness.objects.filter(person__in=persons))
    canonical = min((record for record in records if record.is_canonical), key=lambda record: record.created_at)
    for record in records:
        record.person = canonical.pk
        write(record)
    return canonical
