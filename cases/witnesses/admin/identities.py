"""Staff pages for identities: sealed when they are typed, opened on a page of their own."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core import permissions
from cases.core.admin import ActionAdmin, Step
from cases.core.errors import Refused
from cases.core.partial_dates import parse
from cases.core.staff_forms import ActionForm, text_line
from cases.witnesses import actions
from cases.witnesses.models import SHOWN_FIELDS, Identity, IdentityLock, IdentityRequest

IDENTITY_LABELS = {
    field.name: field.verbose_name for field in Identity._meta.concrete_fields if field.name in SHOWN_FIELDS
}
_KEPT = _("Left empty: stays as it is.")
_HELP = {
    "birth_date": _("1985, 1985-03, 1985-03-21, or 1985~ for about."),
    "safe_contact": _("How, through whom, what to say if somebody else answers."),
}


class IdentityForm(ActionForm):
    """Texts go in and are not shown again: they are opened on a page of its own, with a reason."""

    fixed = ("witness",)

    class Meta:
        model = Identity
        fields = ("witness",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in IDENTITY_LABELS:
            self.fields[name].help_text = _HELP.get(name, "") if not self.stored else _KEPT

    def clean_birth_date(self) -> str:
        """A date as far as it is known."""
        text: str = self.cleaned_data["birth_date"]
        try:
            parse(text)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return text

    def values(self) -> dict[str, Any]:
        # The record of an identity is found by its witness.
        return {**super().values(), "witness": self.instance.witness if self.stored else self.cleaned_data["witness"]}


for _name, _label in IDENTITY_LABELS.items():
    IdentityForm.declared_fields[_name] = text_line(_label)


@admin.register(Identity)
class IdentityAdmin(ActionAdmin):
    form = IdentityForm
    add_action = actions.record_identity
    fields = ("witness", *IDENTITY_LABELS)
    list_display = ("code", "witness")
    search_fields = ("code", "witness__code")
    list_select_related = ("witness",)
    change_form_template = "admin/cases/identity_form.html"

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """With a link to the page that opens it."""
        identity = kwargs.get("obj")
        if identity is not None and permissions.may(request.user, "witnesses.open_identity"):  # type: ignore[arg-type]
            context["open_url"] = reverse("admin:open_identity", args=[identity.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """A new name is compared at once: a person known already must not be counted twice."""
        user: Any = request.user
        if actions.find_namesakes(by=user, witness=obj.witness):
            return redirect("admin:namesakes", obj.witness.pk)
        return super().response_post_save_add(request, obj)


@admin.register(IdentityRequest)
class IdentityRequestAdmin(ActionAdmin):
    fields = ("witness", "reason", "requested_by", "approved_by", "until")
    readonly_fields = fields
    steps = (
        Step(
            "allow",
            _("Allow it for an hour"),
            actions.allow_identity_request,
            open_to=lambda request: request.approved_by_id is None,
        ),
    )
    list_display = ("code", "witness", "requested_by", "approved_by", "until")
    list_filter = (("approved_by", admin.EmptyFieldListFilter),)
    search_fields = ("code", "witness__code")
    list_select_related = ("witness", "requested_by", "approved_by")

    @property
    def record_argument(self) -> str:
        return "identity_request"


@admin.register(IdentityLock)
class IdentityLockAdmin(ActionAdmin):
    fields = ("user", "created_at", "lifted_by", "lifted_at")
    readonly_fields = fields
    steps = (Step("lift", _("Lift the lock"), actions.lift_identity_lock, open_to=lambda lock: lock.lifted_at is None),)
    list_display = ("user", "created_at", "lifted_by", "lifted_at")
    list_select_related = ("user", "lifted_by")

    @property
    def record_argument(self) -> str:
        return "identity_lock"
