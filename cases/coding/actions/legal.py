"""Legal findings: a † category that a legal reviewer sets on what a coder coded plainly."""

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.coding import policies
from cases.coding.models import Act
from cases.core.errors import Refused
from cases.core.records import action, fill, locked, write
from cases.vocabulary.models import AbuseCategory


@action
def raise_act(*, by: User, act: Act, category: AbuseCategory, raise_reason: str) -> Act:
    """Set a † category of the same family on an act, with the reason; the coder's own category is kept beside it."""
    act = locked(act)
    policies.check_can_raise(by, act, category, raise_reason)
    act.raised_from, act.raised_by, act.category = act.category, by, category
    fill(act, {"raise_reason": raise_reason.strip()})
    return write(act)


@action
def lower_act(*, by: User, act: Act) -> Act:
    """Give a raised act the category back that its coder had chosen."""
    act = locked(act)
    policies.check_can_review(by, act)
    if act.raised_from is None:
        raise Refused(_("%(act)s was not raised: there is nothing to take back.") % {"act": act.code})
    act.category, act.raised_from, act.raised_by = act.raised_from, None, None
    fill(act, {"raise_reason": None})
    return write(act)
