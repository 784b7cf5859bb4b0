"""A series in words that need no document: what a choice costs, and what was fixed."""

import json
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.core.errors import Refused
from cases.core.translated import in_language
from cases.releases import labels, terms
from cases.releases.costs import Costs, Looks
from cases.releases.disclosure import costs, publish
from cases.releases.disclosure.schema import Group, Schema
from cases.releases.models import Series
from cases.releases.terms import in_100

TIERS = {
    publish.Tier.NOTHING: gettext_lazy("no figure at all, only that there are few testimonies"),
    publish.Tier.RANGES: gettext_lazy("shares as ranges and in words"),
    publish.Tier.ONE_WAY: gettext_lazy("tables of one dimension"),
    publish.Tier.MENU: gettext_lazy("tables of one and of two dimensions"),
}
GROUPS = {
    Group.ONE_WAY: gettext_lazy("tables of one dimension"),
    Group.MENU: gettext_lazy("tables of two dimensions"),
}

Rows = list[tuple[Any, Any]]


def promise(found: costs.Chances) -> str:
    """The promise in one sentence."""
    return _(
        "Somebody who already knows everything else guesses right %(number)s times in 100 "
        "whether one person is included; a coin is right 50 times."
    ) % {"number": in_100(found.counted)}


def chances(found: costs.Chances) -> Rows:
    """Who is asked about, and how often in 100 the guess is right."""
    return [
        (_("one person who stays until the end"), in_100(found.counted)),
        (_("one person who later withdraws"), in_100(found.withdrawn)),
        (_("one person, after a second series with the same people"), in_100(found.after_two_series)),
        (_("one person, after a third series with the same people"), in_100(found.after_three_series)),
        (_("two people who came together: whether both are included"), in_100(found.two_together)),
        (_("three people who came together: whether all are included"), in_100(found.three_together)),
    ]


def lifetime(mu: Fraction) -> str:
    """How often one person may be counted again."""
    number = terms.LIFETIME_MU_SQUARED // costs.spent(mu)
    return ngettext(
        "A person is counted in %(number)s such series at most; a later one leaves them out.",
        "A person is counted in %(number)s such series at most; later ones leave them out.",
        number,
    ) % {"number": number}


def looks(found: Costs) -> list[tuple[str, list[str]]]:
    """Row by row, what the figures would look like: the small design, then the large one."""
    both = (found.small, found.large)
    likely = (1 - found.chance_of_large, found.chance_of_large)
    return [
        (_("chosen at the start by one blurred number of people"), [_likely(chance) for chance in likely]),
        (_("what the first release would show"), [_tier(one) for one in both]),
        (_("tables of one dimension, first release"), [_quality(one.first.get(Group.ONE_WAY)) for one in both]),
        (_("tables of one dimension, last release"), [_quality(one.last.get(Group.ONE_WAY)) for one in both]),
        (_("tables of two dimensions, first release"), [_quality(one.first.get(Group.MENU)) for one in both]),
        (_("tables of two dimensions, last release"), [_quality(one.last.get(Group.MENU)) for one in both]),
    ]


def _likely(chance: float) -> str:
    return _("likely: %(number)s times in 100") % {"number": in_100(chance)}


def _tier(found: Looks) -> str:
    return _("most likely %(tier)s (%(number)s times in 100)") % {
        "tier": TIERS[found.tier], "number": in_100(found.tier_chance),
    }  # fmt: skip


def _quality(found: costs.Quality | None) -> str:
    if found is None:
        return _("not shown")
    if found.mean_error is None:
        return _("hardly any cell is shown")
    return _(
        "%(shown)s of 100 filled cells are shown; a shown number is off by about %(mean)s on average, "
        "and in 95 of 100 cases by %(largest)s at most"
    ) % {"shown": in_100(found.shown), "mean": f"{found.mean_error:.1f}", "largest": f"{found.largest_error:.0f}"}


