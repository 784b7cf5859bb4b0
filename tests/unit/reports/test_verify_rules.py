"""A release that breaks its own rules fails on the line for that rule, though every hash is right."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cases.published.data import Cell, Release, Tier
from cases.releases.disclosure.design import SMALL
from cases.reports.verifying.description import FIELDS

from .test_verify_release import Files, built, checked, edited, failures, release, whole, with_json, written

pytestmark = pytest.mark.slow


def changed(cell: Cell, *, one: Release | None = None) -> Files:
    """The files of a release in which one cell is another, in every file."""
    one = one or release()
    keys = cell.d1, cell.v1, cell.d2, cell.v2
    cells = tuple(cell if (old.d1, old.v1, old.d2, old.v2) == keys else old for old in one.cells)
    return built(replace(one, cells=cells))


def test_a_value_under_the_show_rule(tmp_path: Path) -> None:
    """Both parts of the rule, in a release that is the same in every file."""
    found = checked(tmp_path, changed(Cell("sector", "unknown", "", "", 10, 0, 30)))
    assert found["show rule"].startswith("sector unknown: 10 is under the show rule, here ")
    small = failures(written(tmp_path / "more noise", changed(Cell("sex", "unknown", "sector", "unknown", 20, 0, 40))))
    assert small["show rule"].startswith("sex unknown sector unknown: 20 is under the show rule")


@pytest.mark.parametrize(
    ("numbers", "check"),
    [((803, 780, 820), "show rule"), ((800, 500, 1100), "likely ranges"), ((800, 800, 800), "likely ranges"),
     ((800, 782, 818), "likely ranges"), ((800, 780, None), "hidden cells"), ((None, 780, 820), "hidden cells")],
)  # fmt: skip
def test_numbers_that_do_not_fit_each_other(tmp_path: Path, numbers: tuple[int, int, int], check: str) -> None:
    assert check in checked(tmp_path, changed(Cell("sector", "construction", "", "", *numbers)))


def test_a_hidden_cell_with_a_value(tmp_path: Path) -> None:
    """Hidden by its word, told by its number."""
    old = "1,sector,construction,,,shown,"
    found = checked(tmp_path, edited(whole(), "cells.csv", old, old.replace("shown", "hidden")))
    assert found["hidden cells"] == "sector construction is “hidden” with 3 of its 3 numbers"


@pytest.mark.parametrize(
    ("change", "figure"),
    [
        (lambda cells: cells[:-1], "missing sector unknown ILO-11 reported"),
        (lambda cells: (*cells, cells[-1]), "has twice: sector unknown ILO-11 reported"),
        (lambda cells: (*cells, Cell("sector", "construction", "sex", "male")), "not of the schema: sector construction sex"),
        (lambda cells: cells[1:], "missing the total"),
    ],
)  # fmt: skip
def test_cells_that_are_not_the_schemas(tmp_path: Path, change: Callable[[Any], Any], figure: str) -> None:
    one = release()
    assert figure in checked(tmp_path, built(replace(one, cells=change(one.cells))))["cells.csv and the schema"]


@pytest.mark.parametrize(
    ("people", "tier", "figure"),
    [
        (2000, Tier.ONE_WAY, "tier “one_way” shows no number for"),
        (2000, Tier.RANGES, "tier “ranges” shows no number for the total"),
        (2000, Tier.NOTHING, "tier “nothing” shows no number for the total"),
        (400, Tier.MENU, "“menu” is above what about"),
        (60, Tier.NOTHING, "tier “nothing” has no ranges"),
    ],
)
def test_a_tier_that_says_otherwise(tmp_path: Path, people: int, tier: Tier, figure: str) -> None:
    one = replace(release(people=people, kind=SMALL if people < 1000 else "large"), tier=tier)
    assert figure in checked(tmp_path, built(one))["tier"]


def test_a_menu_that_the_design_has_no_noise_for(tmp_path: Path) -> None:
    one = release(people=400, kind=SMALL)
    files = changed(Cell("sex", "male", "sector", "it", 100, 80, 120), one=replace(one, tier=Tier.MENU))
    assert "no noise is stated for sex male sector it" in checked(tmp_path, files)["show rule"]


@pytest.mark.parametrize("share", [{"d1": "area", "v1": "siberia"}, {"low": 3}, {"high": 101}, {"low": 90, "high": 40}])
def test_a_range_against_the_rules(tmp_path: Path, share: dict[str, Any]) -> None:
    found = checked(tmp_path, with_json(whole(60), lambda plain: plain["shares"][0].update(share)))
    assert found["tier"].startswith("a range is not of the schema")


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_missing_field(tmp_path: Path, field: str) -> None:
    found = checked(tmp_path, with_json(whole(), lambda plain: plain.pop(field)))
    assert found["release.json"] == f"release.json: {field} missing"


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain["caveat"].pop("ko"), lambda plain: plain["caveat"].update(ru=" "),
        lambda plain: plain.update(licence="proprietary"), lambda plain: plain.update(fictional="yes"),
        lambda plain: plain["mechanism"].pop("mu"), lambda plain: plain["mechanism"].update(mu=0),
        lambda plain: plain["mechanism"].update(horizon=None), lambda plain: plain["mechanism"].update(noise_sd={}),
        lambda plain: plain["mechanism"]["noise_sd"].update(more=1), lambda plain: plain["mechanism"].update(rounding=True),
        lambda plain: plain.update(number=13), lambda plain: plain.update(date="today"),
        lambda plain: plain.update(cutoff="2027-01-01"), lambda plain: plain.update(tier="all"),
        lambda plain: plain.update(previous_sha256="abc"), lambda plain: plain["menu"].append(["sex", "name"]),
        lambda plain: plain["menu"].append(["sector", "sex"]), lambda plain: plain["multi"].append("sex"),
        lambda plain: plain["schema"].update(name=[str(n) for n in range(6000)]), lambda plain: plain.update(schema=[]),
        lambda plain: plain.update(files=[]), lambda plain: plain["files"].update({"cells.csv": "x"}),
    ],
)  # fmt: skip
def test_a_field_of_another_kind(tmp_path: Path, change: Callable[[Any], object]) -> None:
    plain = json.loads(whole()["release.json"])
    change(plain)
    assert "release.json" in checked(tmp_path, {**whole(), "release.json": json.dumps(plain).encode()})


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"\xff", b'{"id": NaN}', b'{"id": 1, "id": 2}', b"[" * 100_000])
def test_a_description_that_is_none(tmp_path: Path, text: bytes) -> None:
    found = checked(tmp_path, {**whole(), "release.json": text})
    assert found["release.json"].startswith("release.json")


def test_noise_that_breaks_the_promise(tmp_path: Path) -> None:
    files = with_json(whole(), lambda plain: plain["mechanism"].update(noise_sd={"one_way": 0.88, "menu": 1.04}))
    assert checked(tmp_path, files)["promise"].startswith("the stated noise costs μ 9.9")


@pytest.mark.parametrize(
    ("old", "new"), [(" people interviewed", "0 people interviewed"), ("release 2026-02 ", "release 2026-05 "), (" Fictional data.", "")]
)  # fmt: skip
def test_a_citation_that_says_otherwise(tmp_path: Path, old: str, new: str) -> None:
    files = with_json(whole(), lambda plain: plain.update(citation=plain["citation"].replace(old, new)))
    assert set(checked(tmp_path, files)) == {"citation"}
