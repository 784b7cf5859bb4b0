"""The interview that a page of two codings is about."""

import uuid
from typing import Any

from django.http import Http404

from cases.core import audit, permissions
from cases.core.rights import Section
from cases.intake.models import Testimony
from cases.witnesses.models import Stream


def may(user: Any, action: str) -> bool:
    """Whether a person of the staff holds an action."""
    return bool(getattr(user, "is_staff", False)) and permissions.may(user, action)


def interview(user: Any, key: uuid.UUID) -> Testimony:
    """An own interview whose account the person may read; 404 for any other, like for what is not there."""
    readable = Testimony.objects.readable_by(user, Section.ACCOUNT).filter(stream=Stream.OWN)
    testimony = readable.select_related("case", "witness").filter(pk=key).first()
    if testimony is None:
        audit.not_shown(by=user, label="testimony", key=key)
        raise Http404
    return testimony
