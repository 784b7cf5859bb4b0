"""What a series would cost: the numbers of the specification, and the same as a simulation finds."""

import datetime as dt
import math
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest
from django.utils import timezone

from cases.core.models import AuditEvent
from cases.intake.models import Testimony
from cases.releases import costs as page_costs
from cases.releases import ledger, lifetimes, terms
from cases.releases.disclosure import costs, fit, publish
from cases.releases.disclosure.design import Design, factor
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group, cells
from cases.releases.models import NoiseRow, NoisyCell, Series
from tests.unit.releases.disclosure.made import entered, noisy, people

SMALL, LARGE = Design("small"), Design("large")
ONE = Fraction(1)


def test_the_chances_are_those_of_the_specification() -> None:
    found = costs.chances(ONE, 12)
    assert [terms.in_100(chance) for chance in vars(found).values()] == [69, 72, 76, 81, 84, 93]


def test_a_charge_is_what_the_ledger_charges() -> None:
    for mu in terms.MUS:
        assert costs.spent(Fraction(mu)) == lifetimes.cost(Series(mu=mu))


@pytest.mark.parametrize("horizon", [1, 2, 3, 12, 40])
def test_leaving_costs_the_most_over_all_pairs_of_releases(horizon: int) -> None:
    """Brute force: enter at any release, leave at any later one; the shift of the noise is the factors' running sum."""
    factors = [float(factor(k)) for k in range(horizon)]
    shift = np.array([[factors[j - i] if j >= i else 0.0 for j in range(horizon)] for i in range(horizon)])
    most = max(
        float(((shift[enter] - (shift[leave] if leave < horizon else 0)) ** 2).sum())
        for enter in range(horizon)
        for leave in range(enter + 1, horizon + 1)
    )
    expected = most / sum(f**2 for f in factors) + 0.01
    assert costs.spent_when_leaving(ONE, horizon) == pytest.approx(expected)
    assert costs.spent_when_leaving(ONE, horizon) >= float(costs.spent(ONE)) - 1e-12


def test_a_lower_mu_protects_better_in_every_respect() -> None:
    usual, better = vars(costs.chances(ONE, 12)).values(), vars(costs.chances(Fraction(1, 2), 12)).values()
    assert all(0.5 < low < high for low, high in zip(better, usual, strict=True))


@pytest.mark.parametrize(("design", "number"), [(SMALL, 1), (SMALL, 12), (LARGE, 1), (LARGE, 12)])
def test_the_sd_told_beforehand_is_that_of_the_release(design: Design, number: int) -> None:
    true = entered(DEFAULT_SCHEMA, people(DEFAULT_SCHEMA, 50))
    blurred = noisy(DEFAULT_SCHEMA, design, number, true, 1)
    values = {group: np.array([units / 4 ** (2 * 11) for units in some]) for group, some in blurred.items()}
    fitted = fit.fit(DEFAULT_SCHEMA, design, number, values)
    told = fit.figure_sd(DEFAULT_SCHEMA, design, number)
    assert told.keys() == fitted.sd.keys()
    for group in told:
        assert np.array_equal(told[group], fitted.sd[group])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("design", "group", "size"), [(SMALL, Group.ONE_WAY, 400), (LARGE, Group.ONE_WAY, 1200), (LARGE, Group.MENU, 5000)]
)
def test_what_is_told_is_what_a_simulation_finds(design: Design, group: Group, size: int) -> None:
    """Releases of the real engine: the share of cells shown and the error of shown cells agree with the estimate."""
    true = entered(DEFAULT_SCHEMA, people(DEFAULT_SCHEMA, size))
    told = costs.quality(true[group], fit.figure_sd(DEFAULT_SCHEMA, design, 1)[group])
    counts = dict(zip(cells(DEFAULT_SCHEMA, group), true[group].tolist(), strict=True))
    errors, shown, filled = [], 0, 0
    for seed in range(30):
        release = publish.publish(DEFAULT_SCHEMA, design, 1, noisy(DEFAULT_SCHEMA, design, 1, true, seed), None)
        for cell in release.cells:
            count = counts.get((cell.d1, cell.v1, cell.d2, cell.v2))  # type: ignore[call-overload]
            if count is None:
                continue
            filled += count > 0
            shown += count > 0 and cell.value is not None
            if cell.value is not None:
                errors.append(abs(cell.value - count))
    assert told.mean_error is not None
    assert told.largest_error is not None
    assert shown / filled == pytest.approx(told.shown, abs=0.03)
    assert np.mean(errors) == pytest.approx(told.mean_error, rel=0.08)
    assert np.percentile(errors, 95) == pytest.approx(told.largest_error, rel=0.15)


