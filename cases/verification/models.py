"""What a verification lead found: both grades, what speaks against it, and a level."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.casework.models import CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import KeyOwner, Record
from cases.core.rights import Section
from cases.intake.models import Credibility, Reliability, Testimony


class Level(models.TextChoices):
    """How far an account is corroborated, by independent roots (domain brief 6.3)."""

    V0 = "V0", _("V0: not corroborated")
    V1 = "V1", _("V1: one credible first-hand account")
    V2 = "V2", _("V2: two independent roots")
    V3 = "V3", _("V3: three or more roots, or two and physical or documentary proof")


class Assessment(Record):
    """One assessment of a testimony. The two grades are judged apart and never averaged."""

    code_prefix = "ASM"
    section = Section.VERIFICATION
    reach = Reach(
        case="testimony__case", own=("testimony__interviewer",), status="testimony__status", person="testimony__witness"
    )

    testimony = models.ForeignKey(
        Testimony, verbose_name=_("testimony"), on_delete=models.PROTECT, related_name="assessments"
    )
    reliability = models.CharField(_("reliability of the source"), max_length=1, choices=Reliability)
    credibility = models.CharField(_("credibility of what is said"), max_length=1, choices=Credibility)
    level = models.CharField(_("level"), max_length=2, choices=Level)
    contrary_information = SealedField(_("what speaks against it, and what was looked for"))
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("assessed by"), on_delete=models.PROTECT, related_name="+"
    )
    assessed_at = models.DateTimeField(_("assessed"), default=timezone.now, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering: ClassVar = ["-assessed_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="contrary_information_is_filled", condition=Q(contrary_information__isnull=False)
            ),
        ]

    class Privacy:
        internal = frozenset({"testimony", "reliability", "credibility", "level", "assessed_by", "assessed_at"})
        sealed = frozenset({"contrary_information"})

    def key_owner(self) -> KeyOwner:
        return self.testimony.key_owner()
