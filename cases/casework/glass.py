"""The staff page for emergencies: an administrator reads one case for an hour, and the DPO is told."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.core import permissions
from cases.core.errors import Refused
from cases.core.staff_site import StaffPage, StaffSite

from . import actions
from .models import Case, GlassBreaking

BREAK, CONFIRM = "casework.break_glass", "casework.confirm_glass_breaking"


class GlassForm(forms.Form):
    """A case by its code: its administrator sees no list of cases."""

    case = forms.CharField(label=_("Code of the case"), max_length=20, widget=forms.TextInput(attrs={"size": 12}))
    reason = forms.CharField(
        label=_("Why it must be read now"),
        max_length=200,
        widget=forms.TextInput(attrs={"size": 70}),
        help_text=_("The data-protection officer reads it. Name no witness."),
    )

    def clean_case(self) -> Case:
        found = Case.objects.filter(code=self.cleaned_data["case"].strip().upper()).first()
        if found is None:
            raise ValidationError(_("There is no case with this code: cases look like CASE-002."))
        return found


def open_to(user: Any) -> bool:
    """The page is for those who break glass and those who are told."""
    return bool(getattr(user, "is_staff", False)) and (permissions.may(user, BREAK) or permissions.may(user, CONFIRM))


def page(request: HttpRequest) -> HttpResponse:
    """Break the glass of a case, or confirm that one has seen it."""
    user: Any = request.user
    form = GlassForm(request.POST if "case" in request.POST else None)
    if request.method == "POST":
        try:
            if _carried_out(request, user, form):
                return redirect("admin:break_glass")
        except Refused as refusal:
            messages.error(request, str(refusal))
    may_confirm = permissions.may(user, CONFIRM)
    shown = GlassBreaking.objects.select_related("case", "user", "seen_by")
    context = {
        **admin.site.each_context(request),
        "title": _("Broken glass"),
        "form": form if permissions.may(user, BREAK) else None,
        "may_confirm": may_confirm,
        "glass_breakings": shown if may_confirm else shown.filter(user=user),
    }
    return TemplateResponse(request, "admin/cases/break_glass.html", context)


def notices(user: Any) -> list[str]:
    """What the DPO must know first: glass that was broken and that nobody has confirmed."""
    waiting = GlassBreaking.objects.filter(seen_by=None).count() if permissions.may(user, CONFIRM) else 0
    if not waiting:
        return []
    text = ngettext(
        "An administrator broke the glass of a case: read why under “Broken glass”.",
        "Administrators broke the glass of cases %(count)s times: read why under “Broken glass”.",
        waiting,
    )
    return [text % {"count": waiting}]


def _carried_out(request: HttpRequest, user: Any, form: GlassForm) -> bool:
    if "confirm" in request.POST:
        try:
            key = forms.UUIDField().clean(request.POST["confirm"])
        except ValidationError as error:
            raise Http404 from error
        actions.confirm_glass_breaking(by=user, glass_breaking=get_object_or_404(GlassBreaking, pk=key))
        messages.success(request, gettext("Confirmed."))
        return True
    if not form.is_valid():
        return False
    broken = actions.break_glass(by=user, **form.cleaned_data)
    messages.success(
        request,
        gettext("You can read %(case)s for an hour. The data-protection officer is told.") % {"case": broken.case.code},
    )
    return True


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("break-glass/", "break_glass", page, open_to, _("Broken glass")))
site.notices.append(notices)
