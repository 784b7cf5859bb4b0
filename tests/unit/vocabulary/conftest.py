"""A vocabulary of a few lines, made by hand."""

import copy
from dataclasses import replace
from typing import Any

import pytest

from cases.vocabulary.actions import load_vocabulary
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.replay import replayed


def category(code: str, family: str | None, **values: Any) -> dict[str, Any]:
    """A line of taxonomy.csv as ``read_folder`` gives it."""
    return {
        "code": code,
        "family": family,
        "facet": "act",
        "labels": {"en": f"label of {code}"},
        "definition": {"en": f"definition of {code}"},
        "interview_signs": {},
        "legal_basis": {},
        "selectable": family is not None,
        "legal_review": False,
        "restricted": False,
        "describe": False,
        "indicators": [],
        "ilo_dimension": "",
        "ilo_element": "",
        "ilo_strength": "",
    } | values


def place(code: str, kind: str, parent: str | None, **values: Any) -> dict[str, Any]:
    return {"code": code, "kind": kind, "parent": parent, "iso": "", "public_area": "", "labels": {"en": code}} | values


FILES = VocabularyFiles(
    categories=[
        category("ILO", None, facet="indicator"),
        category("ILO-01", "ILO", facet="indicator", selectable=False),
        category("WRK", None),
        category("WRK-01", "WRK", indicators=["ILO-01"], ilo_element="C"),
        category("WRK-02", "WRK"),
        category("WRK-03", "WRK"),
    ],
    sectors=[{"code": "forestry", "labels": {"en": "Forestry"}, "definition": {"en": "Felling."}}],
    places=[place("RU", "country", None), place("RU-D-FE", "federal_district", "RU", public_area="far_east")],
    instruments=[{"code": "ICCPR", "kind": "treaty", "year": 1966, "labels": {"en": "Covenant"}, "short_name": "C"}],
)
TREATY = {
    "state": "RU",
    "instrument": "ICCPR",
    "status": "party",
    "from_year": 1973,
    "until": None,
    "note": "",
    "verified": False,
    "reference": "",
}


def changed(lines_of: str, named: str, **values: Any) -> VocabularyFiles:
    """The files with one line changed."""
    lines = [line | values if line["code"] == named else line for line in getattr(FILES, lines_of)]
    assert lines != getattr(FILES, lines_of)
    return copy.deepcopy(replace(FILES, **{lines_of: lines}))


@pytest.fixture
@replayed
def loaded(cast: Cast) -> VocabularyFiles:
    load_vocabulary(by=cast.administrator, files=FILES)
    return FILES
