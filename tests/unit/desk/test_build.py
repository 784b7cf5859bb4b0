"""Building a release: from the ledger to the files that two people sign."""

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases.core import audit
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent
from cases.desk import build
from cases.desk.build import build_release, rebuild
from cases.intake.models import Testimony
from cases.published.models import PublishedCell, PublishedFile, PublishedRelease
from cases.releases import engine, queries
from cases.releases.actions import attach_files, freeze_slot, set_site, start_series
from cases.releases.models import LedgerEntry, NoiseRow, NoisyCell, ReleaseDraft, ReleaseFile, Series
from cases.witnesses.actions import ScopeAnswer, record_consent
from cases.witnesses.models import Witness
from tests.conftest import Cast
from tests.releasing import sign, sign_one
from tests.replay import replayed


@pytest.fixture
@replayed
def site(cast: Cast) -> None:
    set_site(by=cast.administrator, organisation="Casetracker tests")


@pytest.fixture
@replayed
def series(cast: Cast, cleared: Testimony, site: None) -> Series:
    """One person counts, from today on."""
    return start_series(by=cast.dpo, first_slot=timezone.localdate())


def withdraw(cast: Cast, witness: Witness | None) -> None:
    assert witness is not None
    record_consent(
        by=cast.interviewer, witness=witness, given_on=timezone.localdate(), form_version="2", language="ko", way="oral",
        scopes={"S2": ScopeAnswer("withdrawn")},
    )  # fmt: skip


def test_a_build_freezes_the_ledger_the_noise_the_cells_and_the_files(cast: Cast, series: Series) -> None:
    draft = build_release(by=cast.advocacy, series=series)
    entry = LedgerEntry.objects.get()
    assert (entry.number, entry.sign) == (1, 1)
    assert NoiseRow.objects.get().number == 1
    assert NoisyCell.objects.count() == 60
    assert [file.name for file in draft.files.all()][-1] == "checksums.txt"
    assert draft.published_at is None
    assert not PublishedRelease.objects.exists()


def test_what_is_secret_is_sealed(cast: Cast, series: Series) -> None:
    build_release(by=cast.advocacy, series=series)
    assert b"construction" not in bytes(LedgerEntry.objects.get().vector)
    assert not bytes(NoiseRow.objects.get().z).lstrip().startswith(b"{")


def test_two_people_publish_and_neither_is_the_builder(cast: Cast, series: Series) -> None:
    draft = build_release(by=cast.lead, series=series)
    with pytest.raises(NotAllowed, match="built"):
        sign_one(cast.lead, draft, "lead")
    with pytest.raises(NotAllowed, match="role that you hold"):
        sign_one(cast.dpo, draft, "lead")
    sign_one(cast.dpo, draft, "dpo")
    with pytest.raises(NotAllowed, match="signed it already"):
        sign_one(cast.dpo, draft, "dpo")
    assert not PublishedRelease.objects.exists()


def test_the_second_signature_publishes_what_was_built(cast: Cast, series: Series) -> None:
    draft = build_release(by=cast.advocacy, series=series)
    sign(cast, draft)
    published = PublishedRelease.objects.get()
    assert (published.status, published.number, published.fictional, published.tier) == ("current", 1, True, "nothing")
    stored = {file.name: bytes(file.content) for file in ReleaseFile.objects.all()}
    assert {file.name: bytes(file.content) for file in PublishedFile.objects.all()} == stored
    assert PublishedCell.objects.count() == 418
    with pytest.raises(Refused, match="published already"):
        sign_one(cast.lead, draft, "lead")


def test_a_rebuild_gives_the_same_bytes(cast: Cast, series: Series) -> None:
    draft = build_release(by=cast.advocacy, series=series)
    assert [file.name for file in rebuild(draft)] == [file.name for file in draft.files.all()]
    frame = draft.frame
    draft.frame = {**frame, "organisation": "Somebody else"}
    with pytest.raises(Refused, match=r"release\.json"):
        rebuild(draft)


def test_one_person_shows_no_number_at_all(cast: Cast, series: Series) -> None:
    sign(cast, build_release(by=cast.advocacy, series=series))
    assert not PublishedCell.objects.exclude(value=None).exists()


def test_a_build_waits_for_the_signatures_of_the_one_before(cast: Cast, series: Series) -> None:
    build_release(by=cast.advocacy, series=series)
    with pytest.raises(Refused, match="waits for its signatures"):
        build_release(by=cast.advocacy, series=series)


def test_a_build_before_its_day_is_refused(cast: Cast, series: Series) -> None:
    sign(cast, build_release(by=cast.advocacy, series=series))
    with pytest.raises(Refused, match="due on"):
        build_release(by=cast.advocacy, series=series)
    assert NoiseRow.objects.count() == 1


