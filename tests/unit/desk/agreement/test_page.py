"""The page of agreement: who sees it, of which testimonies, and what never stands on it."""

# ruff: noqa: F811  # fixtures are imported, and asked for by their names

import csv
import io

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from cases.accounts.models import User
from cases.casework.models import Case
from cases.coding import double_coded
from cases.coding.agreement import Agreement, Estimate, Gate
from cases.core.models import AuditEvent
from cases.desk.agreement import beside, shown
from cases.releases.disclosure.schema import DEFAULT_SCHEMA
from tests.conftest import Cast
from tests.sign_in import signed_in
from tests.twice_coded import HOURS, MARK, PRIMA, SECUNDA, Twice, once, twice  # noqa: F401

PAGE = "/staff/agreement/"


def html_for(user: User, address: str = PAGE) -> str:
    return signed_in(user).get(address).content.decode()


def table_of(case: Case) -> str:
    return reverse("admin:agreement_table", args=[case.pk])


def test_families_with_their_gate_and_without_names(cast: Cast, case: Case, twice: Twice) -> None:
    for user in (cast.lead, cast.dpo, twice.second):
        html = html_for(user)
        for text in (
            "1 testimony was coded by two people so far",
            "not measured yet",
            "CTL Control",
            "<svg aria-hidden",
        ):
            assert text in html, text
    html = html_for(cast.lead)
    assert not [name for name in (PRIMA, SECUNDA, MARK) if name in html.replace("secundary", "")]


def test_nothing_of_an_open_coding(cast: Cast, once: Twice) -> None:
    """Neither page nor file tells the second coder what the first one found, or that a code was restricted."""
    second = once.take()
    once.code(once.second, "WRK-01", HOURS)
    html = html_for(once.second)
    assert "No category was found by either coder yet" in html
    assert "1 testimony waits for its second coding" in html
    for word in ("WRK-01", "CTL-01", PRIMA, MARK, "restricted"):
        assert word not in html, word
    file = signed_in(once.second).get(table_of(once.testimony.case)).content.decode()
    assert file.count("\n") == 1
    once.finish_second(second)
    assert "CTL-01" in html_for(once.second)


def test_who_may_see_it(cast: Cast, case: Case) -> None:
    for name in ("coder", "lead", "dpo"):
        assert signed_in(getattr(cast, name)).get(PAGE).status_code == 200, name
    for name in ("interviewer", "legal", "advocacy", "administrator"):
        client = signed_in(getattr(cast, name))
        assert [client.get(url).status_code for url in (PAGE, table_of(case))] == [404, 404], name
    stranger = signed_in(cast.stranger)
    assert "no case’s team" in stranger.get(PAGE).content.decode().replace("&#x27;", "’").replace("'", "’")
    assert [stranger.get(url).status_code for url in (f"{PAGE}?case={case.pk}", table_of(case))] == [404, 404]


def test_the_file_holds_the_numbers_of_the_page(cast: Cast, case: Case, twice: Twice) -> None:
    answer = signed_in(cast.lead).get(table_of(case))
    assert answer["Content-Disposition"] == f'attachment; filename="agreement-{case.code}.csv"'
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(answer.content.decode()))}
    assert set(rows) == {"CTL", "CTL-01", "CTL-02", "WRK", "WRK-01", "WRK-04"}
    assert (rows["WRK"]["level"], rows["WRK-01"]["level"]) == ("family", "category")
    assert (rows["WRK"]["units"], rows["WRK"]["percent"], rows["WRK"]["gate"]) == ("2", "0.5", "not_measured")
    assert rows["WRK-01"]["kappa"] == "", "both used one answer only: it is not defined"
    assert float(rows["CTL"]["kappa"]) < 0, "a number with a minus stays a number"
    event = AuditEvent.objects.latest("seq")
    assert (event.action, event.actor_uuid) == ("record.exported", cast.lead.pk)


def test_what_the_gate_says_beside_exact_figures(cast: Cast, twice: Twice) -> None:
    html = html_for(cast.lead, "/staff/figures/?first=ILO-11&second=")
    assert "Agreement of coders on it" in html
    assert "1 testimony of all cases was coded by two people" in html
    assert (
        "Agreement of coders"
        not in html_for(cast.lead, "/staff/figures/?first=sector&second=").partition("content-main")[2]
    )


def test_a_release_names_what_is_not_publishable(monkeypatch: pytest.MonkeyPatch, twice: Twice) -> None:
    """As if 25 had been coded twice: what passed is counted, what did not is named; nothing is blocked."""
    low, high = (double_coded.Line(code, code, _agreement(value), 3, 2) for code, value in (("CTL", 0.5), ("WRK", 0.9)))
    monkeypatch.setattr(double_coded.DoubleCoded, "families", lambda _self: [low, high])
    monkeypatch.setattr(double_coded.DoubleCoded, "indicators", lambda _self: [])
    found = beside.of_schema(DEFAULT_SCHEMA)
    assert ([one.code for one in found.lines], found.passed) == (["CTL"], 1)
    html = render_to_string("admin/cases/agreement/release.html", {"agreement": beside.Beside(25, found.lines, 1)})
    assert "do not agree enough" in html
    assert "fix the definition and code again" in html
    assert "Nothing is held back by itself" in html


def _agreement(value: float) -> Agreement:
    return Agreement(25, 75, Estimate(value), None, Estimate(value, 0.05, value - 0.1, value + 0.1))


def test_numbers_are_cut_never_rounded_up_to_a_gate() -> None:
    assert [shown.cut(value) for value in (0.7999, 0.8, 0.6699, -0.005)] == ["0.79", "0.80", "0.66", "-0.01"]
    line = shown.line(double_coded.Line("X", "x", _agreement(0.7999), 0, 0))
    assert (line.gate, line.ac1, line.percent) == (Gate.WITH_A_NOTE, "0.79 (0.69 to 0.90)", "79\N{NO-BREAK SPACE}%")


def test_a_drawing_stays_within_its_edges() -> None:
    below = Agreement(25, 75, Estimate(0.1), None, Estimate(-0.3, 0.3, -0.9, 0.3))
    drawn = shown.line(double_coded.Line("X", "x", below, 0, 0)).drawn
    assert drawn is not None
    assert (drawn.at, drawn.low, drawn.reach) == (4, 4, 60)
    alone = Agreement(25, 75, Estimate(1), None, Estimate(1))
    drawn = shown.line(double_coded.Line("X", "x", alone, 0, 0)).drawn
    assert drawn is not None
    assert (drawn.at, drawn.low) == (204, None)


def test_the_months_of_second_codings(cast: Cast, twice: Twice) -> None:
    html = html_for(cast.lead)
    assert "0 testimonies wait for their second coding" in html
    month = f"{timezone.localdate():%Y-%m}"
    assert f'<th scope="row">{month}</th><td>1</td><td>1</td>' in html
