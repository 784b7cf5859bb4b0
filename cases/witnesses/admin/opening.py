"""The page on which an identity is opened: why, by whom before, with a fresh second factor, for five minutes."""

import uuid
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.accounts import sessions
from cases.core import audit, permissions
from cases.core.errors import Refused
from cases.core.staff_site import StaffPage, StaffSite
from cases.witnesses import actions, consent_card, policies, queries
from cases.witnesses.models import Identity, IdentityLock, IdentityRequest

from .identities import IDENTITY_LABELS

SHOWN_FOR_SECONDS = 5 * 60
OPEN, ALLOW, LIFT = (
    "witnesses.open_identity", "witnesses.allow_identity_request", "witnesses.lift_identity_lock",
)  # fmt: skip


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you open it?"),
        max_length=200,
        widget=forms.TextInput(attrs={"size": 60, "autocomplete": "off", "autofocus": True}),
        help_text=_("It stays in the audit chain for ever: name no witness and no place."),
    )


def may_open(user: Any) -> bool:
    """Who may open identities at all; of whom, the record decides."""
    return bool(getattr(user, "is_staff", False)) and permissions.may(user, OPEN)


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Ask for the reason, then show who the witness is; the browser leaves the page by itself after five minutes."""
    user: Any = request.user
    identity = Identity.objects.visible_to(user).select_related("witness").filter(pk=key).first()
    if identity is None:
        audit.not_shown(by=user, label="identity", key=key)
        raise Http404
    own = reverse("admin:open_identity", args=[identity.pk])
    if not sessions.has_fresh_second_factor(request, user):
        return sessions.ask_second_factor(user, then=own)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _answer(request, identity, form.cleaned_data["reason"])
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(own)
    request_of_own = queries.own_request(user, identity.witness)
    context = {
        **admin.site.each_context(request),
        "title": _("Open an identity"),
        "identity": identity,
        "form": form,
        "openings": queries.openings_of(identity),
        "high_risk": policies.is_at_high_risk(identity.witness),
        "asked": request_of_own,
        "allowed": request_of_own is not None and request_of_own.approved_by_id is not None,
    }
    return TemplateResponse(request, "admin/cases/open_identity.html", context)


def _answer(request: HttpRequest, identity: Identity, reason: str) -> HttpResponse:
    user: Any = request.user
    if "ask" in request.POST:
        asked = actions.ask_to_open_identity(by=user, witness=identity.witness, request_reason=reason)
        messages.success(request, gettext("%(code)s waits for somebody else to allow it.") % {"code": asked.code})
        return redirect("admin:open_identity", identity.pk)
    cards = consent_card.cards_of([identity.witness], by=user)
    texts = actions.open_identity(by=user, identity=identity, reason=reason)
    back = reverse("admin:cases_identity_change", args=[identity.pk])
    context = {
        **admin.site.each_context(request),
        "title": _("Identity"),
        "identity": identity,
        "texts": [(IDENTITY_LABELS[name], text) for name, text in texts.items() if text],
        "cards": cards,
        "back": back,
    }
    answer = TemplateResponse(request, "admin/cases/identity_opened.html", context)
    answer.headers["Refresh"] = f"{SHOWN_FOR_SECONDS}; url={back}"
    return answer


def notices(user: Any) -> list[str]:
    """Requests that wait for one's word, and locks that a DPO has to look into."""
    told = []
    if permissions.may(user, ALLOW):
        waiting = IdentityRequest.objects.visible_to(user).filter(approved_by=None).exclude(requested_by=user).count()
        text = ngettext(
            "Somebody asks to open the identity of a person at high risk.",
            "%(count)s requests to open identities of people at high risk wait for somebody else's word.",
            waiting,
        )
        told += [text % {"count": waiting}] if waiting else []
    if permissions.may(user, LIFT):
        locks = IdentityLock.objects.filter(lifted_at=None).count()
        text = ngettext(
            "Somebody opened 20 identities within an hour and is locked out of them: ask why, then lift the lock.",
            "%(count)s people opened 20 identities within an hour and are locked out of them: ask why, then lift the locks.",
            locks,
        )
        told += [text % {"count": locks}] if locks else []
    return told


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("identity/<uuid:key>/open/", "open_identity", page, may_open))
site.notices.append(notices)
