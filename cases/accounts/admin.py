"""Staff page for accounts."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ActionAdmin
from cases.core.permissions import Role
from cases.core.staff_forms import ActionForm
from cases.core.staff_site import StaffSite

from . import actions
from .models import User


class UserForm(ActionForm):
    roles = forms.MultipleChoiceField(
        label=_("roles"), choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    fixed = ("username",)

    class Meta:
        model = User
        fields = ("username", "name", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stored:
            self.initial["roles"] = sorted(self.instance.role_set)


class NewUserForm(UserForm):
    password = forms.CharField(
        label=_("first password"), widget=forms.PasswordInput, help_text=_("At least 12 characters.")
    )

    class Meta:
        model = User
        fields = ("username", "name")


class OwnPasswordView(PasswordChangeView):
    """Django's page for changing one's own password; an action stores it."""

    def form_valid(self, form: Any) -> HttpResponseRedirect:
        user = actions.change_own_password(
            by=cast(User, self.request.user), password=form.cleaned_data["new_password1"]
        )
        update_session_auth_hash(self.request, user)
        return HttpResponseRedirect(self.get_success_url())


cast(StaffSite, admin.site).password_change_class = OwnPasswordView


@admin.register(User)
class UserAdmin(ActionAdmin):
    form = UserForm
    add_action = actions.create_user
    change_action = actions.edit_user
    list_display = ("username", "name", "roles", "is_active")
    search_fields = ("username", "name")

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **({} if obj else {"form": NewUserForm}), **kwargs)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        last = ["is_active"] if obj else ["password"]
        return [(None, {"fields": ["username", "name", "roles", *last]})]

    def may_change(self, request: Any, obj: Any) -> bool:
        return not obj.is_system and super().may_change(request, obj)

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return Role.ADMINISTRATOR in getattr(request.user, "role_set", ())

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(str(Role(role).label) for role in sorted(user.role_set))
