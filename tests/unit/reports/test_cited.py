"""Citations for programs: nothing in a name breaks out of its field."""

import datetime as dt
import json
import re
from dataclasses import replace

import pytest
from django.utils.translation import override

from cases.reports.citation import TITLE
from cases.reports.cited import Cited, bibtex, csl_json, in_words

CITED = Cited(
    "sector", "Sector", "Example Desk", "2026-08", dt.date(2026, 8, 1), True, "https://example.org/en/releases/2026-08/pay_withheld/",
)  # fmt: skip
FIELD = re.compile(r"^  (\w+) = \{(.*)\},$", re.MULTILINE)


def fields(entry: str) -> dict[str, str]:
    """The fields of an entry, each in a line of its own; braces that TeX counts are in balance."""
    counted = re.sub(r"\\[{}]", "", entry)
    depth = 0
    for letter in counted:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    assert entry.startswith("@misc{casetracker:2026-08:")
    return dict(FIELD.findall(entry))


def test_bibtex_says_what_a_reader_needs() -> None:
    found = fields(bibtex(CITED))
    assert found["author"] == found["publisher"] == "{Example Desk}"
    assert found["title"] == f"{{{TITLE}: Sector}}"
    assert (found["year"], found["month"], found["version"]) == ("2026", "8", "2026-08")
    assert found["url"] == CITED.address
    assert found["note"].startswith("[fictional data] Figures blurred on purpose")


@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("A } and { B", r"A \} and \{ B"),
        ("50 % & more_#1 $", r"50 \% \& more\_\#1 \$"),
        ("back\\slash~^", r"back\textbackslash{}slash\textasciitilde{}\textasciicircum{}"),
        ("two\n\nlines,\n  year = {1999},", r"two lines, year = \{1999\},"),
        ("인권 “센터”", "인권 “센터”"),
    ],
)
def test_no_name_breaks_out_of_its_field(name: str, escaped: str) -> None:
    found = fields(bibtex(replace(CITED, organisation=name)))
    assert found["author"] == f"{{{escaped}}}"
    assert found["year"] == "2026"
    assert json.loads(csl_json(replace(CITED, organisation=name)))[0]["publisher"] == name


def test_csl_json_is_a_data_set_with_its_date() -> None:
    [item] = json.loads(csl_json(CITED))
    assert item["type"] == "dataset"
    assert item["issued"] == {"date-parts": [[2026, 8, 1]]}
    assert item["author"] == [{"literal": "Example Desk"}]
    assert item["URL"] == CITED.address
    assert "fictional data" in item["note"]
    # Names of CSL-JSON 1.0.2; its schema allows no other.
    assert item.keys() <= {"id", "type", "title", "author", "issued", "publisher", "version", "URL", "note", "language"}


def test_real_data_are_not_called_fictional() -> None:
    assert "fictional" not in bibtex(replace(CITED, fictional=False)) + csl_json(replace(CITED, fictional=False))


def test_sentence_is_said_in_the_active_language() -> None:
    for language, release in (("en", "Release 2026-08"), ("ko", "공개본 2026-08"), ("ru", "Выпуск 2026-08")):
        with override(language):
            assert release in in_words(CITED)
            assert CITED.address in in_words(CITED)
