"""People we hold a record about, what they allowed, and what could harm them."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.casework.models import Case, CaseRecordQuerySet, M_co
from cases.core.fields import SealedField
from cases.core.models import DataKey, KeyOwner, Record, Row

RISK_VALID_DAYS = 183
"""A risk assessment expires after six months (domain brief 4.4)."""


class Stream(models.TextChoices):
    """Own interviews and public sources are never added up."""

    OWN = "own", _("own interview")
    PRESS = "press", _("public source")


class Witness(Record):
    """Any person we hold a record about, whether or not they spoke. Known by an internal code only."""

    code_prefix = "W"

    class Sex(models.TextChoices):
        MALE = "male", _("male")
        FEMALE = "female", _("female")
        UNKNOWN = "unknown", _("unknown")

    class AgeBand(models.TextChoices):
        UNDER_30 = "under_30", _("under 30")
        FROM_30 = "30_44", _("30 to 44")
        FROM_45 = "45_over", _("45 and over")
        UNKNOWN = "unknown", _("unknown")

    class AliasStatus(models.TextChoices):
        PRESUMED = "presumed_pseudonym_not_stated", _("the source does not say whether this is a pseudonym")
        STATED = "stated_pseudonym", _("a pseudonym, as the source says")
        REAL = "stated_real_name", _("the real name, as the source says")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="witnesses")
    stream = models.CharField(_("stream"), max_length=5, choices=Stream, default=Stream.OWN)
    sex = models.CharField(_("sex"), max_length=7, choices=Sex, blank=True)
    sex_basis = models.CharField(_("how the sex is known"), max_length=100, blank=True)
    age_band = models.CharField(_("age band at work"), max_length=8, choices=AgeBand, blank=True)
    press_alias = SealedField(_("name in the public source"))
    alias_status = models.CharField(_("status of that name"), max_length=30, choices=AliasStatus, blank=True)
    note = SealedField(_("note"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("witness")
        verbose_name_plural = _("witnesses")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="only_press_witnesses_have_an_alias", condition=Q(press_alias=None) | Q(stream="press")
            ),
        ]

    class Privacy:
        internal = frozenset({"case", "stream"})
        confidential = frozenset({"sex", "sex_basis", "age_band", "alias_status"})
        sealed = frozenset({"press_alias", "note"})

    def key_owner(self) -> KeyOwner:
        """The person's own key; press material is sealed with the case's."""
        if self.stream == Stream.PRESS:
            return self.case.key_owner()
        return KeyOwner(DataKey.OwnerKind.PERSON, self.uuid)


class Group(Record):
    """Counted people who are not told apart. An unknown number stays empty."""

    code_prefix = "GRP"

    class Basis(models.TextChoices):
        LISTED = "listed", _("listed")
        ESTIMATED = "estimated", _("estimated")
        STATED = "stated", _("stated by the source")

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="groups")
    count_min = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    count_max = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    count_basis = models.CharField(_("basis of the number"), max_length=9, choices=Basis, blank=True)
    description = SealedField(_("described as"))

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(name="group_counts_in_order", condition=Q(count_min__lte=F("count_max"))),
            models.CheckConstraint(
                name="group_count_has_a_basis", condition=Q(count_min=None, count_max=None) ^ ~Q(count_basis="")
            ),
        ]

    class Privacy:
        internal = frozenset({"case"})
        confidential = frozenset({"count_min", "count_max", "count_basis"})
        sealed = frozenset({"description"})

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()


class WitnessRowQuerySet(CaseRecordQuerySet[M_co]):
    case_path = "witness__case"


class Identity(Record):
    """Who a witness is. Everything is sealed; opening it takes a reason and is written to the audit chain."""

    code_prefix = "IDN"

    witness = models.OneToOneField(Witness, verbose_name=_("witness"), on_delete=models.PROTECT)
    name_hangul = SealedField(_("name in Hangul"))
    name_latin = SealedField(_("name in Latin letters"))
    name_cyrillic = SealedField(_("name in Cyrillic letters"))
    name_hanja = SealedField(_("name in Hanja"))
    birth_date = SealedField(_("date of birth"))
    contacts = SealedField(_("contacts"))
    family = SealedField(pgettext_lazy("relatives", "family"))
    whereabouts = SealedField(_("whereabouts"))
    safe_contact = SealedField(_("safe way to make contact"))

    objects = WitnessRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")

    class Privacy:
        internal = frozenset({"witness"})
        sealed = frozenset(
            {
                "name_hangul", "name_latin", "name_cyrillic", "name_hanja", "birth_date", "contacts", "family",
                "whereabouts", "safe_contact",
            }
        )  # fmt: skip

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner()


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

    class Way(models.TextChoices):
        SIGNED = "signed", _("signed")
        RECORDED = "recorded", _("recorded")
        ORAL = "oral", _("oral, with a witness")

    witness = models.ForeignKey(Witness, verbose_name=_("witness"), on_delete=models.PROTECT, related_name="consents")
    given_on = models.DateField(_("given on"))
    form_version = models.CharField(_("version of the form"), max_length=20)
    language = models.CharField(_("language"), max_length=10)
    way = models.CharField(_("way it was given"), max_length=8, choices=Way)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("explained by"), on_delete=models.PROTECT, related_name="+"
    )
    understood = models.BooleanField(_("the person repeated it in their own words"), default=False)
    how_to_withdraw_told = models.BooleanField(_("how to withdraw was explained"), default=False)
    note = SealedField(_("note"))

    objects = WitnessRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering: ClassVar = ["given_on", "created_at"]

    class Privacy:
        internal = frozenset({"witness", "given_on", "form_version", "language", "way", "explained_by"})
        confidential = frozenset({"understood", "how_to_withdraw_told"})
        sealed = frozenset({"note"})

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner()


class ConsentScope(Row):
    """The answer for one purpose. What has no row was not asked; nothing but "yes" allows anything."""

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

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["consent", "scope"], name="one_answer_per_scope")]

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

    class Level(models.TextChoices):
        LOW = "low", _("low")
        MEDIUM = "medium", _("medium")
        HIGH = "high", _("high")

    witness = models.ForeignKey(Witness, verbose_name=_("witness"), on_delete=models.PROTECT, related_name="risks")
    assessed_on = models.DateField(_("assessed on"), default=timezone.localdate)
    valid_until = models.DateField(_("valid until"), editable=False)
    level = models.CharField(_("risk"), max_length=6, choices=Level)
    threats = SealedField(_("threats"))
    family_inside = SealedField(_("family still inside"))
    others_exposed = SealedField(_("other people exposed"))
    digital_traces = SealedField(_("digital traces"))
    mitigation = SealedField(_("what lowers the risk"))

    objects = WitnessRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("risk assessment")
        verbose_name_plural = _("risk assessments")
        ordering: ClassVar = ["assessed_on", "created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="risk_dates_in_order", condition=Q(assessed_on__lte=F("valid_until"))),
        ]

    class Privacy:
        internal = frozenset({"witness", "assessed_on", "valid_until", "level"})
        sealed = frozenset({"threats", "family_inside", "others_exposed", "digital_traces", "mitigation"})

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner()

    @staticmethod
    def end_of_validity(assessed_on: dt.date) -> dt.date:
        """The last day on which an assessment made that day counts."""
        return assessed_on + dt.timedelta(days=RISK_VALID_DAYS)
