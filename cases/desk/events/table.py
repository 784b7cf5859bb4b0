"""/staff/cases/…/who-did-what/: every act of a case with its victims, its actors, its time and place; and its file."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.coding.models import Act, Actor, Involvement
from cases.core import audit, sealing
from cases.core.partial_dates import PartialDate
from cases.core.said_dates import in_words
from cases.core.translated import in_language
from cases.documents.csvs import csv_text
from cases.witnesses import consent
from cases.witnesses.models import Scope, Stream

from .acts import CaseView, frame, may_take_away, page_of, view_of
from .filters import ActFilter

PER_PAGE = 100
MOST_TAKEN = 20_000
NAME = "case_who_did_what"
Names = dict[uuid.UUID, str]
"""What actors are called, by key: those that the reader may open."""


@dataclass(frozen=True)
class Row:
    """One act as a reader sees it."""

    act: Act
    names: Names

    @property
    def label(self) -> str:
        return in_language(self.act.category.labels)

    @property
    def marks(self) -> str:
        """† for a legal finding, 🔒 for a restricted code."""
        category = self.act.category
        return ("†" if category.legal_review else "") + ("🔒" if category.restricted else "")

    @property
    def people(self) -> list[str]:
        return [row.witness.code for row in self.act.victims.all() if row.witness]

    @property
    def groups(self) -> list[str]:
        """Groups have no number of people here: each is "at least 1 group"."""
        return [row.group.code for row in self.act.victims.all() if row.group]

    @property
    def actors(self) -> list[tuple[Actor, str, str]]:
        """Each actor, what it is called, and in which role and how directly."""
        found = []
        for one in self.act.involvements.all():
            parts = [one.get_role_display() if one.role else "", one.get_degree_display() if one.degree else ""]
            actor = one.actor.known_as
            found.append((actor, self.names.get(actor.pk, ""), ", ".join(part for part in parts if part)))
        return found

    @property
    def date(self) -> PartialDate:
        """The act's own time; where it has none, its event's."""
        return self.act.date if self.act.date.precision else self.act.event.date

    @property
    def period(self) -> str:
        return in_words(self.date) or self.date.as_said

    @property
    def place(self) -> str:
        place = self.act.place or self.act.event.place
        return in_language(place.labels) if place else ""


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One page of the acts that answer the filter; a fixed number of statements, however many there are."""
    view = view_of(request, key)
    names = actor_names(view)
    actors = sorted(((str(key), name) for key, name in names.items()), key=lambda one: one[1])
    form = ActFilter(request.GET or None, view=view, actors=actors)
    found = form.narrow(view.acts) if form.is_bound else view.acts
    # Keys alone are sorted: whole rows with all they are joined to would take most of the time.
    shown = Paginator(in_order(found).values_list("pk", flat=True), PER_PAGE).get_page(page_of(request))
    here = in_order(view.every_act.filter(pk__in=list(shown)))
    rows = [Row(act, names) for act in with_parts(here, view)]
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        **frame(request, view, NAME),
        "form": form,
        "rows": rows,
        "shown": shown,
        "query": query.urlencode(),
        "export": f"{reverse('admin:case_acts_file', args=[view.case.pk])}?{query.urlencode()}"
        if may_take_away(view.user)
        else "",
    }
    return TemplateResponse(request, "admin/cases/events/table.html", context)


