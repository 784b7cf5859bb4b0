"""/staff/withdrawals/ and /staff/withdraw/…/: a person takes their word back, by telephone, on one page."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.core import audit, permissions
from cases.core.admin import ActionAdmin
from cases.core.errors import Refused
from cases.core.staff_site import StaffPage, StaffSite
from cases.desk import actions
from cases.desk.withdrawal import lines
from cases.desk.withdrawal.persons import check_is_own, records_of
from cases.witnesses.models import Identity, Stream, Withdrawal, Witness

from . import words
from .forms import CodeForm, WithdrawalForm

WITHDRAW = "desk.withdraw"


def open_to(user: Any) -> bool:
    """For whoever carries out withdrawals; of whom, the record decides."""
    return bool(getattr(user, "is_staff", False)) and permissions.may(user, WITHDRAW)


def find(request: HttpRequest) -> HttpResponse:
    """The witness by the code; and the withdrawals that wait for a decision."""
    user: Any = request.user
    form = CodeForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_bound and form.is_valid():
        return redirect("admin:withdraw", form.cleaned_data["code"].pk)
    waiting = Withdrawal.objects.visible_to(user).filter(whole=True, decision="").select_related("witness")
    context = {
        **admin.site.each_context(request),
        "title": _("Somebody takes their word back"),
        "form": form,
        "waiting": waiting.order_by("received_on"),
        "decide_within": lines.DECISION_WITHIN.days,
    }
    return TemplateResponse(request, "admin/cases/withdrawals.html", context)


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What the person says, everything that it touches, and one button."""
    user: Any = request.user
    witness = Witness.objects.visible_to(user).filter(pk=key).first()
    if witness is None:
        audit.not_shown(by=user, label="witness", key=key)
        raise Http404
    check_is_own(witness)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (done := _withdrawn(request, witness, form)) is not None:
        return redirect("admin:cases_withdrawal_change", done.pk)
    audit.record_shown(by=user, subject=witness)
    context = {**admin.site.each_context(request), **_context(user, witness), "form": form}
    context["purposes"] = zip(words.purposes(witness), form["scopes"], strict=True)
    return TemplateResponse(request, "admin/cases/withdraw.html", context)


def _withdrawn(request: HttpRequest, witness: Witness, form: WithdrawalForm) -> Withdrawal | None:
    user: Any = request.user
    try:
        done = actions.withdraw(by=user, witness=witness, **form.values())
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except ValidationError as error:
        form.add_error(None, error.messages)
    except OperationalError as error:
        # SQLite waits for whoever writes, but not for ever.
        text = gettext(
            "The database is busy with something long, such as a release. Look at %(code)s: unless it says that "
            "everything was taken back, nothing was done; then send the form again in a minute."
        )
        raise Refused(text % {"code": witness.code}) from error
    else:
        messages.success(request, gettext("%(code)s is carried out: see below what is left to do.") % {"code": done})
        return done
    return None


def _context(user: Any, witness: Witness) -> dict[str, Any]:
    people = records_of(witness)
    identity = Identity.objects.visible_to(user).filter(witness__in=people).first()
    return {
        "title": _("Withdrawal of %(code)s") % {"code": witness.code},
        "witness": witness,
        "others": [record.code for record in people if record.pk != witness.pk],
        "done": Withdrawal.objects.visible_to(user).filter(witness__in=people, whole=True).first(),
        "identity": reverse("admin:cases_identity_change", args=[identity.pk]) if identity else "",
        "touched": words.touched(witness, lines.EVERYTHING),
        "next_day": lines.next_calendar_date(timezone.localdate()),
    }


def card(request: HttpRequest, _form: Any, record: Any) -> list[Any]:
    """On a witness's page: the way to the withdrawal, or that it was carried out."""
    if not isinstance(record, Witness) or record.stream == Stream.PRESS or not open_to(request.user):
        return []
    user: Any = request.user
    done = Withdrawal.objects.visible_to(user).filter(witness__person=record.person, whole=True).first()
    return [{"template": "admin/cases/withdrawal_card.html", "witness": record, "done": done}]


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("withdrawals/", "withdrawals", find, open_to, _("Withdrawals")))
site.add_page(StaffPage("withdraw/<uuid:key>/", "withdraw", page, open_to))
ActionAdmin.cards.append(card)
