"""The terms of a series: one place, one hash, and any change of the row or the program is noticed."""

import copy
import datetime as dt
import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from django.utils import timezone

from cases.core.errors import Refused
from cases.published.texts import BLUR, blur
from cases.releases import engine, merging, terms
from cases.releases.actions import start_series
from cases.releases.disclosure import design, publish, shares
from cases.releases.disclosure.publish import Tier
from cases.releases.disclosure.schema import DEFAULT_SCHEMA, Group
from cases.releases.models import ReleaseDraft, Series
from cases.releases.models import series as calendar
from tests.conftest import Cast
from tests.replay import replayed

FIRST = dt.date(2026, 1, 1)
CHOSEN_BY_NOBODY = {"terms_sha256", "started_by"}


@pytest.fixture
@replayed
def series(cast: Cast) -> Series:
    return start_series(by=cast.dpo, first_slot=FIRST)


def unsaved(**changes: Any) -> Series:
    """A series as it is started, without a database."""
    merged = changes.pop("merged", {})
    schema = merging.schema(DEFAULT_SCHEMA, merged).to_json()
    values = {"number": 1, "first_slot": FIRST, "design": "small", "schema": schema, "merged": merged} | changes
    found = Series(**values)
    found.terms_sha256 = terms.sha256(found)
    return found


def test_a_started_series_has_the_default_terms_and_their_hash(series: Series) -> None:
    stored = Series.objects.get()
    assert (stored.horizon, stored.mu, stored.quotes_per_release, stored.merged) == (12, "1", 6, {})
    assert stored.terms_sha256 == terms.sha256(stored)
    terms.check_unchanged(stored)


def test_the_choices_are_stored(cast: Cast) -> None:
    chosen = {"horizon": 20, "mu": "3/4", "quotes_per_release": 0}
    series = start_series(by=cast.lead, first_slot=FIRST, **chosen)
    assert {name: getattr(series, name) for name in chosen} == chosen
    assert engine.design_of(series).mu == Fraction(3, 4)
    assert terms.of(series)["promise"]["mu"] == "3/4"


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"horizon": 0}, "1 to 40"),
        ({"horizon": 41}, "1 to 40"),
        ({"mu": "2"}, "or less"),
        ({"mu": "101/100"}, "or less"),
        ({"mu": "0"}, "or less"),
        ({"mu": "-1"}, "or less"),
        ({"mu": "1/0"}, "or less"),
        ({"mu": "2/4"}, "or less"),
        ({"mu": "0.5"}, "or less"),
        ({"mu": "x"}, "or less"),
        ({"quotes_per_release": -1}, "quotes"),
        ({"quotes_per_release": 13}, "quotes"),
        ({"merged": {"sector": {"it": {"into": "it", "source": "x"}}}}, "itself"),
        ({"first_slot": dt.date(9999, 1, 1)}, "too far"),
    ],
)
def test_terms_that_protect_less_or_mislead_are_refused_before_anything_is_drawn(
    cast: Cast, chosen: dict[str, Any], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "draw_design_total", lambda _people: pytest.fail("drawn"))
    with pytest.raises(Refused, match=words):
        start_series(by=cast.dpo, **{"first_slot": FIRST} | chosen)
    assert not Series.objects.exists()


def test_the_terms_are_plain_json_and_name_what_is_fixed() -> None:
    found = terms.of(unsaved(design="large"))
    assert json.loads(json.dumps(found)) == found
    assert found["show_rule"]["tiers"] == {"menu": 1000, "one_way": 100, "ranges": 30}
    assert (found["show_rule"]["minimum"], found["show_rule"]["rounding"]) == (10, 5)
    assert found["promise"]["lifetime_mu_squared"] == "303/100"
    groups = found["design"]["groups"]
    assert {name: (one["touched_by_one_person"], one["share"], one["sd"][:4]) for name, one in groups.items()} == {
        "one_way": (21, "1/2", "8.81"),
        "menu": (29, "1/2", "10.3"),
    }
    assert found["calendar"]["cutoffs"][:2] == ["2026-01-01", "2026-04-01"]
    assert found["calendar"]["published"][0] == "2026-01-08T10:00:00+00:00"
    assert len(found["calendar"]["cutoffs"]) == 12


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list) and value:
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from leaves(value[key], (*path, key))
    else:
        yield path


