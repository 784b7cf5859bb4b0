"""The staff page “Public site”: who publishes and how they are reached, and the words of the glossary."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.core import permissions
from cases.core.errors import Refused
from cases.core.staff_site import StaffPage, StaffSite
from cases.published.models import PublishedSite, PublishedTerm
from cases.releases.actions import publish_glossary, set_site
from cases.vocabulary.models import VocabularyVersion

PUBLISHER, GLOSSARY = "releases.set_site", "releases.publish_glossary"


class PublisherForm(forms.Form):
    """What stands at the head and the foot of every public page."""

    organisation = forms.CharField(
        label=_("Who publishes"),
        max_length=120,
        widget=forms.TextInput(attrs={"size": 60}),
        help_text=_("As the public pages name it."),
    )
    contact = forms.CharField(
        label=_("How the public reaches you"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"size": 60}),
        help_text=_("An e-mail or web address for everybody. Never one that witnesses use."),
    )


def open_to(user: Any) -> bool:
    """For those who may change either."""
    return bool(getattr(user, "is_staff", False)) and any(permissions.may(user, name) for name in (PUBLISHER, GLOSSARY))


def page(request: HttpRequest) -> HttpResponse:
    """Say who publishes, or publish the glossary as the vocabulary stands."""
    user: Any = request.user
    site = PublishedSite.objects.first() or PublishedSite()
    values = {"organisation": site.organisation, "contact": site.contact}
    form = PublisherForm(request.POST if "organisation" in request.POST else None, initial=values)
    if request.method == "POST":
        try:
            if said := _carried_out(request, user, form):
                messages.success(request, said)
                return redirect("admin:public_site")
        except Refused as refusal:
            messages.error(request, str(refusal))
    version = VocabularyVersion.objects.first()
    context = {
        **admin.site.each_context(request),
        "title": _("Public site"),
        "site": site,
        "form": form if permissions.may(user, PUBLISHER) else None,
        "may_publish": permissions.may(user, GLOSSARY),
        "terms": PublishedTerm.objects.count(),
        "published_version": PublishedTerm.objects.order_by("-vocabulary_version")
        .values_list("vocabulary_version", flat=True)
        .first(),
        "version": version.number if version else None,
    }
    return TemplateResponse(request, "admin/cases/public_site.html", context)


def _carried_out(request: HttpRequest, user: Any, form: PublisherForm) -> str:
    """What was done, as a sentence; empty where the form is to be shown again."""
    if "glossary" in request.POST:
        changed = publish_glossary(by=user)
        text = ngettext(
            "The glossary is public: %(count)s entry changed.",
            "The glossary is public: %(count)s entries changed.",
            changed,
        )
        return text % {"count": changed}
    if not form.is_valid():
        return ""
    set_site(by=user, **form.cleaned_data)
    return gettext("The public pages now name you like this.")


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("public-site/", "public_site", page, open_to, _("Public site")))
