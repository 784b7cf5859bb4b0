"""Suite ``staff`` of the bench: it measures pages that are there, against bars that can be missed."""

import pytest

from cases.casework.models import Case
from cases.intake.models import Testimony
from cases.management.bench import staff, staff_pages, staff_records
from cases.management.commands import bench
from tests.conftest import Cast
from tests.sign_in import signed_in


def test_the_command_knows_it() -> None:
    assert bench.SUITES["staff"] is staff.measure


def test_plain_testimonies_are_submitted_but_for_some(cast: Cast, case: Case) -> None:
    staff_records.more(case, 20, interviewer=cast.interviewer)
    states = list(Testimony.objects.order_by("code").values_list("status", flat=True))
    assert (states.count("submitted"), states.count("draft")) == (18, 2)


def test_every_page_is_measured(cast: Cast, case: Case, submitted: Testimony, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_pages, "RUNS", 2)
    clients = {role: signed_in(getattr(cast, role)) for role in staff_pages.ROLES}
    found = staff_pages.measure(clients)
    assert {"testimony list", "label filter", "testimony", "start page, dpo"} < set(found)
    assert all(one.milliseconds > 0 and one.statements > 0 for one in found.values())


def test_an_error_page_is_no_measurement(cast: Cast, submitted: Testimony) -> None:
    clients = {role: signed_in(cast.stranger) for role in staff_pages.ROLES}
    with pytest.raises(RuntimeError, match="does not answer with a page"):
        staff_pages.measure(clients)


def test_who_asks_is_not_counted_as_the_pages_own() -> None:
    said = [
        "BEGIN IMMEDIATE",
        "SET CONSTRAINTS ALL IMMEDIATE",
        'UPDATE "django_session" SET',
        'SELECT 1 FROM "django_session" WHERE',
        'SELECT x FROM "cases_testimony" JOIN "cases_user"',
    ]
    assert staff_pages.own_statements([{"sql": sql} for sql in said]) == 1


def test_figures_miss_their_bar_when_a_page_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {
        "few": {
            "list": {"milliseconds": 10.0, "reference": 5.0, "statements": 7},
            "start page, x": {"milliseconds": 1.0, "reference": 5.0, "statements": 9},
            "page in a slow moment": {"milliseconds": 10.0, "reference": 5.0, "statements": 7},
        },
        "many": {
            "list": {"milliseconds": 14.0, "reference": 5.0, "statements": 13},
            "start page, x": {"milliseconds": 9.0, "reference": 5.0, "statements": 9},
            "page in a slow moment": {"milliseconds": 24.0, "reference": 10.0, "statements": 7},
        },
    }
    monkeypatch.setattr(staff, "_run", lambda few, many: found)
    figures = {figure.name.split(", ", 1)[1]: figure for figure in staff.measure(full=False)}
    assert not figures["list: growth from 100"].passes
    assert not figures["list: statements"].passes
    assert figures["page in a slow moment: growth from 100"].passes  # the reference was slow too
    assert figures["start page, x: growth from 100"].passes  # told, without a bar
    assert figures["start page, x: statements more than for 100"].passes
