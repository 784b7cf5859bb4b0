"""Public values are derived: each edge of each band, and "unknown" wherever something is not known."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from cases.casework.actions import create_case
from cases.casework.models import Case
from cases.coding import dimensions
from cases.coding.actions import describe_labour_situation, edit_labour_situation
from cases.coding.models import LabourSituation
from cases.core.errors import Refused
from cases.core.partial_dates import parse
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import Place
from cases.witnesses.actions import register_group
from cases.witnesses.models import Witness
from tests.conftest import Cast


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("0", "up_to_10"), ("10", "up_to_10"), ("10.1", "11_12"), ("11", "11_12"), ("12", "11_12"),
        ("12.5", "13_14"), ("13", "13_14"), ("14", "13_14"), ("14.1", "15_16"), ("15", "15_16"), ("16", "15_16"),
        ("16.5", "17_over"), ("17", "17_over"), ("18", "17_over"), ("24", "17_over"),
    ],
)  # fmt: skip
def test_hours_at_every_edge(value: str, band: str) -> None:
    assert dimensions.hours(Decimal(value), Decimal(value)) == band


@pytest.mark.parametrize(
    ("low", "high", "band"),
    [
        ("11", "12", "11_12"), ("17", "20", "17_over"), ("10", "11", "unknown"), ("12", "18", "unknown"),
        (None, "12", "unknown"), ("12", None, "unknown"), (None, None, "unknown"),
    ],
)  # fmt: skip
def test_hours_over_two_bands_or_open_are_unknown(low: str | None, high: str | None, band: str) -> None:
    assert dimensions.hours(Decimal(low) if low else None, Decimal(high) if high else None) == band


@pytest.mark.parametrize(
    ("gross", "kept", "band"),
    [
        ("100", "100", "0_24"), ("100", "75.01", "0_24"), ("100", "75", "25_49"), ("100", "50.01", "25_49"),
        ("100", "50", "50_74"), ("100", "25.01", "50_74"), ("100", "25", "75_89"), ("100", "10.01", "75_89"),
        ("100", "10", "90_100"), ("100", "0", "90_100"), ("3", "1", "50_74"),
        (None, "10", "unknown"), ("100", None, "unknown"), ("0", "0", "unknown"), (None, None, "unknown"),
    ],
)  # fmt: skip
def test_pay_withheld_is_computed_at_every_edge(gross: str | None, kept: str | None, band: str) -> None:
    assert dimensions.pay_withheld(Decimal(gross) if gross else None, Decimal(kept) if kept else None) == band


@pytest.mark.parametrize(
    ("edtf", "band"),
    [
        ("2016", "until_2016"), ("2016-12-31", "until_2016"), ("2017-01-01", "2017_2019"), ("2019-12-31", "2017_2019"),
        ("2020", "2020_2021"), ("2021", "2020_2021"), ("2022-01-01", "from_2022"), ("2030", "from_2022"),
        ("2016/2018", "2017_2019"), ("2019-12/2020-02", "2020_2021"), ("1995/2017", "until_2016"),
        ("../2019", "unknown"), ("2019/..", "unknown"), ("", "unknown"),
    ],
)  # fmt: skip
def test_period_is_the_band_with_most_days(edtf: str, band: str) -> None:
    date = parse(edtf)
    assert dimensions.period(date.earliest, date.latest) == band


@given(st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1)), st.integers(0, 3000))
def test_period_answers_with_a_published_band(start: dt.date, days: int) -> None:
    assert dimensions.period(start, start + dt.timedelta(days=days)) in dict(dimensions.PERIODS)


@given(st.decimals(0, 24, places=1), st.decimals(0, 24, places=1))
def test_hours_are_known_only_when_both_ends_agree(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    band = dimensions.hours(low, high)
    assert (band == "unknown") == (dimensions.hours(low, low) != dimensions.hours(high, high))


Values = dict[str, Any]
PAY: Values = {"gross_pay": Decimal(1000), "kept_pay": Decimal(100), "pay_currency": "USD", "pay_per": "month"}
HOURS: Values = {"hours_min": Decimal(17), "hours_max": Decimal(18), "hours_basis": "stated"}


def describe(cast: Cast, case: Case, witness: Witness | None, **values: Any) -> LabourSituation:
    return describe_labour_situation(by=cast.coder, case=case, witness=witness, **values)


def test_situation_derives_every_public_value(
    cast: Cast, case: Case, witness: Witness, vocabulary: VocabularyFiles
) -> None:
    place = Place.objects.get(code="RU-PRI")
    stored = describe(cast, case, witness, **PAY, **HOURS, place=place, date=parse("2019"))
    stored.refresh_from_db()
    public = (stored.public_area, stored.public_period, stored.public_hours, stored.public_pay_withheld)
    assert public == ("far_east", "2017_2019", "17_over", "90_100")


def test_situation_of_which_nothing_is_known_says_so(cast: Cast, case: Case, witness: Witness) -> None:
    stored = describe(cast, case, witness)
    assert {stored.public_area, stored.public_period, stored.public_hours, stored.public_pay_withheld} == {"unknown"}


def test_russia_alone_has_no_public_area(cast: Cast, case: Case, witness: Witness, vocabulary: VocabularyFiles) -> None:
    assert describe(cast, case, witness, place=Place.objects.get(code="RU")).public_area == "unknown"


def test_edit_derives_anew(cast: Cast, case: Case, witness: Witness) -> None:
    stored = describe(cast, case, witness, **HOURS)
    changed = edit_labour_situation(by=cast.coder, situation=stored, hours_min=Decimal(9), hours_max=Decimal(10))
    assert changed.public_hours == "up_to_10"


def test_public_values_cannot_be_typed(cast: Cast, case: Case, witness: Witness) -> None:
    """A value handed in under the derived field's name is overwritten by what is derived."""
    assert describe(cast, case, witness, public_hours="17_over").public_hours == "unknown"


