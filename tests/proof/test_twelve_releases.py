"""Three years of quarterly releases of the fictional set, with arrivals and withdrawals, each audited: in one command."""

import sys
import time

import pytest
from django.test import override_settings

from cases.desk import demonstration
from cases.desk.build import rebuild
from cases.published.models import PublishedRelease
from cases.releases.models import AuditReport, LedgerEntry, NoiseRow, ReleaseDraft

PEOPLE = 1500
RELEASES = 12


@pytest.mark.django_db
def test_twelve_releases_each_pass(tmp_path: object) -> None:
    """What ``manage.py demo --people 1500 --releases 12`` does."""
    began = time.monotonic()
    with override_settings(NOISE_DIR=tmp_path):
        demonstration.build(lambda _line: None, people=PEOPLE, releases=RELEASES)
    seconds = time.monotonic() - began
    reports = AuditReport.objects.select_related("draft").order_by("draft__number")
    entered = [LedgerEntry.objects.filter(number=number, sign=1).count() for number in range(1, RELEASES + 1)]
    left = LedgerEntry.objects.filter(sign=-1).count()
    lines = sum(len(report.lines) for report in reports)
    sys.stdout.write(
        f"\n{RELEASES} releases of {PEOPLE} people in {seconds:.0f} s, {sum(map(bool, entered))} with arrivals, "
        f"{left} withdrawals; {lines} lines of audits, "
        f"{sum(not line['passed'] for report in reports for line in report.lines)} failed (bar 0)\n"
    )
    assert [report.draft.number for report in reports] == list(range(1, RELEASES + 1))
    assert all(report.passed for report in reports)
    assert PublishedRelease.objects.count() == RELEASES
    assert list(NoiseRow.objects.values_list("number", flat=True)) == list(range(1, RELEASES + 1))
    assert all(entered)
    assert left > 0
    for draft in ReleaseDraft.objects.all():
        rebuild(draft)
