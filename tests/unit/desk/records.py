"""A case's rows as plain values, to compare two cases that should hold the same."""

import json
from typing import Any

from cases.casework.models import Case
from cases.coding.models import Act, Event, EvidenceLink, LabourSituation, Passage, Victimisation
from cases.core import sealing
from cases.core.fields import SealedField
from cases.core.models import Row
from cases.intake.models import Testimony
from cases.verification.models import Assessment
from cases.witnesses.models import Consent, ConsentScope, Group, RiskAssessment, Witness

PATHS: dict[type[Row], str] = {
    Witness: "case", Group: "case", Consent: "witness__case", ConsentScope: "consent__witness__case",
    RiskAssessment: "witness__case", Testimony: "case", Event: "case", LabourSituation: "case",
    Passage: "testimony__case", Act: "event__case", EvidenceLink: "act__event__case",
    Victimisation: "act__event__case", Assessment: "testimony__case",
}  # fmt: skip
"""The models of a person's record, and how each finds its case."""

DIFFERENT = {"uuid", "code", "created_at", "case", "person"}
"""What two equal records need not share; moments of steps (…_at) are compared by whether they are there."""

Plain = dict[str, Any]


def rows_of(case: Case) -> dict[type[Row], list[Row]]:
    """The rows of a case by model, oldest first."""
    return {m: list(m._default_manager.filter(**{path: case}).order_by("created_at")) for m, path in PATHS.items()}


def plain_case(case: Case) -> dict[str, list[Plain]]:
    """Every row of a case with its texts opened, in an order of its own content."""
    rows = rows_of(case)
    index = {row.pk: row for those in rows.values() for row in those}
    made: dict[Any, Plain] = {}
    return {
        model.__name__: sorted(
            (_plain(row, index, made) for row in those), key=lambda row: json.dumps(row, sort_keys=True)
        )
        for model, those in rows.items()
    }


def _plain(row: Row, index: dict[Any, Row], made: dict[Any, Plain]) -> Plain:
    """A row's values: texts opened, other rows of the case named by their own values."""
    if row.pk not in made:
        columns = [column for column in row._meta.concrete_fields if column.name not in DIFFERENT]
        made[row.pk] = {column.name: _value(row, column, index, made) for column in columns}
    return made[row.pk]


def _value(row: Row, column: Any, index: dict[Any, Row], made: dict[Any, Plain]) -> Any:
    if isinstance(column, SealedField):
        return sealing.open_text(row, column.name)
    value = getattr(row, column.attname)
    if column.is_relation and value in index:
        return _plain(index[value], index, made)
    # Users and terms by their keys, the same for both cases.
    return value is not None if column.name.endswith("_at") else None if value is None else str(value)
