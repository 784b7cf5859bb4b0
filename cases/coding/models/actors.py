"""Who is said to have done it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import Dated, KeyOwner, Record, Row
from cases.core.rights import Section
from cases.intake.models import Source

from .acts import Act, Confidence
from .passages import Passage


class Actor(Record):
    """A person, unit, organ or company said to have done something. Names are sealed.

    Actors found to be one are merged: the other keeps its own rows and says into which it went, so that it can be
    parted again; whoever reads them together asks ``known_as``.
    """

    code_prefix = "ACR"
    section = Section.CODING
    reach = Reach(status="involvements__act__testimony__status")

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", _("individual")
        UNIT = "unit", _("unit")
        STATE_ORGAN = "state_organ", _("State organ")
        COMPANY = "company", _("company")
        BROKER = "broker", _("broker")
        SCHOOL = "school", _("school")
        UNKNOWN = "unknown", _("unknown")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="actors")
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    name = SealedField(_("name, as said"))
    registrations = SealedField(_("registration numbers"))
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
    )
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("merged by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    merge_reason = SealedField(_("why they are one"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(name="an_actor_is_not_part_of_itself", condition=~Q(parent=F("uuid"))),
            models.CheckConstraint(name="an_actor_is_not_merged_into_itself", condition=~Q(merged_into=F("uuid"))),
            models.CheckConstraint(
                name="a_merge_has_somebody_who_made_it", condition=Q(merged_into=None) ^ Q(merged_by__isnull=False)
            ),
        ]

    class Privacy:
        internal = frozenset({"case", "parent", "merged_into", "merged_by"})
        confidential = frozenset({"kind"})
        sealed = frozenset({"name", "registrations", "merge_reason"})

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()

    @property
    def known_as(self) -> "Actor":
        """The actor that this one was found to be, or itself."""
        return self.merged_into or self


class ActorName(Row):
    """A further name of an actor: another spelling, another script, an alias, its official name."""

    section = Section.CODING
    reach = Reach(case="actor__case", status="actor__involvements__act__testimony__status")

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official name")
        ALIAS = "alias", _("alias")
        SPELLING = "spelling", _("other spelling or script")
        FORMER = "former", _("former name")

    actor = models.ForeignKey(Actor, verbose_name=_("actor"), on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(_("kind of name"), max_length=8, choices=Kind, default=Kind.SPELLING)
    name = SealedField(_("name"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("further name")
        verbose_name_plural = _("further names")

    class Privacy:
        internal = frozenset({"actor"})
        confidential = frozenset({"kind"})
        sealed = frozenset({"name"})

    def __str__(self) -> str:
        return f"{self.actor.code} name"

    def key_owner(self) -> KeyOwner:
        return self.actor.key_owner()


class Involvement(Row):
    """An act and one actor: in which role and how directly, and how sure."""

    section = Section.CODING
    reach = Reach(
        case="act__event__case",
        status="act__testimony__status",
        person="act__testimony__witness",
        blind="act__testimony",
    )
    author = "act__coded_by"

    class InvolvementRole(models.TextChoices):
        ORDERED = "ordered", _("ordered")
        PLANNED = "planned", _("planned")
        CARRIED_OUT = "carried_out", _("carried out")
        ASSISTED = "assisted", _("assisted")
        GUARDED = "guarded", _("guarded")
        HELD = "held", _("held pay or papers")
        FAILED = "failed", _("failed to prevent")
        PROFITED = "profited", _("profited")
        HOSTED = "hosted", _("hosted or admitted")

    class Degree(models.TextChoices):
        DIRECT = "direct", _("direct")
        COMMAND = "command", _("command")
        BENEFIT = "benefit", _("benefit")
        OMISSION = "omission", _("omission")

    act = models.ForeignKey(Act, verbose_name=_("act"), on_delete=models.CASCADE, related_name="involvements")
    actor = models.ForeignKey(Actor, verbose_name=_("actor"), on_delete=models.PROTECT, related_name="involvements")
    role = models.CharField(_("role"), max_length=11, choices=InvolvementRole, blank=True)
    degree = models.CharField(_("degree"), max_length=8, choices=Degree, blank=True)
    identified_by = models.CharField(_("identified by"), max_length=100, blank=True)
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence, blank=True)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("involvement")
        verbose_name_plural = _("involvements")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["act", "actor", "role"], name="an_actor_has_a_role_once_per_act")
        ]

    class Privacy:
        internal = frozenset({"act", "actor"})
        confidential = frozenset({"role", "degree", "identified_by", "confidence"})

    def __str__(self) -> str:
        return f"{self.act.code} {self.actor.code}"

    def key_owner(self) -> KeyOwner:
        return self.act.key_owner()


class CommandLink(Record, Dated):
    """One actor over another, for a time, and what this rests on. Its date is that time."""

    code_prefix = "CMD"
    section = Section.CODING
    reach = Reach(
        case="superior__case", status="superior__involvements__act__testimony__status", blind="passage__testimony"
    )
    author = "passage__marked_by"

    class Basis(models.TextChoices):
        SAID = "said", _("said by a witness")
        DOCUMENT = "document", _("document")
        LAW = "law", _("law or published structure")
        INFERRED = "inferred", _("inferred by us")

    superior = models.ForeignKey(Actor, verbose_name=_("superior"), on_delete=models.PROTECT, related_name="commands")
    subordinate = models.ForeignKey(
        Actor, verbose_name=_("subordinate"), on_delete=models.PROTECT, related_name="commanded_by"
    )
    basis = models.CharField(_("what it rests on"), max_length=8, choices=Basis)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    locator = models.CharField(_("where in the source"), max_length=100, blank=True)
    passage = models.ForeignKey(
        Passage,
        verbose_name=_("passage"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="command_links",
    )
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence, blank=True)
    note = SealedField(_("note"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("command link")
        verbose_name_plural = _("command links")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(name="nobody_commands_themselves", condition=~Q(superior=F("subordinate"))),
        ]

    class Privacy:
        internal = frozenset({"superior", "subordinate", "source", "locator", "passage"})
        confidential = frozenset({"basis", "confidence"})
        sealed = frozenset({"note"})

    def key_owner(self) -> KeyOwner:
        return self.superior.key_owner()
