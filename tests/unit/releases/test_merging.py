"""Small categories merged before a series: refused when it would mislead, and nobody is lost by it."""

from typing import Any

import pytest
from django.utils import timezone

from cases.coding.indicators import Answer
from cases.core.errors import Refused
from cases.intake.models import Testimony
from cases.published.data import REPORTED
from cases.releases import labels, merging, vectors
from cases.releases.actions import start_series
from cases.releases.costs import count
from cases.releases.disclosure.people import encode
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group, Schema, cells, sensitivity
from cases.releases.models import Series
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import Sector
from cases.witnesses.models import Witness
from tests.conftest import Cast

SOURCE = "UN panel of experts 2020"


def merge(**dimensions: dict[str, str]) -> dict[str, dict[str, dict[str, str]]]:
    return {
        dimension: {value: {"into": into, "source": SOURCE} for value, into in some.items()}
        for dimension, some in dimensions.items()
    }


IT = merge(sector={"it": "other"})


def test_the_schema_loses_the_merged_value_and_nothing_else() -> None:
    schema = merging.schema(DEFAULT_SCHEMA, IT)
    gone = {key: set(DEFAULT_SCHEMA.values(key)) - set(schema.values(key)) for key in DEFAULT_SCHEMA.keys}
    assert {key: values for key, values in gone.items() if values} == {"sector": {"it"}}
    assert (schema.menu, schema.indicators) == (DEFAULT_SCHEMA.menu, DEFAULT_SCHEMA.indicators)
    for group in Group:
        assert sensitivity(schema, group) == sensitivity(DEFAULT_SCHEMA, group)
        assert len(cells(schema, group)) < len(cells(DEFAULT_SCHEMA, group))


@pytest.mark.parametrize(
    ("merged", "words"),
    [
        (merge(sector={"unknown": "other"}), "Unknown"),
        (merge(sector={"it": "unknown"}), "Unknown"),
        (merge(sector={"it": "it"}), "into itself"),
        (merge(sector={"it": "other", "other": "services"}), "merged too"),
        (merge(sector={"it": "other", "other": "it"}), "merged too"),
        (merge(sector={"mining": "other"}), "no such value"),
        (merge(sector={"it": "mining"}), "no such value"),
        (merge(sector={"it": "male"}), "no such value"),
        (merge(colour={"red": "blue"}), "no dimension"),
        (merge(sex={"male": "female"}), "one value only"),
        (merge(age_band={"under_30": "30_44", "45_over": "30_44"}), "one value only"),
        (merge(indicator_count={"0_2": "3_4"}), "number of indicators"),
        (merge(**{"ILO-01": {REPORTED: REPORTED}}), "Indicators"),
        (merge(hours={"up_to_10": "15_16"}), "next to it"),
        (merge(hours={"17_over": "13_14"}), "next to it"),
        (merge(hours={"11_12": "13_14", "17_over": "13_14"}), "next to it"),
        (merge(period={"until_2016": "from_2022"}), "next to it"),
        (merge(pay_withheld={"0_24": "90_100"}), "next to it"),
        (merge(age_band={"45_over": "under_30"}), "next to it"),
        ({"sector": {"it": {"into": "other", "source": ""}}}, "outside source"),
        ({"sector": {"it": {"into": "other", "source": " "}}}, "outside source"),
        ({"sector": {"it": {"into": "other", "source": None}}}, "outside source"),
        ({"sector": {"it": {"into": "other", "source": "x" * 301}}}, "outside source"),
        ({"sector": {"it": {"into": "other"}}}, "outside source"),
        ({"sector": {"it": "other"}}, "outside source"),
        ({"sector": {"it": {"into": ["other"], "source": SOURCE}}}, "no such value"),
        ({"sector": {}}, "by dimension"),
        ({"sector": "it"}, "by dimension"),
        ([], "by dimension"),
    ],
)  # fmt: skip
def test_a_merge_that_would_mislead_is_refused(merged: Any, words: str) -> None:
    with pytest.raises(Refused, match=words):
        merging.check(DEFAULT_SCHEMA, merged)


@pytest.mark.parametrize(
    "merged",
    [
        {},
        IT,
        merge(sector={"it": "other", "services": "other"}, area={"siberia": "far_east"}),
        merge(hours={"15_16": "17_over", "13_14": "17_over"}),
        merge(hours={"13_14": "11_12"}, period={"until_2016": "2017_2019"}, age_band={"under_30": "30_44"}),
    ],
)
def test_other_merges_are_allowed(merged: Any) -> None:
    merging.check(DEFAULT_SCHEMA, merged)
    assert merging.schema(DEFAULT_SCHEMA, merged).keys == DEFAULT_SCHEMA.keys


