"""A promise taken back: withdrawals, and what an erasure leaves behind."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import CaseRecordQuerySet
from cases.core.fields import SealedField
from cases.core.models import KeyOwner, Record
from cases.core.rights import Section

from .people import OF_WITNESS, Witness


class Withdrawal(Record):
    """What a person took back on one day. A whole withdrawal freezes the record; the DPO then erases or seals it."""

    code_prefix = "WDR"
    section = Section.WITHDRAWAL
    reach = OF_WITNESS

    class Way(models.TextChoices):
        PHONE = "phone", _("by telephone")
        IN_PERSON = "in_person", _("in person")
        WRITTEN = "written", _("in writing")
        TRUSTED = "trusted", _("through a person they trust")
        RETENTION = "retention", _("nobody said it: its period is over")

    class Decision(models.TextChoices):
        ERASE = "erase", _("erase")
        SEAL = "seal", _("seal: a court or authority requires it to be kept")

    witness = models.ForeignKey(
        Witness, verbose_name=_("witness"), on_delete=models.PROTECT, related_name="withdrawals"
    )
    received_on = models.DateField(_("received on"))
    way = models.CharField(_("how the person said it"), max_length=9, choices=Way)
    whole = models.BooleanField(_("everything"))
    scopes = models.JSONField(_("purposes taken back"), default=list)
    note = SealedField(_("note"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("taken by"), editable=False, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(_("decision"), max_length=5, choices=Decision, blank=True, editable=False)
    decision_reason = SealedField(_("why"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["witness"], condition=Q(whole=True), name="everything_is_withdrawn_once"),
            models.CheckConstraint(
                name="withdrawal_decided_by_and_at", condition=Q(decided_by=None) ^ Q(decided_at__isnull=False)
            ),
            models.CheckConstraint(
                name="withdrawal_decision_by_somebody", condition=Q(decision="") ^ Q(decided_by__isnull=False)
            ),
        ]

    class Privacy:
        internal = frozenset(
            {"witness", "received_on", "way", "whole", "scopes", "taken_by", "decision", "decided_by", "decided_at"}
        )
        sealed = frozenset({"note", "decision_reason"})

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner()


class ErasureCertificate(Record):
    """That a person's record was destroyed, when, and until when copies can still exist. Append-only; names nobody."""

    code_prefix = "ERA"
    section = Section.WITHDRAWAL
    reach = OF_WITNESS

    witness = models.OneToOneField(Witness, verbose_name=_("witness"), on_delete=models.PROTECT)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("erased by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Not whether the person was in a series: the next calendar date is said to everybody while one runs.
    figures_until = models.DateField(_("public figures are free of it from"), null=True, blank=True)
    backups_until = models.DateField(_("the last backup that holds it expires on"))
    counts = models.JSONField(_("what was destroyed"), default=dict)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate of erasure")
        verbose_name_plural = _("certificates of erasure")
        ordering: ClassVar = ["-created_at"]

    class Privacy:
        internal = frozenset({"witness", "erased_by", "figures_until", "backups_until", "counts"})

    def key_owner(self) -> KeyOwner:
        """The case's: the person's own key is gone."""
        return self.witness.case.key_owner()
