"""Hostile tries: what a hand in the database, a backup, a lost folder, a late hour or a chance could bring about."""

import json
import uuid
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cases.accounts.actions import system_user
from cases.core import sealing, triggers
from cases.core.errors import Refused
from cases.core.models import AuditEvent
from cases.desk.actions import erase_person, withdraw
from cases.desk.auditing import cells, frozen_terms
from cases.desk.auditing.lines import Audit
from cases.intake.models import Testimony
from cases.published.models import PublishedRelease
from cases.releases import calendar, draws, ledger, lifetimes
from cases.releases.actions import destroy_noise, freeze_slot, publish_due, reject_release, start_series, store_audit
from cases.releases.models import (
    LedgerVector,
    ReleaseDraft,
    ReleaseFile,
    Series,
)
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.releasing import PASSED, sign

from .world import at_hour, become_office, build, in_week, released, take_back

FAILED = [{**line, "passed": line["proof"] != 5} for line in PASSED]


@pytest.fixture
def office(running: Series) -> Series:
    become_office()
    return running


def reached_around(sql: str, *values: Any) -> None:
    """By a hand with a connection to the database, past the triggers."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    triggers.install(connection)


def undone(cast: Cast, series: Series) -> None:
    """Freeze a release, and put the database back to before it: only the folder beside it still knows."""
    with transaction.atomic():
        build(cast, series)
        transaction.set_rollback(True)


# --- from the signatures to the hour ---


def test_an_audit_that_fails_after_both_signatures_keeps_the_release_back(cast: Cast, office: Series) -> None:
    with in_week(office, 1):
        draft = sign(cast, build(cast, office))
        store_audit(by=cast.advocacy, draft=draft, lines=FAILED, seconds=1)
    with at_hour(office, 1):
        assert publish_due(by=system_user()) == []
    assert not PublishedRelease.objects.exists()


def test_a_clock_set_back_does_not_hide_an_audit_that_failed(cast: Cast, running: Series) -> None:
    with in_week(running, 1):
        draft = build(cast, running)
    with in_week(running, 2):
        store_audit(by=cast.advocacy, draft=draft, lines=PASSED, seconds=1)
    with in_week(running, 1):
        store_audit(by=cast.advocacy, draft=draft, lines=FAILED, seconds=1)
        with pytest.raises(Refused, match="failed"):
            sign(cast, draft)


def test_a_fully_signed_release_can_be_sent_back_before_its_hour(cast: Cast, office: Series) -> None:
    """Whoever finds a fault while it waits may say so; it comes out only with two new signatures before the hour."""
    with in_week(office, 1):
        draft = reject_release(by=cast.dpo, draft=sign(cast, build(cast, office)), rejection="software_fault")
        assert not draft.is_signed
    with at_hour(office, 1):
        assert publish_due(by=system_user()) == []
        assert calendar.is_missed(draft)


@pytest.mark.parametrize("altered", [True, False])
def test_what_was_signed_and_never_came_out_is_missed_when_the_next_one_is_due(
    cast: Cast, office: Series, altered: bool
) -> None:
    """Else an altered one stands in the way for ever, and a forgotten one comes out in the week of the next."""
    with in_week(office, 1):
        first = sign(cast, build(cast, office))
    if altered:
        ReleaseFile.objects.update(content=b"[]")
    with in_week(office, 2):
        assert publish_due(by=system_user()) == []
        assert calendar.is_missed(first)
        second = sign(cast, build(cast, office))
    with at_hour(office, 2):
        assert publish_due(by=system_user()) == [second]


def test_after_a_backup_of_the_week_the_same_release_comes_out_again(cast: Cast, office: Series) -> None:
    """Put back to before the publication: the same bytes, and no second draw."""
    with in_week(office, 1):
        draft = sign(cast, build(cast, office))
    with at_hour(office, 1), transaction.atomic():
        publish_due(by=system_user())
        before = list(PublishedRelease.objects.values())
        transaction.set_rollback(True)
    with at_hour(office, 1, minutes=24 * 60):
        assert publish_due(by=system_user()) == []  # a day later the moment would be somebody's choice
    with at_hour(office, 1, minutes=23 * 60):
        assert publish_due(by=system_user()) == [draft]
    assert list(PublishedRelease.objects.values()) == before


@pytest.mark.parametrize("frame", [{}, {"identifier": 7}])
def test_a_damaged_frame_stops_neither_the_clock_nor_other_releases(
    cast: Cast, office: Series, frame: dict[str, Any]
) -> None:
    with in_week(office, 1):
        sign(cast, build(cast, office))
    ReleaseDraft.objects.update(frame=frame)
    with at_hour(office, 1):
        assert publish_due(by=system_user()) == []


def test_a_damaged_file_of_a_missed_release_does_not_stop_the_next(cast: Cast, office: Series) -> None:
    """It is nobody's to read, and can neither be sent back nor made again."""
    with in_week(office, 1):
        missed = build(cast, office)
    ReleaseFile.objects.filter(draft=missed).update(content=b"{")
    with in_week(office, 2):
        second = build(cast, office)
    audit = Audit(cast.dpo, second, lambda *_step: None)
    assert cells.stored_files(audit).figures == {"same": 1, "releases": 1, "other": ""}
    with pytest.raises(KeyError, match="series"):  # of the second one's own file, which has no content here
        frozen_terms.described(audit)


