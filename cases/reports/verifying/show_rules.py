"""Checks of the figures: complete, shown only where the release's own rules allow it, and no formula."""

import re
from typing import Any

from cases.published.data import Tier
from cases.reports.fixed import LICENCE

from .blur import spent_mu
from .description import LANGUAGES, Description, Key
from .downloads import Download
from .outcome import Fails, some
from .rows import Row, table_of

RANGE_SD = 2
"""A likely range reaches this many standard deviations to each side."""

LEAST = {Tier.MENU: 1000, Tier.ONE_WAY: 100, Tier.RANGES: 30}
"""People from whom each tier is reached."""

NOT_AS_SHARE = "area"
STEP = 5
SLACK = 0.01
"""People: noise_sd is printed with four digits."""

_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@|＝＋－＠｜]|[\t\r\n]")


def description(download: Download) -> str:
    """release.json has every field that design and law ask for; reading it has checked all but the licence."""
    release = download.description
    if release.plain["licence"] != LICENCE:
        raise Fails(f"its licence is not {LICENCE}")
    mechanism = release.mechanism
    kind = "fictional" if release.plain["fictional"] else "real"
    noise = ", ".join(f"{group} {sd:g}" for group, sd in sorted(mechanism.noise_sd.items()))
    return (
        f"{kind} data, tier {release.tier}, μ {mechanism.mu:g} over {mechanism.horizon} releases, noise_sd {noise}, "
        f"caveat in {', '.join(sorted(LANGUAGES))}"
    )


def promise(download: Download) -> str:
    """The stated noise is enough for the stated μ."""
    spent, mu = spent_mu(download.description), download.description.mechanism.mu
    if spent > mu * 1.001:
        raise Fails(f"the stated noise costs μ {spent:.3f}, more than the {mu:g} that is promised")
    return f"the stated noise costs μ {spent:.3f} of {mu:g}"


def schema(download: Download) -> str:
    """Every combination of schema and menu once, and no other."""
    release = download.description
    expected, found = {*release.one_way_keys, *release.menu_keys}, [row.key for row in download.rows]
    if len(set(found)) != len(found):
        twice = sorted({" ".join(key).strip() or "the total" for key in found if found.count(key) > 1})
        raise Fails(f"cells.csv has twice: {some(twice)}")
    if expected != set(found):
        wrong = [f"missing {_said(key)}" for key in sorted(expected - set(found))]
        wrong += [f"not of the schema: {_said(key)}" for key in sorted(set(found) - expected)]
        raise Fails(some(wrong))
    return f"{len(found)} cells, every combination of schema and menu once"


def hidden(download: Download) -> str:
    """A hidden cell has no number at all, a shown one all three."""
    for row in download.rows:
        numbers = sum(number is not None for number in row.numbers)
        if (row.status, numbers) not in (("shown", 3), ("hidden", 0)):
            raise Fails(f"{row.name} is “{row.status}” with {numbers} of its 3 numbers")
    count = sum(row.status == "hidden" for row in download.rows)
    return f"{count} hidden cells, none with a number"


def show_rule(download: Download) -> str:
    """Before it was rounded, each shown figure was at least the minimum and its factor of standard deviations."""
    release, shown = download.description, _shown(download)
    rule = release.mechanism
    for row, sd in shown:
        least = max(rule.minimum, rule.sd_factor * sd)
        if row.value is None or row.value % rule.rounding:
            raise Fails(f"{row.name}: {row.value} is not rounded to {rule.rounding}")
        if row.value + rule.rounding / 2 < least - SLACK:
            raise Fails(f"{row.name}: {row.value} is under the show rule, here {least:.1f}")
    if not shown:
        return "no cell is shown"
    smallest = min(row.value for row, _sd in shown if row.value is not None)
    return (
        f"{len(shown)} shown cells, each ≥ max({rule.minimum}, {rule.sd_factor:g} sd) before it was rounded to "
        f"{rule.rounding}; the smallest is {smallest}"
    )