def test_every_value_of_every_merge_of_neighbours_has_a_label() -> None:
    for dimension in merging.ORDERED:
        values = [value for value in DEFAULT_SCHEMA.values(dimension) if value != "unknown"]
        for first, second in zip(values, values[1:], strict=False):
            for pair in ({first: second}, {second: first}):
                (into,) = pair.values()
                words = labels.of_value(dimension, into, merge(**{dimension: pair}))
                assert words.keys() == {"en", "ko", "ru"}
                assert all(words.values())


@pytest.mark.parametrize(
    ("dimension", "pairs", "into", "words"),
    [
        ("hours", {"15_16": "17_over"}, "17_over", "15 and over"),
        ("hours", {"up_to_10": "11_12"}, "11_12", "12 or fewer"),
        ("hours", {"13_14": "11_12", "15_16": "11_12"}, "11_12", "11 to 16"),
        ("period", {"2017_2019": "until_2016"}, "until_2016", "before 2020"),
        ("period", {"2020_2021": "from_2022"}, "from_2022", "2020 and later"),
        ("age_band", {"under_30": "30_44"}, "30_44", "under 45"),
        ("pay_withheld", {"90_100": "75_89"}, "75_89", "75 to 100 %"),
        ("sex", {}, "male", "male"),
    ],
)
def test_a_merged_band_says_its_whole_width(dimension: str, pairs: dict[str, str], into: str, words: str) -> None:
    assert labels.of_value(dimension, into, merge(**{dimension: pairs}) if pairs else {})["en"] == words


def test_the_ends_of_bands_are_those_of_their_labels() -> None:
    """The numbers stand in two places: a changed band must be changed in both."""
    for dimension, ends in labels.ENDS.items():
        words = dict(labels.VALUES[dimension])
        assert list(ends) == [value for value in DEFAULT_SCHEMA.values(dimension) if value != "unknown"]
        for value, (low, high) in ends.items():
            assert labels.in_language(labels.of_value(dimension, value, {})) == str(words[value])
            assert str(labels._range(dimension, [value])) == str(words[value]), (low, high)


def test_a_merged_category_says_what_is_in_it(vocabulary: VocabularyFiles) -> None:
    words = labels.of_value("sector", "other", merge(sector={"services": "other", "it": "other"}))
    assert words["en"] == "Other, with Information technology, Services"
    for language, text in words.items():
        for code in ("other", "it", "services"):
            assert Sector.objects.get(code=code).labels[language] in text
    (sector,) = [d for d in labels.of_dimensions(merging.schema(DEFAULT_SCHEMA, IT), IT) if d.key == "sector"]
    assert [value.key for value in sector.values if "Information" in value.label["en"]] == ["other"]


def test_people_of_the_merged_value_count_as_the_one_it_went_into(
    witness: Witness, vocabulary: VocabularyFiles
) -> None:
    merged = merge(sex={"male": "female"})  # refused for a series; here it shows the way
    schema = Schema({**DEFAULT_SCHEMA.dimensions, "sex": ("female", "unknown")}, DEFAULT_SCHEMA.indicators, ())
    nothing: dict[str, Answer] = {}
    assert vectors.vector(witness, [], nothing, schema, merged)["sex"] == "female"
    assert vectors.vector(witness, [], nothing, schema, {})["sex"] == "unknown"


def test_no_person_is_lost_by_a_merge(cleared: Testimony) -> None:
    """The one who counts worked in construction: merged away, they stand in the other value, in every table."""
    assert cleared.witness is not None
    merged = merge(sector={"construction": "manufacturing"}, age_band={"30_44": "45_over"})
    schema = merging.schema(DEFAULT_SCHEMA, merged)
    counted = count([cleared.witness.pk], schema, merged, on=timezone.localdate())
    found = {key for key, number in zip(cells(schema, Group.ONE_WAY), counted[Group.ONE_WAY], strict=True) if number}
    assert {("sector", "manufacturing", "", ""), ("age_band", "45_over", "", "")} <= found
    total = counted[Group.ONE_WAY][0]
    for dimension in schema.dimensions:
        assert sum(key.d1 == dimension for key in found) == total == 1
    assert encode(schema, []).shape == (0, len(schema.keys))


def test_a_series_keeps_its_merges_and_publishes_without_the_value(cast: Cast) -> None:
    given = {"sector": {"it": {"into": "other", "source": f" {SOURCE} "}}}
    start_series(by=cast.dpo, first_slot=timezone.localdate(), merged=given)
    series = Series.objects.get()
    assert series.merged == IT
    assert "it" not in dict(series.schema["dimensions"])["sector"]


def test_a_refused_merge_starts_nothing(cast: Cast) -> None:
    with pytest.raises(Refused, match="one value only"):
        start_series(by=cast.dpo, first_slot=timezone.localdate(), merged=merge(sex={"female": "male"}))
    assert not Series.objects.exists()