# --- a series that cannot go on makes room for another ---


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cases_series SET mu = '1/2'",
        "UPDATE cases_series SET schema = '{}'",
        "UPDATE cases_noisycell SET units = '7' WHERE position = 3",
        "DELETE FROM cases_noisycell WHERE position = 3",
    ],
)
def test_terms_or_cells_changed_by_hand_end_the_series_and_another_can_start(
    cast: Cast, running: Series, sql: str
) -> None:
    released(cast, running, 1)
    reached_around(sql)
    with in_week(running, 2):
        with pytest.raises(Refused):
            freeze_slot(by=cast.advocacy, series=running)
        assert not running.drafts.filter(number=2).exists()
        assert start_series(by=cast.dpo, first_slot=running.slot(2).replace(day=28)).number == 2


def test_two_series_never_give_two_releases_one_name(cast: Cast, running: Series) -> None:
    """A release is named by the month in which it comes out, a week after its data were cut off."""
    become_office()
    first = timezone.localdate().replace(year=timezone.localdate().year + 1, month=1, day=28)
    reached_around("UPDATE cases_series SET first_slot = %s, horizon = 1", first.isoformat())
    series = Series.objects.get()
    with in_week(series, 1):
        ReleaseDraft(series=series, number=1, slot=first, publishes_at=series.publishes_at(1), checks={}, frame={}, frozen_by=cast.dpo, built_by=cast.dpo, code="REL-9").save()  # fmt: skip
    with at_hour(series, 1, minutes=48 * 60), pytest.raises(Refused, match="of this month"):
        start_series(by=cast.dpo, first_slot=timezone.localdate())


# --- a person, over all series ---


def test_a_series_whose_ledger_is_lost_is_charged_to_everybody(cast: Cast, running: Series, cleared: Testimony) -> None:
    """A backup from before the release: nobody knows any more who stood in it, so everybody may have."""
    undone(cast, running)
    assert cleared.witness is not None
    person = cleared.witness.person
    assert lifetimes.spent()[person] == Fraction(101, 100)
    for number in (2, 3, 4):
        second = start_series(by=cast.dpo, first_slot=running.slot(number).replace(day=28))
        draws.keep_frozen(second.pk, 1, "0" * 64)
    assert ledger.who_may_enter(second, Witness.objects.filter(pk=cleared.witness.pk)) == []


def test_releases_of_a_series_that_the_database_never_had_are_charged_too(
    cast: Cast, cleared: Testimony, office: Series
) -> None:
    """A backup from before the start of the series: only the folder beside it remembers."""
    assert cleared.witness is not None
    before = lifetimes.spent()[cleared.witness.person]
    draws.keep_frozen(uuid.uuid4(), 1, "0" * 64)
    assert lifetimes.spent()[cleared.witness.person] == before + Fraction(101, 100)


def erased_in(cast: Cast, cleared: Testimony) -> None:
    assert cleared.witness is not None
    given = withdraw(by=cast.dpo, witness=cleared.witness, received_on=timezone.localdate(), way="phone", whole=True)
    erase_person(by=cast.dpo, withdrawal=given, code=cleared.witness.code)


def test_when_the_series_is_over_no_copy_of_an_erased_vector_stays(
    cast: Cast, office: Series, cleared: Testimony
) -> None:
    with in_week(office, 1):
        sign(cast, build(cast, office))
    with in_week(office, office.horizon):
        erased_in(cast, cleared)
        assert LedgerVector.objects.count() == 1  # a last release can still ask for it
    owner = LedgerVector.objects.get().key_owner()
    with at_hour(office, office.horizon, minutes=1):
        destroy_noise(by=cast.dpo, series=office)
    assert not LedgerVector.objects.exists()
    assert sealing.is_shredded(owner)


def test_erased_after_the_end_of_the_series_nothing_is_kept(cast: Cast, office: Series, cleared: Testimony) -> None:
    with in_week(office, 1):
        sign(cast, build(cast, office))
    with at_hour(office, office.horizon, minutes=1):
        erased_in(cast, cleared)
    assert not LedgerVector.objects.exists()


def test_the_event_of_a_release_does_not_tell_of_erased_people(cast: Cast, running: Series, cleared: Testimony) -> None:
    released(cast, running, 1)
    with at_hour(running, 2, minutes=24 * 60):
        erased_in(cast, cleared)
        sign(cast, build(cast, running))
    fields = [json.loads(one.body)["fields"] for one in AuditEvent.objects.filter(action="releases.freeze_slot")]
    assert len(fields) == 2
    assert fields[0] == fields[1]


def test_who_withdraws_during_the_approval_stays_in_this_release_and_leaves_with_the_next(
    cast: Cast, office: Series, cleared: Testimony
) -> None:
    with in_week(office, 1):
        draft = sign(cast, build(cast, office))
        take_back(cast, cleared, timezone.localdate())
    with at_hour(office, 1):
        assert publish_due(by=system_user()) == [draft]
    with in_week(office, 2):
        build(cast, office)
    assert sorted(office.entries.values_list("number", "sign")) == [(1, 1), (2, -1)]
