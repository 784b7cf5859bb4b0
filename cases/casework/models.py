"""A case is a folder for work: who works on it decides who sees its records. It is never a counting unit."""

from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.core.models import DataKey, KeyOwner, Record, Row

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> Self:
        """The cases whose team the user belongs to."""
        return self.filter(members__user=user)


class Case(Record):
    code_prefix = "CASE"

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    class Risk(models.TextChoices):
        LOW = "low", _("low")
        MEDIUM = "medium", _("medium")
        HIGH = "high", _("high")

    title = models.CharField(_("title"), max_length=200, help_text=_("Without names of witnesses."))
    slug = models.CharField(
        _("public address"),
        max_length=80,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Small letters, digits and single hyphens only."))],
        help_text=_("The last part of the public page's address; never a person's name."),
    )
    family = models.CharField(_("case family"), max_length=60, blank=True)
    status = models.CharField(_("status"), max_length=6, choices=Status, default=Status.OPEN)
    risk = models.CharField(_("risk"), max_length=6, choices=Risk, default=Risk.HIGH)
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("lead"), on_delete=models.PROTECT)
    public_summary = models.JSONField(
        _("summary for the public page"),
        default=dict,
        blank=True,
        help_text=_("Own words, from public sources only."),
    )
    not_stated = models.JSONField(
        _("what the sources do not say"),
        default=list,
        blank=True,
        help_text=_("Shown on the public page: what stays empty because no source says it."),
    )

    not_coded = models.JSONField(
        _("what was read but not coded"),
        default=list,
        blank=True,
        help_text=_("Shown on the public page: opinions and remarks that are no facts of the case."),
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering: ClassVar = ["code"]

    class Privacy:
        internal = frozenset({"title", "family", "status", "risk", "lead"})
        public = frozenset({"slug", "public_summary", "not_stated", "not_coded"})

    def key_owner(self) -> KeyOwner:
        return KeyOwner(DataKey.OwnerKind.CASE, self.uuid)


class CaseMember(Row):
    """A person on a case's team. Membership makes the case's records visible."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )

    class Meta:
        verbose_name = _("team member")
        verbose_name_plural = _("team")
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "user"], name="a_member_is_on_a_team_once")]

    class Privacy:
        internal = frozenset({"case", "user"})

    def __str__(self) -> str:
        return f"{self.case.code} {self.user.username}"

    def key_owner(self) -> KeyOwner:
        return self.case.key_owner()


class CaseRecordQuerySet(models.QuerySet[M_co]):
    """Records of a case. Every staff list, detail, search and download starts from ``visible_to``."""

    case_path = "case"

    def visible_to(self, user: User) -> Self:
        """The records of the cases whose team the user belongs to."""
        return self.filter(**{f"{self.case_path}__in": Case.objects.visible_to(user)})
