"""How a record's page keeps what people write: drafts, two people on one record, and earlier states."""

from collections.abc import Iterable
from typing import Any, ClassVar, Protocol

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from . import audit, conflicts, edits, history
from .errors import Refused
from .models import Revision


class Drafts(Protocol):
    """What was typed and not saved, by person and form; accounts keeps it, below whose rows this module lies."""

    def bring_back(self, request: HttpRequest, note: edits.Note, forms: Iterable[BaseForm]) -> None: ...

    def discard(self, user: Any, form: str) -> None: ...

    def card(self, request: HttpRequest, note: edits.Note) -> Any: ...


class EditingAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The page of a record on which nothing that was typed is lost; what an action refuses is said in its form."""

    drafts: ClassVar[Drafts]
    object_history_template = "admin/cases/history.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Not in one transaction, as Django has it: actions have their own, and readings must be committed first."""
        about: Any = request
        about.counts_saves = True
        if request.method == "GET" and object_id:
            about.earlier = self._earlier(request, object_id)
        try:
            answer = self._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[attr-defined]
        except (Refused, ValidationError) as refusal:
            about.refusal = refusal
            if isinstance(refusal, edits.Outdated) and object_id:
                about.conflict = self._conflict(request, object_id)
                request.POST = about.conflict.data
            answer = self._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[attr-defined]
        if request.method == "POST" and answer.status_code == 302 and (note := self._posted_note(request)):
            self.drafts.discard(request.user, note.form)
        return answer

    def note(self, request: HttpRequest, record: Any) -> edits.Note:
        """What the page's form says of itself: anew when it is opened, and after a conflict was shown."""
        posted = self._posted_note(request) if request.method == "POST" else None
        if posted is not None and not hasattr(request, "conflict"):
            return posted
        return edits.of_page(request, self.model, record, getattr(record, "newest_revision", None))

    def with_saves(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """For a record's own page: each record with the number of its newest revision, read in the same moment, so that a
        save in between is found and not overlooked."""
        if not getattr(request, "counts_saves", False):
            return queryset
        saves = Revision.objects.filter(subject_uuid=models.OuterRef("pk")).order_by("-number")
        counted: models.QuerySet[Any] = queryset.annotate(newest_revision=models.Subquery(saves.values("number")[:1]))
        return counted

    def saving(self, request: HttpRequest, record: Any) -> Any:
        """The context in which the page's action runs: refused when the record has changed since the form was opened."""
        posted = self._posted_note(request)
        return edits.based_on(posted.based_on if posted else None, record.pk)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who wrote this record and what each save changed, for those who may read it; and who read it."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        history.check_may_see_who(record, request.user)
        before = request.GET.get("before", "")
        number = int(before) if before.isdecimal() and len(before) < 9 else None
        found = history.versions(record, request.user, getattr(self.form, "sealed", ()), number)
        events = list(audit.events_of(record.pk)[:200])
        history.actors([version.revision for version in found] + events)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(record)s") % {"record": record},
            "opts": self.opts,
            "object": record,
            "versions": found,
            "may_read": history.may_read(record, request.user),
            "events": events,
            "before": before,
            "older": found[-1].revision.number if found and found[-1].revision.number > 1 else None,
        }
        return TemplateResponse(request, str(self.object_history_template), context)

    def _posted_note(self, request: HttpRequest) -> edits.Note | None:
        return edits.read(request.POST.get(edits.FIELD, ""), request.user)

    def _earlier(self, request: HttpRequest, object_id: str) -> Any:
        """The state of the record that the address asks for by its number."""
        number = request.GET.get("version", "")
        if not number.isdecimal() or len(number) > 8:
            return None
        record = self.get_object(request, object_id)
        if record is None or not history.may_read(record, request.user):
            raise Http404
        earlier = history.at(record, int(number), request.user)
        if earlier is None:
            raise Http404
        text = _("You see version %(number)s. Nothing is changed before you save.")
        messages.info(request, text % {"number": number})
        return earlier

    def _conflict(self, request: HttpRequest, object_id: str) -> conflicts.Conflict:
        record, note = self.get_object(request, object_id), self._posted_note(request)
        assert record is not None  # the action had found it
        assert note is not None  # only a form with a note is refused as outdated
        make = self.get_form(request, record, change=True)
        opened = history.at(record, note.based_on or 0, request.user) or record
        return conflicts.compare(make(request.POST, instance=record), make(instance=opened), make(instance=record))
