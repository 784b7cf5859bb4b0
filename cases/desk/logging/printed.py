"""The whole interview on one page to print: codes only at its head, every reading an event."""

import uuid
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cases.core import audit, permissions
from cases.core.rights import Section
from cases.intake.models import Testimony
from cases.witnesses.models import Stream

from .interview import Interview
from .whole import whole


def open_to(user: Any) -> bool:
    """For whoever may read what was told by a role: broken glass shows a record and prints none."""
    return bool(getattr(user, "is_staff", False)) and permissions.readable(user, Section.ACCOUNT) is not None


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """An own interview, whoever took it."""
    user: Any = request.user
    readable = Testimony.objects.readable_by(user, Section.ACCOUNT).filter(stream=Stream.OWN)
    testimony = readable.select_related("case", "witness__case", "interviewer").filter(pk=key).first()
    if testimony is None:
        audit.not_shown(by=user, label="testimony", key=key)
        raise Http404
    interview = Interview(user, testimony)
    title = _("Interview %(code)s") % {"code": testimony}
    context = {**admin.site.each_context(request), "title": title, "interview": interview, **whole(interview)}
    return TemplateResponse(request, "admin/cases/logging/print.html", context)
