"""Staff pages of assignments and flags: what is to be done by whom, and what stands out."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.casework import actions, policies, queries, subjects
from cases.casework.forms import HandOnForm
from cases.casework.models import Assignment, Flag
from cases.core.admin import ActionAdmin, Step
from cases.core.lists import RecordList
from cases.core.staff_forms import ActionForm, text_box

from .work import done

State = Assignment.State


class OpenFilter(admin.SimpleListFilter):
    """What is open, unless asked otherwise."""

    title = _("state")
    parameter_name = "state"
    open_ones: dict[str, Any]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("over", _("over")), ("all", _("all"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("open")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.exclude(**self.open_ones) if self.value() == "over" else queryset.filter(**self.open_ones)


class OpenWork(OpenFilter):
    open_ones = {"state__in": Assignment.OPEN}


class FlagsUp(OpenFilter):
    open_ones = {"lowered_at": None}


class NamedList(RecordList):
    """A list whose rows know the record that each is about."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        found = subjects.named(list(self.result_list), request.user)  # type: ignore[arg-type]
        for row in self.result_list:
            row.record = found.get(row.subject_uuid)


class AboutRecordAdmin(ActionAdmin):
    """A page of what hangs on a record, of which one sees only what hangs on records that one sees."""

    list_title: ClassVar[Promise]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return NamedList

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": self.list_title, **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return subjects.seen_beside(super().get_queryset(request), request.user)  # type: ignore[arg-type]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == OpenFilter.parameter_name or super().lookup_allowed(lookup, value, request)

    @admin.display(description=_("record"))
    def about(self, row: Any) -> str:
        return link_to(row.record) if row.record is not None else "–"

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        row = kwargs.get("obj")
        if row is not None:
            about = subjects.named([row], request.user).get(row.subject_uuid)  # type: ignore[arg-type]
            context |= {"about": about, "about_address": address_of(about) if about is not None else ""}
        return super().render_change_form(request, context, *args, **kwargs)


def link_to(record: Any) -> str:
    """A link to a record's page, by its code."""
    return format_html('<a href="{}">{}</a>', address_of(record), record)


def address_of(record: Any) -> str:
    """The address of a record's page."""
    return reverse(f"admin:cases_{record._meta.model_name}_change", args=[record.pk])


class AssignmentForm(ActionForm):
    note = text_box(_("note"))
    answer = text_box(_("reason"))
    sealed = ("note", "answer")

    class Meta:
        model = Assignment
        fields = ("case", "task", "given_by", "given_to", "state", "due_on")


def is_offered(assignment: Assignment) -> bool:
    return assignment.state == State.OFFERED


def is_accepted(assignment: Assignment) -> bool:
    return assignment.state == State.ACCEPTED


def is_finished_by_hand(assignment: Assignment) -> bool:
    return is_accepted(assignment) and assignment.task in policies.BY_HAND


