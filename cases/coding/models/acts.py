"""What happened, in which acts, to whom, and which words say so."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import Dated, KeyOwner, Record, Row
from cases.core.rights import Section
from cases.intake.models import Source, Testimony
from cases.vocabulary.models import AbuseCategory, Place
from cases.witnesses.models import Group, Witness

from .passages import Passage
from .rounds import CodingRound
from .situations import LabourSituation


class Confidence(models.TextChoices):
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class Event(Record, Dated):
    """What happened, with a start and an end; acts are parts of it."""

    code_prefix = "EVT"
    section = Section.CODING
    reach = Reach(status="acts__testimony__status", acts=lambda: Act.in_every_round.filter(event=OuterRef("pk")))

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="events")
    parent = models.ForeignKey("self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT)
    setting = models.ForeignKey(
        AbuseCategory,
        verbose_name=_("forced-labour setting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to={"facet": "setting", "selectable": True, "valid_to": None},
    )
    place = models.ForeignKey(Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT)
    place_as_said = SealedField(_("place in the words used"))
    summary = SealedField(_("summary"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(name="an_event_is_not_part_of_itself", condition=~Q(parent=F("uuid"))),
        ]

    class Privacy:
        internal = frozenset({"case", "parent"})
        confidential = frozenset({"setting", "place"})
        sealed = frozenset({"place_as_said", "summary"})

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()


class StandingActs(models.Manager["Act"]):
    """The acts that count: of the first coding, or of the reconciliation where a second coder read the testimony."""

    def get_queryset(self) -> "CaseRecordQuerySet[Act]":
        found: CaseRecordQuerySet[Act] = super().get_queryset().filter(stands=True)  # type: ignore[assignment]
        return found


class Act(Record, Dated):
    """One category in one of four states. What has no row was not asked either."""

    code_prefix = "ACT"
    section = Section.CODING
    reach = Reach(case="event__case", status="testimony__status", person="testimony__witness", blind="testimony")
    author = "coded_by"

    class State(models.TextChoices):
        PRESENT = "present", _("present")
        STATED_ABSENT = "stated_absent", _("stated to be absent")
        UNCLEAR = "unclear", _("unclear")
        NOT_ASKED = "not_asked", _("not asked")

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="acts")
    testimony = models.ForeignKey(
        Testimony,
        verbose_name=_("testimony"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="acts",
    )
    situation = models.ForeignKey(
        LabourSituation,
        verbose_name=_("labour situation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="acts",
    )
    coded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("coded by"), editable=False, on_delete=models.PROTECT, related_name="+"
    )
    round = models.ForeignKey(CodingRound, null=True, editable=False, on_delete=models.PROTECT, related_name="acts")
    stands = models.BooleanField(_("counts"), default=True, editable=False)
    taken_from = models.ForeignKey(
        "self",
        verbose_name=_("taken over from"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="taken_as",
    )
    reference = models.CharField(_("reference"), max_length=20, blank=True)
    category = models.ForeignKey(
        AbuseCategory,
        verbose_name=_("category"),
        on_delete=models.PROTECT,
        limit_choices_to={"facet": "act", "selectable": True, "valid_to": None},
    )
    state = models.CharField(_("state"), max_length=13, choices=State, default=State.PRESENT)
    method = SealedField(_("method"))
    place = models.ForeignKey(Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT)
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence, blank=True)
    note = SealedField(_("note"))
    raised_from = models.ForeignKey(
        AbuseCategory,
        verbose_name=_("raised from"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("raised by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    raise_reason = SealedField(_("why it was raised"))

    objects = StandingActs.from_queryset(CaseRecordQuerySet)()
    in_every_round = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="act_state", condition=Q(state__in=["present", "stated_absent", "unclear", "not_asked"])
            ),
            models.CheckConstraint(
                name="not_asked_is_about_a_testimony", condition=~Q(state="not_asked") | Q(testimony__isnull=False)
            ),
            models.CheckConstraint(
                name="raised_from_and_by", condition=Q(raised_from=None) ^ Q(raised_by__isnull=False)
            ),
        ]

    class Privacy:
        internal = frozenset(
            {"event", "testimony", "situation", "coded_by", "reference", "round", "stands", "taken_from", "raised_by"}
        )
        confidential = frozenset({"category", "state", "place", "confidence", "raised_from"})
        sealed = frozenset({"method", "note", "raise_reason"})

    def key_owner(self) -> KeyOwner:
        return self.testimony.key_owner() if self.testimony else self.event.key_owner()


class EvidenceLink(Row):
    """Which words support an act: a passage of a testimony, or a place in a source and whom it quotes."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="links")
    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="links")
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="links")
    locator = models.CharField(_("where in the source"), max_length=100, blank=True)
    attribution = models.CharField(_("said by"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_link_cites_a_passage_or_a_source", condition=Q(passage=None) ^ Q(source=None)
            ),
            models.CheckConstraint(name="a_source_is_cited_with_its_place", condition=Q(source=None) ^ ~Q(locator="")),
            models.UniqueConstraint(fields=["act", "passage"], name="a_passage_is_cited_once_per_act"),
        ]

    class Privacy:
        internal = frozenset({"act", "passage", "source", "locator", "attribution"})

    def __str__(self) -> str:
        return f"{self.act.code} link"

    def key_owner(self) -> KeyOwner:
        return self.act.key_owner()


class Victimisation(Row):
    """An act and one of its victims: the row that is counted as a violation."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="victims")
    witness = models.ForeignKey(Witness, null=True, blank=True, on_delete=models.PROTECT, related_name="victimisations")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="victimisations")
    outcome = SealedField(_("outcome"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="victim_is_a_person_or_a_group", condition=Q(witness=None) ^ Q(group=None)),
            models.UniqueConstraint(fields=["act", "witness"], name="a_person_is_a_victim_once_per_act"),
            models.UniqueConstraint(fields=["act", "group"], name="a_group_is_a_victim_once_per_act"),
        ]

    class Privacy:
        internal = frozenset({"act", "witness", "group"})
        sealed = frozenset({"outcome"})

    def __str__(self) -> str:
        return f"{self.act.code} victim"

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner() if self.witness else self.act.key_owner()

    @property
    def victim_uuid(self) -> uuid.UUID:
        """The person's or the group's uuid: the constraint guarantees exactly one."""
        victim = self.witness_id or self.group_id
        assert victim is not None
        return victim
