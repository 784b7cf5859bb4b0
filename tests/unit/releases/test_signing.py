"""From built to public: audit, two signatures under what was shown, the hour, sending back, missing."""

from typing import Any

import pytest

from cases.accounts.actions import system_user
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.published.models import PublishedRelease
from cases.releases import calendar, difference
from cases.releases.actions import approve_release, attach_files, freeze_slot, publish_due, reject_release, store_audit
from cases.releases.models import NoiseRow, NoisyCell, ReleaseApproval, ReleaseDraft, ReleaseFile, Series
from tests.conftest import Cast
from tests.releasing import PASSED, sign, sign_one

from .world import FILES, at_hour, become_office, build, in_week, released

FAILED = [{**line, "passed": line["proof"] != 5} for line in PASSED]


@pytest.fixture
def office(running: Series) -> Series:
    become_office()
    return running


# --- what a signature needs ---


def test_without_an_audit_nobody_signs(cast: Cast, running: Series) -> None:
    draft = build(cast, running)
    with pytest.raises(Refused, match="audit it first"):
        approve_release(by=cast.lead, draft=draft, signature="lead", difference_sha256=difference.of(draft).sha256)


@pytest.mark.parametrize("lines", [FAILED, PASSED[:-1]])
def test_a_failing_or_partial_audit_lets_nobody_sign(cast: Cast, running: Series, lines: list[Any]) -> None:
    draft = build(cast, running)
    store_audit(by=cast.advocacy, draft=draft, lines=lines, seconds=1)
    with pytest.raises(Refused, match="failed"):
        sign_one(cast.lead, draft, "lead")


def test_a_later_audit_that_fails_takes_the_way_to_the_signature(cast: Cast, running: Series) -> None:
    draft = build(cast, running)
    sign_one(cast.lead, draft, "lead")
    store_audit(by=cast.advocacy, draft=draft, lines=FAILED, seconds=1)
    with pytest.raises(Refused, match="failed"):
        sign_one(cast.dpo, draft, "dpo")
    assert not PublishedRelease.objects.exists()


@pytest.mark.parametrize("shown", ["", "0" * 64])
def test_nobody_signs_without_having_been_shown_the_difference(cast: Cast, running: Series, shown: str) -> None:
    draft = build(cast, running)
    store_audit(by=cast.advocacy, draft=draft, lines=PASSED, seconds=1)
    with pytest.raises(Refused, match="not shown"):
        approve_release(by=cast.lead, draft=draft, signature="lead", difference_sha256=shown)
    assert not ReleaseApproval.objects.exists()


def test_the_difference_stays_the_same_when_a_release_is_public(cast: Cast, running: Series) -> None:
    draft = build(cast, running)
    before = difference.of(draft)
    sign(cast, draft)
    assert difference.of(draft) == before
    assert before.previous is None
    second = released(cast, running, 2)
    assert difference.of(second).previous == f"{running.publishes_at(1):%Y-%m}"


# --- the hour ---


def test_in_an_office_two_signatures_wait_for_the_hour(cast: Cast, office: Series) -> None:
    with in_week(office, 1):
        draft = sign(cast, build(cast, office))
        assert publish_due(by=system_user()) == []
    assert not PublishedRelease.objects.exists()
    with at_hour(office, 1, minutes=-1):
        assert publish_due(by=system_user()) == []
    with at_hour(office, 1):
        assert publish_due(by=system_user()) == [draft]
        assert publish_due(by=system_user()) == []
    assert PublishedRelease.objects.get().slot == office.publishes_at(1).date()


@pytest.mark.parametrize("who", ["lead", "dpo", "advocacy", "administrator"])
def test_nobody_chooses_the_moment(cast: Cast, office: Series, who: str) -> None:
    with in_week(office, 1):
        sign(cast, build(cast, office))
    with at_hour(office, 1), pytest.raises(NotAllowed):
        publish_due(by=getattr(cast, who))
    assert not PublishedRelease.objects.exists()


