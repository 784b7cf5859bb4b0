"""Drafts of forms: shown to their writer and to nobody else, kept also when a session ends in mid-sentence."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import admin
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import formats, timezone
from django.utils.http import url_has_allowed_host_and_scheme

from cases.core import edits, sealing, staff_forms
from cases.core.admin import ActionAdmin
from cases.core.errors import Refused
from cases.core.staff_site import StaffPage, StaffSite

from .actions import discard_draft, keep_draft
from .models import FormDraft, User

NOT_KEPT = frozenset({"csrfmiddlewaretoken", edits.FIELD})


@dataclass(frozen=True)
class DraftCard:
    """That something was typed here and not saved, when the record's page is opened again."""

    template: ClassVar[str] = "admin/cases/draft_card.html"

    draft: FormDraft
    address: str
    """Of the page, with what was typed in its boxes."""
    back: str


def kept(user: User, form: str) -> QueryDict | None:
    """What the person typed into a form and did not save."""
    draft = FormDraft.objects.filter(user=user, form=form).first()
    if draft is None:
        return None
    values = QueryDict(mutable=True)
    for name, some in json.loads(sealing.open_own(draft, "content", by=user) or "{}").items():
        values.setlist(name, some)
    return values


def keep(user: User, note: edits.Note, posted: QueryDict) -> FormDraft:
    """Keep a form's values as its browser sent them; files are never among them."""
    values = {name: some for name, some in posted.lists() if name not in NOT_KEPT}
    return keep_draft(by=user, note=note, values=values)


def rescue(request: HttpRequest, user: User) -> bool:
    """Keep what was sent by somebody whose session is just over. Its note was made for that person's own page."""
    note = edits.read(request.POST.get(edits.FIELD, ""), user) if request.method == "POST" else None
    if note is None:
        return False
    try:
        keep(user, note, request.POST)
    except Refused:  # the keys are locked by now, or the person holds no role any more
        return False
    return True


def card_of(request: HttpRequest, note: edits.Note) -> DraftCard | None:
    """The card of a page whose form has a draft; none while the draft is shown, or just after something was sent."""
    user: Any = request.user
    if request.method != "GET" or edits.FIELD in request.GET:
        return None
    draft = FormDraft.objects.filter(user=user, form=note.form).first()
    if draft is None:
        return None
    query = request.GET.copy()
    query[edits.FIELD] = "1"
    return DraftCard(draft, f"{request.path}?{query.urlencode()}", request.get_full_path())


def bring_back(request: HttpRequest, note: edits.Note, forms: Iterable[BaseForm]) -> None:
    """Fill the boxes of a page with what was typed before and not saved, when the address asks for it."""
    user: Any = request.user
    found = kept(user, note.form) if request.method == "GET" and edits.FIELD in request.GET else None
    for form in forms if found is not None else ():
        staff_forms.bring_back(form, found)


def discard(user: User, form: str) -> None:
    """Forget it: it was saved, or is not wanted."""
    if FormDraft.objects.filter(user=user, form=form).exists():
        discard_draft(by=user, form=form)


class AdminDrafts:
    """The same for the pages of records."""

    def bring_back(self, request: HttpRequest, note: edits.Note, forms: Iterable[BaseForm]) -> None:
        bring_back(request, note, forms)

    def discard(self, user: User, form: str) -> None:
        discard(user, form)

    def card(self, request: HttpRequest, note: edits.Note) -> DraftCard | None:
        return card_of(request, note)


def page(request: HttpRequest) -> HttpResponse:
    """What the script sends while somebody types, and the button that throws a draft away.

    A reading gives a fresh token for forms: after signing in again in another window, a page left open goes on.
    """
    user: Any = request.user
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    note = edits.read(request.POST.get(edits.FIELD, ""), user)
    if "discard" in request.POST:
        discard(user, request.POST["discard"])
        target = request.POST.get("back", "")
        return redirect(target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else "admin:index")
    if note is None:
        return JsonResponse({}, status=400)
    draft = keep(user, note, request.POST)
    return JsonResponse({"at": formats.time_format(timezone.localtime(draft.saved_at), "H:i:s")})


def _open_to(user: Any) -> bool:
    return bool(getattr(user, "is_staff", False))


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("draft/", "draft", page, _open_to))
ActionAdmin.drafts = AdminDrafts()
