"""/staff/agreement/: how far two coders of the same testimonies agree, case by case, and the same as a file."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.coding import double_coded
from cases.coding.agreement import FEWEST, Estimate
from cases.coding.double_coded import DoubleCoded, Line
from cases.coding.models import Act, CodingRound
from cases.core import audit, permissions
from cases.core.rights import Role, Section
from cases.core.staff_site import StaffPage, StaffSite
from cases.documents.csvs import csv_text
from cases.intake.models import Testimony

from . import shown
from .waiting import waiting

ROLES = frozenset({Role.CODER, Role.LEAD, Role.DPO})


def open_to(user: Any) -> bool:
    """For coders, leads and the data-protection officer; which cases, their teams decide."""
    return permissions.may_look(user, Section.CODING) and bool(ROLES & user.role_set)


def page(request: HttpRequest) -> HttpResponse:
    """The tables of one case: the one asked for, else the first of which two people coded a testimony."""
    user: Any = request.user
    finished = CodingRound.objects.filter(testimony__case=OuterRef("pk"), finished_at__isnull=False)
    cases = list(Case.objects.visible_to(user).annotate(coded_twice=Exists(finished)).order_by("code"))
    case = _chosen(cases, request.GET.get("case", ""))
    context = {
        **admin.site.each_context(request),
        "title": _("Agreement of coders"),
        "cases": cases,
        "case": case,
        "fewest": FEWEST,
    }
    if case is not None:
        testimonies = _testimonies(user, case)
        context["tables"] = shown.tables(_found(user, testimonies))
        context["waiting"] = waiting(testimonies)
    return TemplateResponse(request, "admin/cases/agreement/page.html", context)


def download(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The table of a case as CSV. It names no coder: pairs of coders are no ranking of people."""
    user: Any = request.user
    case = Case.objects.visible_to(user).filter(pk=key).first()
    if case is None:
        audit.not_shown(by=user, label="case", key=key)
        raise Http404
    rows = list(_rows(_found(user, _testimonies(user, case))))
    audit.exported(user, "agreement", len(rows), "")
    headers = {
        "Content-Disposition": f'attachment; filename="agreement-{case.code}.csv"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(csv_text([HEAD, *rows]), content_type="text/csv; charset=utf-8", headers=headers)


def _chosen(cases: Sequence[Case], wanted: str) -> Case | None:
    found = next((case for case in cases if str(case.pk) == wanted), None)
    if wanted and found is None:
        raise Http404
    # The first that has something to show, else the first.
    return found or min(cases, key=lambda case: not case.coded_twice, default=None)  # type: ignore[attr-defined]


def _testimonies(user: Any, case: Case) -> QuerySet[Testimony]:
    return Testimony.objects.visible_to(user).filter(case=case)


def _found(user: Any, testimonies: QuerySet[Testimony]) -> DoubleCoded:
    return double_coded.read(testimonies, Act.in_every_round.visible_to(user))


HEAD = [
    "level", "code", "testimonies", "units", "percent", "percent_error", "percent_low", "percent_high",
    "kappa", "kappa_error", "kappa_low", "kappa_high", "ac1", "ac1_error", "ac1_low", "ac1_high",
    "present_to_both", "present_to_one", "gate",
]  # fmt: skip
"""Column names for a machine, in every language the same."""


def _rows(found: DoubleCoded) -> Iterator[list[str | float | None]]:
    for family in found.families():
        yield _row("family", family)
        yield from _of_level("category", family.categories)
    yield from _of_level("retired", found.retired())


def _of_level(level: str, lines: Iterable[Line]) -> Iterator[list[str | float | None]]:
    return (_row(level, one) for one in lines)


def _row(level: str, line: Line) -> list[str | float | None]:
    known = line.agreement
    estimates = (known.percent, known.kappa, known.ac1) if known else (None, None, None)
    numbers = [number for one in estimates for number in _numbers(one)]
    units = (known.testimonies, known.units) if known else (0, 0)
    return [level, line.code, *units, *numbers, line.both, line.one, line.gate]


def _numbers(estimate: Estimate | None) -> list[float | None]:
    """To four places; empty where it is not defined."""
    if estimate is None:
        return [None] * 4
    values = (estimate.value, estimate.error, estimate.low, estimate.high)
    return [None if value is None else round(value, 4) for value in values]


site: Any = admin.site
assert isinstance(site, StaffSite)
site.add_page(StaffPage("agreement/", "agreement", page, open_to, _("Agreement of coders")))
site.add_page(StaffPage("agreement/<uuid:key>/table.csv", "agreement_table", download, open_to))
