"""From noisy cells to figures that add up. Nothing here sees a true count.

1. Weighted least squares onto the identities, one-way and menu together. It is one fixed linear map, so the standard
   deviation of each figure is known beforehand: it depends on schema, design and release number, never on data.
2. The one-way figures are final, negative ones included: cutting them, or fitting all cells at or above 0 together,
   would push the total up (small cells can only be cut upwards).
3. Menu tables are made non-negative, each the least-squares nearest to given margins. A one-way figure can be
   negative and a table without negative cells cannot sum to it, so the margins used here are the nearest
   non-negative ones with the same total. The tables therefore sum to these, which differ a little from the one-way
   figures where one of these is negative. Published figures are rounded and need not add up.

Same input, same machine: same bits. On another machine the last bits of a figure may differ, which changes what is
shown only for a figure that close to a step of rounding. The fixed map comes from an orthonormal basis, so it is stable
for any schema.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from cases.releases.disclosure.design import Design, noise_sd, release_sd
from cases.releases.disclosure.errors import DisclosureError
from cases.releases.disclosure.identities import identity_matrix
from cases.releases.disclosure.nonnegative import Floats, nearest_parts, nearest_table
from cases.releases.disclosure.schema import Group, Schema, cells

RANK_TOLERANCE = 1e-9
"""Singular values below this part of the largest belong to identities that follow from others."""


@dataclass(frozen=True)
class Fitted:
    """The figures of a release by group in the order of ``cells``, in people, before any rounding.

    ``sd`` are their standard deviations; ``with_total`` the covariance (people²) of each one-way figure with the
    total, which is the first of them.
    """

    values: Mapping[Group, Floats]
    sd: Mapping[Group, Floats]
    with_total: Floats

    @property
    def total(self) -> float:
        """The number of people."""
        return float(self.values[Group.ONE_WAY][0])


def fit(schema: Schema, design: Design, number: int, noisy: Mapping[Group, Floats]) -> Fitted:
    """The figures of release ``number`` from its noisy cells (people, by group of the design).

    Raises DisclosureError when a group is missing or not of the design, or has another number of cells.
    """
    design.check_number(number)
    groups = tuple(design.shares)
    if noisy.keys() != set(groups) or any(len(noisy[group]) != len(cells(schema, group)) for group in groups):
        raise DisclosureError("The noisy cells do not fit the schema and design: read all cells of this release again.")
    projection, covariance = _linear_fit(schema, design)
    variance = covariance * release_sd(number) ** 2
    values = _by_group(schema, groups, projection @ np.concatenate([noisy[group] for group in groups]))
    if Group.MENU in groups:
        values[Group.MENU] = _nonnegative_menu(schema, values[Group.ONE_WAY], values[Group.MENU])
    sd = figure_sd(schema, design, number)
    return Fitted(values, sd, variance[0, : len(sd[Group.ONE_WAY])])


def figure_sd(schema: Schema, design: Design, number: int) -> dict[Group, Floats]:
    """The standard deviation (people) of each figure of release ``number``, by group: known before any noise is drawn."""
    design.check_number(number)
    _, covariance = _linear_fit(schema, design)
    return _by_group(schema, tuple(design.shares), np.sqrt(covariance.diagonal() * release_sd(number) ** 2))


@lru_cache(maxsize=16)
def _linear_fit(schema: Schema, design: Design) -> tuple[Floats, Floats]:
    """The map from noisy cells to figures, and the covariance of the figures at release 1 (people²).

    Noise is independent between cells with variance V by group, so the figures are y − V·Aᵀ(A·V·Aᵀ)⁻·A·y. In units of
    each cell's sd that is the orthogonal projection I − QᵀQ, Q an orthonormal basis of the rows of A·V^½.
    """
    groups = tuple(design.shares)
    sd = np.concatenate([np.full(len(cells(schema, group)), noise_sd(design, schema, group)) for group in groups])
    _, singular, basis = np.linalg.svd(identity_matrix(schema, groups) * sd, full_matrices=False)
    basis = basis[singular > RANK_TOLERANCE * singular.max(initial=0)]
    kept = np.eye(len(sd)) - basis.T @ basis
    return sd[:, np.newaxis] * kept / sd, sd[:, np.newaxis] * kept * sd


def _by_group(schema: Schema, groups: tuple[Group, ...], values: Floats) -> dict[Group, Floats]:
    ends = np.cumsum([len(cells(schema, group)) for group in groups])
    return dict(zip(groups, np.split(values, ends[:-1]), strict=True))


def _nonnegative_menu(schema: Schema, one_way: Floats, menu: Floats) -> Floats:
    margins = _nonnegative_margins(schema, one_way)
    sizes = [len(margins[first]) * len(margins[second]) for first, second in schema.menu]
    blocks = np.split(menu, np.cumsum(sizes)[:-1])
    tables = [_nonnegative_table(schema, pair, block, margins) for pair, block in zip(schema.menu, blocks, strict=True)]
    return np.concatenate([table.ravel() for table in tables])


def _nonnegative_margins(schema: Schema, one_way: Floats) -> dict[str, Floats]:
    """By dimension or indicator: its one-way figures, brought to ≥ 0; a dimension keeps the total."""
    total = max(float(one_way[0]), 0.0)
    ends = np.cumsum([1] + [len(schema.values(key)) for key in schema.keys])
    parts = dict(zip(schema.keys, np.split(one_way, ends[:-1])[1:], strict=True))
    return {
        key: nearest_parts(values, total) if key in schema.dimensions else np.maximum(values, 0)
        for key, values in parts.items()
    }


def _nonnegative_table(schema: Schema, pair: tuple[str, str], block: Floats, margins: Mapping[str, Floats]) -> Floats:
    """One crossed table. Along an indicator nothing sums, so only the other side's sums are kept."""
    rows, columns = (margins[key] for key in pair)
    table = block.reshape(len(rows), len(columns))
    first, second = (key in schema.dimensions for key in pair)
    if first and second:
        return nearest_table(table, rows, columns)
    if second:
        return nearest_parts(table, rows)
    if first:
        return nearest_parts(table.T, columns).T
    return np.maximum(table, 0)
