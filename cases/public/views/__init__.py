"""The public pages. They read what is published and answer GET only."""

from .about import accessibility, privacy
from .actions import actions
from .corrections import corrections
from .downloads import cite_file, dataset_jsonld, file, table_file
from .embed import embed
from .feeds import feed, robots, sitemap
from .method import method, method_blur, method_reading
from .overview import overview
from .pathway import pathway
from .press import case, cases, figures, glossary, not_found
from .releases import plain_table, release, release_table, releases
from .statistics import hours_and_pay, indicator, interviewed, patterns, places, time, together
from .voices import voices

__all__ = [
    "accessibility",
    "actions",
    "case",
    "cases",
    "cite_file",
    "corrections",
    "dataset_jsonld",
    "embed",
    "feed",
    "figures",
    "file",
    "glossary",
    "hours_and_pay",
    "indicator",
    "interviewed",
    "method",
    "method_blur",
    "method_reading",
    "not_found",
    "overview",
    "pathway",
    "patterns",
    "places",
    "plain_table",
    "privacy",
    "release",
    "release_table",
    "releases",
    "robots",
    "sitemap",
    "table_file",
    "time",
    "together",
    "voices",
]
