"""What reviewers say of codings: a person's indicator overridden, the codes "other, describe" of a month read."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import KeyOwner, Record
from cases.core.rights import Section
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Witness

from .acts import Act


class Override(models.TextChoices):
    """What a reviewer says instead of what the acts say; the last one takes an earlier override back."""

    REPORTED = "reported", _("reported")
    UNCLEAR = "unclear", _("unclear")
    STATED_ABSENT = "stated_absent", _("stated to be absent")
    NOT_ASKED = "not_asked", _("not asked")
    DERIVED = "derived", _("as the acts say")


class IndicatorOverride(Record):
    """A reviewer's word on one derived indicator of one person, with the reason. The newest one stands."""

    code_prefix = "OVR"
    section = Section.CODING
    reach = Reach(
        case="witness__case",
        status="witness__testimonies__status",
        person="witness",
        acts=lambda: Act.in_every_round.filter(testimony__witness=OuterRef("witness")),
    )

    witness = models.ForeignKey(Witness, verbose_name=_("person"), on_delete=models.PROTECT, related_name="overrides")
    indicator = models.ForeignKey(
        AbuseCategory,
        verbose_name=_("indicator"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"facet": "indicator"},
    )
    answer = models.CharField(_("answer"), max_length=13, choices=Override)
    reason = SealedField(_("reason"))
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("overridden by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator override")
        verbose_name_plural = _("indicator overrides")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(name="override_answer", condition=Q(answer__in=Override.values))
        ]

    class Privacy:
        internal = frozenset({"witness", "overridden_by"})
        confidential = frozenset({"indicator", "answer"})
        sealed = frozenset({"reason"})

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner()


class OtherReview(Record):
    """That the codes "other, describe" of one month of a case were read, and what came of it."""

    code_prefix = "REV"
    section = Section.CODING
    reach = Reach()

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="other_reviews")
    month = models.DateField(_("month"))
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    note = SealedField(_("note"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("review of “other, describe”")
        verbose_name_plural = _("reviews of “other, describe”")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "month"], name="a_month_of_a_case_is_reviewed_once")
        ]

    class Privacy:
        internal = frozenset({"case", "month", "reviewed_by"})
        sealed = frozenset({"note"})

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()
