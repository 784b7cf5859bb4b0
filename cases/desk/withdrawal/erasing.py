"""Erasure by destroying keys, and by deleting or emptying what was never sealed.

Every model from which a key leads to a witness stands in ``REMOVED``, ``EMPTIED`` or ``KEPT`` (a test walks them).
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cases.accounts.models import FormDraft
from cases.casework.models import Assignment, Comment, Flag, FollowUp, Mention, RetentionReview
from cases.coding.models import (
    Act,
    Actor,
    ActorName,
    CodingRound,
    CommandLink,
    Event,
    EvidenceLink,
    IndicatorOverride,
    Involvement,
    LabourSituation,
    Passage,
    Victimisation,
)
from cases.core import scrubbing, sealing
from cases.core.batches import locked_all
from cases.core.fields import sealed_columns
from cases.core.models import Row
from cases.core.records import change_all, erase_all, forget_history, write
from cases.evidence import storage
from cases.evidence.models import EvidenceItem
from cases.intake.models import Testimony, TopicAnswer
from cases.releases import ledger
from cases.releases.models import HoldBack, Quote
from cases.verification.models import Assessment
from cases.witnesses.models import Identity, IdentityRequest, MatchDecision, RiskAssessment, Withdrawal, Witness

People = Sequence[Witness]
Found = Callable[[People], QuerySet[Any]]


def _acts(people: People) -> QuerySet[Act]:
    return Act.in_every_round.filter(testimony__witness__in=people)


def _about(people: People, *models: type[Row]) -> Q:
    """Whatever points, by kind and key alone, to rows of these models that are about the people."""
    found = Q(pk__in=[])
    for model in models:
        manager: Any = model._default_manager
        found |= Q(subject_uuid__in=manager.filter(witness__in=people).values("pk"))
    return found


def _keys(people: People) -> list[uuid.UUID]:
    return [person.key_owner().uuid for person in people]


def _only_theirs(rows: QuerySet[Any], path: str, people: People) -> QuerySet[Any]:
    """Rows that acts of these people point to, and nobody else's."""

    def pointed_to(acts: QuerySet[Act]) -> Exists:
        return Exists(rows.model._base_manager.filter(pk=OuterRef("pk"), **{f"{path}__in": acts}))

    return rows.filter(pointed_to(_acts(people))).exclude(
        pointed_to(Act.in_every_round.exclude(testimony__witness__in=people))
    )


def _said_by(people: People) -> QuerySet[CommandLink]:
    return CommandLink.objects.filter(passage__testimony__witness__in=people)


def _actors(people: People) -> QuerySet[Actor]:
    """Actors of whom these people's acts and words speak, and neither acts nor command links of anybody else."""

    def named(acts: QuerySet[Act], links: QuerySet[CommandLink]) -> Q:
        beside = links.filter(Q(superior=OuterRef("pk")) | Q(subordinate=OuterRef("pk")))
        return Q(Exists(Involvement.objects.filter(actor=OuterRef("pk"), act__in=acts))) | Q(Exists(beside))

    theirs, said = _acts(people), _said_by(people)
    others = Act.in_every_round.exclude(pk__in=theirs.values("pk"))
    return Actor.objects.filter(named(theirs, said)).exclude(
        named(others, CommandLink.objects.exclude(pk__in=said.values("pk")))
    )


REMOVED: Mapping[type[Row], Found] = {
    # In this order: each before what it points to.
    EvidenceLink: lambda people: EvidenceLink.objects.filter(
        Q(act__in=_acts(people)) | Q(passage__testimony__witness__in=people)
    ),
    Involvement: lambda people: Involvement.objects.filter(act__in=_acts(people)),
    CommandLink: lambda people: _said_by(people),
    ActorName: lambda people: ActorName.objects.filter(actor__in=_actors(people)),
    Victimisation: lambda people: Victimisation.objects.filter(Q(witness__in=people) | Q(act__in=_acts(people))),
    Act: _acts,
    Passage: lambda people: Passage.objects.filter(testimony__witness__in=people),
    CodingRound: lambda people: CodingRound.objects.filter(testimony__witness__in=people),
    IndicatorOverride: lambda people: IndicatorOverride.objects.filter(witness__in=people),
    LabourSituation: lambda people: LabourSituation.objects.filter(witness__in=people),
    Assessment: lambda people: Assessment.objects.filter(testimony__witness__in=people),
    RiskAssessment: lambda people: RiskAssessment.objects.filter(witness__in=people),
    IdentityRequest: lambda people: IdentityRequest.objects.filter(witness__in=people),
    Identity: lambda people: Identity.objects.filter(witness__in=people),
    HoldBack: lambda people: HoldBack.objects.filter(witness__in=people),
    TopicAnswer: lambda people: TopicAnswer.objects.filter(testimony__witness__in=people),
    # What stands beside their records, or was typed and not saved, is sealed with their keys.
    Mention: lambda people: Mention.objects.filter(comment__owner_uuid__in=_keys(people)),
    Comment: lambda people: Comment.objects.filter(owner_uuid__in=_keys(people)),
    Assignment: lambda people: Assignment.objects.filter(owner_uuid__in=_keys(people)),
    Flag: lambda people: Flag.objects.filter(owner_uuid__in=_keys(people)),
    FormDraft: lambda people: FormDraft.objects.filter(owner_uuid__in=_keys(people)),
    RetentionReview: lambda people: RetentionReview.objects.filter(
        Q(subject_uuid__in=[person.pk for person in people])
        | _about(people, Testimony, RiskAssessment, IdentityRequest, Withdrawal)
    ),
}
ORPHANED: Mapping[type[Row], Found] = {
    Event: lambda people: _only_theirs(Event._base_manager.all(), "acts", people),
    Actor: lambda people: _actors(people),
}
"""What others may speak of too: deleted when nobody else does."""

