"""A testimony that was opened again and coded anew moves no figure of a running series: it counts from the next one."""

import json
from typing import Any

from django.utils import timezone

from cases.coding.actions import Span, code_passages, finish_coding
from cases.core import sealing
from cases.intake.actions import reopen_testimony
from cases.intake.models import Testimony
from cases.releases import who_counts
from cases.releases.actions import set_site, start_series
from cases.releases.models import LedgerEntry, Series
from cases.verification.actions import assess_testimony, begin_verification, clear_testimony
from cases.vocabulary.models import AbuseCategory
from tests.conftest import Cast

from .world import in_week, released


def entries(series: Series) -> list[tuple[str, int, dict[str, Any]]]:
    """Who entered or left, when, and as what."""
    rows = LedgerEntry.objects.filter(series=series).order_by("number")
    opened = [sealing.open_text(row, "vector") for row in rows]
    return [(row.sign, row.number, json.loads(text or "{}")) for row, text in zip(rows, opened, strict=True)]


def reopen(cast: Cast, testimony: Testimony) -> None:
    reopen_testimony(by=cast.lead, testimony=testimony, reopen_reason="the quarters were described later")


def code_anew(cast: Cast, testimony: Testimony) -> None:
    """One more act, and every step once more."""
    category = AbuseCategory.objects.get(code="WRK-04")
    code_passages(by=cast.coder, testimony=testimony, spans=[Span("account", 0, 9)], category=category)
    finish_coding(by=cast.coder, testimony=testimony)
    begin_verification(by=cast.lead, testimony=testimony)
    assess_testimony(
        by=cast.lead, testimony=testimony, reliability="F", credibility="3", level="V1", contrary_information="none"
    )
    clear_testimony(by=cast.dpo, testimony=testimony)


def test_whoever_entered_stays_as_they_entered(cast: Cast, cleared: Testimony, running: Series) -> None:
    """While it is open again, and once it is cleared anew with other codes."""
    released(cast, running, 1)
    entered = entries(running)
    assert [(sign, number) for sign, number, _vector in entered] == [(LedgerEntry.Sign.ENTERS, 1)]
    reopen(cast, cleared)
    released(cast, running, 2)
    assert entries(running) == entered
    code_anew(cast, cleared)
    released(cast, running, 3)
    assert entries(running) == entered


def test_whoever_had_not_entered_waits_until_it_is_cleared_again(
    cast: Cast, cleared: Testimony, running: Series
) -> None:
    reopen(cast, cleared)
    assert not who_counts.people(timezone.localdate()).exists()
    released(cast, running, 1)
    assert entries(running) == []
    code_anew(cast, cleared)
    assert who_counts.people(timezone.localdate()).count() == 1


def test_in_the_next_series_it_counts_as_it_is_coded_now(cast: Cast, cleared: Testimony) -> None:
    set_site(by=cast.administrator, organisation="Casetracker tests")
    first = start_series(by=cast.dpo, first_slot=timezone.localdate(), horizon=1)
    released(cast, first, 1)
    reopen(cast, cleared)
    code_anew(cast, cleared)
    assert "ILO-10" not in entries(first)[0][2]["indicators"]
    with in_week(first, 2):
        second = start_series(by=cast.dpo, first_slot=timezone.localdate())
    released(cast, second, 1)
    assert "ILO-10" in entries(second)[0][2]["indicators"]
    assert "ILO-10" not in entries(first)[0][2]["indicators"]