def test_a_build_that_was_cut_off_goes_on_with_the_same_noise(
    cast: Cast, series: Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(_release: object) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(build, "files_of", cut_off)
        with pytest.raises(KeyboardInterrupt):
            build_release(by=cast.advocacy, series=series)
    draft = ReleaseDraft.objects.get()
    with pytest.raises(Refused, match="cut off"):
        sign_one(cast.lead, draft, "lead")
    cells = list(NoisyCell.objects.values_list("units", flat=True))
    done = build_release(by=cast.dpo, series=series)
    assert done.pk == draft.pk
    assert list(NoisyCell.objects.values_list("units", flat=True)) == cells
    assert (done.frozen_by, done.built_by) == (cast.advocacy, cast.dpo)  # neither may sign


def test_whoever_withdraws_leaves_at_the_next_slot_and_does_not_return(
    cast: Cast, series: Series, cleared: Testimony
) -> None:
    sign(cast, build_release(by=cast.advocacy, series=series))
    withdraw(cast, cleared.witness)
    with time_machine.travel(dt.datetime.combine(series.slot(2), dt.time(12)), tick=False):
        sign(cast, build_release(by=cast.advocacy, series=series))
    assert sorted(LedgerEntry.objects.values_list("number", "sign")) == [(1, 1), (2, -1)]
    assert sorted(PublishedRelease.objects.values_list("number", "status")) == [(1, "superseded"), (2, "current")]
    assert cleared.witness is not None
    record_consent(
        by=cast.interviewer, witness=cleared.witness, given_on=timezone.localdate(), form_version="3", language="ko",
        way="oral", scopes={"S2": ScopeAnswer("yes")},
    )  # fmt: skip
    with time_machine.travel(dt.datetime.combine(series.slot(3), dt.time(12)), tick=False):
        build_release(by=cast.advocacy, series=series)
    assert LedgerEntry.objects.count() == 2


def test_a_lapsed_risk_assessment_does_not_move_a_figure(cast: Cast, series: Series) -> None:
    sign(cast, build_release(by=cast.advocacy, series=series))
    with time_machine.travel(dt.datetime.combine(series.slot(4), dt.time(12)), tick=False):
        for _number in range(3):
            sign(cast, build_release(by=cast.advocacy, series=series))
    assert LedgerEntry.objects.count() == 1


def test_lost_noise_ends_the_series(cast: Cast, series: Series) -> None:
    sign(cast, build_release(by=cast.advocacy, series=series))
    NoiseRow.objects.all().delete()
    with time_machine.travel(dt.datetime.combine(series.slot(2), dt.time(12)), tick=False):
        with pytest.raises(Refused, match="Noise"):
            build_release(by=cast.advocacy, series=series)
        assert not NoiseRow.objects.exists()


def test_noise_is_never_drawn_twice(cast: Cast, series: Series) -> None:
    """Also not by somebody who reaches around the action."""
    build_release(by=cast.advocacy, series=series)
    row = NoiseRow.objects.get()
    row.pk, row._state.adding = None, True
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save(force_insert=True)


def test_a_missed_slot_draws_its_noise_and_publishes_nothing(cast: Cast, series: Series) -> None:
    from cases.core.models import Installation

    Installation.objects.update(kind="office")
    with time_machine.travel(dt.datetime.combine(series.slot(3), dt.time(12)), tick=False):
        freeze_slot(by=cast.advocacy, series=series)
    assert list(NoiseRow.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert set(NoisyCell.objects.values_list("number", flat=True)) == {3}
    assert set(LedgerEntry.objects.values_list("number", flat=True)) <= {3}


def test_an_altered_file_is_not_published(cast: Cast, series: Series) -> None:
    draft = build_release(by=cast.advocacy, series=series)
    ReleaseFile.objects.filter(name="cells.csv").update(content=b"release,d1\n")
    with pytest.raises(Refused, match="altered"):
        sign_one(cast.lead, draft, "lead")


def test_other_files_never_replace_those_that_are_built(cast: Cast, series: Series) -> None:
    draft = build_release(by=cast.advocacy, series=series)
    files = queries.files(draft)
    assert attach_files(by=cast.dpo, draft=draft, files=files).built_by == cast.advocacy
    with pytest.raises(Refused, match="differ"):
        attach_files(by=cast.dpo, draft=draft, files=files[:-1])


def test_each_release_names_the_hash_of_the_one_before(cast: Cast, series: Series) -> None:
    first = sign(cast, build_release(by=cast.advocacy, series=series))
    with time_machine.travel(dt.datetime.combine(series.slot(2), dt.time(12)), tick=False):
        second = build_release(by=cast.advocacy, series=series)
    described = json.loads(bytes(second.files.get(name="release.json").content))
    assert first.files.get(name="release.json").sha256 in json.dumps(described)
    assert engine.release(second).previous_sha256 == first.files.get(name="release.json").sha256


@pytest.mark.parametrize("who", ["interviewer", "coder", "legal", "administrator"])
def test_others_do_not_build(cast: Cast, series: Series, who: str) -> None:
    with pytest.raises(NotAllowed):
        build_release(by=getattr(cast, who), series=series)
    assert not NoiseRow.objects.exists()


def test_the_audit_chain_tells_of_the_build_but_not_of_people(cast: Cast, series: Series, cleared: Testimony) -> None:
    before = AuditEvent.objects.count()
    sign(cast, build_release(by=cast.advocacy, series=series))
    told = AuditEvent.objects.filter(seq__gt=before)
    assert [event.action for event in told] == [
        "releases.freeze_slot", "releases.attach_files", "releases.store_audit", "releases.approve_release",
        "releases.approve_release",
    ]  # fmt: skip
    assert all(str(cleared.witness_id) not in event.body for event in told)
    assert list(audit.problems()) == []


def test_without_a_site_nothing_is_frozen(cast: Cast, cleared: Testimony) -> None:
    series = start_series(by=cast.dpo, first_slot=timezone.localdate())
    with pytest.raises(Refused, match="who publishes"):
        build_release(by=cast.advocacy, series=series)
    assert not NoiseRow.objects.exists()
    assert not LedgerEntry.objects.exists()
