"""A person's vector: exactly one value per dimension, and what is not known is "unknown"."""

from decimal import Decimal
from typing import Any

import pytest

from cases.casework.models import Case
from cases.coding.actions import describe_labour_situation
from cases.coding.indicators import Answer
from cases.coding.models import LabourSituation
from cases.core.partial_dates import parse
from cases.intake.models import Testimony
from cases.releases import vectors
from cases.releases.disclosure.people import encode
from cases.releases.disclosure.schema import DEFAULT_SCHEMA
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import Place, Sector
from cases.witnesses.models import Witness
from tests.conftest import Cast

CODES = DEFAULT_SCHEMA.indicators
WORK = ("area", "period", "sector", "channel", "hours", "pay_withheld")


def vector_of(witness: Witness) -> vectors.Vector:
    people = Witness.objects.filter(pk=witness.pk)
    return vectors.of_people(people, Testimony.objects.all(), DEFAULT_SCHEMA, {})[witness.pk]


def describe(cast: Cast, witness: Witness, **values: Any) -> LabourSituation:
    return describe_labour_situation(by=cast.coder, case=witness.case, witness=witness, **values)


@pytest.fixture
def full(cast: Cast, vocabulary: VocabularyFiles) -> dict[str, Any]:
    return {
        "sector": Sector.objects.get(code="forestry"), "place": Place.objects.get(code="RU-PRI"), "channel": "company",
        "date": parse("2018/2019"), "hours_min": Decimal(15), "hours_max": Decimal(16), "hours_basis": "stated",
        "gross_pay": Decimal(1000), "kept_pay": Decimal(100), "pay_currency": "USD", "pay_per": "month",
    }  # fmt: skip


def test_every_dimension_has_one_value_of_the_schema(cast: Cast, witness: Witness, full: dict[str, Any]) -> None:
    describe(cast, witness, is_main=True, **full)
    found = vector_of(witness)
    assert found == {
        "area": "far_east", "period": "2017_2019", "sector": "forestry", "age_band": "30_44", "sex": "male",
        "channel": "company", "hours": "15_16", "pay_withheld": "90_100", "indicator_count": "unknown", "indicators": [],
    }  # fmt: skip
    assert encode(DEFAULT_SCHEMA, [found]).shape == (1, 20)


def test_without_any_situation_the_work_is_unknown(witness: Witness, vocabulary: VocabularyFiles) -> None:
    found = vector_of(witness)
    assert {found[name] for name in WORK} == {"unknown"}
    assert encode(DEFAULT_SCHEMA, [found]).shape == (1, 20)


def test_several_situations_and_none_marked_as_main_are_unknown(
    cast: Cast, witness: Witness, full: dict[str, Any]
) -> None:
    describe(cast, witness, **full)
    describe(cast, witness, **{**full, "sector": Sector.objects.get(code="construction")})
    assert {vector_of(witness)[name] for name in WORK} == {"unknown"}


def test_the_only_situation_counts_without_the_mark(cast: Cast, witness: Witness, full: dict[str, Any]) -> None:
    describe(cast, witness, **full)
    assert vector_of(witness)["sector"] == "forestry"


def test_of_several_situations_the_main_one_counts(cast: Cast, witness: Witness, full: dict[str, Any]) -> None:
    describe(cast, witness, **full)
    describe(cast, witness, is_main=True, sector=Sector.objects.get(code="construction"), channel="student")
    found = vector_of(witness)
    assert (found["sector"], found["channel"], found["hours"]) == ("construction", "student", "unknown")


def test_somebody_else_s_situation_is_not_mixed_in(
    cast: Cast, case: Case, witness: Witness, full: dict[str, Any]
) -> None:
    from cases.witnesses.actions import register_witness

    other = register_witness(by=cast.interviewer, case=case)
    describe(cast, other, is_main=True, **full)
    assert vector_of(witness)["sector"] == "unknown"


@pytest.mark.parametrize(
    ("reported", "band"),
    [
        (0, "0_2"),
        (2, "0_2"),
        (3, "3_4"),
        (4, "3_4"),
        (5, "5_6"),
        (6, "5_6"),
        (7, "7_8"),
        (8, "7_8"),
        (9, "9_11"),
        (11, "9_11"),
    ],
)
def test_the_number_of_indicators_falls_into_its_band(witness: Witness, reported: int, band: str) -> None:
    found = vectors.vector(witness, [], answers_of(reported), DEFAULT_SCHEMA, {})
    assert (found["indicator_count"], len(found["indicators"])) == (band, reported)


def test_one_indicator_not_asked_makes_the_number_unknown_but_keeps_what_was_reported(witness: Witness) -> None:
    answers = {**answers_of(5), CODES[10]: Answer.NOT_ASKED}
    found = vectors.vector(witness, [], answers, DEFAULT_SCHEMA, {})
    assert (found["indicator_count"], found["indicators"]) == ("unknown", list(CODES[:5]))


def answers_of(reported: int) -> dict[str, Answer]:
    answers = [Answer.REPORTED] * reported + [Answer.STATED_ABSENT] * (11 - reported)
    return dict(zip(CODES, answers, strict=True))
