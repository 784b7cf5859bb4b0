"""What a witness allowed, and what the risk is."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.casework.models import CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import KeyOwner, Record, Row
from cases.core.rights import Section

from .people import OF_WITNESS, Witness

RISK_VALID_DAYS = 183
"""A risk assessment expires after six months (domain brief 4.4)."""


class Scope(models.TextChoices):
    """The twelve purposes a person allows or not (domain brief 4.1)."""

    S0 = "S0", _("keep the record")
    S1 = "S1", _("internal coding")
    S2 = "S2", _("anonymous public statistics")
    S3 = "S3", _("anonymous quote or story")
    S4 = "S4", _("identity to a UN expert in confidence")
    S5 = "S5", _("identity passed on to the State concerned")
    S6 = "S6", _("courts, prosecutors, UN investigators")
    S7 = "S7", _("sanctions, customs or company processes")
    S8 = "S8", _("share with named NGOs or archives")
    S9 = "S9", _("image, voice, document image public")
    S10 = "S10", _("contact again")
    S11 = "S11", _("use after death or loss of contact")


class Consent(Record):
    """What a witness allowed on one day. Append-only: a change is a new row."""

    code_prefix = "CNS"
    section = Section.CONSENT
    reach = OF_WITNESS

    class Way(models.TextChoices):
        SIGNED = "signed", _("signed")
        RECORDED = "recorded", _("recorded")
        ORAL = "oral", _("oral, with a witness")

    class PlaceKind(models.TextChoices):
        HOME = "home", _("at home")
        OFFICE = "office", _("our office")
        SHELTER = "shelter", _("shelter or church")
        PUBLIC = "public", _("public place")
        CALL = "call", _("by call")
        OTHER = "other", _("elsewhere")

    ADULT_FROM = 18
    """Years. Below, the record is locked until the DPO has signed (domain brief 4.4)."""

    witness = models.ForeignKey(Witness, verbose_name=_("witness"), on_delete=models.PROTECT, related_name="consents")
    given_on = models.DateField(_("given on"))
    form_version = models.CharField(_("version of the form"), max_length=20)
    language = models.CharField(_("language"), max_length=10)
    way = models.CharField(_("way it was given"), max_length=8, choices=Way)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("explained by"), on_delete=models.PROTECT, related_name="+"
    )
    interpreter = SealedField(_("interpreter"))
    place_kind = models.CharField(_("kind of place"), max_length=9, choices=PlaceKind, blank=True)
    purposes_explained = models.BooleanField(_("purposes and recipients were explained"), default=False)
    risks_explained = models.BooleanField(_("risks were explained"), default=False)
    understood = models.BooleanField(_("the person repeated it in their own words"), default=False)
    able_to_decide = models.BooleanField(_("the person was able to decide freely"), default=False)
    how_to_withdraw_told = models.BooleanField(_("how to withdraw was explained"), default=False)
    age = models.PositiveSmallIntegerField(
        _("age that day"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    guardian = SealedField(_("guardian: who, and how related"))
    assents = models.BooleanField(_("the child agrees too"), default=False)
    best_interest = SealedField(_("why it is in the child's best interest"))
    support_person = SealedField(_("support person"))
    named_as = SealedField(_("how to be named or described"))
    reimbursement = SealedField(_("what was paid (travel, meal, amount)"))
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)
    form_sha256 = SealedField(_("SHA-256 of the signed form or recording"))
    supersedes = models.ForeignKey(
        "self", verbose_name=_("replaces"), null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    note = SealedField(_("note"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering: ClassVar = ["given_on", "created_at"]
        indexes: ClassVar = [
            # Few among many: those to be looked at again, and those of minors.
            models.Index(name="consents_to_review", fields=["review_on"], condition=Q(review_on__isnull=False)),
            models.Index(name="consents_of_minors", fields=["age"], condition=Q(age__lt=18)),
        ]

    class Privacy:
        internal = frozenset(
            {"witness", "given_on", "form_version", "language", "way", "explained_by", "review_on", "supersedes"}
        )
        confidential = frozenset(
            {
                "place_kind", "purposes_explained", "risks_explained", "understood", "able_to_decide",
                "how_to_withdraw_told", "age", "assents",
            }
        )  # fmt: skip
        sealed = frozenset(
            {
                "interpreter", "guardian", "best_interest", "support_person", "named_as", "reimbursement",
                "form_sha256", "note",
            }
        )  # fmt: skip

    @property
    def is_of_a_minor(self) -> bool:
        """Whether a guardian gave it for a child."""
        return self.age is not None and self.age < self.ADULT_FROM

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner()


class MinorSignature(Row):
    """The DPO's signature under a minor's consent: before it, nothing that the consent says is in force. Append-only."""

    section = Section.CONSENT
    reach = Reach(case="consent__witness__case", person="consent__witness")

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="minor_signature")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("signed by"), on_delete=models.PROTECT, related_name="+"
    )
    # Copied from the consent, so that the database itself refuses a signature by whoever took it.
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = SealedField(_("note"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="nobody_signs_the_consent_they_took", condition=~Q(signed_by=F("explained_by"))
            ),
        ]

    class Privacy:
        internal = frozenset({"consent", "signed_by", "explained_by"})
        sealed = frozenset({"note"})

    def __str__(self) -> str:
        return f"{self.consent.code} signed"

    def key_owner(self) -> KeyOwner:
        return self.consent.key_owner()


class ConsentScope(Row):
    """The answer for one purpose. What has no row was not asked; nothing but "yes" allows anything."""

    section = Section.CONSENT
    reach = Reach(
        case="consent__witness__case", status="consent__witness__testimonies__status", person="consent__witness"
    )

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        NOT_ASKED = "not_asked", _("not asked")
        WITHDRAWN = "withdrawn", _("withdrawn")

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="scopes")
    scope = models.CharField(_("purpose"), max_length=3, choices=Scope)
    answer = models.CharField(_("answer"), max_length=9, choices=Answer, default=Answer.NOT_ASKED)
    limits = SealedField(_("limits"))
    expires_on = models.DateField(_("expires on"), null=True, blank=True)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["consent", "scope"], name="one_answer_per_scope")]
        indexes: ClassVar = [
            models.Index(name="purposes_that_end", fields=["expires_on"], condition=Q(expires_on__isnull=False)),
        ]

    class Privacy:
        internal = frozenset({"consent", "scope", "answer", "expires_on"})
        sealed = frozenset({"limits"})

    def __str__(self) -> str:
        return f"{self.consent.code} {self.scope}"

    def key_owner(self) -> KeyOwner:
        return self.consent.key_owner()


class RiskAssessment(Record):
    """What could harm the person or others. It expires, and then blocks exports."""

    code_prefix = "RSK"
    section = Section.RISK
    reach = OF_WITNESS

    class Level(models.TextChoices):
        LOW = "low", _("low")
        MEDIUM = "medium", _("medium")
        HIGH = "high", _("high")

    witness = models.ForeignKey(Witness, verbose_name=_("witness"), on_delete=models.PROTECT, related_name="risks")
    # What is to leave the office, when the assessment is about that; empty: the person in general.
    product_label = models.CharField(max_length=60, blank=True, editable=False)
    product_uuid = models.UUIDField(null=True, blank=True, editable=False)
    assessed_on = models.DateField(_("assessed on"), default=timezone.localdate)
    valid_until = models.DateField(_("valid until"), editable=False)
    level = models.CharField(_("risk"), max_length=6, choices=Level)
    threats = SealedField(_("threats"))
    family_inside = SealedField(_("family still inside"))
    others_exposed = SealedField(_("other people exposed"))
    digital_traces = SealedField(_("digital traces"))
    mitigation = SealedField(_("what lowers the risk"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("risk assessment")
        verbose_name_plural = _("risk assessments")
        ordering: ClassVar = ["assessed_on", "created_at"]
        indexes: ClassVar = [
            models.Index(name="risks_by_end", fields=["valid_until"]),
            # Not of the empty ones, which are nearly all: asked for those, SQLite would read every row through it.
            models.Index(name="risks_of_a_product", fields=["product_uuid"], condition=Q(product_uuid__isnull=False)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="risk_dates_in_order", condition=Q(assessed_on__lte=F("valid_until"))),
        ]

    class Privacy:
        internal = frozenset({"witness", "assessed_on", "valid_until", "level", "product_label", "product_uuid"})
        sealed = frozenset({"threats", "family_inside", "others_exposed", "digital_traces", "mitigation"})

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner()

    @staticmethod
    def end_of_validity(assessed_on: dt.date) -> dt.date:
        """The last day on which an assessment made that day counts."""
        return assessed_on + dt.timedelta(days=RISK_VALID_DAYS)
