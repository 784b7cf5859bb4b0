"""Reading the vocabulary's files (data/vocabulary): columns and codes are checked before anything is stored.

The Korean and Russian definitions, legal bases and interview signs in the files are drafts: the English text is the one
that counts until a lawyer, and for the signs an interviewer, with that mother tongue has read them
(docs/guides/vocabulary.md).
"""

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.translated import LANGUAGES

Line = dict[str, str]

_COLUMNS = {
    "taxonomy.csv": (
        "code,parent,level,selectable,legal_review,restricted,label_en,label_ko,label_ru,"
        "definition_en,definition_ko,definition_ru,ilo_indicators,ilo_dimension,ilo_element,ilo_strength_proposed,"
        "legal_basis_en,legal_basis_ko,legal_basis_ru,interview_signs_en,interview_signs_ko,interview_signs_ru"
    ),
    "sectors.csv": "code,label_en,label_ko,label_ru,definition_en,definition_ko,definition_ru",
    "places.csv": "code,kind,parent,iso,public_area,name_en,name_ko,name_ru",
    "legal_instruments.csv": "code,kind,year,title_en,title_ko,title_ru,short_en",
    "state_treaties.csv": "state,instrument,status,from_year,until,note_en,verified,source",
}
_FACETS = {"ILO": "indicator", "FLT": "setting"}


@dataclass(frozen=True)
class VocabularyFiles:
    """The lines of every file, in order, each with the values of its model's fields."""

    categories: list[dict[str, Any]] = field(default_factory=list)
    sectors: list[dict[str, Any]] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)
    instruments: list[dict[str, Any]] = field(default_factory=list)
    treaties: list[dict[str, Any]] = field(default_factory=list)


def read_folder(folder: Path) -> VocabularyFiles:
    """Read all five files. Raises Refused, naming file and line, for anything that is not as it should be."""
    return VocabularyFiles(
        categories=_checked([_category(line) for line in _lines(folder / "taxonomy.csv")]),
        sectors=_once("sectors.csv", [_sector(line) for line in _lines(folder / "sectors.csv")]),
        places=_once("places.csv", [_place(line) for line in _lines(folder / "places.csv")]),
        instruments=_once(
            "legal_instruments.csv", [_instrument(line) for line in _lines(folder / "legal_instruments.csv")]
        ),
        treaties=[_treaty(line) for line in _lines(folder / "state_treaties.csv")],
    )


def _lines(path: Path) -> list[Line]:
    expected = _COLUMNS[path.name].split(",")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if reader.fieldnames != expected:
                raise Refused(
                    _("%(file)s has other columns than expected: its first line must be %(columns)s.")
                    % {"file": path.name, "columns": ",".join(expected)}
                )
            return [_whole(path, number, line) for number, line in enumerate(reader, start=2)]
    except FileNotFoundError as error:
        raise Refused(_("%(path)s is missing: give the folder that holds it.") % {"path": path}) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(_("%(file)s is not a CSV file in UTF-8: save it again as one.") % {"file": path.name}) from error


def _whole(path: Path, number: int, line: dict[Any, Any]) -> Line:
    if None in line or None in line.values() or not next(iter(line.values())):
        raise Refused(
            _("%(file)s, row %(number)s has too few or too many columns: mend that row.")
            % {"file": path.name, "number": number}
        )
    return {**line, "file": path.name}


def _words(line: Line, stem: str) -> dict[str, str]:
    words = {language: text for language in LANGUAGES if (text := line[f"{stem}_{language}"])}
    if words and "en" not in words:
        raise Refused(_misread(line, f"{stem}_en", _("a text, as the other languages have one")))
    return words


def _category(line: Line) -> dict[str, Any]:
    code, family = line["code"], line["parent"] or None
    return {
        "code": code,
        "family": family,
        "facet": _FACETS.get(family or code, "act"),
        "labels": _words(line, "label"),
        "definition": _words(line, "definition"),
        "interview_signs": _words(line, "interview_signs"),
        "legal_basis": _words(line, "legal_basis"),
        "selectable": _flag(line, "selectable"),
        "legal_review": _flag(line, "legal_review"),
        "restricted": _flag(line, "restricted"),
        "describe": code.endswith(("-99", "-OTH")),
        # An indicator names itself in this column; only acts are derived from.
        "indicators": [i for i in line["ilo_indicators"].split(";") if i and i != code],
        "ilo_dimension": line["ilo_dimension"],
        "ilo_element": line["ilo_element"],
        "ilo_strength": line["ilo_strength_proposed"],
    }


def _checked(categories: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known: set[str] = set()
    for category in categories:
        for named in [category["family"], *category["indicators"]]:
            if named is not None and named not in known:
                raise Refused(
                    _("taxonomy.csv: %(code)s names the unknown code %(named)s: add it above or mend it.")
                    % {"code": category["code"], "named": named}
                )
        known.add(category["code"])
    return _once("taxonomy.csv", categories)


def _once(file: str, terms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: set[str] = set()
    for term in terms:
        if term["code"] in seen:
            raise Refused(_("%(file)s has %(code)s twice: take one out.") % {"file": file, "code": term["code"]})
        seen.add(term["code"])
    return terms


def _flag(line: Line, column: str) -> bool:
    if line[column] not in ("0", "1"):
        raise Refused(_misread(line, column, _("0 or 1")))
    return line[column] == "1"


def _year(line: Line, column: str) -> int | None:
    if not line[column]:
        return None
    if not re.fullmatch(r"[0-9]{4}", line[column]):
        raise Refused(_misread(line, column, _("a year or nothing")))
    return int(line[column])


def _misread(line: Line, column: str, wanted: str) -> str:
    return _("%(file)s: “%(value)s” in the column %(column)s of %(code)s is not %(wanted)s: mend that row.") % {
        "file": line["file"],
        "value": line[column],
        "column": column,
        "code": next(iter(line.values())),
        "wanted": wanted,
    }


def _sector(line: Line) -> dict[str, Any]:
    return {"code": line["code"], "labels": _words(line, "label"), "definition": _words(line, "definition")}


def _place(line: Line) -> dict[str, Any]:
    columns = {name: line[name] for name in ("code", "kind", "iso", "public_area")}
    return {**columns, "parent": line["parent"] or None, "labels": _words(line, "name")}


def _instrument(line: Line) -> dict[str, Any]:
    return {
        "code": line["code"],
        "kind": line["kind"],
        "year": _year(line, "year"),
        "labels": _words(line, "title"),
        "short_name": line["short_en"],
    }


def _treaty(line: Line) -> dict[str, Any]:
    return {
        "state": line["state"],
        "instrument": line["instrument"],
        "status": line["status"],
        "from_year": _year(line, "from_year"),
        "until": line["until"] or None,
        "note": line["note_en"],
        "verified": _flag(line, "verified"),
        "reference": line["source"],
    }
