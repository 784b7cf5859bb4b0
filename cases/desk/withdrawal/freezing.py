"""The steps of a withdrawal inside the confidential tower. Called by the action, inside its transaction."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from cases.accounts.models import User
from cases.core.records import fill, locked, open_for_action, write
from cases.intake.models import Status, Testimony
from cases.releases.models import Series
from cases.witnesses import consent
from cases.witnesses.models import Consent, ConsentScope, IdentityExport, Scope, Witness

Answer = ConsentScope.Answer
_CARRIED = ("form_version", "language", "way", "place_kind", "age", "assents")
_CARRIED_SEALED = ("guardian", "best_interest", "support_person", "named_as")


def after_releases() -> None:
    """Let a release that is being frozen at this moment be finished first: it holds its series for so long.

    Otherwise it would be computed from people who go while it counts them.
    """
    for series in Series.objects.order_by("pk"):
        locked(series)


def take_back(by: User, witness: Witness, taken: frozenset[str], *, on: dt.date) -> Consent:
    """Add the consent that says "withdrawn"; what was not taken back stays as it was, with limits and expiry.

    It counts from the day on which the person said so; where a newer consent exists, from today.
    """
    newest = consent.in_force(witness, on=timezone.localdate())
    given_on = on if newest is None or newest.given_on <= on else timezone.localdate()
    row = Consent(witness=witness, given_on=given_on, explained_by=by, supersedes=newest)
    if newest is not None:
        for name in _CARRIED:
            setattr(row, name, getattr(newest, name))
        fill(row, {name: open_for_action(newest, name) for name in _CARRIED_SEALED})
    else:
        row.form_version, row.language, row.way = "-", "-", Consent.Way.ORAL
    write(row)
    before = {answer.scope: answer for answer in newest.scopes.all()} if newest is not None else {}
    for scope in Scope:
        _carry_over(row, scope, before.get(scope), taken=scope in taken)
    return row


def _carry_over(row: Consent, scope: str, before: ConsentScope | None, *, taken: bool) -> None:
    answer = ConsentScope(consent=row, scope=scope, answer=Answer.WITHDRAWN if taken else Answer.NOT_ASKED)
    if before is not None and not taken:
        answer.answer, answer.expires_on = before.answer, before.expires_on
        fill(answer, {"limits": open_for_action(before, "limits")})
    write(answer)


def stop_exports(people: Sequence[Witness], taken: frozenset[str]) -> None:
    """Stop what was about to be given to others for a purpose that was taken back."""
    waiting = IdentityExport.objects.filter(
        people__witness__in=people, made_at=None, stopped_at=None, purpose__in=taken
    ).distinct()
    for export in map(locked, waiting):
        # Made in the same moment: then its recipient is told, like that of any other.
        if export.made_at is None:
            export.stopped_at = timezone.now()
            write(export)


def freeze(by: User, people: Sequence[Witness]) -> None:
    """Hide the record from everybody but the DPO, and end every testimony's way."""
    for testimony in Testimony.objects.filter(witness__in=people).exclude(status=Status.WITHDRAWN):
        testimony.status = Status.WITHDRAWN
        write(testimony)
    for person in people:
        person.frozen_at = timezone.now()
        write(person)
