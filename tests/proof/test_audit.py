"""The audit chain at full size: a thousand random tampers, a million events."""

import random
import sys
import time
import uuid

import pytest
from django.core.management import call_command
from django.db import connection

from cases.accounts.models import User
from cases.desk.audit import page as audit_page
from tests.conftest import Cast
from tests.proof.long_chain import grow
from tests.proof.tampers import tampered_unseen
from tests.sign_in import signed_in

TAMPERS, EVENTS, SECONDS, PAGE_SECONDS = 1_000, 1_000_000, 30, 0.3


def test_every_random_tamper_is_found_with_anchors(db: None) -> None:
    assert tampered_unseen(TAMPERS, seed=1) == []


def test_a_million_events_verify_and_are_looked_through_in_time(cast: Cast, witness: object) -> None:
    chance = random.Random(1)  # noqa: S311
    people = list(User.objects.values_list("pk", flat=True))
    records = [uuid.UUID(int=chance.getrandbits(128), version=4) for _number in range(20_000)]
    grow(EVENTS, people=people, records=[*records, getattr(witness, "pk")])  # noqa: B009
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    start = time.perf_counter()
    call_command("verify_audit")
    seconds = time.perf_counter() - start
    sys.stdout.write(f"\n{EVENTS} events verified on {connection.vendor} in {seconds:.1f} s (bar: {SECONDS} s)\n")
    assert seconds <= SECONDS
    slow = {name: taken for name, taken in pages(cast).items() if taken > PAGE_SECONDS}
    assert slow == {}


def pages(cast: Cast) -> dict[str, float]:
    """Seconds of the page "Who saw what", at best of three, as its filters are set."""
    client = signed_in(cast.dpo)
    found = {}
    for query in ("", f"?person={cast.coder.pk}", "?record=W-001", "?kind=refusal", "?since=2020-01-01T00:00"):
        tries = []
        for _number in range(3):
            start = time.perf_counter()
            assert len(client.get(f"/staff/audit/{query}").context["rows"]) == audit_page.PER_PAGE
            tries.append(time.perf_counter() - start)
        found[query] = min(tries)
        sys.stdout.write(f"/staff/audit/{query} {found[query] * 1000:.0f} ms\n")
    return found


@pytest.fixture(autouse=True)
def _own_anchors(settings: object, tmp_path: object) -> None:
    settings.ANCHORS_DIR = tmp_path  # type: ignore[attr-defined]
