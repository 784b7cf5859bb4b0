"""Everything that a series fixes at its start, in one place: what may be chosen, what the program itself fixes, the hash.

The terms are the row of the series and the thresholds of the program that started it. Their hash is stored with the
series and compared before each release: neither may change while it runs.
"""

import hashlib
import json
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.published.data import Words
from cases.published.texts import blur

from .disclosure import costs, publish, shares
from .disclosure import design as designs
from .disclosure.schema import Schema, sensitivity
from .models import Series
from .models import series as calendar

HORIZON = 12
"""Releases of a series: three years."""

HORIZONS = (4, 8, 12, 20, 40)
"""Offered."""

MU = "1"
"""What somebody who knows everything else may learn of one person, as a fraction (see ``disclosure.design``)."""

MUS = ("1", "3/4", "1/2")
"""Offered: better protected only, never less."""

QUOTES_PER_RELEASE = 6
QUOTES = (0, 3, 6, 12)
"""Offered."""

LIFETIME_MU_SQUARED = Fraction(303, 100)
"""What all series together may take of one person: three of μ = 1, each with its noisy total of μ = 1/10; 81 in 100."""


def of(series: Series) -> dict[str, Any]:
    """All terms of a series as plain JSON. Numbers that must be exact are written as fractions."""
    design = designs.Design(series.design, Fraction(series.mu), series.horizon)
    schema = Schema.from_json(series.schema)
    return {
        "series": series.number,
        "calendar": _calendar(series),
        "promise": {
            "mu": str(design.mu),
            "horizon": series.horizon,
            "lifetime_mu_squared": str(LIFETIME_MU_SQUARED),
            "weights": [str(designs.factor(k)) for k in range(series.horizon)],
        },
        "design": {
            "kind": series.design,
            "large_from": designs.LARGE_FROM,
            "design_total_sd": str(designs.DESIGN_TOTAL_SD),
            "groups": {group.value: _group(design, schema, group) for group in design.shares},
        },
        "show_rule": {
            "tiers": {tier.value: least for tier, least in publish.LEAST.items()},
            "open": {tier.value: sorted(group.value for group in groups) for tier, groups in publish.OPEN.items()},
            "minimum": publish.MINIMUM,
            "sd_factor": str(publish.SD_FACTOR),
            "range_sd": str(publish.RANGE_SD),
            "rounding": publish.ROUNDING,
        },
        "ranges": {
            "coverage": str(shares.COVERAGE),
            "step": shares.STEP,
            "left_out": sorted(shares.NOT_AS_SHARE),
        },
        "schema": schema.to_json(),
        "merged": series.merged,
        "quotes_per_release": series.quotes_per_release,
    }


def sha256(series: Series) -> str:
    """The hash of the terms, in hexadecimal, over their canonical JSON: keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(of(series), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def check_unchanged(series: Series) -> None:
    """Raise Refused when the terms are no longer those that the series started with."""
    if sha256(series) != series.terms_sha256:
        raise Refused(
            _(
                "The terms of %(code)s are no longer those that it started with: "
                "run the version of the program that started it, or end the series and start a new one."
            )
            % {"code": series.code}
        )


def promise(series_number: int, mu: Fraction, horizon: int = HORIZON) -> Words:
    """What the public is told about the blur in the n-th series with the same people, when all had this μ."""
    return _promise(series_number, mu, horizon, before=(series_number - 1) * costs.spent(mu))


def promise_of(series: Series) -> Words:
    """The same for a series that is there: counted are the earlier ones that made a release, each with its own μ."""
    earlier = [
        Fraction(mu)
        for mu in Series.objects.filter(number__lt=series.number, drafts__isnull=False)
        .order_by("number")
        .distinct()
        .values_list("mu", flat=True)
    ]
    before = sum(map(costs.spent, earlier), Fraction(0))
    return _promise(1 + len(earlier), Fraction(series.mu), series.horizon, before=before)


def _promise(number: int, mu: Fraction, horizon: int, *, before: Fraction) -> Words:
    return blur(
        recognised=in_100(costs.recognised(before + costs.spent(mu))),
        after_withdrawal=in_100(costs.recognised(float(before) + costs.spent_when_leaving(mu, horizon))),
        series=number,
    )


def in_100(chance: float) -> int:
    """A chance out of 1 as it is told: times in 100."""
    return round(100 * chance)


def _calendar(series: Series) -> dict[str, Any]:
    numbers = range(1, series.horizon + 1)
    return {
        "months_between": calendar.MONTHS_BETWEEN,
        "cutoffs": [series.slot(number).isoformat() for number in numbers],
        "published": [series.publishes_at(number).isoformat() for number in numbers],
    }


def _group(design: designs.Design, schema: Schema, group: Any) -> dict[str, Any]:
    """A group of tables: what one person can touch of it, its part of the budget, and the noise that follows."""
    variance = designs.sigma_squared(design, schema, group)
    return {
        "touched_by_one_person": sensitivity(schema, group),
        "share": str(design.shares[group]),
        "variance": str(variance),
        "sd": f"{designs.noise_sd(design, schema, group):.4f}",
        "units_to_a_person": str(4 ** (2 * (design.horizon - 1))),
    }
