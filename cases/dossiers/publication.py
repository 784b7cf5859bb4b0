"""What the public reads of an intervention: built from its record, shown before it is published, and then frozen."""

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.partial_dates import PartialDate
from cases.core.translated import LANGUAGES, in_all_languages
from cases.dossiers.models import Intervention

Content = dict[str, Any]
TEXTS = ("addressee", "summary", "reply")


def content(intervention: Intervention) -> Content:
    """The row of the public page. Raises Refused, with what to do, while something of it is missing."""
    texts = {name: getattr(intervention, f"public_{name}") for name in TEXTS}
    for name in TEXTS:
        if texts[name] or name != "reply":
            _check_all_languages(name, texts[name])
    if texts["reply"] and intervention.outcome == Intervention.Outcome.WAITING:
        raise Refused(_("There is a text of the answer, and no answer yet: change one of the two."))
    return {
        "code": intervention.code,
        # In the order in which they were recorded.
        "position": int(intervention.code.rpartition("-")[2]),
        "quarter": quarter(intervention.date),
        "kind": intervention.kind,
        "kind_label": in_all_languages(Intervention.Kind(intervention.kind).label),
        "outcome": intervention.outcome,
        "outcome_label": in_all_languages(Intervention.Outcome(intervention.outcome).label),
        "url": intervention.url,
        "release": intervention.release,
        **texts,
    }


def sha256(content: Content) -> str:
    """The hash of canonical JSON: whoever publishes sends it back with what they were shown."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def words(content: Content) -> dict[str, str]:
    """The free texts of each language as one, with a line to each, for the search for what betrays somebody."""
    return {language: "\n".join(content[name].get(language, "") for name in TEXTS) for language in LANGUAGES}


def quarter(date: PartialDate) -> str:
    """“2026-Q3”, all that the public is told of the day. Raises Refused for a date that two quarters share."""
    if date.earliest is None or date.latest is None or _quarter(date.earliest) != _quarter(date.latest):
        raise Refused(_("The public is told the quarter: give the date as a month or a day."))
    year, number = _quarter(date.earliest)
    return f"{year}-Q{number}"


def _quarter(day: Any) -> tuple[int, int]:
    return day.year, (day.month + 2) // 3


def _check_all_languages(name: str, text: dict[str, str]) -> None:
    if any(not text.get(language) for language in LANGUAGES):
        label = Intervention._meta.get_field(f"public_{name}").verbose_name  # type: ignore[union-attr]
        raise Refused(_("The public reads it in three languages: write all of “%(text)s”.") % {"text": label})