@admin.register(Assignment)
class AssignmentAdmin(AboutRecordAdmin):
    form = AssignmentForm
    list_title = _("Who does what")
    steps = (
        Step("accept", _("Accept"), actions.answer_work, is_offered, values=(("accepts", True),)),
        Step("done", _("It is done"), actions.finish_own_work, is_finished_by_hand),
        Step("reject", _("Reject"), actions.answer_work, is_offered, asks="answer", values=(("accepts", False),)),
        Step(
            "give-back",
            _("Give it back"),
            actions.answer_work,
            is_accepted,
            asks="answer",
            values=(("accepts", False),),
        ),
    )
    change_form_template = "admin/cases/work/assignment.html"
    list_display = ("code", "about", "task", "state", "given_to", "given_by", "due", "case")
    list_filter = (OpenWork, "task")
    search_fields = ("code", "case__code")
    list_select_related = ("case", "given_to", "given_by")

    def get_ordering(self, request: HttpRequest) -> Any:
        return queries.mine_first(request.user)  # type: ignore[arg-type]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        answered = obj is not None and obj.answer is not None
        return ("task", "state", "given_to", "given_by", "due_on", "note", *(("answer",) if answered else ()), "case")

    @admin.display(description=_("due"), ordering="due_on")
    def due(self, assignment: Assignment) -> str:
        day = assignment.due_on
        if day is None or assignment.state not in Assignment.OPEN or day >= timezone.localdate():
            return day.isoformat() if day else "–"
        text = gettext("OVERDUE, since %(day)s") % {"day": day.isoformat()}
        return format_html('<strong class="overdue">{}</strong>', text)

    def _open_steps(self, request: HttpRequest, record: Any) -> list[Step]:
        return super()._open_steps(request, record) if record.given_to_id == request.user.pk else []

    def step_answer(self, request: HttpRequest, step: Step, record: Any, result: Any) -> HttpResponseBase | None:
        """Back to the record: there one works."""
        super().step_answer(request, step, record, result)
        subject = subjects.subject_of(result)
        return redirect(address_of(subject) + "#work-title") if subject is not None else None

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.hand_on_view)
        hand_on = path("<path:object_id>/hand-on/", view, name="cases_assignment_hand_on")
        return [hand_on, *super().get_urls()]

    def hand_on_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Offer the work to somebody else."""
        user: Any = request.user
        assignment = self.get_object(request, object_id)
        if assignment is None:
            raise Http404
        subject: Any = subjects.subject_of(assignment)
        people = queries.team_of(assignment.case_id)
        posted = request.POST if request.method == "POST" else None
        form = HandOnForm(posted, by=user, subject=subject, people=people, assignment=assignment)
        if form.is_bound and done(request, form):
            return redirect(address_of(subject) + "#work-title")
        context = {
            **self.admin_site.each_context(request),
            "title": form.title,
            "form": form,
            "record": assignment,
            "back": address_of(assignment),
        }
        return TemplateResponse(request, "admin/cases/work/form.html", context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        row = kwargs.get("obj")
        if row is not None and request.user.pk in (row.given_to_id, row.given_by_id):
            context["may_hand_on"] = row.state in Assignment.OPEN
        return super().render_change_form(request, context, *args, **kwargs)


class FlagForm(ActionForm):
    reason = text_box(_("why"))
    outcome = text_box(_("what came of it"))
    sealed = ("reason", "outcome")

    class Meta:
        model = Flag
        fields = ("case", "kind", "raised_by")


def is_up(flag: Flag) -> bool:
    return flag.lowered_at is None


@admin.register(Flag)
class FlagAdmin(AboutRecordAdmin):
    form = FlagForm
    list_title = _("What stands out")
    steps = (Step("lower", _("Lower the flag"), actions.lower_flag, is_up, asks="outcome"),)
    change_form_template = "admin/cases/work/flag.html"
    list_display = ("code", "about", "flag", "raised_by", "raised", "case")
    list_filter = (FlagsUp, "kind")
    search_fields = ("code", "case__code")
    list_select_related = ("case", "raised_by")

    def get_ordering(self, request: HttpRequest) -> Any:
        """Those that are up first, the oldest of them first."""
        return (F("lowered_at").asc(nulls_first=True), "created_at")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("kind", "reason", "raised_by", *(() if obj is not None and is_up(obj) else ("outcome",)), "case")

    def _open_steps(self, request: HttpRequest, record: Any) -> list[Step]:
        return []  # the page's own template shows it, with more room for words

    @admin.display(description=_("flag"), ordering="kind")
    def flag(self, flag: Flag) -> str:
        text = capfirst(flag.get_kind_display())
        return format_html('<strong class="overdue">{}</strong>', text) if is_up(flag) else str(text)

    @admin.display(description=_("raised"), ordering="created_at")
    def raised(self, flag: Flag) -> str:
        return timezone.localtime(flag.created_at).date().isoformat()

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        row = kwargs.get("obj")
        context["may_lower"] = row is not None and bool(super()._open_steps(request, row))
        return super().render_change_form(request, context, *args, **kwargs)
