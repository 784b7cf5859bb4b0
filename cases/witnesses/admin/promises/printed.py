"""The consent form on paper, for signature or reading aloud: in any of three languages, whatever the page's own is."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.core import permissions
from cases.core.rights import Section
from cases.core.staff_site import StaffPage, StaffSite
from cases.witnesses.consent_form import texts_in

PAPERS = {"ko": "한국어", "ru": "Русский", "en": "English"}
"""Each language by its own name, so that whoever reads it finds it."""


def open_to(user: Any) -> bool:
    """To whoever works with consents."""
    return permissions.may_look(user, Section.CONSENT)


def page(request: HttpRequest) -> HttpResponse:
    """The form in the language asked for, else in the page's own. Nothing of any person stands on it."""
    wanted = request.GET.get("language", "")
    language = wanted if wanted in PAPERS else get_language() or "en"
    context = {
        **admin.site.each_context(request),
        "title": _("Consent form to print"),
        "texts": texts_in(language),
        "papers": PAPERS,
    }
    return TemplateResponse(request, "admin/cases/consent_print.html", context)


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("consent-form/", "consent_form", page, open_to, _("Consent form to print")))
