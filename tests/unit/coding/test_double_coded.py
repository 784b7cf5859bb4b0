"""What two coders said becomes pairs: which codings are compared, and which are not."""

# ruff: noqa: F811  # fixtures are imported, and asked for by their names

import pytest
from pytest_django import DjangoAssertNumQueries

from cases.accounts.models import User
from cases.coding import double_coded
from cases.coding.actions import reconcile
from cases.coding.agreement import Gate
from cases.coding.double_coded import DoubleCoded, Line
from cases.coding.models import Act
from cases.coding.rounds import lines_of
from cases.core.translated import in_language
from cases.intake.models import Testimony
from cases.vocabulary.actions import retire_category
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast
from tests.twice_coded import HOURS, Twice, once, twice  # noqa: F401

pytestmark = pytest.mark.usefixtures("everything_is_chosen")


def numbers(lines: list[Line]) -> dict[str, tuple[int, int, int]]:
    """By code: units, found by both, found by one."""
    return {one.code: (one.agreement.units if one.agreement else 0, one.both, one.one) for one in lines}


def seen_by(user: User) -> DoubleCoded:
    return double_coded.read(Testimony.objects.visible_to(user), Act.in_every_round.visible_to(user))


def test_families_pool_the_categories_that_one_of_both_used(twice: Twice) -> None:
    found = double_coded.read_all()
    assert found.testimonies == [twice.testimony.pk]
    assert numbers(found.families()) == {"CTL": (2, 0, 2), "WRK": (2, 1, 1)}
    control = found.families()[0]
    assert numbers(list(control.categories)) == {"CTL-01": (1, 0, 1), "CTL-02": (1, 0, 1)}
    assert control.label == in_language(AbuseCategory.objects.get(code="CTL").labels)
    assert {one.gate for one in found.families()} == {Gate.NOT_MEASURED}


def test_indicators_pool_the_categories_that_point_to_them(twice: Twice) -> None:
    assert numbers(double_coded.read_all().indicators()) == {
        "ILO-03": (2, 0, 2), "ILO-10": (1, 0, 1), "ILO-11": (1, 1, 0),
    }  # fmt: skip


def test_what_neither_found_stands_apart(twice: Twice) -> None:
    unused = {one.code for one in double_coded.read_all().unused()}
    assert {"HLT-01", "REC-01", "WRK-99"} <= unused
    assert not unused & {"WRK-01", "CTL-01", "CTL-02", "WRK-04"}


def test_a_retired_category_leaves_its_family(cast: Cast, twice: Twice) -> None:
    day = twice.testimony.created_at.date()
    retire_category(by=cast.administrator, category=AbuseCategory.objects.get(code="WRK-04"), on=day)
    found = double_coded.read_all()
    assert numbers(found.families())["WRK"] == (1, 1, 0)
    assert numbers(found.retired()) == {"WRK-04": (1, 0, 1)}
    assert "ILO-10" not in numbers(found.indicators())


def test_a_reconciliation_changes_nothing(cast: Cast, twice: Twice) -> None:
    before = numbers(double_coded.read_all().families())
    lines, _acts = lines_of(Act.in_every_round.all(), twice.testimony)
    reconcile(by=cast.lead, testimony=twice.testimony, decisions={line.key: line.choices[0] for line in lines})
    assert Act.objects.filter(testimony=twice.testimony, round__kind="reconciled").exists()
    assert numbers(double_coded.read_all().families()) == before


def test_an_open_second_coding_is_not_compared(cast: Cast, once: Twice) -> None:
    assert not double_coded.read_all().testimonies
    once.take()
    once.code(once.second, "WRK-01", HOURS)
    for user in (cast.lead, once.first, once.second):
        assert not seen_by(user).testimonies
        assert not seen_by(user).families()


def test_both_coders_and_the_lead_read_the_same_figures(cast: Cast, twice: Twice) -> None:
    expected = double_coded.read_all().families()
    assert expected
    for user in (cast.lead, cast.dpo, twice.first, twice.second):
        assert seen_by(user).families() == expected
    assert not seen_by(cast.stranger).testimonies


@pytest.mark.parametrize("status", ["returned", "withdrawn", "submitted"])
def test_what_is_open_again_or_withdrawn_is_not_compared(twice: Twice, status: str) -> None:
    """Half of a returned one's codes are hidden from a coder: what is left would look like disagreement."""
    Testimony.objects.filter(pk=twice.testimony.pk).update(status=status)
    assert not double_coded.read_all().testimonies


def test_the_strongest_state_is_the_coders_answer(once: Twice) -> None:
    second = once.take()
    once.code(once.second, "CTL-01", HOURS, state="stated_absent")
    once.code(once.second, "CTL-01", (18, 20), state="unclear")
    once.code(once.second, "CTL-01", (20, 36))
    once.finish_second(second)
    assert numbers(double_coded.read_all().families())["CTL"] == (1, 1, 0)


def test_a_legal_finding_counts_as_what_was_coded(cast: Cast, twice: Twice) -> None:
    plain, finding = (AbuseCategory.objects.get(code=code) for code in ("WRK-01", "LIB-01"))
    first = Act.in_every_round.filter(category=plain, round=None)
    first.update(category=finding, raised_from=plain, raised_by=cast.legal)
    assert numbers(double_coded.read_all().families()) == {"CTL": (2, 0, 2), "WRK": (2, 1, 1)}


def test_four_statements(twice: Twice, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(4):
        found = double_coded.read_all()
        found.families(), found.indicators(), found.retired(), found.unused()