def test_the_hash_holds_every_leaf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Change any one value, wherever it stands, and the series no longer passes."""
    series = unsaved(design="large", merged={"sector": {"it": {"into": "other", "source": "UN 2020"}}})
    real = terms.of(series)
    paths = list(leaves(real))
    assert len(paths) > 150
    for path in paths:
        changed = copy.deepcopy(real)
        place = changed
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = "changed"
        monkeypatch.setattr(terms, "of", lambda _series, changed=changed: changed)
        with pytest.raises(Refused):
            terms.check_unchanged(series)


COLUMNS = {
    "number": 2, "first_slot": dt.date(2026, 1, 2), "horizon": 11, "design": "large", "mu": "1/2",
    "schema": merging.schema(DEFAULT_SCHEMA, {"sex": {"male": {"into": "female"}}}).to_json(),
    "merged": {"sector": {"it": {"into": "other", "source": "x"}}}, "quotes_per_release": 5,
}  # fmt: skip


def test_every_column_of_a_series_is_tried() -> None:
    """A new column belongs to the terms, or to the two that cannot."""
    assert COLUMNS.keys() | CHOSEN_BY_NOBODY == Series.Privacy.internal


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_row_is_refused(column: str) -> None:
    series = unsaved()
    setattr(series, column, COLUMNS[column])
    with pytest.raises(Refused, match="run the version of the program"):
        terms.check_unchanged(series)


@pytest.mark.parametrize("sha256", ["", "0" * 64])
def test_a_series_without_its_hash_is_refused(sha256: str) -> None:
    series = unsaved()
    series.terms_sha256 = sha256
    with pytest.raises(Refused):
        terms.check_unchanged(series)


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        (terms, "LIFETIME_MU_SQUARED", Fraction(4)),
        (calendar, "MONTHS_BETWEEN", 6),
        (calendar, "PREPARATION_DAYS", 8),
        (calendar, "PUBLICATION_HOUR", 11),
        (design, "LARGE_FROM", 999),
        (design, "DESIGN_TOTAL_SD", 5),
        (design, "SHARES", {**design.SHARES, "small": {Group.ONE_WAY: Fraction(1, 2)}}),
        (design, "factor", lambda k: Fraction(int(k == 0))),
        (publish, "MINIMUM", 5),
        (publish, "SD_FACTOR", 2),
        (publish, "RANGE_SD", 3),
        (publish, "ROUNDING", 1),
        (publish, "LEAST", {**publish.LEAST, Tier.RANGES: 29}),
        (publish, "OPEN", {**publish.OPEN, Tier.RANGES: frozenset({Group.ONE_WAY})}),
        (shares, "COVERAGE", 0.5),
        (shares, "STEP", 1),
        (shares, "NOT_AS_SHARE", frozenset[str]()),
    ],
)
def test_a_threshold_changed_in_mid_series_is_refused(
    module: Any, name: str, value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = unsaved()
    terms.check_unchanged(series)
    monkeypatch.setattr(module, name, value)
    with pytest.raises(Refused, match="run the version of the program"):
        terms.check_unchanged(series)


def test_what_a_new_series_is_offered_does_not_touch_one_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    series = unsaved()
    for name, value in {"HORIZON": 8, "MU": "1/2", "QUOTES_PER_RELEASE": 3, "QUOTES": (1,)}.items():
        monkeypatch.setattr(terms, name, value)
    terms.check_unchanged(series)


# --- what the public is told ---


def test_the_first_series_tells_the_text_of_the_specification() -> None:
    assert terms.promise(1, Fraction(1)) == BLUR
    assert "about 69 times in 100 (72 if that person later withdraws)" in BLUR["en"]


@pytest.mark.parametrize(
    ("number", "mu", "expected"), [(2, "1", 76), (3, "1", 81), (4, "1", 84), (1, "3/4", 65), (1, "1/2", 60)]
)
def test_the_promise_follows_the_number_of_series_and_mu(number: int, mu: str, expected: int) -> None:
    words = terms.promise(number, Fraction(mu))
    assert f"about {expected} times in 100" in words["en"]
    assert f"약 {expected}번" in words["ko"]
    assert f"в {expected} случа" in words["ru"]
    assert ("earlier" in words["en"]) == ("앞선" in words["ko"]) == ("прежних" in words["ru"]) == (number > 1)
    assert not any("{" in text for text in words.values())


def test_russian_counts_in_the_right_case() -> None:
    assert "в 61 случае из" in blur(recognised=61, after_withdrawal=62, series=1)["ru"]
    assert "в 60 случаях из" in blur(recognised=60, after_withdrawal=62, series=1)["ru"]


def test_only_earlier_series_with_a_release_count(cast: Cast, series: Series) -> None:
    assert terms.promise_of(series) == BLUR
    later = Series(number=2, first_slot=FIRST, mu="1", horizon=12)
    assert terms.promise_of(later) == BLUR
    frozen = {"slot": FIRST, "publishes_at": timezone.now(), "frame": {}, "checks": {}}
    ReleaseDraft(series=series, number=1, frozen_by=cast.dpo, built_by=cast.dpo, **frozen).save()
    assert terms.promise_of(later) == terms.promise(2, Fraction(1))
    assert terms.promise_of(series) == BLUR