def export(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The filtered acts as a file, by POST with a reason; taking it away is an event itself. No names are in it."""
    view = view_of(request, key)
    if request.method != "POST" or not may_take_away(view.user):
        raise Http404
    form = ActFilter(request.GET, view=view, actors=[(str(key), "") for key in _actors(view)])
    reason = request.POST.get("reason", "").strip()
    found = form.narrow(view.acts)
    if problem := _problem(form, reason, found):
        messages.error(request, problem)
        return redirect(f"{reverse(f'admin:{NAME}', args=[key])}?{request.GET.urlencode()}")
    rows = may_leave([Row(act, {}) for act in with_parts(in_order(found), view)])
    audit.exported(view.user, "act", len(rows), reason)
    name = f"{view.case.code}-acts-{timezone.localdate()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(file_of(rows), content_type="text/csv; charset=utf-8", headers=headers)


def in_order(acts: QuerySet[Act]) -> QuerySet[Act]:
    """By event, then by time; what has no time comes last in its event."""
    return acts.order_by("event__code", F("date_earliest").asc(nulls_last=True), "code")


def with_parts(acts: QuerySet[Act], view: CaseView) -> QuerySet[Act]:
    """The acts with everything that a row shows. Three statements."""
    involved = Involvement.objects.visible_to(view.user).select_related("actor__merged_into").order_by("uuid")
    related = ("category", "testimony__witness", "testimony__group", "event__place", "place")
    return acts.select_related(*related).prefetch_related(
        Prefetch("victims", view.victims.select_related("witness", "group").order_by("uuid")),
        Prefetch("involvements", involved),
    )


def actor_names(view: CaseView) -> Names:
    """What every actor of the case is called whom the reader sees, opened under one event."""
    return {key: f"{actor.code} {name}".strip() for key, (actor, name) in _opened(view).items()}


def _opened(view: CaseView) -> dict[uuid.UUID, tuple[Actor, str]]:
    actors = _actors(view)
    names = sealing.open_rows(list(actors.values()), "name", by=view.user, reason="who did what to whom")
    return {key: (actor, names[key] or "") for key, actor in actors.items()}


def _actors(view: CaseView) -> dict[uuid.UUID, Actor]:
    found = Actor.objects.visible_to(view.user).filter(case=view.case, merged_into=None)
    return {actor.pk: actor for actor in found}


def _problem(form: ActFilter, reason: str, found: QuerySet[Act]) -> str:
    if not reason or len(reason) > 300:
        return _("Say in a few words why you take these acts away.")
    if not form.is_valid():
        return _("The filter cannot be read: set it again.")
    if found.count() > MOST_TAKEN:
        return _("That is more than 20,000 acts: narrow the filter.")
    return ""


def may_leave(rows: Sequence[Row]) -> list[Row]:
    """Without what people told us who do not allow internal coding (S1) today: a page of the office still lists it."""
    told = {key for row in rows if (key := _who_told(row)) is not None}
    left_out = told - consent.who_allows(Scope.S1, dict.fromkeys(told, timezone.localdate()))
    return [row for row in rows if _who_told(row) not in left_out]


def _who_told(row: Row) -> uuid.UUID | None:
    """The person of an interview of our own; None for a group or a public source."""
    testimony = row.act.testimony
    return testimony.witness_id if testimony and testimony.stream == Stream.OWN else None


def file_of(rows: Sequence[Row]) -> bytes:
    """CSV with a head in the reader's language: codes and times, no names and no words of anybody."""
    head = [
        _("Act"), _("Category"), _("Name of the category"), _("State"), _("Victims: people"), _("Victims: groups"),
        _("Actors"), _("When (EDTF)"), _("Place"), _("Told by"), _("Testimony"), _("Event"),
    ]  # fmt: skip
    return csv_text([head, *_lines(rows)])


def _lines(rows: Sequence[Row]) -> Iterator[list[str | int | None]]:
    for row in rows:
        act, testimony = row.act, row.act.testimony
        teller: Any = testimony and (testimony.witness or testimony.group)
        actors = "; ".join(f"{actor.code} ({part})" if part else actor.code for actor, _name, part in row.actors)
        yield [
            act.code, act.category.code, row.label, act.get_state_display(), "; ".join(row.people),
            "; ".join(row.groups), actors, row.date.to_edtf(), row.place, teller.code if teller else "",
            testimony.code if testimony else "", act.event.code,
        ]  # fmt: skip
