"""A second reading of a testimony by another coder, blind, and the third record in which both are settled."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import CaseRecordQuerySet, Reach
from cases.core.models import KeyOwner, Record
from cases.core.rights import Section
from cases.intake.models import Testimony


class CodingRound(Record):
    """A further coding of one testimony. The first needs no row: its acts have no round."""

    code_prefix = "RND"
    section = Section.CODING
    reach = Reach(case="testimony__case", status="testimony__status", person="testimony__witness")

    class Kind(models.TextChoices):
        SECOND = "second", _("second coding, blind")
        RECONCILED = "reconciled", _("reconciliation")

    testimony = models.ForeignKey(
        Testimony, verbose_name=_("testimony"), on_delete=models.PROTECT, related_name="rounds"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("coder"), editable=False, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("agreed by the other coder"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("coding round")
        verbose_name_plural = _("coding rounds")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["testimony", "kind"], name="a_testimony_has_each_round_once"),
            models.CheckConstraint(name="nobody_agrees_with_themselves", condition=~Q(confirmed_by=F("coder"))),
        ]

    class Privacy:
        internal = frozenset({"testimony", "kind", "coder", "confirmed_by", "finished_at"})

    def key_owner(self) -> KeyOwner:
        return self.testimony.key_owner()
