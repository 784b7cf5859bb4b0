"""A person's work: for whom, where, how long, for what pay."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.coding import dimensions
from cases.core.fields import SealedField
from cases.core.models import Dated, KeyOwner, Record
from cases.core.rights import Section
from cases.vocabulary.models import Place, Sector
from cases.witnesses.models import Group, Witness


class LabourSituation(Record, Dated):
    """One person's work under one chain of employers in one period. Its date is that period.

    The public values are derived (``dimensions``), never typed; a share of pay is computed from gross and kept.
    """

    code_prefix = "LAB"
    section = Section.CODING
    reach = Reach(status="witness__testimonies__status", person="witness")

    class Channel(models.TextChoices):
        COMPANY = "company", _("civilian company")
        MILITARY = "military", _("military-linked")
        STUDENT = "student", _("study status")
        OTHER = "other", _("other")
        UNKNOWN = "unknown", _("unknown")

    class Basis(models.TextChoices):
        STATED = "stated", _("stated")
        COMPUTED = "computed", _("computed from start and end")

    class PayTakenBy(models.TextChoices):
        STATE = "state", _("State or party levy")
        COMPANY = "company", _("company")
        BROKER = "broker", _("broker")
        MINDER = "minder", _("minder")
        FINE = "fine", _("fines")
        SEVERAL = "several", _("several of these")
        UNKNOWN = "unknown", _("unknown")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="situations")
    witness = models.ForeignKey(
        Witness,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="situations",
    )
    group = models.ForeignKey(Group, verbose_name=_("group"), null=True, blank=True, on_delete=models.PROTECT)
    is_main = models.BooleanField(_("main situation of this person"), default=False)
    sector = models.ForeignKey(Sector, verbose_name=_("sector"), null=True, blank=True, on_delete=models.PROTECT)
    task = SealedField(_("task"))
    employers = SealedField(_("chain of employers"))
    channel = models.CharField(_("dispatch channel"), max_length=8, choices=Channel, blank=True)
    place = models.ForeignKey(Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT)
    place_as_said = SealedField(_("place in the words used"))
    hours_min = models.DecimalField(_("hours a day, from"), max_digits=4, decimal_places=1, null=True, blank=True)
    hours_max = models.DecimalField(_("hours a day, to"), max_digits=4, decimal_places=1, null=True, blank=True)
    hours_basis = models.CharField(_("basis of the hours"), max_length=8, choices=Basis, blank=True)
    days_off_per_month = models.DecimalField(
        _("days off a month"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    gross_pay = models.DecimalField(_("gross pay"), max_digits=12, decimal_places=2, null=True, blank=True)
    kept_pay = models.DecimalField(_("pay kept by the person"), max_digits=12, decimal_places=2, null=True, blank=True)
    pay_currency = models.CharField(_("currency"), max_length=3, blank=True)
    pay_per = models.CharField(
        _("pay for"),
        max_length=5,
        blank=True,
        choices=[("day", _("day")), ("month", _("month")), ("year", _("year"))],
    )
    pay_taken_by = models.CharField(_("who took the difference"), max_length=8, choices=PayTakenBy, blank=True)
    papers_held_by = models.CharField(_("papers held by"), max_length=100, blank=True)
    public_area = models.CharField(
        _("public area"), max_length=13, blank=True, editable=False, choices=dimensions.AREAS
    )
    public_period = models.CharField(
        _("public period"), max_length=10, blank=True, editable=False, choices=dimensions.PERIODS
    )
    public_hours = models.CharField(
        _("public hours"), max_length=10, blank=True, editable=False, choices=dimensions.HOURS
    )
    public_pay_withheld = models.CharField(
        _("public share of pay withheld"),
        max_length=10,
        blank=True,
        editable=False,
        choices=dimensions.PAY_WITHHELD,
    )

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("labour situation")
        verbose_name_plural = _("labour situations")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(name="situation_of_a_person_or_a_group", condition=Q(witness=None) ^ Q(group=None)),
            models.CheckConstraint(
                name="hours_in_a_day",
                condition=(Q(hours_min=None) | Q(hours_min__gte=0, hours_min__lte=24))
                & (Q(hours_max=None) | Q(hours_max__gte=0, hours_max__lte=24)),
            ),
            models.CheckConstraint(name="hours_in_order", condition=Q(hours_min__lte=F("hours_max"))),
            models.CheckConstraint(
                name="hours_have_a_basis",
                condition=Q(hours_min=None, hours_max=None, hours_basis="")
                | (~Q(hours_basis="") & (Q(hours_min__isnull=False) | Q(hours_max__isnull=False))),
            ),
            models.CheckConstraint(
                name="pay_is_not_negative",
                condition=(Q(gross_pay=None) | Q(gross_pay__gte=0)) & (Q(kept_pay=None) | Q(kept_pay__gte=0)),
            ),
            models.CheckConstraint(
                name="days_off_in_a_month",
                condition=Q(days_off_per_month__gte=0, days_off_per_month__lte=31) | Q(days_off_per_month=None),
            ),
            models.CheckConstraint(
                name="kept_pay_within_gross",
                condition=Q(kept_pay__lte=F("gross_pay")) | Q(kept_pay=None) | Q(gross_pay=None),
            ),
            models.CheckConstraint(
                name="pay_has_currency_and_period",
                condition=Q(gross_pay=None, kept_pay=None) | (~Q(pay_currency="") & ~Q(pay_per="")),
            ),
            models.UniqueConstraint(
                fields=["witness"], condition=Q(is_main=True), name="one_main_situation_per_person"
            ),
        ]

    class Privacy:
        internal = frozenset({"case", "witness", "group", "is_main"})
        confidential = frozenset(
            {
                "sector", "channel", "place", "hours_min", "hours_max", "hours_basis", "days_off_per_month", "gross_pay",
                "kept_pay", "pay_currency", "pay_per", "pay_taken_by", "papers_held_by", "public_area", "public_period",
                "public_hours", "public_pay_withheld",
            }
        )  # fmt: skip
        sealed = frozenset({"task", "employers", "place_as_said"})

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner() if self.witness else self.case.key_owner()
