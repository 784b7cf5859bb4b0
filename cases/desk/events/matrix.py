"""/staff/cases/…/matrix/: people and acts, each cell one of four answers, and never a colour alone.

Our own interviews and public sources stand apart and are never added up; groups are groups, and no number of people
(domain brief 3.3).
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.coding.models import Act, Victimisation
from cases.core.translated import in_language
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Stream, Witness

from .acts import SHOWN, CaseView, frame, page_of, view_of
from .filters import families

PER_PAGE = 100
NAME = "case_matrix"
PRESENT, ABSENT, UNCLEAR, NOT_ASKED = Act.State.PRESENT, Act.State.STATED_ABSENT, Act.State.UNCLEAR, Act.State.NOT_ASKED
MARKS = {PRESENT: "●", UNCLEAR: "?", ABSENT: "○", NOT_ASKED: "·"}
"""The answers, the strongest first, each with its own shape."""
_STRENGTH = {state: place for place, state in enumerate(MARKS)}
OTHERS, GROUPS = "others", "groups"
TITLES: Mapping[str, Promise] = {
    Stream.OWN: _("People whom we interviewed"),
    Stream.PRESS: _("People in public sources"),
    OTHERS: _("People of whom others told"),
    GROUPS: _("Groups: each is at least 1 group, and no number of people"),
}


@dataclass
class Cell:
    """What is told of one person and one column: the strongest answer, and how many acts give it."""

    state: str = NOT_ASKED
    count: int = 0

    def hear(self, state: str) -> None:
        if _STRENGTH[Act.State(state)] < _STRENGTH[Act.State(self.state)]:
            self.state, self.count = state, 0
        self.count += state == self.state

    @property
    def mark(self) -> str:
        return MARKS[Act.State(self.state)]

    @property
    def words(self) -> str:
        """For those who hear the table."""
        label = str(Act.State(self.state).label)
        return f"{label} ({self.count})" if self.count > 1 else label


@dataclass
class Line:
    """One person or group. ``cells`` are by column; a column that is missing was not asked."""

    code: str
    cells: dict[str, Cell] = field(default_factory=lambda: defaultdict(Cell))

    @property
    def present(self) -> int:
        return sum(cell.state == PRESENT for cell in self.cells.values())


@dataclass(frozen=True)
class Column:
    code: str
    label: str


@dataclass(frozen=True)
class Part:
    """The lines of one kind; they are never added to those of another kind."""

    kind: str
    lines: Sequence[Line]

    @property
    def title(self) -> Promise:
        return TITLES[self.kind]

    def totals(self, columns: Sequence[Column]) -> list[int]:
        """How many lines have an act present, for each column."""
        return [
            sum(column.code in x.cells and x.cells[column.code].state == PRESENT for x in self.lines)
            for column in columns
        ]

    @property
    def of_all(self) -> str:
        """What the totals are of."""
        count = len(self.lines)
        if self.kind == GROUPS:
            return ngettext("of %(count)s group", "of %(count)s groups", count) % {"count": count}
        if self.kind == Stream.OWN:
            return ngettext("of %(count)s person interviewed", "of %(count)s people interviewed", count) % {
                "count": count
            }
        return ngettext("of %(count)s person", "of %(count)s people", count) % {"count": count}


def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Families as columns, or the categories of one family; a fixed number of statements."""
    view = view_of(request, key)
    offered = families()
    family = request.GET.get("family", "")
    family = family if family in dict(offered) else ""
    columns = _columns(view, family)
    parts = read(view, family)
    lines = [(part, line) for part in parts for line in part.lines]
    shown = Paginator(lines, PER_PAGE).get_page(page_of(request))
    context = {
        **frame(request, view, NAME),
        "families": offered,
        "family": family,
        "columns": columns,
        "parts": [_shown(view, part, columns, family, shown.object_list) for part in parts],
        "shown": shown,
        "query": urlencode({"family": family} | ({"restricted": SHOWN} if view.restricted else {})),
        "legend": [(MARKS[state], state.label) for state in MARKS],
    }
    return TemplateResponse(request, "admin/cases/events/matrix.html", context)