def calendar(series: Series) -> list[tuple[int, Any, Any]]:
    """Number, day of the cut-off and moment of publication of each release."""
    return [(number, series.slot(number), series.publishes_at(number)) for number in range(1, series.horizon + 1)]


def fixed(series: Series) -> Rows:
    """Everything that a stored series has fixed, in words; it holds nothing that was counted."""
    found = terms.of(series)
    return [
        (_("Series"), found["series"]),
        (_("Releases"), _releases(series)),
        (_("What the public is told"), in_language(terms.promise_of(series))),
        (_("Of one person at most, over all series"), lifetime(Fraction(series.mu))),
        (_("Design"), series.get_design_display()),
        *((_("Blur of %(group)s") % {"group": GROUPS[Group(key)]}, _noise(one)) for key, one in found["design"]["groups"].items()),
        (_("What a number of people opens"), "; ".join(map(_step, reversed(publish.LEAST)))),
        (_("When a number is shown"), _show_rule()),
        (_("Ranges"), _("hold the truth %(number)s times in 100, widened to steps of %(step)s points") % {
            "number": round(100 * float(found["ranges"]["coverage"])), "step": found["ranges"]["step"],
        }),
        *_schema(series),
        (_("Crossed tables"), "; ".join(" × ".join(map(_key, pair)) for pair in found["schema"]["menu"])),
        (_("Merged before the start"), _merged(series)),
        (_("Quotes in each release"), series.quotes_per_release),
        (_("SHA-256 of all terms"), series.terms_sha256),
    ]  # fmt: skip


def changed(series: Series) -> str:
    """Why no release can be made, when the terms are no longer those of the start; else empty."""
    try:
        terms.check_unchanged(series)
    except Refused as refusal:
        return str(refusal)
    return ""


def as_text(series: Series) -> str:
    """The terms as they are hashed, to be read: without the spaces, it is these bytes."""
    return json.dumps(terms.of(series), sort_keys=True, indent=1, ensure_ascii=False)


def _releases(series: Series) -> str:
    return _("%(number)s, one every three months, from %(first)s to %(last)s") % {
        "number": series.horizon, "first": series.slot(1).isoformat(), "last": series.slot(series.horizon).isoformat(),
    }  # fmt: skip


def _noise(group: dict[str, Any]) -> str:
    return _("standard deviation %(sd)s people in each draw; one person touches %(cells)s cells; share of the budget %(share)s") % {
        "sd": group["sd"], "cells": group["touched_by_one_person"], "share": group["share"],
    }  # fmt: skip


def _step(tier: publish.Tier) -> str:
    return _("from %(number)s: %(tier)s") % {"number": publish.LEAST[tier], "tier": TIERS[tier]}


def _show_rule() -> str:
    return _(
        "from %(minimum)s, and from %(factor)s times its own standard deviation; rounded to %(rounding)s; "
        "its likely range reaches %(range)s standard deviations to each side"
    ) % {
        "minimum": publish.MINIMUM, "factor": publish.SD_FACTOR, "rounding": publish.ROUNDING, "range": publish.RANGE_SD,
    }  # fmt: skip


def _schema(series: Series) -> Rows:
    schema = Schema.from_json(series.schema)
    values = [
        (labels.LABELS[key], "; ".join(labels.told(key, value, series.merged) for value in some))
        for key, some in schema.dimensions.items()
    ]
    return [*values, (_("Indicators"), ", ".join(schema.indicators))]


def _key(key: str) -> str:
    return str(labels.LABELS.get(key, key))


def _merged(series: Series) -> str:
    return "; ".join(
        _("%(dimension)s: “%(value)s” into “%(into)s” (%(source)s)") % {
            "dimension": labels.LABELS[key], "value": labels.told(key, value, {}),
            "into": labels.told(key, found["into"], {}), "source": found["source"],
        }
        for key, some in series.merged.items()
        for value, found in some.items()
    ) or _("nothing")  # fmt: skip
