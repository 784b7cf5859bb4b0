"""Every address has a declared policy, and every staff page is guarded by the admin site."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import get_resolver

from cases.core.url_policies import Policy, is_guarded, policy_of, routes


@register
def every_address_has_a_policy(**_kwargs: Any) -> list[CheckMessage]:
    """E060: nobody decided who may see it. E061: it would answer without asking who is there."""
    found: list[CheckMessage] = []
    for route, callback in routes(get_resolver()):
        policy = policy_of(route)
        if policy is None:
            text = f"The address {route} has no declared policy."
            found.append(Error(text, hint="Declare it in cases/core/url_policies.py.", id="cases.E060"))
        elif policy == Policy.STAFF and not is_guarded(callback):
            text = f"The staff address {route} is not wrapped by admin_view()."
            hint = "Wrap it: self.admin_site.admin_view(view), or add it as a StaffPage."
            found.append(Error(text, hint=hint, id="cases.E061"))
    return found