def test_a_clock_with_nothing_to_do_leaves_no_event(cast: Cast, office: Series) -> None:
    before = AuditEvent.objects.count()
    publish_due(by=system_user())
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("change", ["file", "cell", "frame"])
def test_what_was_altered_while_it_waited_does_not_come_out(cast: Cast, office: Series, change: str) -> None:
    with in_week(office, 1):
        draft = sign(cast, build(cast, office))
    if change == "file":
        ReleaseFile.objects.update(content=b"[]")
    elif change == "cell":
        NoisyCell.objects.create(series=office, number=1, group="one_way", position=99, d1="x", v1="y", units="0")
    else:
        ReleaseDraft.objects.update(frame={**draft.frame, "organisation": "Somebody else"})
    with at_hour(office, 1):
        assert publish_due(by=system_user()) == []
    assert not PublishedRelease.objects.exists()


def test_a_slot_that_nobody_signed_in_time_is_missed_and_the_next_one_carries_everybody(
    cast: Cast, office: Series
) -> None:
    with in_week(office, 1):
        missed = build(cast, office)
        sign_one(cast.lead, missed, "lead")
    with at_hour(office, 1):
        assert calendar.is_missed(missed)
        with pytest.raises(Refused, match="hour"):
            sign_one(cast.dpo, missed, "dpo")
        assert publish_due(by=system_user()) == []
    with in_week(office, 2):
        second = sign(cast, build(cast, office))
    with at_hour(office, 2):
        publish_due(by=system_user())
    assert second.number == 2
    assert list(PublishedRelease.objects.values_list("number", flat=True)) == [2]
    assert list(NoiseRow.objects.values_list("number", flat=True)) == [1, 2]
    assert list(office.entries.values_list("number", "sign")) == [(1, 1)]


def test_a_clock_that_stands_before_the_last_release_is_refused(cast: Cast, office: Series) -> None:
    with in_week(office, 2):
        freeze_slot(by=cast.advocacy, series=office)
    with in_week(office, 1), pytest.raises(Refused, match="clock"):
        calendar.next_number(office, now=office.publishes_at(1))
    assert set(NoisyCell.objects.values_list("number", flat=True)) == {2}


# --- sending back ---


def test_sent_back_it_is_made_anew_from_the_same_cells_and_signed_anew(cast: Cast, office: Series) -> None:
    with in_week(office, 1):
        draft = build(cast, office)
        cells = list(NoisyCell.objects.values_list("units", flat=True))
        sign_one(cast.lead, draft, "lead")
        draft = reject_release(by=cast.dpo, draft=draft, rejection="software_fault")
        assert (draft.attempt, draft.manifest_sha256, draft.files.count()) == (2, "", 0)
        again = build(cast, office)
        assert again.pk == draft.pk
        sign_one(cast.dpo, again, "dpo")
        assert not again.is_signed  # the lead's signature was under the first attempt
        sign_one(cast.lead, again, "lead")
        assert again.is_signed
    assert list(NoisyCell.objects.values_list("units", flat=True)) == cells
    assert NoiseRow.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "too_many_arrivals", "who_came"])
def test_there_is_no_other_reason(cast: Cast, running: Series, reason: str) -> None:
    with pytest.raises(Refused, match="never because of who came"):
        reject_release(by=cast.dpo, draft=build(cast, running), rejection=reason)


def test_a_failed_check_is_not_said_of_a_release_that_passed(cast: Cast, running: Series) -> None:
    draft = build(cast, running)
    store_audit(by=cast.advocacy, draft=draft, lines=PASSED, seconds=1)
    with pytest.raises(Refused, match="No check"):
        reject_release(by=cast.dpo, draft=draft, rejection="failed_check")
    store_audit(by=cast.advocacy, draft=draft, lines=FAILED, seconds=1)
    assert reject_release(by=cast.dpo, draft=draft, rejection="failed_check").attempt == 2


def test_a_public_release_is_not_sent_back(cast: Cast, running: Series) -> None:
    draft = released(cast, running, 1)
    with pytest.raises(Refused, match="published already"):
        reject_release(by=cast.dpo, draft=draft, rejection="software_fault")


def test_an_audit_of_an_attempt_that_was_sent_back_counts_for_nothing(cast: Cast, running: Series) -> None:
    draft = build(cast, running)
    store_audit(by=cast.advocacy, draft=draft, lines=PASSED, seconds=1)
    reject_release(by=cast.dpo, draft=draft, rejection="software_fault")
    again = attach_files(by=cast.advocacy, draft=draft, files=FILES)
    with pytest.raises(Refused, match="audit it first"):
        approve_release(by=cast.lead, draft=again, signature="lead", difference_sha256=difference.of(again).sha256)
