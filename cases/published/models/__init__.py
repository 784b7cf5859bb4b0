"""What the public sees. Nothing here relates to any other model, and every table is named published_…

Rows are frozen copies, written by releases only. Texts are JSON ``{"en": …, "ko": …, "ru": …}``.
"""

from .cases import PublishedAccount, PublishedCase, PublishedFigure, PublishedSource
from .interventions import PublishedIntervention
from .quotes import Correction, PublishedQuote
from .releases import PublishedCell, PublishedFile, PublishedRelease, PublishedTable
from .site import PublishedSite, PublishedTerm

__all__ = [
    "Correction",
    "PublishedAccount",
    "PublishedCase",
    "PublishedCell",
    "PublishedFigure",
    "PublishedFile",
    "PublishedIntervention",
    "PublishedQuote",
    "PublishedRelease",
    "PublishedSite",
    "PublishedSource",
    "PublishedTable",
    "PublishedTerm",
]
