"""Words of a testimony that coded values cite."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import KeyOwner, Record
from cases.core.rights import Section
from cases.intake.models import Testimony

from .rounds import CodingRound


class Passage(Record):
    """Exact words of a testimony: where they stand, in code points, and the words around them (all sealed)."""

    code_prefix = "PSG"
    section = Section.ACCOUNT
    reach = Reach(
        case="testimony__case", own=("testimony__interviewer",), person="testimony__witness", blind="testimony"
    )
    author = "marked_by"

    class TextVersion(models.TextChoices):
        ACCOUNT = "account", _("account")
        TRANSLATION = "translation", _("translation")

    testimony = models.ForeignKey(
        Testimony, verbose_name=_("testimony"), on_delete=models.PROTECT, related_name="passages"
    )
    round = models.ForeignKey(CodingRound, null=True, editable=False, on_delete=models.PROTECT, related_name="passages")
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    text = models.CharField(_("in"), max_length=11, choices=TextVersion, default=TextVersion.ACCOUNT)
    text_version = models.PositiveIntegerField(_("version of the text"), default=1)
    start = models.PositiveIntegerField(_("from"))
    end = models.PositiveIntegerField(_("to"))
    exact = SealedField(_("exact words"))
    prefix = SealedField(_("words before"))
    suffix = SealedField(_("words after"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [models.CheckConstraint(name="a_passage_has_words", condition=Q(start__lt=F("end")))]

    class Privacy:
        internal = frozenset({"testimony", "round", "marked_by", "text", "text_version", "start", "end"})
        sealed = frozenset({"exact", "prefix", "suffix"})

    def key_owner(self) -> KeyOwner:
        return self.testimony.key_owner()
