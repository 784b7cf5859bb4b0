"""Two records that may be one human being, and what two people decided about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import KeyOwner, Record
from cases.core.rights import Section

from .people import Witness


class MatchDecision(Record):
    """Whether two records are the same person: proposed by one, confirmed by another. Both records stay."""

    code_prefix = "MAT"
    section = Section.MATCH
    reach = Reach(case="first__case", person="first")

    class Answer(models.TextChoices):
        SAME = "same", _("the same person")
        DIFFERENT = "different", _("two different people")

    first = models.ForeignKey(Witness, verbose_name=_("first record"), on_delete=models.PROTECT, related_name="matches")
    second = models.ForeignKey(
        Witness, verbose_name=_("second record"), on_delete=models.PROTECT, related_name="matches_as_second"
    )
    score = models.FloatField(_("likeness of the names"), null=True, blank=True, editable=False)
    answer = models.CharField(_("answer"), max_length=9, choices=Answer)
    reason = SealedField(_("reason"))
    canonical = models.ForeignKey(
        Witness,
        verbose_name=_("known as"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("match decision")
        verbose_name_plural = _("match decisions")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="a_match_joins_two_records", condition=~Q(first=F("second"))),
            models.CheckConstraint(name="two_people_decide_a_match", condition=~Q(confirmed_by=F("proposed_by"))),
            models.CheckConstraint(
                name="match_confirmed_by_and_at", condition=Q(confirmed_by=None) ^ Q(confirmed_at__isnull=False)
            ),
            models.CheckConstraint(
                name="a_confirmed_match_has_one_code",
                condition=Q(canonical=None) | Q(answer="same", confirmed_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(confirmed_by=None), name="one_open_match_per_pair"
            ),
        ]

    class Privacy:
        internal = frozenset(
            {"first", "second", "score", "answer", "canonical", "proposed_by", "confirmed_by", "confirmed_at"}
        )
        sealed = frozenset({"reason"})

    def key_owner(self) -> KeyOwner:
        return self.first.key_owner()
