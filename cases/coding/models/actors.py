"""Who is said to have done it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import KeyOwner, Record, Row
from cases.core.rights import Section

from .acts import Act, Confidence


class Actor(Record):
    """A person, unit, organ or company said to have done something. Names are sealed."""

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

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering: ClassVar = ["code"]

    class Privacy:
        internal = frozenset({"case"})
        confidential = frozenset({"kind"})
        sealed = frozenset({"name"})

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()


class Involvement(Row):
    """An act and one actor: in which role and how directly, and how sure."""

    section = Section.CODING
    reach = Reach(case="act__event__case", status="act__testimony__status", person="act__testimony__witness")

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
