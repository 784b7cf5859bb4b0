"""Files kept as evidence: originals that never change, and who had them in hand."""

import datetime as dt
import hashlib
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import KeyOwner, Record, Row
from cases.core.rights import Section
from cases.intake.models import Source, Testimony


class EvidenceItem(Record):
    """An original file, sealed in storage under a name that says nothing. It is never changed."""

    code_prefix = "EVD"
    section = Section.EVIDENCE
    reach = Reach(own=("testimony__interviewer", "custody__by"), person="testimony__witness")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="evidence")
    testimony = models.ForeignKey(
        Testimony,
        verbose_name=_("testimony"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    storage_name = models.CharField(max_length=64, editable=False)
    media_type = models.CharField(_("kind of file"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    sha256 = SealedField(_("SHA-256"))
    original_name = SealedField(_("original name"))
    description = SealedField(_("what it shows"))
    obtained_how = SealedField(_("from whom and how it was obtained"))
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence item")
        verbose_name_plural = _("evidence")
        ordering: ClassVar = ["code"]

    class Privacy:
        internal = frozenset({"case", "testimony", "source", "storage_name", "media_type", "size", "received_at"})
        sealed = frozenset({"sha256", "original_name", "description", "obtained_how"})

    def key_owner(self) -> KeyOwner:
        """The person's key for their own evidence; the case's for press and case material."""
        return self.testimony.key_owner() if self.testimony else self.case.key_owner()


class CustodyEvent(Row):
    """One step in an item's custody. Append-only in the database; each row holds the hash of the one before."""

    class Step(models.TextChoices):
        RECEIVED = "received", _("received, hashed and sealed")
        OPENED = "opened", _("opened")

    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="custody")
    number = models.PositiveIntegerField(_("number"))
    step = models.CharField(_("step"), max_length=8, choices=Step)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("custody event")
        verbose_name_plural = _("custody")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "number"], name="custody_is_one_line")]

    class Privacy:
        internal = frozenset({"item", "number", "step", "by", "at", "prev_hash", "hash"})

    def __str__(self) -> str:
        return f"{self.item.code} {self.number}"

    def key_owner(self) -> KeyOwner:
        return self.item.key_owner()

    def computed_hash(self) -> str:
        """SHA-256 over the event before, the item, number, step, person and UTC time."""
        at = self.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
        parts = (self.prev_hash, str(self.item_id), str(self.number), self.step, str(self.by_id), at)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()
