"""What release.json says of its release, read strictly: a field of another kind is a failed check."""

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cases.published.data import REPORTED, Tier

from .outcome import Fails

LANGUAGES = {"en", "ko", "ru"}
FIELDS = {
    "id", "series", "number", "date", "cutoff", "vocabulary_version", "organisation", "fictional", "tier", "schema",
    "multi", "menu", "mechanism", "shares", "files", "previous_sha256", "caveat", "blur", "licence", "citation",
}  # fmt: skip
MECHANISM = {"design", "mu", "horizon", "noise_sd", "show_rule", "rounding"}
SHA256 = re.compile(r"[0-9a-f]{64}")
MOST_CELLS = 5_000
"""More are not computed: a stranger's machine must not be kept busy by a file."""

Key = tuple[str, str, str, str]
"""What a cell counts: d1, v1, d2, v2."""


@dataclass(frozen=True)
class Mechanism:
    """How figures were blurred and which are shown. ``noise_sd`` is that of one draw, by group of tables."""

    mu: float
    horizon: int
    noise_sd: Mapping[str, float]
    minimum: int
    sd_factor: float
    rounding: int


@dataclass(frozen=True)
class Description:
    """The parts of release.json that other checks rest on; ``plain`` is all of it."""

    identifier: str
    series: int
    number: int
    date: dt.date
    tier: Tier
    schema: Mapping[str, tuple[str, ...]]
    multi: tuple[str, ...]
    menu: tuple[tuple[str, str], ...]
    mechanism: Mechanism
    files: Mapping[str, str]
    previous_sha256: str
    plain: Mapping[str, Any]

    @property
    def one_way_keys(self) -> list[Key]:
        return [("", "", "", ""), *((key, value, "", "") for key, values in self.schema.items() for value in values)]

    @property
    def menu_keys(self) -> list[Key]:
        return [
            (first, one, second, other)
            for first, second in self.menu
            for one in self.schema[first]
            for other in self.schema[second]
        ]


def described(plain: Any) -> Description:
    """The description of a release. Raises Fails with what is missing or of another kind."""
    _need(isinstance(plain, dict), "it is no object")
    _fields(plain, FIELDS, "")
    _texts(plain)
    schema, multi, menu = _schema(plain)
    found = Description(
        identifier=plain["id"],
        series=_whole(plain, "series", 1),
        number=_whole(plain, "number", 1),
        date=_day(plain, "date"),
        tier=_tier(plain["tier"]),
        schema=schema,
        multi=multi,
        menu=menu,
        mechanism=_mechanism(plain["mechanism"]),
        files=_hashes(plain["files"]),
        previous_sha256=plain["previous_sha256"],
        plain=plain,
    )
    _need(_day(plain, "cutoff") <= found.date, "its data cut-off is after its date")
    _need(found.number <= found.mechanism.horizon, "its number is beyond the horizon of its series")
    _whole(plain, "vocabulary_version", 1)
    return found


def _need(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Fails(f"release.json: {otherwise}")


def _fields(plain: Mapping[str, Any], names: set[str], where: str) -> None:
    missing = sorted(names - plain.keys())
    _need(not missing, f"{where}{', '.join(missing)} missing")


def _texts(plain: Mapping[str, Any]) -> None:
    for name in ("id", "organisation", "licence", "citation"):
        _need(isinstance(plain[name], str) and plain[name].strip() != "", f"“{name}” is no text")
    for name in ("caveat", "blur"):
        words = plain[name]
        complete = isinstance(words, dict) and words.keys() == LANGUAGES and all(map(_is_text, words.values()))
        _need(complete, f"“{name}” is not there in English, Korean and Russian")
    _need(isinstance(plain["fictional"], bool), "it does not say whether it is fictional")
    before = plain["previous_sha256"]
    _need(isinstance(before, str) and (before == "" or bool(SHA256.fullmatch(before))), "“previous_sha256” is no hash")


def _schema(
    plain: Mapping[str, Any],
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...], tuple[tuple[str, str], ...]]:
    schema, multi, menu = plain["schema"], plain["multi"], plain["menu"]
    _need(isinstance(schema, dict) and all(map(_is_names, [*schema.values(), list(schema)])), "“schema” is no schema")
    _need(_is_names(multi, least=0) and all(schema.get(key) == [REPORTED] for key in multi), "“multi” is not of schema")
    pairs = isinstance(menu, list) and all(
        _is_names(pair) and len(pair) == 2 and set(pair) <= set(schema) for pair in menu
    )
    _need(pairs and len({frozenset(pair) for pair in menu}) == len(menu), "“menu” is no list of pairs of the schema")
    count = 1 + sum(map(len, schema.values())) + sum(len(schema[one]) * len(schema[other]) for one, other in menu)
    _need(count <= MOST_CELLS, f"its schema has {count:,} cells, more than the {MOST_CELLS:,} that are checked")
    return (
        {key: tuple(values) for key, values in schema.items()},
        tuple(multi),
        tuple((first, second) for first, second in menu),
    )


def _mechanism(plain: Any) -> Mechanism:
    _need(isinstance(plain, dict), "“mechanism” is no object")
    _fields(plain, MECHANISM, "mechanism ")
    noise, rule = plain["noise_sd"], plain["show_rule"]
    _need(
        isinstance(noise, dict) and noise.keys() <= {"one_way", "menu"} and "one_way" in noise, "“noise_sd” is unknown"
    )
    _need(isinstance(rule, dict), "“show_rule” is no object")
    _fields(rule, {"minimum", "sd_factor"}, "show_rule ")
    return Mechanism(
        mu=_number(plain, "mu"),
        horizon=_whole(plain, "horizon", 1, 40),
        noise_sd={group: _number(noise, group) for group in noise},
        minimum=_whole(rule, "minimum", 1),
        sd_factor=_number(rule, "sd_factor"),
        rounding=_whole(plain, "rounding", 1),
    )


def _hashes(plain: Any) -> dict[str, str]:
    fit = isinstance(plain, dict) and all(isinstance(one, str) and SHA256.fullmatch(one) for one in plain.values())
    _need(fit, "“files” is no list of hashes")
    return dict(plain)


def _tier(plain: Any) -> Tier:
    _need(plain in [tier.value for tier in Tier], "its tier is unknown")
    return Tier(plain)


def _day(plain: Mapping[str, Any], name: str) -> dt.date:
    try:
        return dt.date.fromisoformat(plain[name])
    except (TypeError, ValueError) as error:
        raise Fails(f"release.json: “{name}” is no date") from error


def _whole(plain: Mapping[str, Any], name: str, least: int, most: int = 10**6) -> int:
    value = plain[name]
    _need(type(value) is int and least <= value <= most, f"“{name}” is no number from {least} to {most}")
    return int(value)


def _number(plain: Mapping[str, Any], name: str) -> float:
    value = plain[name]
    fit = type(value) in (int, float) and 0 < value < 10**6 and math.isfinite(value)
    _need(fit, f"“{name}” is no number above 0")
    return float(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_names(value: Any, least: int = 1) -> bool:
    """A list of different texts, none of them empty."""
    return isinstance(value, list) and all(map(_is_text, value)) and len(set(value)) == len(value) >= least