EMPTIED: Mapping[type[Row], Found] = {
    # What was to be done and by whom stays; what came of it was typed freely, and may name the person.
    FollowUp: lambda people: FollowUp.objects.filter(_about(people, Withdrawal)).exclude(outcome=None),
    EvidenceItem: lambda people: EvidenceItem.objects.filter(testimony__witness__in=people),
    MatchDecision: lambda people: MatchDecision.objects.filter(Q(first__in=people) | Q(second__in=people)),
    Quote: lambda people: Quote.objects.filter(testimony__witness__in=people),
    Testimony: lambda people: Testimony.objects.filter(witness__in=people),
    Witness: lambda people: Witness.objects.filter(pk__in=[person.pk for person in people]),
}
"""Shells that other records or the append-only tables point to: their content goes, their code stays."""

KEPT = {
    "Consent": "append-only: that it was asked, on which day and with which answers; its texts are sealed for the person",
    "ConsentScope": "as the consent",
    "MinorSignature": "as the consent",
    "Withdrawal": "that it was carried out; its note is sealed for the person",
    "ErasureCertificate": "names nobody",
    "ExportedPerson": "to tell recipients",
    "LedgerEntry": "the vector is sealed for the person; without the entry the leaving could not be counted",
    "LedgerVector": "sealed under a key of its own, until the release that the person leaves in",
    "QuoteClearance": "append-only: that two people cleared a quote; its hash is made with the person's key",
    "ReleaseQuote": "that a quote, empty now, was drawn for a release; names nobody",
    "CustodyEvent": "append-only: who had the file in hand; names nobody else",
}


def stored_files(people: People) -> list[str]:
    """The names in storage of the people's own files."""
    return list(EMPTIED[EvidenceItem](people).values_list("storage_name", flat=True))


def finish() -> None:
    """When the server starts: remove what an erasure left that was killed behind its commit."""
    scrubbing.scrub(leftovers())


def leftovers() -> list[Callable[[], None]]:
    """The removal of each file of erased people that may still lie there, though nobody can open it."""
    return [partial(storage.remove, name) for name in stored_files(list(Witness.objects.exclude(erased_at=None)))]


def erase(people: People) -> dict[str, int]:
    """Delete and empty the rows; how many of each kind. The keys go afterwards, with ``shred``."""
    for person in people:
        ledger.keep_vectors(person)
    orphans = [list(rows(people)) for rows in ORPHANED.values()]
    _detach(people, orphans)
    counts: dict[str, int] = {}
    for found in [*(list(rows(people)) for rows in REMOVED.values()), *orphans]:
        _count(counts, found)
        erase_all(found)
    for rows in EMPTIED.values():
        shells = list(rows(people))
        _count(counts, shells)
        for shell in shells:
            _empty(shell)
        forget_history(shells)
    return counts


def shred(people: People) -> None:
    """Destroy the people's keys: nothing that was sealed for them opens again, in no copy of the database from now on."""
    for owner in {person.key_owner() for person in people}:
        sealing.shred(owner)


def _count(counts: dict[str, int], rows: Iterable[Row]) -> None:
    for row in rows:
        name = row._meta.model_name or ""
        counts[name] = counts.get(name, 0) + 1


_STAYS: Mapping[type[Row], frozenset[str]] = {
    FollowUp: frozenset({"subject_label", "subject_uuid", "kind", "text", "due_on", "role", "done_at"}),
    EvidenceItem: frozenset({"storage_name", "media_type", "received_at"}),
    MatchDecision: frozenset({"answer", "confirmed_at"}),
    Quote: frozenset({"cleared_at"}),
    Testimony: frozenset({"stream", "status", "submitted_at", "coded_at", "verified_at", "cleared_at", "reopened_at"}),
    Witness: frozenset({"stream", "person", "frozen_at", "erased_at"}),
}


def _empty(row: Row) -> None:
    """Take every text, number and date out of a row; whom it belongs to, its code and its state stay."""
    stays = _STAYS[type(row)] | {"uuid", "created_at", "code"}
    for column in row._meta.concrete_fields:
        if column.name in stays or column.is_relation:
            continue
        setattr(row, column.attname, None if column.name in sealed_columns(type(row)) else _nothing(column))
    if isinstance(row, Witness):
        row.erased_at = timezone.now()
    write(row)


def _nothing(column: Any) -> Any:
    """What a column holds when nothing is known: NULL, its default, an empty text, or 0."""
    if column.null:
        return None
    default = column.get_default()
    return 0 if default is None else default


def _detach(people: People, orphans: Sequence[Sequence[Row]]) -> None:
    """Let go of what others' records point to, so that it can be deleted; and of the acts that copies were made of."""
    copies = locked_all(_acts(people).exclude(taken_from=None))
    for copy in copies:
        copy.taken_from = None
    change_all(copies, ["taken_from"])
    for act in Act.in_every_round.filter(situation__witness__in=people).exclude(testimony__witness__in=people):
        act.situation = None
        write(act)
    for event in Event.objects.filter(parent__in=[row.pk for rows in orphans for row in rows]):
        event.parent = None
        write(event)
    actors = [row.pk for rows in orphans for row in rows if isinstance(row, Actor)]
    for actor in Actor.objects.filter(Q(parent__in=actors) | Q(merged_into__in=actors)):
        if actor.parent_id in actors:
            actor.parent = None
        if actor.merged_into_id in actors:
            actor.merged_into = actor.merged_by = actor.merge_reason = None
        write(actor)
