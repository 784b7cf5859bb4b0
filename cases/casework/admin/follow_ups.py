"""Staff page of follow-ups: what is due, overdue first; and the notice on the first page."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.casework import actions
from cases.casework.models import FollowUp
from cases.casework.subjects import by_code
from cases.core import permissions
from cases.core.admin import Step
from cases.core.rights import Role, Section
from cases.core.staff_forms import ActionForm, text_box, text_line
from cases.core.staff_site import StaffSite

from .bulk import BulkWork, FollowUpsForm, ManyForm

SOON = dt.timedelta(days=7)


def due_in_words(task: FollowUp, today: dt.date) -> str:
    """When a task is due, so that an overdue one is told without any colour."""
    day, days = task.due_on.isoformat(), abs((task.due_on - today).days)
    if task.done_at is not None:
        return gettext("done on %(day)s") % {"day": timezone.localtime(task.done_at).date().isoformat()}
    if task.due_on == today:
        return gettext("due today, %(day)s") % {"day": day}
    if task.due_on > today:
        text = ngettext("in %(days)s day, on %(day)s", "in %(days)s days, on %(day)s", days)
    else:
        text = ngettext("OVERDUE by %(days)s day, since %(day)s", "OVERDUE by %(days)s days, since %(day)s", days)
    return text % {"days": days, "day": day}


def for_whom(task: FollowUp) -> str:
    """Who does it: a person, or whoever holds a role in the case's team."""
    return str(task.assigned_to) if task.assigned_to else str(Role(task.role).label)


def of_own(user: User) -> "QuerySet[FollowUp]":
    """The open tasks that are somebody's: given to them, or to a role that they hold in the case's team."""
    theirs = Q(assigned_to=user) | Q(assigned_to=None, role__in=user.role_set)
    return FollowUp.objects.visible_to(user).filter(theirs, done_at=None)


