"""Staff accounts and the roles they hold."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases.core.fields import SealedField
from cases.core.lockdown import Lockdown
from cases.core.models import DataKey, KeyOwner, Row
from cases.core.permissions import Role, Section

SYSTEM_USERNAME = "system"
LINK_IS_GOOD_FOR = dt.timedelta(hours=72)


class UserManager(BaseUserManager["User"]):
    pass


class User(AbstractBaseUser, Row):
    """A member of staff. Rights come from roles only: there is no superuser."""

    section = Section.STAFF

    revision_excludes: ClassVar[frozenset[str]] = frozenset({"password", "last_login"})

    username = models.CharField(_("user name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    trained_sexual_violence = models.BooleanField(
        _("trained to interview about sexual violence"),
        default=False,
        help_text=_("Only then does the guided interview offer that topic."),
    )
    is_system = models.BooleanField(_("the program itself"), default=False, editable=False)

    USERNAME_FIELD = "username"
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering: ClassVar = ["username"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="only_the_system_is_system", condition=Q(is_system=False) | Q(username=SYSTEM_USERNAME)
            ),
            # The sign-in page finds a name in either case, and must find one person.
            models.UniqueConstraint(Lower("username"), name="user_names_differ_by_more_than_case"),
        ]

    class Privacy:
        internal = frozenset({"username", "name", "is_active", "trained_sexual_violence", "is_system", "last_login"})
        confidential = frozenset({"password"})

    def __str__(self) -> str:
        return self.username

    @cached_property
    def role_set(self) -> frozenset[str]:
        """The roles held now; read once per request, since a request loads its user anew."""
        return frozenset(self.role_assignments.values_list("role", flat=True)) if self.is_active else frozenset()

    @property
    def is_staff(self) -> bool:
        """Whether the person may enter /staff/: everybody with a role."""
        return bool(self.role_set)

    @cached_property
    def has_broken_glass(self) -> bool:
        """Whether the person reads a case in an emergency now (casework)."""
        return self.glass_breakings.filter(until__gt=timezone.now()).exists()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is compared with at each request: another password, role or state ends it everywhere."""
        standing = "\0".join([self.password, str(self.is_active), *sorted(self.role_set)])
        return salted_hmac("accounts.session", standing, secret=secret, algorithm="sha256").hexdigest()

    # Django's own permissions are not used: rights stand in core.permissions and the stages' policies.
    is_superuser = False

    def has_perm(self, _permission: str, _record: Any = None) -> bool:
        return False

    def has_module_perms(self, _app: str) -> bool:
        return self.is_staff


class RoleAssignment(Row):
    """One role of one person, and who gave it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(_("role"), max_length=13, choices=Role)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "role"], name="a_role_is_held_once"),
            models.CheckConstraint(name="nobody_gives_a_role_to_themselves", condition=~Q(given_by=F("user"))),
        ]

    class Privacy:
        internal = frozenset({"user", "role", "given_by"})

    def __str__(self) -> str:
        return f"{self.user.username} {self.role}"


class FormDraft(Row):
    """What somebody has typed into a form and not saved: one sealed row per person and form, overwritten.

    It has no history and no audit event (design.md section 2): those come when the form is saved. Only its writer is
    ever shown it. ``based_on`` is the number of the record's newest revision when the form was opened.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="form_drafts")
    form = models.CharField(max_length=200)
    based_on = models.PositiveIntegerField(null=True)
    saved_at = models.DateTimeField(default=timezone.now)
    owner_kind = models.CharField(max_length=6, choices=DataKey.OwnerKind)
    owner_uuid = models.UUIDField(db_index=True)
    content = SealedField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "form"], name="one_draft_per_person_and_form"),
        ]

    class Privacy:
        internal = frozenset({"user", "form", "based_on", "saved_at", "owner_kind", "owner_uuid"})
        sealed = frozenset({"content"})

    def __str__(self) -> str:
        return f"{self.user.username} {self.form}"

    def key_owner(self) -> KeyOwner:
        return KeyOwner(self.owner_kind, self.owner_uuid)


class EnrolmentLink(models.Model):
    """A link with which a person chooses their first password, once. Only the SHA-256 of its token is kept.

    No ``Row``: the token's hash has no history.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="enrolment_links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        internal = frozenset({"uuid", "user", "expires_at", "used_at"})
        confidential = frozenset({"token_sha256"})

    def __str__(self) -> str:
        return f"enrolment link of {self.user.username}"

    @property
    def is_open(self) -> bool:
        """Whether it may still be used."""
        return self.used_at is None and timezone.now() < self.expires_at and self.user.is_active


class LockdownLift(models.Model):
    """One of the two people who lift a lockdown. The same person never counts twice."""

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lockdown = models.ForeignKey(Lockdown, on_delete=models.CASCADE, related_name="lifts")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lockdown", "user"], name="a_person_lifts_a_lockdown_once"),
        ]

    class Privacy:
        internal = frozenset({"uuid", "lockdown", "user", "at"})

    def __str__(self) -> str:
        return f"{self.lockdown}: {self.user.username}"


class SharedCacheEntry(models.Model):
    """The table of the database cache: counts of attempts and codes used, the same for every process.

    Written by Django's cache only; a model, so that ``migrate`` makes the table.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cases_cache"

    class Privacy:
        internal = frozenset({"cache_key", "value", "expires"})

    def __str__(self) -> str:
        return "cache entry"
