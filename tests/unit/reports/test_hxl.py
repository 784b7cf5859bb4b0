"""libhxl, the tool that humanitarian offices use, accepts the tags of indicators.csv and counts by them."""

import io
import warnings
from typing import Any

import pytest

from cases.published.data import Tier
from cases.reports.fixed import INDICATOR_COLUMNS

from .conftest import Built

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import hxl

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


def data_of(content: bytes) -> Any:
    """From memory: libhxl leaves a file that it opened to the garbage collector."""
    return hxl.data(io.BytesIO(content))


@pytest.mark.parametrize("tier", Tier)
def test_tags_are_read_and_valid(built: Built, tier: Tier) -> None:
    data = data_of(built[tier]["indicators.csv"].content).cache()
    assert data.display_tags == list(INDICATOR_COLUMNS.values())
    assert data.headers == list(INDICATOR_COLUMNS)
    assert hxl.schema(None).validate(data)
    assert len(list(data)) == 99


def test_numbers_are_found_by_their_tags(built: Built) -> None:
    data = data_of(built[Tier.MENU]["indicators.csv"].content).cache()
    over_all = [row for row in data if not row.get("#sector+name")]
    assert len(over_all) == 11
    assert over_all[0].get("#affected+reported+num-min-max") == "1000"
    counted = {row.values[0]: int(row.values[1]) for row in data.count("#status+shown")}
    assert set(counted) == {"yes", "no"}
    assert sum(counted.values()) == 99


def test_a_file_without_tags_is_refused(built: Built) -> None:
    content = built[Tier.MENU]["indicators.csv"].content
    with pytest.raises(hxl.input.HXLTagsNotFoundException):
        list(data_of(content.replace(b"#", b"")))
