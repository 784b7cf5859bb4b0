"""Staff accounts and the roles they hold."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases.core.models import Row
from cases.core.permissions import Role

SYSTEM_USERNAME = "system"


class UserManager(BaseUserManager["User"]):
    pass


class User(AbstractBaseUser, Row):
    """A member of staff. Rights come from roles only: there is no superuser."""

    revision_excludes: ClassVar[frozenset[str]] = frozenset({"password", "last_login"})

    username = models.CharField(_("user name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
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
        ]

    class Privacy:
        internal = frozenset({"username", "name", "is_active", "is_system", "last_login"})
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