class StateFilter(admin.SimpleListFilter):
    """What is still to be done, unless asked otherwise."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("overdue", _("overdue")), ("done", _("done")), ("all", _("all"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("to be done")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        if self.value() == "done":
            return queryset.exclude(done_at=None)
        overdue = {"due_on__lt": timezone.localdate()} if self.value() == "overdue" else {}
        return queryset.filter(done_at=None, **overdue)


class FollowUpForm(ActionForm):
    text = text_box(_("in words"))
    outcome = text_box(_("what came of it"))
    sealed = ("text", "outcome")
    fixed = ("case", "kind", "text", "outcome")

    class Meta:
        model = FollowUp
        fields = ("case", "kind", "assigned_to", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box: Any = self.fields["assigned_to"]
        box.queryset = User.objects.filter(memberships__case=self.instance.case, is_active=True)
        box.empty_label = gettext("whoever holds the role") if self.instance.role else None

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name in ("assigned_to", "due_on")}


class NewFollowUpForm(ActionForm):
    """A new one names its record by the code, since that may stand in any stage."""

    about = text_line(_("record"), help_text=_("Its code, such as TST-003, W-002 or CASE-001."), required=True)
    text = text_box(_("in words"), help_text=_("Sealed. Name no witness and no contact."), required=True)

    class Meta:
        model = FollowUp
        fields = ("assigned_to", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user: Any = self.request.user
        box: Any = self.fields["assigned_to"]
        cases = user.memberships.values("case")
        box.queryset = User.objects.filter(memberships__case__in=cases, is_active=True).exclude(pk=user.pk).distinct()
        box.empty_label = gettext("myself")

    def clean_about(self) -> Any:
        user: Any = self.request.user
        found = by_code(self.cleaned_data["about"].strip().upper(), user)
        if found is None:
            raise forms.ValidationError(gettext("There is no record with this code that you see: look at its page."))
        return found

    def values(self) -> dict[str, Any]:
        values = super().values()
        subject = values.pop("about")
        return {**values, "subject": subject}


def _is_open(task: FollowUp) -> bool:
    return task.done_at is None


@admin.register(FollowUp)
class FollowUpAdmin(BulkWork):
    form = FollowUpForm
    add_action = actions.open_follow_up
    change_action = actions.assign_follow_up
    record_argument = "follow_up"
    steps = (Step("finish", _("It is done"), actions.finish_follow_up, _is_open, asks="outcome"),)
    change_form_template = "admin/cases/follow_up.html"
    list_display = ("code", "what", "due", "who", "case")
    list_display_links = ("code", "what")
    list_filter = (StateFilter, "kind")
    search_fields = ("code", "case__code")
    list_select_related = ("case", "assigned_to")
    actions = ("give_follow_ups",)
    many: ClassVar[dict[str, type[ManyForm]]] = {"give_follow_ups": FollowUpsForm}

    def get_ordering(self, request: HttpRequest) -> Any:
        """What is overdue stands first, what is done last."""
        return (F("done_at").asc(nulls_first=True), "due_on", "code")

    @admin.action(description=_("Give them to somebody …"))
    def give_follow_ups(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Preview, then give many tasks to one person."""
        return self._preview(request, queryset, "give_follow_ups")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        chosen = {"form": NewFollowUpForm} if obj is None else {}
        return super().get_form(request, obj, change, **chosen, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ("about", "text", "assigned_to", "due_on")
        done = obj is not None and obj.done_at is not None
        return ("kind", "text", "case", "assigned_to", "due_on", *(("outcome",) if done else ()))

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == StateFilter.parameter_name or super().lookup_allowed(lookup, value, request)

    def may_change(self, request: HttpRequest, obj: Any) -> bool:
        return _is_open(obj) and super().may_change(request, obj)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("What is due"), **(extra_context or {})})

    @admin.display(description=_("what is to be done"), ordering="kind")
    def what(self, task: FollowUp) -> str:
        return task.get_kind_display()

    @admin.display(description=_("due"), ordering="due_on")
    def due(self, task: FollowUp) -> str:
        today = timezone.localdate()
        text = due_in_words(task, today)
        late = task.done_at is None and task.due_on < today
        return format_html('<strong class="overdue">{}</strong>', text) if late else text

    @admin.display(description=_("for"))
    def who(self, task: FollowUp) -> str:
        return for_whom(task)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With the record that it is about, and a box of its own for what came of it."""
        task = kwargs.get("obj")
        if task is not None:
            context["due"] = due_in_words(task, timezone.localdate())
            context["about"] = self._about(request, task)
            context["finish"] = bool(super()._open_steps(request, task))
        return super().render_change_form(request, context, *args, **kwargs)

    def _open_steps(self, request: HttpRequest, record: Any) -> list[Step]:
        return []  # the page's own template shows it, with more room for words

    def _about(self, request: HttpRequest, task: FollowUp) -> dict[str, str] | None:
        """The record that the task is about, where its reader may see that."""
        for model, page in self.admin_site._registry.items():
            if model._meta.model_name == task.subject_label:
                found = page.get_queryset(request).filter(pk=task.subject_uuid).first()
                address = f"admin:cases_{task.subject_label}_change"
                return {"label": str(found), "url": reverse(address, args=[found.pk])} if found else None
        return None


def due_notice(user: Any) -> list[str]:
    """What is overdue, or due within a week, of one's own."""
    if not permissions.may_look(user, Section.FOLLOW_UP):
        return []
    today = timezone.localdate()
    late, soon = Q(due_on__lt=today), Q(due_on__gte=today, due_on__lte=today + SOON)
    count = of_own(user).aggregate(late=Count("pk", filter=late), soon=Count("pk", filter=soon))
    overdue = ngettext(
        "One follow-up of yours is OVERDUE: see under “Follow-ups”.",
        "%(count)s follow-ups of yours are OVERDUE: see under “Follow-ups”.",
        count["late"],
    )
    coming = ngettext(
        "One follow-up of yours is due within 7 days: see under “Follow-ups”.",
        "%(count)s follow-ups of yours are due within 7 days: see under “Follow-ups”.",
        count["soon"],
    )
    told = ((overdue, count["late"]), (coming, count["soon"]))
    return [text % {"count": number} for text, number in told if number]


site: Any = admin.site
assert isinstance(site, StaffSite)
site.notices.append(due_notice)
