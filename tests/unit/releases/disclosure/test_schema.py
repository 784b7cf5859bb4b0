"""The schema: its order, its sensitivity, and what it refuses."""

import csv
import json

import pytest

from cases.coding import dimensions
from cases.coding.models import LabourSituation
from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, CellKey, Group, Schema, cells, sensitivity
from cases.witnesses.models import Witness
from tests.architecture.sources import ROOT
from tests.unit.releases.disclosure.made import ALL_PAIRS, TINY


def test_default_has_60_and_358_cells() -> None:
    """One-way: total first, dimensions, indicators; the menu in its own order."""
    one_way, menu = cells(DEFAULT_SCHEMA, Group.ONE_WAY), cells(DEFAULT_SCHEMA, Group.MENU)
    assert (len(one_way), len(menu)) == (60, 358)
    assert one_way[0] == CellKey("", "", "", "")
    assert one_way[1] == CellKey("area", "far_east")
    assert one_way[-1] == CellKey("ILO-11", "reported")
    assert menu[1] == CellKey("sex", "male", "sector", "forestry")
    assert menu[-1] == CellKey("sector", "unknown", "ILO-11", "reported")


def test_every_cell_is_named_once() -> None:
    every = [*cells(ALL_PAIRS, Group.ONE_WAY), *cells(ALL_PAIRS, Group.MENU)]
    assert len(set(every)) == len(every)


@pytest.mark.parametrize(
    ("schema", "one_way", "menu"),
    [(DEFAULT_SCHEMA, 21, 29), (ALL_PAIRS, 21, 190), (TINY, 5, 4), (Schema({"a": ("x",)}, (), ()), 2, 0)],
)
def test_sensitivity_is_computed(schema: Schema, one_way: int, menu: int) -> None:
    """g is the number of tables."""
    assert sensitivity(schema, Group.ONE_WAY) == one_way
    assert sensitivity(schema, Group.MENU) == menu


def test_keys_are_the_stored_ones() -> None:
    """A value that records can hold and the schema lacks would stop a release."""
    with (ROOT / "data" / "vocabulary" / "sectors.csv").open() as lines:
        sectors = [row["code"] for row in csv.DictReader(lines)]
    assert {
        key: list(DEFAULT_SCHEMA.dimensions[key]) for key in DEFAULT_SCHEMA.dimensions if key != "indicator_count"
    } == {
        "area": [key for key, _ in dimensions.AREAS],
        "period": [key for key, _ in dimensions.PERIODS],
        "sector": [*sectors, "unknown"],
        "age_band": Witness.AgeBand.values,
        "sex": Witness.Sex.values,
        "channel": LabourSituation.Channel.values,
        "hours": [key for key, _ in dimensions.HOURS],
        "pay_withheld": [key for key, _ in dimensions.PAY_WITHHELD],
    }


@pytest.mark.parametrize("schema", [DEFAULT_SCHEMA, TINY])
def test_json_keeps_schema_and_order(schema: Schema) -> None:
    """Also where the database sorts the keys of objects, as jsonb does."""
    stored = json.dumps(schema.to_json(), sort_keys=True)
    assert Schema.from_json(json.loads(stored)) == schema
    assert cells(Schema.from_json(json.loads(stored)), Group.MENU) == cells(schema, Group.MENU)


def test_another_order_is_another_schema() -> None:
    """Otherwise a cached fit would be used for cells in another order."""
    turned = Schema(dict(reversed(TINY.dimensions.items())), TINY.indicators, TINY.menu)
    assert turned != TINY
    assert hash(turned) != hash(TINY)


def test_schema_cannot_be_changed() -> None:
    given = {"a": ("x", "y")}
    schema = Schema(given, (), ())
    given["b"] = ("z",)
    assert list(schema.dimensions) == ["a"]
    with pytest.raises(TypeError):
        schema.dimensions["b"] = ("z",)  # type: ignore[index]


@pytest.mark.parametrize(
    ("dimensions_", "indicators", "menu"),
    [
        ({"a": ()}, (), ()),
        ({"a": ("x", "x")}, (), ()),
        ({"a": ("",)}, (), ()),
        ({"": ("x",)}, (), ()),
        ({"indicators": ("x",)}, (), ()),
        ({"a": ("x",)}, ("a",), ()),
        ({"a": ("x",)}, ("B", "B"), ()),
        ({"a": tuple(f"v{number}" for number in range(257))}, (), ()),
        ({"a": ("x",)}, ("B",), (("a", "C"),)),
        ({"a": ("x",)}, ("B",), (("a", "a"),)),
        ({"a": ("x",)}, ("B",), (("a", "B"), ("B", "a"))),
    ],
)
def test_schema_that_cannot_be_is_refused(dimensions_, indicators, menu) -> None:  # type: ignore[no-untyped-def]
    """Each would count a person twice, or not at all."""
    with pytest.raises(DisclosureError):
        Schema(dimensions_, indicators, menu)
