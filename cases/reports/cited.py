"""How a release or one of its tables is cited on pages: a sentence in three languages, and entries for citation managers."""

import datetime as dt
import json
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext

from .citation import TITLE
from .fixed import FICTIONAL, LANGUAGE


@dataclass(frozen=True)
class Cited:
    """What is cited: a release, or one of its tables. ``address`` is the absolute one that stays."""

    key: str
    title: str
    organisation: str
    identifier: str
    day: dt.date
    fictional: bool
    address: str

    @property
    def id(self) -> str:
        """What citation managers tell it apart by; colons, so that the number of the release can be read by itself."""
        return f"casetracker:{self.identifier}:{self.key}"

    @property
    def full_title(self) -> str:
        """What a list of references calls it: a table also by the release that it belongs to."""
        return self.title if self.title == TITLE else f"{TITLE}: {self.title}"

    @property
    def note(self) -> str:
        """What must never be lost from a citation."""
        blurred = "Figures blurred on purpose; people interviewed were not chosen at random."
        return f"[{FICTIONAL.lower()}] {blurred}" if self.fictional else blurred


def in_words(cited: Cited) -> str:
    """The sentence to copy, in the active language."""
    return gettext("%(publisher)s (%(year)s). “%(title)s.” Release %(number)s, %(date)s%(mark)s. %(address)s") % {
        "publisher": cited.organisation,
        "year": cited.day.year,
        "title": cited.title,
        "number": cited.identifier,
        "date": date_format(cited.day, "DATE_FORMAT"),
        "mark": gettext(" [fictional data]") if cited.fictional else "",
        "address": cited.address,
    }


def bibtex(cited: Cited) -> str:
    """An entry that old BibTeX reads as well as biblatex."""
    fields = {
        "author": f"{{{_tex(cited.organisation)}}}",
        "title": f"{{{_tex(cited.full_title)}}}",
        "year": str(cited.day.year),
        "month": str(cited.day.month),
        "version": _tex(cited.identifier),
        "howpublished": "Data set",
        "publisher": f"{{{_tex(cited.organisation)}}}",
        # As it stands: biblatex and the url package read it sign by sign.
        "url": cited.address,
        "note": _tex(cited.note),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items()]
    return f"@misc{{{cited.id},\n{''.join(lines)}}}\n"


def csl_json(cited: Cited) -> str:
    """What Zotero and other managers import (CSL-JSON 1.0)."""
    item = {
        "id": cited.id,
        "type": "dataset",
        "title": cited.full_title,
        "author": [{"literal": cited.organisation}],
        "issued": {"date-parts": [[cited.day.year, cited.day.month, cited.day.day]]},
        "publisher": cited.organisation,
        "version": cited.identifier,
        "URL": cited.address,
        "note": cited.note,
        "language": LANGUAGE,
    }
    return f"{json.dumps([item], ensure_ascii=False, indent=2)}\n"


_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def _tex(text: str) -> str:
    """A text without a sign that TeX would act on, in one line."""
    return "".join(_TEX.get(letter, letter) for letter in " ".join(text.split()))
