"""Staff page for accounts."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin, Step
from cases.core.permissions import Role
from cases.core.staff_forms import ActionForm
from cases.core.staff_site import StaffPage, StaffSite

from . import actions, drafts, language  # noqa: F401  (the last two put their pages beside the records)
from .models import User
from .views import lockdown


class UserForm(ActionForm):
    roles = forms.MultipleChoiceField(
        label=capfirst(_("roles")), choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    fixed = ("username",)

    class Meta:
        model = User
        fields = ("username", "name", "trained_sexual_violence", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stored:
            self.initial["roles"] = sorted(self.instance.role_set)


class NewUserForm(UserForm):
    class Meta:
        model = User
        fields = ("username", "name", "trained_sexual_violence")


@admin.register(User)
class UserAdmin(ActionAdmin):
    form = UserForm
    add_action = actions.create_user
    change_action = actions.edit_user
    list_display = ("username", "name", "roles", "is_active")
    search_fields = ("username", "name")
    steps = (
        Step(
            "new-link",
            _("Make a new enrolment link"),
            actions.make_enrolment_link,
            open_to=lambda user: user.is_active and not user.is_system and not user.has_usable_password(),
        ),
        Step(
            "reset",
            _("Take password and second factor away, and make a new enrolment link"),
            actions.reset_sign_in,
            open_to=lambda user: user.is_active and not user.is_system and user.has_usable_password(),
            asks="reason",
        ),
    )

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **({} if obj else {"form": NewUserForm}), **kwargs)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        last = ["is_active"] if obj else []
        return [(None, {"fields": ["username", "name", "roles", "trained_sexual_violence", *last]})]

    def may_change(self, request: Any, obj: Any) -> bool:
        return not obj.is_system and super().may_change(request, obj)

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return Role.ADMINISTRATOR in getattr(request.user, "role_set", ())

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(str(Role(role).label) for role in sorted(user.role_set))

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: str | None = None) -> HttpResponse:
        """The new person's enrolment link, which is shown this once."""
        return self._show_link(request, obj, actions.make_enrolment_link(by=cast(User, request.user), user=obj))

    def step_answer(self, request: HttpRequest, step: Step, record: Any, result: Any) -> HttpResponse:
        return self._show_link(request, record, result)

    def _show_link(self, request: HttpRequest, user: User, token: str) -> HttpResponse:
        link = request.build_absolute_uri(reverse("accounts_enrol", args=[token]))
        context = {**self.admin_site.each_context(request), "opts": self.opts, "object": user, "link": link}
        return TemplateResponse(request, "admin/cases/enrolment_link.html", context)


def _lock_down(request: HttpRequest) -> HttpResponse:
    return lockdown.start(request, admin.site.each_context(request))


cast(StaffSite, admin.site).add_page(
    StaffPage("lockdown/", "lockdown", _lock_down, lambda user: user.is_staff, _("Lock the office down"), place=9)
)
