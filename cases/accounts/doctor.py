"""What `manage.py doctor` looks at among the accounts: numbers only, never a name."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator

from cases.core import lockdown
from cases.core.doctor import Line, good, poor
from cases.core.permissions import Role

from .actions.lockdown import LIFTERS, PEOPLE_TO_LIFT
from .models import User

CRITICAL = (Role.ADMINISTRATOR, Role.LEAD, Role.DPO)


def lines(*, office: bool) -> Iterator[Line]:
    """Whether those are there without whom the office comes to a halt."""
    if lockdown.standing():
        yield poor("The office is locked down.", "Two people lift it at /accounts/lockdown/.")
    people = list(User.objects.filter(is_active=True, is_system=False))
    for role in CRITICAL:
        if not any(role in user.role_set for user in people):
            yield poor(
                f"Nobody is {role.label}.", "The administrator gives the role at /staff/ under Users.", office=office
            )
    lifters = [user for user in people if LIFTERS & user.role_set]
    if len(lifters) < PEOPLE_TO_LIFT:
        text = "Fewer than two people could lift a lockdown: it would stand for ever."
        remedy = "Give a second person the role of administrator, data-protection officer or verification lead."
        yield poor(text, remedy, office=office)
    else:
        yield good(f"{len(people)} active accounts; {len(lifters)} people can lift a lockdown.")
    factors = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    without = len({user.pk for user in people} - set(factors.values_list("user_id", flat=True)))
    if without:
        text = f"{without} active accounts have no second factor yet."
        yield poor(text, "They add one when they sign in next; close the accounts that nobody uses.")
    else:
        yield good("Every active account has a second factor.")
