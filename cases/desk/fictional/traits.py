"""Who a fictional person is and how they worked: one draw after the other, each resting on those before."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from . import chances
from .chances import by, choose

LAST_YEAR_OF_BAND = {"until_2016": 2016, "2017_2019": 2019, "2020_2021": 2021}


@dataclass(frozen=True)
class Traits:
    """What everything else about the person rests on. ``burden`` raises or lowers all indicators together."""

    sex: str
    age_band: str
    sector: str | None
    area: str
    place: str | None
    channel: str
    years: tuple[int, int] | None
    period: str
    hours: tuple[int, int] | None
    days_off: int | None
    withheld: int | None
    gross: int | None
    kept: int | None
    currency: str
    taken_by: str
    burden: float


def draw_traits(random: Random, *, latest_year: int) -> Traits:
    """A person who worked abroad, at the latest in that year."""
    sex = choose(random, chances.SEXES)
    sector = choose(random, chances.SECTORS_BY_SEX["female" if sex == "female" else "male"])
    channel = choose(random, by(chances.CHANNELS_BY_SECTOR, sector))
    younger = sector == "it" or channel in ("military", "student")
    area = choose(random, by(chances.AREAS_BY_SECTOR, sector))
    years, period = _period(random, channel, latest_year)
    burden = random.gauss(0, 1)
    withheld, gross, kept, currency, taken_by = _pay(random, channel)
    return Traits(
        sex=sex,
        age_band=choose(random, chances.YOUNGER if younger else chances.AGE_BANDS),
        sector=sector,
        area=area,
        place=choose(random, chances.PLACES[area]),
        channel=channel,
        years=years,
        period=period,
        hours=_hours(random, sector, burden),
        days_off=random.choice((0, 0, 0, 1, 1, 2, 2, 4)) if random.random() < 0.8 else None,
        withheld=withheld,
        gross=gross,
        kept=kept,
        currency=currency,
        taken_by=taken_by,
        burden=burden,
    )


def _period(random: Random, channel: str, latest_year: int) -> tuple[tuple[int, int] | None, str]:
    """First and last year, and the period in EDTF; an open end where only the beginning is known."""
    bands: Mapping[str, float] = chances.PERIODS_OF_STUDENTS if channel == "student" else chances.PERIODS
    band = choose(random, bands)
    last = LAST_YEAR_OF_BAND.get(band, latest_year)
    first = min(last, latest_year) - random.choice((0, 1, 1, 2, 2, 3))
    end = min(latest_year, last - random.choice((0, 0, 0, 1)))
    first = min(first, end)
    if band == "unknown":
        return None, random.choice(("", f"{first}/.."))
    if first == end:
        return (first, end), str(first)
    return (first, end), random.choice((f"{first}/{end}", f"{first}/{end}", f"{first}-21/{end}-23"))


def _hours(random: Random, sector: str | None, burden: float) -> tuple[int, int] | None:
    weights = by(chances.HOURS_BY_SECTOR, sector)
    known = [band for band in weights if band != "unknown"]
    tilted = {band: weights[band] * math.exp(0.3 * burden * (place - 2)) for place, band in enumerate(known)}
    scale = sum(weights[band] for band in known) / sum(tilted.values())
    band = choose(random, {**{band: weight * scale for band, weight in tilted.items()}, "unknown": weights["unknown"]})
    return random.choice(chances.HOURS[band])


def _pay(random: Random, channel: str) -> tuple[int | None, int | None, int | None, str, str]:
    """The share withheld, gross and kept pay a month, the currency, and who took the difference."""
    currency = random.choice(("USD", "USD", "RUB"))
    gross = 10 * random.randrange(35, 120) if currency == "USD" else 1000 * random.randrange(30, 95)
    share = choose(random, by(chances.SHARES_BY_CHANNEL, channel))
    if share is None:
        # Some know what was written down, some what they got, some neither.
        return None, random.choice((None, None, gross)), None, currency, random.choice(("", "unknown"))
    withheld = random.randint(*share)
    kept = round(gross * (100 - withheld) / 100)
    return withheld, gross, kept, currency, choose(random, chances.TAKERS)
