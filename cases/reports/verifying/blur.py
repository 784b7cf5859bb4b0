"""How blurred each figure of a release is, computed by a stranger from release.json alone.

The noise of a cell at release t has the standard deviation sd(z)·√(Σ f_k², k < t), f_k = C(2k, k)/4^k. The figures are
the noisy cells fitted by weighted least squares to what must add up, which makes them a little more precise by a known
factor. This is written independently of the release engine, so that each checks the other.
"""

import math

import numpy as np

from .description import Description, Key

_NEGLIGIBLE = 1e-9


def norm_squared(releases: int) -> float:
    """Σ f_k² over k < releases."""
    return math.fsum((math.comb(2 * k, k) / 4**k) ** 2 for k in range(releases))


def spent_mu(release: Description) -> float:
    """What the stated noise costs one person over the whole series: √ Σ ‖f‖²·g / sd(z)² over the groups of tables.

    g is the number of tables of a group: in each, a person is in at most one cell.
    """
    tables = {"one_way": 1 + len(release.schema), "menu": len(release.menu)}
    mechanism = release.mechanism
    parts = (tables[group] / sd**2 for group, sd in mechanism.noise_sd.items())
    return math.sqrt(norm_squared(mechanism.horizon) * math.fsum(parts))


def sd_by_cell(release: Description) -> dict[Key, float]:
    """The standard deviation in people of each figure that the design can show."""
    noise = release.mechanism.noise_sd
    keys = release.one_way_keys + (release.menu_keys if "menu" in noise else [])
    sd = np.array([noise["menu" if key[2] else "one_way"] for key in keys])
    place = {key: number for number, key in enumerate(keys)}
    sums = _sums(release)
    matrix = np.zeros((len(sums), len(keys)))
    for row, (whole, parts) in enumerate(sums):
        matrix[row, [place[part] for part in parts]] = 1
        matrix[row, place[whole]] = -1
    # In units of each cell's noise, fitting is a projection: it takes away what lies along the weighted sums.
    _, size, directions = np.linalg.svd(matrix * sd, full_matrices=False)
    taken = directions[size > _NEGLIGIBLE * size.max(initial=0)]
    left = np.sqrt(np.maximum(1 - (taken**2).sum(axis=0), 0))
    found = sd * left * math.sqrt(norm_squared(release.number))
    return dict(zip(keys, found.tolist(), strict=True))


def _sums(release: Description) -> list[tuple[Key, list[Key]]]:
    """A whole and the parts that add up to it. Along an indicator nothing does: "not reported" is no cell."""
    whole_sides = {key: values for key, values in release.schema.items() if key not in release.multi}
    found: list[tuple[Key, list[Key]]] = [
        (("", "", "", ""), [(key, value, "", "") for value in values]) for key, values in whole_sides.items()
    ]
    for first, second in release.menu if "menu" in release.mechanism.noise_sd else ():
        ones, others = release.schema[first], release.schema[second]
        if second in whole_sides:
            found += [((first, one, "", ""), [(first, one, second, other) for other in others]) for one in ones]
        if first in whole_sides:
            found += [((second, other, "", ""), [(first, one, second, other) for one in ones]) for other in others]
    return found
