"""A download is read as it is published, and refused when it is not one."""

from dataclasses import replace
from typing import Any

import pytest

from cases.releases.disclosure.attack.download import CELL_FIELDS, Download, by_series, read_download
from cases.releases.disclosure.attack.system import all_cells
from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.schema import CellKey, Group
from tests.unit.releases.disclosure.made import TINY

RELEASE: dict[str, Any] = {
    "series": 1,
    "number": 2,
    "schema": {"A": ["reported"], "B": ["reported"], **{key: list(v) for key, v in TINY.dimensions.items()}},
    "multi": ["A", "B"],
    "menu": [list(pair) for pair in TINY.menu],
    "mechanism": {
        "mu": "1", "horizon": 12, "noise_sd": {"one_way": 6.23}, "rounding": 5,
        "show_rule": {"minimum": 10, "sd_factor": 3},
    },
}  # fmt: skip


def rows() -> list[dict[str, Any]]:
    """Everything hidden but the total."""
    return [
        {**dict(zip(CELL_FIELDS, cell, strict=True)), "status": "hidden", "value": "", "lo": "", "hi": ""}
        if cell.d1
        else {"d1": "", "v1": "", "d2": "", "v2": "", "status": "shown", "value": "45", "lo": "30", "hi": "60"}
        for cell in all_cells(TINY)
    ]


def test_reads_what_is_published() -> None:
    found = read_download(rows(), RELEASE)
    assert found == Download("1", 2, TINY, {CellKey(): 45}, {Group.ONE_WAY: 6.23}, 12, 10, 3, 5)
    assert found.says_noisy
    assert found.groups == (Group.ONE_WAY,)


def test_without_noise_the_figures_are_called_exact() -> None:
    for noise_sd in ({}, None, {"one_way": 0}):
        mechanism = {**RELEASE["mechanism"], "noise_sd": noise_sd}
        assert not read_download(rows(), {**RELEASE, "mechanism": mechanism}).says_noisy


def test_refuses_other_rows() -> None:
    with pytest.raises(DisclosureError, match="lacks 1 cells"):
        read_download(rows()[:-1], RELEASE)
    with pytest.raises(DisclosureError, match="twice"):
        read_download([*rows(), rows()[0]], RELEASE)


def test_refuses_a_series_that_is_none() -> None:
    one = read_download(rows(), RELEASE)
    with pytest.raises(DisclosureError, match="stands twice"):
        by_series([one, one])
    with pytest.raises(DisclosureError, match="mid-series"):
        by_series([one, replace(one, number=3, rounding=1)])
    assert by_series([replace(one, number=3), one]) == [[one, replace(one, number=3)]]
