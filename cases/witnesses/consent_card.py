"""What a person allowed, big and plain, on every page where their record is used; limits in red.

The sentence that counts is the gate's (``consent``): the newest consent of the person, under whichever record. Limits
are sealed: they are opened here with an event that names whoever looks.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.core import permissions, sealing
from cases.core.rights import Section

from .consent_form import texts_now
from .minors import newest_of_people, waits
from .models import Consent, ConsentScope, Stream, Witness

EXPIRED = "expired"
STATES: dict[str, Promise | str] = {**dict(ConsentScope.Answer.choices), EXPIRED: _("expired")}
"""How a purpose stands: its answer, or that a yes has ended."""


@dataclass(frozen=True)
class CardLine:
    """One purpose: how it stands today, and what the person asked to be heeded."""

    scope: str
    name: str
    state: str
    limits: str = ""
    expires_on: dt.date | None = None

    @property
    def state_label(self) -> Promise | str:
        return STATES[self.state]


@dataclass(frozen=True)
class ConsentCard:
    """How one person's consent stands today."""

    template: ClassVar[str] = "admin/cases/consent_card.html"

    witness: Witness
    consent: Consent | None = None
    is_unsigned: bool = False
    is_elsewhere: bool = False
    lines: tuple[CardLine, ...] = ()

    def _in_state(self, *states: str) -> list[CardLine]:
        return [line for line in self.lines if line.state in states]

    @property
    def allowed(self) -> list[CardLine]:
        return self._in_state("yes")

    @property
    def refused(self) -> list[CardLine]:
        return self._in_state("no", "withdrawn", EXPIRED)

    @property
    def not_asked(self) -> list[CardLine]:
        return self._in_state("not_asked")

    @property
    def limited(self) -> list[CardLine]:
        """Also of a purpose that is not allowed: what a person asked for may matter all the same."""
        return [line for line in self.lines if line.limits]


def cards_of(people: Sequence[Witness], *, by: User) -> list[ConsentCard]:
    """A card for each person of our own interviews of whom the user may read consents. Two statements, or three where the
    newest consent does not answer who may read it; and what opening limits takes."""
    people = [witness for witness in people if witness.stream == Stream.OWN and witness.erased_at is None]
    if not people or not permissions.may_look(by, Section.CONSENT):
        return []
    newest = newest_of_people({witness.person for witness in people}, on=timezone.localdate(), shown_to=by)
    readable = _readable(people, newest, by)
    people = [witness for witness in people if witness.pk in readable]
    newest = {witness.person: newest[witness.person] for witness in people if witness.person in newest}
    # The newest may lie in another record of the same person, of a case in which the user does not work.
    lines = lines_of([consent for consent in newest.values() if consent.is_shown], by=by)  # type: ignore[attr-defined]
    return [_card(witness, newest.get(witness.person), lines) for witness in people]


def _readable(people: Sequence[Witness], newest: Mapping[uuid.UUID, Consent], by: User) -> set[uuid.UUID]:
    """Whose consents the user may read: of a person whose own newest consent they see, that says it already."""
    consents = [(witness.pk, newest.get(witness.person)) for witness in people]
    sure = {key for key, one in consents if one is not None and one.witness_id == key and one.is_shown}  # type: ignore[attr-defined]
    unsure = [key for key, _one in consents if key not in sure]
    asked = Witness.objects.readable_by(by, Section.CONSENT).filter(pk__in=unsure)
    return sure | (set(asked.values_list("pk", flat=True)) if unsure else set())


def lines_of(consents: Sequence[Consent], *, by: User) -> dict[uuid.UUID, tuple[CardLine, ...]]:
    """The purposes of several consents, by the consent's key, with the limits opened after one event."""
    order = {purpose.scope: number for number, purpose in enumerate(texts_now().purposes)}
    rows = sorted(ConsentScope.objects.filter(consent__in=consents), key=lambda row: order[row.scope])
    limited = [row for row in rows if row.limits is not None]
    limits = sealing.open_rows(limited, "limits", by=by, reason="consent card")
    names = {purpose.scope: purpose.name for purpose in texts_now().purposes}
    found: dict[uuid.UUID, list[CardLine]] = {consent.pk: [] for consent in consents}
    for row in rows:
        line = CardLine(row.scope, names[row.scope], _state(row), limits.get(row.pk) or "", row.expires_on)
        found[row.consent_id].append(line)
    return {key: tuple(some) for key, some in found.items()}


def _state(row: ConsentScope) -> str:
    ended = row.expires_on is not None and row.expires_on < timezone.localdate()
    return EXPIRED if ended and row.answer == ConsentScope.Answer.YES else row.answer


def _card(witness: Witness, consent: Consent | None, lines: dict[uuid.UUID, tuple[CardLine, ...]]) -> ConsentCard:
    if consent is None:
        return ConsentCard(witness)
    elsewhere = consent.pk not in lines
    return ConsentCard(
        witness,
        None if elsewhere else consent,
        is_unsigned=waits(consent),
        is_elsewhere=elsewhere,
        lines=lines.get(consent.pk, ()),
    )
