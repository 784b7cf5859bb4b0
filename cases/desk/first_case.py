"""Reading the first case: the project's own file of facts, our own words for them, and the article's bytes."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from cases.core.errors import Refused

Facts = dict[str, Any]


@dataclass(frozen=True)
class FirstCase:
    """``facts`` as extracted from the article, ``texts`` in our own words, ``article`` when its file was given."""

    facts: Facts
    texts: Facts
    article: bytes | None = None
    article_name: str = ""


def read(folder: Path, article: Path | None = None) -> FirstCase:
    """Read the data files and, when given, the article.

    Raises Refused when a file is missing or damaged, when the article has other bytes than its recorded SHA-256,
    or when a fact cites a line that only repeats an earlier one.
    """
    facts, texts = _json(folder / "facts.json"), _json(folder / "texts.json")
    if article is None:
        return FirstCase(facts, texts)
    content = _article(article, facts["source"]["sha256"])
    _check_cites_first_occurrences(content.decode(), texts["facts"] | texts["figures"] | texts["accounts"])
    return FirstCase(facts, texts, content, article.name)


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
