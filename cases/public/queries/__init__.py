"""What the public pages read. Each function says how many SQL statements it needs."""

from .press import case_with_site, cases, figures, figures_with_numbers, together
from .releases import cells, edition, file, files, newest, releases, tables
from .site import site
from .vocabulary import Entry, Family, acts_behind, families, indicator_terms, terms
from .words import with_words

__all__ = [
    "Entry",
    "Family",
    "acts_behind",
    "case_with_site",
    "cases",
    "cells",
    "edition",
    "families",
    "figures",
    "figures_with_numbers",
    "file",
    "files",
    "indicator_terms",
    "newest",
    "releases",
    "site",
    "tables",
    "terms",
    "together",
    "with_words",
]