REFUSED: list[Values] = [
    {**PAY, "kept_pay": Decimal(1001)},
    {**PAY, "pay_currency": ""},
    {**PAY, "pay_per": ""},
    {**PAY, "gross_pay": None, "pay_currency": ""},
    {**PAY, "kept_pay": Decimal(-1)},
    {**HOURS, "hours_max": Decimal(26)},
    {**HOURS, "hours_min": Decimal(-1)},
    {**HOURS, "hours_min": Decimal(20)},
    {**HOURS, "hours_basis": ""},
    {**HOURS, "hours_min": None, "hours_max": Decimal(26)},
    {"hours_min": Decimal(26)},
    {**PAY, "gross_pay": Decimal(-1), "kept_pay": Decimal(-2)},
    {"hours_basis": "stated"},
    {"days_off_per_month": Decimal(32)},
    {"days_off_per_month": Decimal(-1)},
]


@pytest.mark.parametrize("values", REFUSED, ids=str)
def test_situation_that_cannot_be_is_refused(cast: Cast, case: Case, witness: Witness, values: Values) -> None:
    with pytest.raises(ValidationError):
        describe(cast, case, witness, **values)
    assert not LabourSituation.objects.exists()


@pytest.mark.parametrize("values", REFUSED, ids=str)
def test_database_refuses_it_too(cast: Cast, case: Case, witness: Witness, values: Values) -> None:
    describe(cast, case, witness)
    with pytest.raises(DatabaseError), transaction.atomic():
        LabourSituation.objects.update(**values)


@pytest.mark.parametrize(("low", "high"), [(Decimal(18), None), (None, Decimal(18))])
def test_hours_with_one_end_open_have_a_basis_too(
    cast: Cast, case: Case, witness: Witness, low: Decimal | None, high: Decimal | None
) -> None:
    """ "More than 18 hours", as the BBC report has it: stated, open above, and so unknown in public."""
    stored = describe(cast, case, witness, hours_min=low, hours_max=high, hours_basis="stated")
    assert stored.public_hours == "unknown"


def test_one_main_situation_a_person(cast: Cast, case: Case, witness: Witness) -> None:
    describe(cast, case, witness, is_main=True)
    describe(cast, case, witness)
    with pytest.raises(ValidationError):
        describe(cast, case, witness, is_main=True)


def test_situation_is_of_a_person_or_a_group_of_this_case(cast: Cast, case: Case, witness: Witness) -> None:
    with pytest.raises(ValidationError):
        describe(cast, case, None)
    with pytest.raises(ValidationError):
        describe(cast, case, witness, group=register_group(by=cast.coder, case=case))
    other = create_case(by=cast.coder, title="Other", slug="other")
    with pytest.raises(Refused, match="another case"):
        describe(cast, other, witness)