def likely_range(download: Download) -> str:
    """lo and hi are two standard deviations around the figure before it was rounded, rounded outwards."""
    step, widest = download.description.mechanism.rounding, 0.0
    for row, sd in _shown(download):
        if row.value is None or row.lo is None or row.hi is None:
            raise Fails(f"{row.name} has no range")
        reach = RANGE_SD * sd
        least = max(row.value - step / 2, row.hi - step - reach, row.lo + reach if row.lo else 0)
        most = min(row.value + step / 2, row.hi - reach, row.lo + step + reach)
        if row.lo % step or row.hi % step or least > most + SLACK:
            raise Fails(
                f"{row.name}: {row.lo} to {row.hi} is not {row.value} ± {reach:.1f}, rounded outwards to {step}"
            )
        widest = max(widest, reach)
    return f"each fits its figure; the widest is ± {widest:.1f}" if widest else "no cell is shown"


def tier(download: Download) -> str:
    """What the tier keeps back is kept back, and the tier is not above what the total allows or an earlier one had."""
    release = download.description
    for row in download.rows:
        if row.value is not None and not (release.tier == Tier.MENU or (release.tier == Tier.ONE_WAY and not row.d2)):
            raise Fails(f"tier “{release.tier}” shows no number for {row.name}")
    shares = release.plain["shares"]
    if shares and release.tier != Tier.RANGES:
        raise Fails(f"tier “{release.tier}” has no ranges, but release.json has {len(shares)}")
    if not isinstance(shares, list) or not all(_is_range(release, share) for share in shares):
        raise Fails("a range is not of the schema, not rounded outwards to 5, names an area, or says “most” too early")
    total = next((row.value for row in download.rows if row.key == ("", "", "", "")), None)
    if total is None:
        return f"“{release.tier}”, the total is not shown"
    order, half = list(Tier), release.mechanism.rounding / 2
    low, high = (order.index(_reached(release, total + by)) for by in (-half, half))
    place = order.index(release.tier)
    if place < low:
        raise Fails(f"“{release.tier}” is below what about {total:,} people allow")
    if place > high and release.number == 1:
        raise Fails(f"“{release.tier}” is above what about {total:,} people allow")
    kept = ", kept from an earlier release" if place > high else ""
    return f"“{release.tier}”, of about {total:,} people{kept}"


def formulas(download: Download) -> str:
    """No spreadsheet program would run anything."""
    fields = 0
    for name in sorted(one for one in download.names if one.endswith(".csv")):
        text = download.text(name)
        head = tuple(text.split("\n", 1)[0].split(","))
        for place, line in enumerate(table_of(text, name, head), start=2):
            fields += len(line)
            if any(map(_FORMULA.match, line)):
                raise Fails(f"{name} row {place} has a field that a spreadsheet would run")
    for name, sheet in download.sheets.items():
        if sheet.formulas:
            raise Fails(f"tables.xlsx sheet {name} has {sheet.formulas} formulas")
    return f"none in {fields:,} fields of CSV and {len(download.sheets)} sheets"


def _shown(download: Download) -> list[tuple[Row, float]]:
    """Each shown cell with its standard deviation."""
    sd = download.sd
    shown = [row for row in download.rows if row.status == "shown" or row.value is not None]
    strange = [row.name for row in shown if row.key not in sd]
    if strange:
        raise Fails(f"no noise is stated for {some(strange)}")
    return [(row, sd[row.key]) for row in shown]


def _reached(release: Description, total: float) -> Tier:
    highest = Tier.MENU if "menu" in release.mechanism.noise_sd else Tier.ONE_WAY
    reached = next((step for step, least in LEAST.items() if total >= least), Tier.NOTHING)
    return min(reached, highest, key=list(Tier).index)


def _is_range(release: Description, share: Any) -> bool:
    d1, v1, low, high, words = (share[name] for name in ("d1", "v1", "low", "high", "words"))
    whole = type(low) is type(high) is int and low % STEP == high % STEP == 0 and 0 <= low < high <= 100
    known = d1 != NOT_AS_SHARE and v1 in release.schema.get(d1, ())
    return whole and known and words.keys() == LANGUAGES and ("most" not in words["en"].split() or low >= 50)


def _said(key: Key) -> str:
    return " ".join(part for part in key if part) or "the total"
