"""How far published figures are from the truth, how many are shown, and what a reader may believe of them."""

from collections.abc import Iterable, Mapping

import numpy as np

from cases.management.bench.builds import Cells, measure
from cases.management.bench.figures import Figure, at_least, at_most
from cases.releases.disclosure.design import LARGE, SMALL, Design
from cases.releases.disclosure.publish import RANGE_SD
from cases.releases.disclosure.schema import Group

LARGE_SIZES = (1_200, 2_400, 5_000, 100_000)
MENU_SHOWN = {1_200: 0.40, 2_400: 0.56, 5_000: 0.70, 100_000: 0.97}

Measured = Mapping[tuple[int, Group], Cells]


def figures(full: bool) -> list[Figure]:
    """Every line about accuracy: 50 builds of each of the three populations, or 3 as a sample."""
    builds = 50 if full else 3
    small = {people: measure(Design(SMALL), people, builds) for people in (100, 400)}
    large = {people: measure(Design(LARGE), people, builds) for people in LARGE_SIZES}
    every = [cells for measured in (*small.values(), *large.values()) for cells in measured.values()]
    return [*_small(small), *_large_one_way(large), *_menu(large), *_belief(every)]


def _small(small: Mapping[int, Measured]) -> Iterable[Figure]:
    yield from _errors("one-way, small, N = 400, release 1", [small[400][1, Group.ONE_WAY]], 5.2, 13)
    yield from _errors("one-way, small, N = 400, release 12", [small[400][12, Group.ONE_WAY]], 7, 17)
    for people, bar in ((100, 0.50), (400, 0.84)):
        shown = small[people][1, Group.ONE_WAY].shown_part
        yield at_least(f"non-zero one-way cells shown, N = {people}, release 1", shown, bar)


def _large_one_way(large: Mapping[int, Measured]) -> Iterable[Figure]:
    for number, mean, percentile in ((1, 6.4, 16), (12, 8.8, 22)):
        sizes = [measured[number, Group.ONE_WAY] for measured in large.values()]
        yield from _errors(f"one-way, large, worst N of 1,200 to 100,000, release {number}", sizes, mean, percentile)


def _menu(large: Mapping[int, Measured]) -> Iterable[Figure]:
    yield from _errors("menu, N = 1,200, release 1", [large[1_200][1, Group.MENU]], 8, 20)
    many = [large[people][1, Group.MENU] for people in (5_000, 100_000)]
    yield from _errors("menu, worst N of 5,000 and 100,000, release 1", many, 7.8, 19)
    last = [measured[12, Group.MENU] for measured in large.values()]
    yield from _errors("menu, worst N of 1,200 to 100,000, release 12", last, 11, 27)
    for people, bar in MENU_SHOWN.items():
        yield at_least(
            f"non-zero menu cells shown, N = {people:,}, release 1", large[people][1, Group.MENU].shown_part, bar
        )
    for number, most in ((1, 2.0), (12, 3.5)):
        bias = float(large[1_200][number, Group.MENU].error.mean())
        yield at_most(f"upward bias of shown menu cells, N = 1,200, release {number}", bias, most, "people")


def _belief(every: list[Cells]) -> Iterable[Figure]:
    """Over all sizes, releases and groups together."""
    true, figure, sd, shown = (
        np.concatenate([getattr(cells, name) for cells in every]) for name in ("true", "figure", "sd", "shown")
    )
    visible = ~np.isnan(shown)
    small = 100 * float((true[visible] < 5).mean())
    yield at_most("shown cells whose true value is under 5", small, 0.3, "%")
    within = 100 * float((np.abs(figure - true) <= RANGE_SD * sd).mean())
    yield at_least("truth within 2 sd, all cells", within, 94.5, "%")
    rounded = 100 * float((np.abs(shown - true) <= RANGE_SD * sd)[visible].mean())
    yield at_least("truth within 2 sd, shown rounded cells", rounded, 93, "%")


def _errors(name: str, sizes: list[Cells], mean: float, percentile: float) -> Iterable[Figure]:
    """Mean and 95th percentile of the absolute error of shown cells, at the worst of these sizes."""
    errors = [np.abs(cells.error) for cells in sizes]
    yield at_most(f"error of shown cells, {name}: mean", max(float(one.mean()) for one in errors), mean, "people")
    worst = max(float(np.percentile(one, 95)) for one in errors)
    yield at_most(f"error of shown cells, {name}: 95th percentile", worst, percentile, "people")
