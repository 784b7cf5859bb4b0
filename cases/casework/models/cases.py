"""A case is a folder for work: who works on it decides who sees its records. It is never a counting unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.core import permissions
from cases.core.models import DataKey, KeyOwner, Record, Row
from cases.core.rights import BEHIND_GLASS, Role, Scope, Section

M_co = TypeVar("M_co", bound=models.Model, covariant=True)

VERIFIED_STATES = ("verified", "legal_reviewed", "cleared", "in_release")
"""States of a testimony (intake, a layer above) in which its records count as verified."""

UNSETTLED_STATES = ("submitted", "returned", "coded")
"""States of a testimony in which a second coder may still have to read it blind."""

_NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Reach:
    """The paths from a record to its case, to the people whose own it is, to the state of its testimony, to the witness
    it is about (a withdrawal freezes that), and to the testimony whose coding it would give away to a second coder.

    ``acts`` is for what has no author of its own and is known by its acts: they, with it as the outer row."""

    case: str = "case"
    own: tuple[str, ...] = ()
    status: str = ""
    person: str = ""
    blind: str = ""
    acts: Callable[[], "models.QuerySet[Any]"] | None = None


def open_to_a_second(path: str = "", states: Sequence[str] = UNSETTLED_STATES) -> Q:
    """Whether the testimony at the end of a path may still go to a coder for a blind second coding."""
    at = f"{path}__" if path else ""
    chosen = {f"{at}double_coding__in": ("", "first", "random", "restricted")}
    return Q(**{f"{at}stream": "own", f"{at}status__in": states, **chosen})


def seen_by_coder(model: type[models.Model], user: User) -> Q:
    """The rows that coders see: their own, and those of testimonies that go to no second coder any more."""
    return ~open_to_a_second(model.reach.blind) | Q(**{model.author: user})  # type: ignore[attr-defined]


class CaseRecordQuerySet(models.QuerySet[M_co]):
    """Records of a case. Every staff list, detail, search and download starts from ``visible_to``.

    The model says its ``section`` of the table of rights and its ``reach``.
    """

    def visible_to(self, user: User) -> Self:
        """The records that the user's roles let them read."""
        return self.readable_by(user, self.model.section)  # type: ignore[attr-defined]

    def readable_by(self, user: User, section: Section) -> Self:
        """The records of which the user may read this section; of a person who withdrew, the DPO alone."""
        allowed = self._reached(user, permissions.readable(user, section))
        if section in BEHIND_GLASS and Role.ADMINISTRATOR in user.role_set:
            glass = {"glass_breakings__user": user, "glass_breakings__until__gt": timezone.now()}
            allowed |= self._in_cases(Case.objects.filter(**glass))
        return self.filter(allowed, Q() if Role.DPO in user.role_set else self._not_frozen(), self._not_blind(user))

    def within(self, user: User, scope: Scope | None, *, frozen: bool = False) -> Self:
        """The records to which a scope carries the user; those that a withdrawal froze only for what may touch them."""
        reached = self._reached(user, scope)
        return self.filter(reached, Q() if frozen else self._not_frozen(), self._not_blind(user))

    def _not_blind(self, user: User) -> Q:
        """Coders read no other coder's work on a testimony that may still go to one of them for a blind second coding."""
        reach: Reach = self.model.reach  # type: ignore[attr-defined]
        if Role.CODER not in user.role_set or not (reach.blind or reach.acts):
            return Q()
        if reach.acts is None:
            return seen_by_coder(self.model, user)
        acts = reach.acts()
        return ~Exists(acts) | Exists(acts.filter(seen_by_coder(acts.model, user)))

    def _not_frozen(self) -> Q:
        path: str = self.model.reach.person  # type: ignore[attr-defined]
        if not path:
            return Q()
        return Q(**{"frozen_at" if path == "pk" else f"{path}__frozen_at": None})

    def _reached(self, user: User, scope: Scope | None) -> Q:
        if scope is None:
            return _NOTHING
        if scope == Scope.ALL:
            return Q()
        team = self._in_cases(Case.objects.filter(members__user=user))
        if scope == Scope.TEAM:
            return team
        reach: Reach = self.model.reach  # type: ignore[attr-defined]
        if scope == Scope.OWN:
            found = [Q(**{path: user}) for path in reach.own]
        else:
            found = [Q(**{f"{reach.status}__in": VERIFIED_STATES})] if reach.status else []
        # A subquery, since a path may lead over several rows: each record is found once.
        some = _NOTHING
        for one in found:
            some |= Q(Exists(self.model._base_manager.filter(one, pk=OuterRef("pk"))))
        return team & some

    def _in_cases(self, cases: "models.QuerySet[Case]") -> Q:
        """Asked of each record, not as a list of cases: a page in the order of its codes then reads few records, where
        otherwise all of a case's would be sorted first."""
        path: str = self.model.reach.case  # type: ignore[attr-defined]
        return Q(Exists(cases.filter(pk=OuterRef(path))))


class Case(Record):
    code_prefix = "CASE"
    section = Section.CASE
    reach = Reach(case="pk")

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

    objects = CaseRecordQuerySet.as_manager()

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


class GlassBreaking(Row):
    """An administrator's reading of one case in an emergency: for an hour, with a reason, seen by the DPO."""

    case = models.ForeignKey(
        Case, verbose_name=_("case"), editable=False, on_delete=models.PROTECT, related_name="glass_breakings"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who broke the glass"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="glass_breakings",
    )
    reason = models.CharField(_("reason"), max_length=200, editable=False)
    until = models.DateTimeField(_("until"), editable=False)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("seen by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    seen_at = models.DateTimeField(_("seen"), null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="glass_is_broken_with_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="nobody_sees_their_own_glass_breaking", condition=~Q(seen_by=F("user"))),
            models.CheckConstraint(
                name="glass_breaking_seen_by_and_at", condition=Q(seen_by=None) ^ Q(seen_at__isnull=False)
            ),
        ]

    class Privacy:
        internal = frozenset({"case", "user", "reason", "until", "seen_by", "seen_at"})

    def __str__(self) -> str:
        return f"{self.case.code} {self.user.username}"