def test_nothing_to_show_has_no_error() -> None:
    assert costs.quality(np.zeros(5, dtype=np.int64), np.full(5, 6.0)) == costs.Quality(0.0)
    few = costs.quality(np.array([1, 2, 0]), np.full(3, 6.0))
    assert few.mean_error is None
    assert 0 < few.shown < 0.01


def test_a_very_large_cell_is_surely_shown_and_off_by_its_sd() -> None:
    found = costs.quality(np.arange(100_000, 100_005), np.full(5, 6.0))
    assert found.shown == pytest.approx(1)
    assert found.mean_error == pytest.approx(math.sqrt(2 / math.pi) * math.sqrt(36 + 25 / 12), rel=0.02)


@pytest.mark.parametrize("size", [0, 20, 65, 99, 500, 1500, 100_000])
@pytest.mark.parametrize("design", [SMALL, LARGE])
def test_the_chances_of_the_tiers_add_up(size: int, design: Design) -> None:
    found = costs.tier_chances(size, 4.0, design)
    assert found.keys() == set(publish.Tier)
    assert sum(found.values()) == pytest.approx(1)
    assert min(found.values()) >= 0
    assert max(found, key=lambda one: found[one]) == publish.tier(size, design, None)
    assert design is LARGE or found[publish.Tier.MENU] == 0


def test_the_design_is_likely_by_the_blurred_number() -> None:
    assert costs.chance_of_large(400) < 1e-6
    assert costs.chance_of_large(5000) == pytest.approx(1)
    assert costs.chance_of_large(1010) == pytest.approx(NormalDist().cdf(1.05))


def of_today(**changes: object) -> page_costs.Costs:
    chosen = {"on": timezone.localdate(), "horizon": 12, "mu": ONE, "merged": {}} | changes
    return page_costs.of_choice(**chosen)  # type: ignore[arg-type]


def test_the_costs_are_those_of_the_people_who_meet_the_conditions(cleared: Testimony) -> None:
    found = of_today()
    assert (found.people, found.used_up, found.likely) == (1, 0, "small")
    assert found.small.tier == found.large.tier == publish.Tier.NOTHING
    assert (found.small.first, found.large.last) == ({}, {})
    assert of_today(on=timezone.localdate() - dt.timedelta(days=1)).people == 0


def test_without_people_there_is_still_an_answer(db: None) -> None:
    assert of_today().people == 0


def test_looking_draws_nothing_charges_nobody_and_writes_nothing(cleared: Testimony) -> None:
    events = AuditEvent.objects.count()
    of_today()
    assert not NoiseRow.objects.exists()
    assert not NoisyCell.objects.exists()
    assert not Series.objects.exists()
    assert lifetimes.spent() == {}
    assert AuditEvent.objects.count() == events


def test_who_has_no_room_left_is_not_counted_in(cleared: Testimony, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cleared.witness is not None
    spent = {cleared.witness.person: Fraction(303, 100) - lifetimes.cost(Series(mu="1/2"))}
    monkeypatch.setattr(lifetimes, "spent", lambda: spent)
    assert (of_today().people, of_today().used_up) == (0, 1)
    assert (of_today(mu=Fraction(1, 2)).people, of_today(mu=Fraction(1, 2)).used_up) == (1, 0)


def test_the_statements_for_a_chunk_do_not_grow_with_its_people(
    cleared: Testimony, django_assert_max_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cleared.witness is not None
    one = cleared.witness.pk
    today = timezone.localdate()
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        once = page_costs.count([one], DEFAULT_SCHEMA, {}, on=today)
    monkeypatch.setattr(ledger, "CHUNK", 1)
    twice = page_costs.count([one, one], DEFAULT_SCHEMA, {}, on=today)
    for group in Group:
        assert twice[group].tolist() == (2 * once[group]).tolist()
    assert once[Group.ONE_WAY][0] == 1
