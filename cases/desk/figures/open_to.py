"""Who sees exact figures."""

from typing import Any

from cases.core import permissions
from cases.core.rights import Section


def open_to(user: Any) -> bool:
    """For whoever may read exact figures."""
    return bool(getattr(user, "is_staff", False)) and permissions.may_look(user, Section.EXACT)
