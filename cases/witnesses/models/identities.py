"""Who a witness is: sealed, opened with a reason, and given to others by two people only."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.casework.models import Case, CaseRecordQuerySet, Reach
from cases.core.fields import SealedField
from cases.core.models import KeyOwner, Record, Row
from cases.core.rights import Section

from .people import OF_WITNESS, Witness
from .promises import Scope

NAME_FIELDS = ("name_hangul", "name_latin", "name_cyrillic", "name_hanja")
SHOWN_FIELDS = (
    *NAME_FIELDS, "birth_date", "contacts", "family", "whereabouts", "safe_contact", "safe_contact_time", "code_word",
)  # fmt: skip
IDENTITIES_AN_HOUR = 20
"""How many one person opens within an hour before the data-protection officer has to look."""

AGE_KEY = RegexValidator(r"^age1[02-9ac-hj-np-z]{58}$", _("A public key of age: it begins with age1."))


class Identity(Record):
    """Who a witness is. Everything is sealed; opening it takes a reason and is written to the audit chain."""

    code_prefix = "IDN"
    section = Section.IDENTITY
    reach = OF_WITNESS

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
    safe_contact_time = SealedField(_("safe time to make contact"))
    code_word = SealedField(_("code word"))
    # What the names sound like, to find the person again in another script; made from the names, never shown.
    name_keys = SealedField()

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")

    class Privacy:
        internal = frozenset({"witness"})
        sealed = frozenset(
            {
                "name_hangul", "name_latin", "name_cyrillic", "name_hanja", "birth_date", "contacts", "family",
                "whereabouts", "safe_contact", "safe_contact_time", "code_word", "name_keys",
            }
        )  # fmt: skip

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner()


class IdentityRequest(Record):
    """The wish to open the identity of a person at high risk: a second person allows it, for an hour."""

    code_prefix = "IDR"
    section = Section.IDENTITY_REQUEST
    reach = Reach(case="witness__case", own=("requested_by",))

    witness = models.ForeignKey(
        Witness, verbose_name=_("witness"), on_delete=models.PROTECT, related_name="identity_requests"
    )
    reason = models.CharField(_("reason"), max_length=200)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), editable=False, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("allowed by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    until = models.DateTimeField(_("until"), null=True, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to open an identity")
        verbose_name_plural = _("requests to open an identity")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="identity_request_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="nobody_allows_their_own_identity_request", condition=~Q(approved_by=F("requested_by"))
            ),
            models.CheckConstraint(
                name="identity_request_allowed_until", condition=Q(approved_by=None) ^ Q(until__isnull=False)
            ),
        ]

    class Privacy:
        internal = frozenset({"witness", "reason", "requested_by", "approved_by", "until"})

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner()


class IdentityLock(Row):
    """Somebody opened as many identities as one may within an hour: no more, until a DPO has looked and lifts it."""

    section = Section.AUDIT

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who is locked"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lifted by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, editable=False)

    class Meta:
        verbose_name = _("lock on identities")
        verbose_name_plural = _("locks on identities")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user"], condition=Q(lifted_at=None), name="one_identity_lock_at_a_time"),
            models.CheckConstraint(name="nobody_lifts_their_own_identity_lock", condition=~Q(lifted_by=F("user"))),
            models.CheckConstraint(
                name="identity_lock_lifted_by_and_at", condition=Q(lifted_by=None) ^ Q(lifted_at__isnull=False)
            ),
        ]

    class Privacy:
        internal = frozenset({"user", "lifted_by", "lifted_at"})

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%Y-%m-%d %H:%M}"


class IdentityExport(Record):
    """Identities that leave the office: asked for by the DPO, allowed by a second person, and not before a delay.

    The file is sealed to the recipient's own key and is never stored here.
    """

    code_prefix = "IDX"
    section = Section.IDENTITY_REQUEST
    reach = Reach()

    class Kind(models.TextChoices):
        IDENTITY = "identity", _("identities: everything recorded")
        NAMES = "names", _("named copy: which code is which name")

    PURPOSES = (Scope.S4, Scope.S5, Scope.S6, Scope.S7, Scope.S8)

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="identity_exports")
    kind = models.CharField(_("what is given"), max_length=8, choices=Kind)
    purpose = models.CharField(_("purpose"), max_length=3, choices=[(scope, scope.label) for scope in PURPOSES])
    recipient = models.CharField(_("recipient"), max_length=200)
    recipient_key = models.CharField(_("recipient's public key (age)"), max_length=80, validators=[AGE_KEY])
    reason = models.CharField(_("reason"), max_length=200)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), editable=False, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("allowed by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    not_before = models.DateTimeField(_("not before"), null=True, editable=False)
    made_at = models.DateTimeField(_("made"), null=True, editable=False)
    stopped_at = models.DateTimeField(_("stopped"), null=True, editable=False)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("identity export")
        verbose_name_plural = _("identity exports")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="identity_export_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="nobody_allows_their_own_identity_export", condition=~Q(approved_by=F("requested_by"))
            ),
            models.CheckConstraint(
                name="identity_export_allowed_with_a_delay", condition=Q(approved_by=None) ^ Q(not_before__isnull=False)
            ),
            models.CheckConstraint(
                name="identity_export_made_after_it_was_allowed",
                condition=Q(made_at=None) | Q(made_at__gte=F("not_before")),
            ),
        ]

    class Privacy:
        internal = frozenset(
            {
                "case", "kind", "purpose", "recipient", "recipient_key", "reason", "requested_by", "approved_by",
                "not_before", "made_at", "stopped_at",
            }
        )  # fmt: skip

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()


class ExportedPerson(Row):
    """One person whose identity an export holds."""

    export = models.ForeignKey(IdentityExport, on_delete=models.PROTECT, related_name="people")
    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="identity_exports")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["export", "witness"], name="a_person_once_per_export")]

    class Privacy:
        internal = frozenset({"export", "witness"})

    def __str__(self) -> str:
        return f"{self.export.code} {self.witness.code}"

    def key_owner(self) -> KeyOwner:
        return self.witness.key_owner()
