"""Work given, and flags raised, on many records at once: choose rows, read the preview, confirm.

The preview says of each record whether it will be done and, if not, why; the confirmation names exactly those that it
showed as possible. The action is strict: when something changed in between, it does nothing and says what.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.casework import actions, policies
from cases.casework.forms import LONGEST_NOTE, day_box, words_box
from cases.casework.models import Assignment, Flag
from cases.core import permissions
from cases.core.admin import ActionAdmin
from cases.core.batches import batches
from cases.core.errors import Refused

MOST = 500
Refusals = policies.Refusals


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody with whom the user shares a case."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.none(), empty_label=_("choose …"), **kwargs)

    def offer_colleagues_of(self, user: User) -> None:
        cases = user.memberships.values("case")
        found = User.objects.filter(memberships__case__in=cases, is_active=True).exclude(pk=user.pk)
        self.queryset = found.distinct()


class ManyForm(forms.Form):
    """What is done with the chosen records."""

    title: ClassVar[Promise]
    right: ClassVar[str]
    """The action in the table of rights."""

    def __init__(self, data: Any = None, *, by: User) -> None:
        super().__init__(data, label_suffix="")
        self.by = by
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.offer_colleagues_of(by)

    def why_not(self, rows: Sequence[Any]) -> Refusals:
        """Of each record that cannot be done: why."""
        raise NotImplementedError

    def carry_out(self, rows: Sequence[Any]) -> Sequence[Any]:
        raise NotImplementedError


class GiveManyForm(ManyForm):
    title, right = _("Give work on many records"), "casework.give_many"
    task = forms.ChoiceField(
        label=_("What is to be done"),
        choices=[(task.value, task.label) for task in Assignment.Task if task != Assignment.Task.OTHER],
    )
    given_to = PersonField(label=pgettext_lazy("work", "To whom"))
    due_on = day_box(_("Due on"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if "task" in values and "given_to" in values:
            _checked(self, "given_to", lambda: policies.check_takes(values["given_to"], values["task"]))
        _checked(self, "due_on", lambda: policies.check_due_on(values.get("due_on")))
        return values

    def why_not(self, rows: Sequence[Any]) -> Refusals:
        return policies.why_not(rows, self.cleaned_data["task"], self.cleaned_data["given_to"])

    def carry_out(self, rows: Sequence[Any]) -> Sequence[Any]:
        return actions.give_many(by=self.by, subjects=rows, **self.cleaned_data)


class FlagManyForm(ManyForm):
    title, right = _("Raise a flag on many records"), "casework.flag_many"
    kind = forms.ChoiceField(label=_("What stands out"), choices=Flag.Kind.choices)
    why = words_box(_("Why"), longest=LONGEST_NOTE)

    def why_not(self, rows: Sequence[Any]) -> Refusals:
        return policies.flags_up(rows, self.cleaned_data["kind"])

    def carry_out(self, rows: Sequence[Any]) -> Sequence[Any]:
        return actions.flag_many(by=self.by, subjects=rows, **self.cleaned_data)


class FollowUpsForm(ManyForm):
    title, right = _("Give many follow-ups"), "casework.assign_follow_up"
    assigned_to = PersonField(label=_("For"))
    due_on = day_box(_("Due on"), required=True)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        _checked(self, "due_on", lambda: policies.check_due_on(values.get("due_on")))
        return values

    def why_not(self, rows: Sequence[Any]) -> Refusals:
        return policies.why_not_follow_ups(rows, self.cleaned_data["assigned_to"])

    def carry_out(self, rows: Sequence[Any]) -> Sequence[Any]:
        return actions.assign_follow_ups(by=self.by, follow_ups=rows, **self.cleaned_data)


def _checked(form: forms.Form, name: str, check: Callable[[], None]) -> None:
    try:
        check()
    except Refused as refusal:
        form.add_error(name, str(refusal))


@dataclass(frozen=True)
class Line:
    """One chosen record in the preview; ``refusal`` is empty where it will be done."""

    record: Any
    refusal: str


class BulkWork(ActionAdmin):
    """A list from which work is given, or flags are raised, on many records at once."""

    actions: Any = ("give_many", "flag_many")
    many: ClassVar[dict[str, type[ManyForm]]] = {"give_many": GiveManyForm, "flag_many": FlagManyForm}

    def get_actions(self, request: HttpRequest) -> Any:
        """Those that the user's roles hold; without any, the list has no boxes."""
        user: Any = request.user
        found = super().get_actions(request).items()
        return {name: one for name, one in found if name in self.many and permissions.may(user, self.many[name].right)}

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any], *location: Any) -> Any:
        """What is chosen must be keys; Django would answer anything else with an error."""
        try:
            return super().response_action(request, queryset, *location)
        except ValidationError:
            messages.error(request, gettext("Choose records of this list."))
            return None

    @admin.action(description=_("Give work on them to somebody …"))
    def give_many(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Preview, then offer one person the work on many records."""
        return self._preview(request, queryset, "give_many")

    @admin.action(description=_("Raise a flag on them …"))
    def flag_many(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Preview, then raise one flag on many records."""
        return self._preview(request, queryset, "flag_many")

    def _preview(self, request: HttpRequest, queryset: QuerySet[Any], name: str) -> HttpResponse | None:
        """The form; then what would happen to each record; then, when that is confirmed, one action."""
        user: Any = request.user
        rows = list(queryset[: MOST + 1])
        if len(rows) > MOST:
            messages.error(request, gettext("At most %(most)s records at once: choose fewer.") % {"most": MOST})
            return None
        is_sent = "preview" in request.POST or "confirm" in request.POST
        form = self.many[name](request.POST if is_sent else None, by=user)
        refusals = self._refusals(form, rows) if is_sent and form.is_valid() else {}
        if "confirm" in request.POST and form.is_valid() and _confirmed(request, form, rows):
            return None
        fine = [row for row in rows if row.pk not in refusals]
        context = {
            **self.admin_site.each_context(request),
            "title": form.title,
            "opts": self.opts,
            "form": form,
            "name": name,
            "rows": rows,
            "lines": [Line(row, refusals.get(row.pk, "")) for row in rows] if is_sent and form.is_valid() else [],
            "fine": fine,
            "refused": len(refusals),
        }
        return TemplateResponse(request, "admin/cases/work/many.html", context)

    def _refusals(self, form: ManyForm, rows: Sequence[Any]) -> Refusals:
        """Also of what the action would refuse for its reach, such as the records of a person who withdrew."""
        reached: set[Any] = set()
        manager: Any = self.model._default_manager
        within = manager.within(form.by, permissions.scope(form.by, form.right))
        for some in batches(rows):
            reached.update(within.filter(pk__in=[row.pk for row in some]).values_list("pk", flat=True))
        text = gettext("%(record)s is closed to this step: its person took everything back.")
        beyond = {row.pk: text % {"record": row} for row in rows if row.pk not in reached}
        return {**form.why_not(rows), **beyond}


def _confirmed(request: HttpRequest, form: ManyForm, rows: Sequence[Any]) -> bool:
    """Whether the action did it; if not, the preview is shown anew and says why."""
    try:
        count = len(form.carry_out(rows))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    text = ngettext("Done on %(count)s record.", "Done on %(count)s records.", count)
    messages.success(request, text % {"count": count})
    return True
