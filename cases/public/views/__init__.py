"""The public pages. They read what is published and answer GET only."""

from .downloads import file
from .overview import overview
from .press import case, cases, figures, glossary, method, not_found
from .releases import release, release_table, releases
from .statistics import hours_and_pay, indicator, interviewed, patterns, places, time, together

__all__ = [
    "case",
    "cases",
    "figures",
    "file",
    "glossary",
    "hours_and_pay",
    "indicator",
    "interviewed",
    "method",
    "not_found",
    "overview",
    "patterns",
    "places",
    "release",
    "release_table",
    "releases",
    "time",
    "together",
]
