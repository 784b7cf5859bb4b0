"""What the public pages read. Each function says how many SQL statements it needs."""

from .corrections import correction_of, corrections
from .interventions import Quarter, quarters_of_interventions
from .press import case_with_site, cases, figures, figures_with_numbers, figures_with_sources, together
from .quotes import Voice, voices, voices_of
from .releases import cells, edition, edition_with_files, file, files, published_tables, releases, table, tables
from .site import from_annotations, site
from .vocabulary import Entry, Family, acts_behind, families, indicator_terms, terms
from .words import with_words

__all__ = [
    "Entry",
    "Family",
    "Quarter",
    "Voice",
    "acts_behind",
    "case_with_site",
    "cases",
    "cells",
    "correction_of",
    "corrections",
    "edition",
    "edition_with_files",
    "families",
    "figures",
    "figures_with_numbers",
    "figures_with_sources",
    "file",
    "files",
    "from_annotations",
    "indicator_terms",
    "quarters_of_interventions",
    "published_tables",
    "releases",
    "site",
    "table",
    "tables",
    "terms",
    "together",
    "voices",
    "voices_of",
    "with_words",
]
