"""/staff/jobs/<key>/: how far a job is. It looks again by itself, without a script, until the job has ended."""

import uuid
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, gettext_noop

from cases.core.staff_site import StaffPage, StaffSite

from .state import find

# What a build says of itself (desk.build), for the catalogue.
gettext_noop("Freezing who counts, the noise and the cells …")
gettext_noop("Making the files …")


def open_to(user: Any) -> bool:
    """Any member of staff has the door; which job somebody sees is asked of the job."""
    return bool(getattr(user, "is_staff", False))


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The state in the title, so that a window in the background tells it too."""
    job = find(request.user, key)
    if job is None:
        raise Http404
    state, far = job.state, job.progress
    context = {
        **admin.site.each_context(request),
        "title": gettext("%(job)s: %(state)s") % {"job": job.title, "state": state.words},
        "job": job,
        "state": state.value,
        "progress": far,
        "step": gettext(far.step) if far and far.step else "",
        "stays": "stay" in request.GET,
    }
    return TemplateResponse(request, "admin/cases/job.html", context)


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("jobs/<uuid:key>/", "job", page, open_to))
