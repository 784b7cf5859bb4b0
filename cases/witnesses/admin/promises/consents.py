"""The staff page of consents: recorded once, shown for ever, and signed by the DPO where the person is under 18."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.core import permissions
from cases.core.admin import ActionAdmin, Panel, Step
from cases.core.staff_site import StaffSite
from cases.witnesses import actions, minors
from cases.witnesses.models import Consent

from .consent_form import TALK, ConsentForm

NAMED_IN_NOTICE = 5
WHO_AND_WHEN: Any = (None, {"fields": ("witness", "given_on")})
UNDER_18: Any = (
    _("Only for a person under 18"),
    {
        "fields": ("guardian", "assents", "best_interest", "support_person"),
        "description": _("Nothing is in force until the data-protection officer has signed."),
    },
)


def standing(consent: Consent) -> list[str]:
    """What its page says of a consent today: whether it counts, and what was left out of the talk."""
    found = []
    newest = minors.newest_of_people([consent.witness.person], on=timezone.localdate()).get(consent.witness.person)
    if newest is not None and newest != consent:
        found.append(
            gettext("%(code)s of %(day)s replaces it: what stands here counts no more.")
            % {"code": newest.code, "day": newest.given_on.isoformat()}
        )
    elif not minors.waits(consent):
        found.append(gettext("It is the newest of this person: it says what is allowed."))
    if hasattr(consent, "minor_signature"):
        signature = consent.minor_signature
        found.append(
            gettext("Signed by %(person)s on %(day)s.")
            % {"person": signature.signed_by, "day": timezone.localdate(signature.created_at).isoformat()}
        )
    missing = [
        str(field.verbose_name)
        for field in Consent._meta.concrete_fields
        if field.name in TALK and not getattr(consent, field.name)
    ]
    if missing:
        found.append(gettext("Not ticked in the talk: %(parts)s.") % {"parts": "; ".join(missing)})
    return found


class SignatureFilter(admin.SimpleListFilter):
    """Minors' consents that wait for the data-protection officer."""

    title = _("signature for a minor")
    parameter_name = "signature"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waits", _("waits for the data-protection officer"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "waits":
            return queryset
        return queryset.filter(pk__in=minors.waiting(request.user).values("pk"))  # type: ignore[arg-type]  # staff


@admin.register(Consent)
class ConsentAdmin(ActionAdmin):
    form = ConsentForm
    change_form_template = "admin/cases/consent_form.html"
    add_action = actions.record_consent
    steps = (
        Step(
            "sign",
            _("Sign as data-protection officer"),
            actions.sign_for_minor,
            open_to=minors.waits,
            asks="signature_note",
        ),
    )
    panels = (Panel(_("How it stands"), standing),)
    radio_fields: ClassVar[Any] = {"way": admin.HORIZONTAL}
    fieldsets: ClassVar[Any] = (
        WHO_AND_WHEN,
        (_("First, the talk"), {"fields": TALK, "classes": ("talk",)}),
        (_("Twelve purposes"), {"fields": (), "classes": ("purposes",)}),
        (
            _("How it was given"),
            {"fields": ("way", "language", "interpreter", "place_kind", "age", "form_version")},
        ),
        UNDER_18,
        (_("And then"), {"fields": ("named_as", "reimbursement", "review_on", "form_sha256", "note")}),
    )
    list_display = ("code", "witness", "given_on", "way", "language")
    list_filter = (SignatureFilter,)
    search_fields = ("code", "witness__code")
    list_select_related = ("witness",)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == SignatureFilter.parameter_name or super().lookup_allowed(lookup, value, request)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A stored minor's page begins with what the DPO must weigh; an adult's has nothing of it."""
        if obj is None:
            return self.fieldsets
        first, *rest = [fieldset for fieldset in self.fieldsets if fieldset is not UNDER_18]
        return (first, UNDER_18, *rest) if obj.is_of_a_minor else (first, *rest)


def notices(user: Any) -> list[str]:
    """What the DPO must know first: children whose consents wait for a signature, so that nothing of them is in force."""
    if not permissions.may(user, "witnesses.sign_for_minor"):
        return []
    codes = list(minors.waiting(user).order_by("code").values_list("code", flat=True))
    if not codes:
        return []
    named = ", ".join(codes[:NAMED_IN_NOTICE]) + (" …" if len(codes) > NAMED_IN_NOTICE else "")
    text = ngettext(
        "The consent of a person under 18 waits for your signature: %(codes)s. Nothing is in force before.",
        "The consents of %(count)s people under 18 wait for your signature: %(codes)s. Nothing is in force before.",
        len(codes),
    )
    return [text % {"count": len(codes), "codes": named}]


site: Any = admin.site
assert isinstance(site, StaffSite)
site.notices.append(notices)
