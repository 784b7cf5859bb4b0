"""The one mixin that routes what the admin saves to actions, and shows a record's steps and history."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from . import audit, permissions
from .editing import EditingAdmin
from .errors import Refused
from .fields import SealedField
from .lists import RecordList, ShortPaginator
from .record_pages import Action, Panel, Related, Step
from .records import action_name
from .staff_forms import ActionForm

__all__ = ["Action", "ActionAdmin", "Panel", "Related", "Step"]


class ActionAdmin(EditingAdmin):
    """A staff page whose every write is an action; what one may not see answers 404."""

    form = ActionForm
    add_action: ClassVar[Action | None] = None
    change_action: ClassVar[Action | None] = None
    formset_action: ClassVar[Action | None] = None
    steps: ClassVar[tuple[Step, ...]] = ()
    related: ClassVar[tuple[Related, ...]] = ()
    panels: ClassVar[tuple[Panel, ...]] = ()
    cards: ClassVar[list[Callable[[HttpRequest, Any, Any], list[Any]]]] = []
    """Of every page: what a stage says, by form and stored record, about the people in them; each names its template."""
    add_page: ClassVar[str] = ""
    """The name of a page on which a new record is better begun than on its own form."""
    change_form_template = "admin/cases/change_form.html"
    actions = None
    list_per_page = 50
    paginator = ShortPaginator
    show_full_result_count = False

    @property
    def record_argument(self) -> str:
        """What actions call the record."""
        return str(self.opts.model_name)

    # Rights

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        queryset: Any = super().get_queryset(request)
        if hasattr(queryset, "visible_to"):
            return self.with_saves(request, queryset.visible_to(request.user))
        return self.with_saves(request, queryset if self.has_view_permission(request) else queryset.none())

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.may_look(request.user, self.model.section)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return _may(request, type(self).add_action)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """True for everybody who may look: the page is the same, with its boxes locked (see ``may_change``)."""
        return self.has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def may_change(self, request: HttpRequest, obj: Any) -> bool:
        """Whether the form is open; the action decides again when it is saved."""
        return _may(request, type(self).change_action)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """A list is filtered by its records' own columns: rows that point to them, or what is sealed, would answer
        questions about what one may not see."""
        name = lookup.partition("__")[0]
        own = {field.name for field in self.opts.concrete_fields if not isinstance(field, SealedField)}
        return name in own and super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    # Writes go to actions

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        action = type(self).change_action if change else type(self).add_action
        if action is None:
            raise Refused(_("A record of this kind is never changed: make a new one."))
        record = {self.record_argument: self.get_object(request, str(obj.pk))} if change else {}
        with self.saving(request, obj):
            saved = action(by=request.user, **record, **form.values())
        obj.__dict__.update(saved.__dict__)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        action = type(self).formset_action
        if action is not None and formset.has_changed():
            action(by=request.user, **{self.record_argument: form.instance}, **self.formset_values(formset))

    def formset_values(self, formset: Any) -> dict[str, Any]:
        """What ``formset_action`` takes of an inline's rows; a page with such an inline says it."""
        raise NotImplementedError

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        """Records are never deleted here."""
        raise Http404

    # Django's own log copies str(obj); the audit chain is ours.

    def construct_change_message(self, *_args: Any) -> list[dict[str, Any]]:
        return []

    def log_addition(self, *_args: Any) -> Any: ...

    def log_change(self, *_args: Any) -> Any: ...

    def log_deletions(self, *_args: Any) -> Any: ...

    # Pages

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        may_change = obj is None or self.may_change(request, obj)
        return type(form.__name__, (form,), {"request": request, "may_change": may_change})

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Without the small add, change and view links beside each choice: a record's page has its own."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        locked = obj is not None and not self.may_change(request, obj)
        context.update(show_save=not locked, show_save_and_continue=not locked, show_save_and_add_another=False)
        if not locked:
            context["note"] = self.note(request, obj)
            context["draft_card"] = self.drafts.card(request, context["note"])
            context["conflict"] = getattr(request, "conflict", None)
            self.drafts.bring_back(request, context["note"], [context["adminform"].form])
        found = [card for cards in self.cards for card in cards(request, context["adminform"].form, obj)]
        context["cards"] = sorted(found, key=lambda card: getattr(card, "place", 0))
        if obj is not None:
            context.update(title=capfirst(self.opts.verbose_name))
            context.update(steps=self._open_steps(request, obj), related=self._related_links(request, obj))
            context.update(panels=[(panel.title, panel.sentences(obj)) for panel in self.panels])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        step = path("<path:object_id>/step/<slug:step>/", self.admin_site.admin_view(self.step_view), name=name)
        return [step, *super().get_urls()]

    def step_view(self, request: HttpRequest, object_id: str, step: str) -> HttpResponseBase:
        """Carry out one step by POST, and say on the record's page what came of it."""
        record = self.get_object(request, object_id)
        chosen = next((known for known in self.steps if known.name == step), None)
        if record is None or chosen is None or request.method != "POST":
            raise Http404
        try:
            result = chosen.action(by=request.user, **{self.record_argument: record}, **chosen.arguments(request.POST))
            answer = self.step_answer(request, chosen, record, result)
        except (Refused, ValidationError) as refusal:
            messages.error(request, str(refusal) if isinstance(refusal, Refused) else " ".join(refusal.messages))
            answer = None
        return answer or redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", object_id)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Back to the new record's page, with a sentence that is also true of a record that is never changed."""
        messages.success(request, _("%(record)s is stored.") % {"record": obj})
        if "_continue" in request.POST:
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", obj.pk)
        return self.response_post_save_add(request, obj)

    def step_answer(self, request: HttpRequest, step: Step, record: Any, result: Any) -> HttpResponseBase | None:
        """What a finished step shows; by default the record's page with a message."""
        messages.success(request, _("Done: %(step)s.") % {"step": step.label})
        return None

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The record, or None after the chain says that somebody asked for one that they do not see."""
        record = super().get_object(request, object_id, from_field)
        if record is None:
            audit.not_shown(by=request.user, label=str(self.opts.model_name), key=object_id)  # type: ignore[arg-type]
        return record

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[RecordList]:
        return RecordList

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """A plain list of codes is not logged; a search is, without its words."""
        shown = {"add_address": self.add_address(request), **(extra_context or {})}
        answer = super().changelist_view(request, shown)
        if request.GET.get("q") and (listed := getattr(answer, "context_data", None)):
            audit.searched(by=request.user, label=str(self.opts.model_name), found=listed["cl"].result_count)  # type: ignore[arg-type]
        return answer

    def add_address(self, request: HttpRequest) -> str:
        """Where a new record is begun: the page made for it where the user may, else the record's own form, or nowhere."""
        page = next((one for one in self.admin_site.pages if one.name == self.add_page), None)  # type: ignore[attr-defined]
        if page is not None and page.open_to(request.user):
            return reverse(page.url_name)
        stem = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{stem}_add") if self.has_add_permission(request) else ""

    def _get_obj_does_not_exist_redirect(self, *_args: Any) -> HttpResponse:
        raise Http404

    def _open_steps(self, request: HttpRequest, record: Any) -> list[Step]:
        return [step for step in self.steps if _may(request, step.action) and step.open_to(record)]

    def _related_links(self, request: HttpRequest, record: Any) -> list[dict[str, Any]]:
        links = []
        for link in self.related:
            stem = f"admin:{self.opts.app_label}_{link.model}"
            other: Any = next(a for m, a in self.admin_site._registry.items() if m._meta.model_name == link.model)
            if not other.has_view_permission(request):
                continue
            links.append(
                {
                    "label": link.label,
                    "url": f"{reverse(f'{stem}_changelist')}?{link.field}__exact={record.pk}",
                    "add_label": link.add_label,
                    "add_url": f"{url}?{link.field}={record.pk}" if (url := other.add_address(request)) else "",
                }
            )
        return links


def _may(request: HttpRequest, action: Action | None) -> bool:
    return action is not None and permissions.may(request.user, action_name(action))  # type: ignore[arg-type]