def read(view: CaseView, family: str = "") -> list[Part]:
    """Every line of the case, by kind; empty kinds are left out. Three statements.

    An act that is present speaks of its victims; the other answers speak of whoever was asked. Whoever was interviewed
    and coded has a line, though no act of theirs falls into a column: they are of those who were asked.
    """
    people, groups, tellers = _people(view), dict[str, Line](), set[tuple[uuid.UUID, str]]()
    lines: dict[uuid.UUID, Line] = {}
    columns: dict[uuid.UUID, str] = {}
    for act in _told(view).iterator(chunk_size=5000):
        in_column = (not family or act.of_family == family) and (view.restricted or not act.is_restricted)
        if in_column:
            columns[act.pk] = act.category_code if family else act.of_family
        if act.witness in people:
            person, name = people[act.witness]
            tellers.add((person, act.stream))
            line = lines.setdefault(person, Line(name))
            if in_column and act.state != PRESENT:
                line.cells[columns[act.pk]].hear(act.state)
    # Of the whole case: which acts and people the reader sees is known by now, and asking again costs more.
    done_to = Victimisation.objects.filter(act__event__case=view.case, act__state=PRESENT)
    for key, witness, group in done_to.values_list("act", "witness", "group__code").iterator(chunk_size=5000):
        if key in columns and witness in people:
            person, name = people[witness]
            lines.setdefault(person, Line(name)).cells[columns[key]].hear(PRESENT)
        elif key in columns and group:
            groups.setdefault(group, Line(group)).cells[columns[key]].hear(PRESENT)
    return _parts(lines, tellers, groups)


def _told(view: CaseView) -> "QuerySet[Act, Any]":
    """Columns of every act, as named tuples."""
    return (
        view.every_act.order_by()
        .annotate(
            category_code=F("category__code"),
            of_family=F("category__family__code"),
            is_restricted=F("category__restricted"),
            witness=F("testimony__witness"),
            stream=F("testimony__stream"),
        )
        .values_list("pk", "category_code", "of_family", "is_restricted", "state", "witness", "stream", named=True)
    )


def _parts(
    lines: Mapping[uuid.UUID, Line], tellers: set[tuple[uuid.UUID, str]], groups: Mapping[str, Line]
) -> list[Part]:
    """Whoever spoke to us stands with our interviews, though a public source tells of them too."""
    by_kind: dict[str, list[Line]] = {kind: [] for kind in TITLES}
    for person, line in lines.items():
        kinds = (stream for stream in (Stream.OWN, Stream.PRESS) if (person, stream) in tellers)
        by_kind[next(kinds, OTHERS)].append(line)
    by_kind[GROUPS] = list(groups.values())
    return [Part(kind, sorted(found, key=lambda x: x.code)) for kind, found in by_kind.items() if found]


def _people(view: CaseView) -> dict[uuid.UUID, tuple[uuid.UUID, str]]:
    """The human being behind each record of the case, and the code under which they are known."""
    rows = list(Witness.objects.visible_to(view.user).filter(case=view.case).values_list("pk", "person", "code"))
    names: dict[uuid.UUID, str] = {}
    for key, person, code in rows:
        if key == person or person not in names:
            names[person] = code
    return {key: (person, names[person]) for key, person, _code in rows}


def _columns(view: CaseView, family: str) -> list[Column]:
    if not family:
        return [Column(code, name.removeprefix(code).strip()) for code, name in families()]
    found = AbuseCategory.objects.filter(facet=AbuseCategory.Facet.ACT, family__code=family).order_by("code")
    used = found if view.restricted else found.filter(restricted=False)
    return [Column(one.code, in_language(one.labels)) for one in used]


def _shown(
    view: CaseView, part: Part, columns: Sequence[Column], family: str, wanted: Iterable[tuple[Part, Line]]
) -> dict[str, object]:
    """A part for the template: the lines of this page only, with the totals of all."""
    address = reverse("admin:case_who_did_what", args=[view.case.pk])
    lines = [line for other, line in wanted if other is part]
    return {
        "title": part.title,
        "of_all": part.of_all,
        "totals": part.totals(columns),
        "lines": [
            {"line": line, "cells": [_cell(view, line, column, family, address, part) for column in columns]}
            for line in lines
        ],
    }


def _cell(view: CaseView, line: Line, column: Column, family: str, address: str, part: Part) -> dict[str, object]:
    """A cell with the way to its acts; what was not asked has none."""
    cell = line.cells.get(column.code, Cell())
    if cell.state == NOT_ASKED:
        return {"cell": cell, "address": ""}
    who = "victim" if cell.state == PRESENT else "teller"
    query = {"category" if family else "family": column.code, "state": cell.state, who: line.code}
    if view.restricted:
        query["restricted"] = SHOWN
    return {"cell": cell, "address": f"{address}?{urlencode(query)}"}
