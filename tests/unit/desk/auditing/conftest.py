"""A small series to audit: one person in the ledger, and made-up vectors in the place of everybody's."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from cases.desk.auditing import addresses, leaks, lines_of
from cases.desk.auditing.lines import Audit, Check, Line
from cases.desk.build import build_release
from cases.intake.models import Testimony
from cases.releases import ledger
from cases.releases.actions import set_site, start_series
from cases.releases.disclosure.schema import DEFAULT_SCHEMA
from cases.releases.models import ReleaseDraft, Series
from tests.conftest import Cast
from tests.releasing import sign
from tests.replay import replayed
from tests.unit.releases.disclosure.attack.made import crowd

PEOPLE = 443
"""Stands in no published figure: those are multiples of 5."""


@pytest.fixture
@replayed
def series(cast: Cast, cleared: Testimony) -> Series:
    """A series from today on."""
    set_site(by=cast.administrator, organisation="Casetracker tests", contact="office@example.org")
    return start_series(by=cast.dpo, first_slot=timezone.localdate())


@pytest.fixture
def everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """443 made-up people count."""
    people = vectors(PEOPLE)
    monkeypatch.setattr(ledger, "open_vectors", lambda _series: people)


@pytest.fixture
def draft(cast: Cast, series: Series, everybody: None) -> ReleaseDraft:
    """An honest first release of 443 people."""
    return build_release(by=cast.advocacy, series=series)


@pytest.fixture
def next_release(cast: Cast) -> Callable[[ReleaseDraft], ReleaseDraft]:
    """Publish a release and build the one after it, on its day."""

    def build(draft: ReleaseDraft) -> ReleaseDraft:
        sign(cast, draft)
        series = draft.series
        with time_machine.travel(dt.datetime.combine(series.slot(draft.number + 1), dt.time(12)), tick=False):
            return build_release(by=cast.advocacy, series=series)

    return build


@pytest.fixture
def proved(cast: Cast) -> Callable[..., list[Line]]:
    """The lines of some proofs of a release."""

    def lines(draft: ReleaseDraft, *proofs: int) -> list[Line]:
        draft = ReleaseDraft.objects.get(pk=draft.pk)
        return list(lines_of(by=cast.dpo, draft=draft, only=proofs or tuple(range(1, 9))))

    return lines


@pytest.fixture
def checked(cast: Cast) -> Callable[[ReleaseDraft, Check], Line]:
    """The line of one check of a release."""

    def line(draft: ReleaseDraft, check: Check) -> Line:
        return check(Audit(cast.dpo, ReleaseDraft.objects.get(pk=draft.pk), lambda *_step: None))

    return line


@pytest.fixture
def few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first page of the public, in its three languages: enough to be caught on."""
    whole = addresses.every_page
    monkeypatch.setattr(leaks, "every_page", lambda release: whole(release)[:3])


def failed(lines: list[Line]) -> list[str]:
    return [line.key for line in lines if not line.passed]


def vectors(people: int, seed: int = 5) -> list[dict[str, Any]]:
    """People like those in the field, as the ledger keeps them."""
    schema, found = DEFAULT_SCHEMA, []
    for row in crowd(people, seed).tolist():
        values = dict(zip(schema.keys, row, strict=True))
        vector: dict[str, Any] = {key: schema.dimensions[key][values[key]] for key in schema.dimensions}
        vector["indicators"] = [code for code in schema.indicators if values[code]]
        found.append(vector)
    return found
