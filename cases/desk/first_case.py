"""Reading the first case: facts of the article, our own words for them, further sources, and the article's bytes."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from cases.core.errors import Refused

Facts = dict[str, Any]
TIES = {"copied_from": "copied_from", "variant_of": "variants"}
"""How a claim hangs together with another one, and where ``texts`` keeps it."""


@dataclass(frozen=True)
class FirstCase:
    """``facts`` as extracted from the article, ``texts`` in our own words, ``article`` when its file was given.

    ``further`` are the report that the article retells (``original``) and ``others`` that repeat its figures, each
    with its own claims.
    """

    facts: Facts
    texts: Facts
    further: Facts
    article: bytes | None = None
    article_name: str = ""


def read(folder: Path, article: Path | None = None) -> FirstCase:
    """Read the data files and, when given, the article.

    Raises Refused when a file is missing or damaged, when the article has other bytes than its recorded SHA-256,
    or when a fact cites a line that only repeats an earlier one.
    """
    facts, texts, further = (_json(folder / f"{name}.json") for name in ("facts", "texts", "further_sources"))
    if article is None:
        return FirstCase(facts, texts, further)
    content = _article(article, facts["source"]["sha256"])
    _check_cites_first_occurrences(content.decode(), texts["facts"] | texts["figures"] | texts["accounts"])
    return FirstCase(facts, texts, further, content, article.name)


def sources(first_case: FirstCase) -> list[Facts]:
    """The article, the report that it retells, and the others, each with what it is derived from."""
    report = first_case.further["original"]
    article = {
        "derived_from": report["id"],
        "file_note": first_case.texts["source_note"],
    }  # the given note instructs us
    return [{**first_case.facts["source"], **article}, report, *first_case.further["others"]]


def claims(first_case: FirstCase) -> list[Facts]:
    """Every claim of every source in one shape, each after the claim it was copied from or is a variant of."""
    report, others = first_case.further["original"], first_case.further["others"]
    return [*_claims_of(report), *_claims_of_article(first_case), *(c for source in others for c in _claims_of(source))]


def _claims_of(source: Facts) -> list[Facts]:
    return [{**claim, "source": source["id"]} for claim in source["claims"]]


def _claims_of_article(first_case: FirstCase) -> list[Facts]:
    facts, texts = first_case.facts, first_case.texts
    shaped = [*map(_figure, facts["context_figures"]), *map(_statement, facts["context_claims"])]
    for claim in shaped:
        words = texts["figures"][claim["id"]]
        claim["measure"] |= words["measure"]
        claim |= {"source": facts["source"]["id"], "locator": words["locator"]}
        claim |= {name: texts[tied].get(claim["id"]) for name, tied in TIES.items()}
    return shaped


def _figure(given: Facts) -> Facts:
    exact = given["comparator"] == "="
    return {
        "id": given["id"],
        "kind": given["kind"],
        "measure": {"en": given["measure"]},
        "value_min": given["value"],
        "value_max": given["value"] if exact else None,
        "comparator": given["comparator"],
        "horizon": given.get("horizon") or "",
        "period_as_said": given.get("period_text", ""),
        "said_by": given["attribution"] or "",
    }


def _statement(given: Facts) -> Facts:
    return {
        "id": given["id"],
        "kind": "statement",
        "measure": {"en": given["text"]},
        "category": given.get("code"),
        "needs_legal_review": given.get("needs_legal_review", False),
        "said_by": given["attribution"],
    }


def repeated_lines(text: str) -> dict[int, int]:
    """Lines (from 1) that repeat an earlier line word for word, each with the number of the first one."""
    first: dict[str, int] = {}
    repeated = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and first.setdefault(line, number) != number:
            repeated[number] = first[line]
    return repeated


def _json(path: Path) -> Facts:
    try:
        content: Facts = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Refused(_("%(path)s is missing: restore it from the project.") % {"path": path}) from error
    except ValueError as error:
        raise Refused(_("%(path)s is damaged: restore it from the project.") % {"path": path}) from error
    return content


def _article(path: Path, recorded: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused(_("%(path)s cannot be read: give the article's file.") % {"path": path}) from error
    if hashlib.sha256(content).hexdigest() != recorded:
        raise Refused(
            _("%(path)s is not the recorded article: its SHA-256 is not %(sha256)s; give the original file or none.")
            % {"path": path, "sha256": recorded}
        )
    return content


def _check_cites_first_occurrences(text: str, cited: dict[str, dict[str, str]]) -> None:
    repeated = repeated_lines(text)
    for reference, words in cited.items():
        if match := re.match(r"line (\d+)", words["locator"]):
            number = int(match.group(1))
            if number in repeated:
                raise Refused(
                    _("%(reference)s cites line %(number)s, which repeats line %(first)s: cite the first one.")
                    % {"reference": reference, "number": number, "first": repeated[number]}
                )
