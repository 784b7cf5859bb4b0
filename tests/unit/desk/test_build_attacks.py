"""Attacks on a build and its signatures: by an insider, by two at once, by whoever alters rows after the build."""

import contextlib
import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone
from pytest_django import Settings

from cases.accounts.actions import edit_user, system_user
from cases.accounts.models import User
from cases.coding.actions import describe_labour_situation
from cases.core.errors import NotAllowed, Refused
from cases.core.models import AuditEvent, Installation
from cases.desk.build import build_release, rebuild
from cases.intake.models import Testimony
from cases.published.models import PublishedCell, PublishedFile, PublishedRelease
from cases.releases import engine, ledger, queries
from cases.releases.actions import freeze_slot, publish_due, set_site, start_series
from cases.releases.models import LedgerEntry, NoiseRow, NoisyCell, ReleaseDraft, ReleaseFile, Series
from cases.verification.actions import clear_testimony
from cases.vocabulary.actions import load_vocabulary
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import Sector
from cases.witnesses.actions import ScopeAnswer, assess_risk, record_consent
from tests.conftest import Cast
from tests.releasing import sign, sign_one
from tests.replay import replayed
from tests.sign_in import signed_in
from tests.unit.core.threads import at_once

PERSON = {
    "area": "far_east", "period": "2017_2019", "sector": "forestry", "age_band": "30_44", "sex": "male",
    "channel": "company", "hours": "15_16", "pay_withheld": "90_100", "indicator_count": "9_11",
    "indicators": [f"ILO-{number:02}" for number in range(1, 12)],
}  # fmt: skip


@pytest.fixture
@replayed
def site(cast: Cast) -> None:
    set_site(by=cast.administrator, organisation="Casetracker tests")


@pytest.fixture
@replayed
def series(cast: Cast, cleared: Testimony, site: None) -> Series:
    """One person counts, from today on."""
    return start_series(by=cast.dpo, first_slot=timezone.localdate())


def noon(day: dt.date) -> time_machine.travel:
    return time_machine.travel(dt.datetime.combine(day, dt.time(12)), tick=False)


def count_instead(monkeypatch: pytest.MonkeyPatch, people: int) -> None:
    """Let the build see so many people, everybody alike."""
    monkeypatch.setattr(ledger, "open_vectors", lambda _series: [dict(PERSON) for _ in range(people)])


# --- what is published is what was signed ---


def test_a_frame_altered_after_the_first_signature_is_not_published(cast: Cast, series: Series) -> None:
    draft = build_release(by=cast.advocacy, series=series)
    sign_one(cast.lead, draft, "lead")
    ReleaseDraft.objects.update(frame={**draft.frame, "organisation": "Somebody else", "previous_tier": "one_way"})
    with contextlib.suppress(Refused):
        sign_one(cast.dpo, draft, "dpo")
    for published in PublishedRelease.objects.all():
        described = json.loads(bytes(PublishedFile.objects.get(name="release.json").content))
        assert (published.organisation, published.tier) == (described["organisation"], described["tier"])


def test_files_exchanged_between_the_signatures_are_not_published(cast: Cast, series: Series) -> None:
    """With a new hash of all files beside them, so that only the first signature still knows better."""
    draft = build_release(by=cast.advocacy, series=series)
    sign_one(cast.lead, draft, "lead")
    ReleaseFile.objects.filter(name="cells.csv").update(content=b"release,d1\n")
    ReleaseDraft.objects.update(manifest_sha256=queries.manifest_sha256(engine.release(draft), queries.files(draft)))
    with pytest.raises(Refused):
        sign_one(cast.dpo, draft, "dpo")
    assert not PublishedRelease.objects.exists()


def test_a_cell_added_after_the_build_is_not_published(cast: Cast, series: Series) -> None:
    draft = build_release(by=cast.advocacy, series=series)
    NoisyCell.objects.create(series=series, number=1, group="one_way", position=99, d1="x", v1="y", units="0")
    with pytest.raises(Refused):
        sign(cast, draft)
    assert not PublishedRelease.objects.exists()


@pytest.mark.usefixtures("vocabulary", "site")
@pytest.mark.parametrize(("people", "design"), [(0, "small"), (30, "small"), (1200, "large")])
def test_tables_and_files_agree_and_the_stored_release_rebuilds(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, people: int, design: str
) -> None:
    monkeypatch.setattr(engine, "choose_design", lambda _total: design)
    series = start_series(by=cast.dpo, first_slot=timezone.localdate())
    count_instead(monkeypatch, people)
    draft = ReleaseDraft.objects.get(pk=build_release(by=cast.advocacy, series=series).pk)
    rebuild(draft)
    sign(cast, draft)
    text = bytes(PublishedFile.objects.get(name="cells.csv").content).decode("utf-8-sig")
    in_file = [[row[name] for name in ("d1", "v1", "d2", "v2", "value")] for row in csv.DictReader(io.StringIO(text))]
    rows = PublishedCell.objects.values_list("d1", "v1", "d2", "v2", "value")
    assert sorted(in_file) == sorted([*keys, "" if value is None else str(value)] for *keys, value in rows)


def test_nobody_and_six_people_give_the_same_bytes(
    cast: Cast, series: Series, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    seen = []
    for people in (0, 6):
        settings.NOISE_DIR = tmp_path / str(people)
        count_instead(monkeypatch, people)
        with transaction.atomic():
            seen.append(queries.file_hashes(build_release(by=cast.advocacy, series=series)))
            transaction.set_rollback(True)
    assert seen[0] == seen[1]


# --- who signs ---


def test_whoever_froze_the_slot_does_not_sign(cast: Cast, series: Series) -> None:
    """Also when the build was cut off and somebody else made the files."""
    freeze_slot(by=cast.lead, series=series)
    draft = build_release(by=cast.advocacy, series=series)
    with pytest.raises(NotAllowed):
        sign_one(cast.lead, draft, "lead")


def test_one_person_with_both_roles_signs_once_and_as_nothing_else(cast: Cast, series: Series) -> None:
    draft = build_release(by=cast.advocacy, series=series)
    edit_user(by=cast.administrator, user=cast.lead, roles=["lead", "dpo"])
    both = User.objects.get(pk=cast.lead.pk)
    for signature in ("", "LEAD", "advocacy"):
        with pytest.raises(NotAllowed):
            sign_one(both, draft, signature)
    sign_one(both, draft, "lead")
    with pytest.raises(NotAllowed):
        sign_one(both, draft, "dpo")
    assert not PublishedRelease.objects.exists()


@pytest.mark.usefixtures("vocabulary", "site")
def test_an_old_draft_never_takes_the_place_of_a_newer_release(cast: Cast) -> None:
    Installation.objects.update(kind="office")
    old = start_series(by=cast.dpo, first_slot=dt.date(timezone.localdate().year + 1, 1, 1))
    with noon(old.slot(old.horizon)):
        waiting = build_release(by=cast.advocacy, series=old)
    with noon(old.slot(old.horizon) + dt.timedelta(days=40)):
        new = start_series(by=cast.dpo, first_slot=timezone.localdate())
        sign(cast, build_release(by=cast.advocacy, series=new))
    with time_machine.travel(new.publishes_at(1), tick=False):
        publish_due(by=system_user())
        with contextlib.suppress(Refused):
            sign(cast, waiting)
        publish_due(by=system_user())
        assert PublishedRelease.objects.get(status="current").series == new.number


@pytest.mark.usefixtures("vocabulary", "site")
def test_two_series_in_one_month_both_publish_or_the_second_is_refused(cast: Cast) -> None:
    """Else the second one is built, and its second signature fails for good: nothing can follow."""
    old = start_series(by=cast.dpo, first_slot=dt.date(2020, 1, 1))
    sign(cast, build_release(by=cast.advocacy, series=old))
    with contextlib.suppress(Refused):
        new = start_series(by=cast.dpo, first_slot=dt.date(2020, 1, 5))
        sign(cast, build_release(by=cast.advocacy, series=new))
        assert PublishedRelease.objects.count() == 2


# --- the terms of a series, and its noise ---


@pytest.mark.parametrize("altered", [{"mu": "100"}, {"horizon": 13}, {"design": "large"}])
def test_terms_altered_after_the_start_stop_the_next_build(cast: Cast, series: Series, altered: dict[str, Any]) -> None:
    """Either the database refuses to alter them, or the build does to go on: noise of other terms breaks the promise."""
    sign(cast, build_release(by=cast.advocacy, series=series))
    with contextlib.suppress(DatabaseError), transaction.atomic():
        Series.objects.update(**altered)
    with noon(series.slot(2)), contextlib.suppress(Refused, KeyError):
        build_release(by=cast.advocacy, series=series)
    assert NoiseRow.objects.count() == 1 or not Series.objects.filter(**altered).exists()


def test_noise_moved_to_another_release_is_refused_and_nothing_is_drawn(cast: Cast, series: Series) -> None:
    for number in (1, 2):
        with noon(series.slot(number)):
            sign(cast, build_release(by=cast.advocacy, series=series))
    first, second = NoiseRow.objects.all()
    with contextlib.suppress(DatabaseError), transaction.atomic():
        NoiseRow.objects.filter(pk=first.pk).update(z=bytes(second.z))
        with noon(series.slot(3)), pytest.raises(Refused):
            build_release(by=cast.advocacy, series=series)
    assert NoiseRow.objects.count() == 2


def test_nobody_enters_a_fourth_series(cast: Cast, series: Series, cleared: Testimony) -> None:
    """Three series over one person are what the public is told of (81 in 100): a fourth one would break the promise."""
    assert cleared.witness is not None
    sign(cast, build_release(by=cast.advocacy, series=series))
    for _more in range(3):
        with noon(series.slot(series.horizon) + dt.timedelta(days=40)):
            assess_risk(by=cast.interviewer, witness=cleared.witness, assessed_on=timezone.localdate(), level="low")
            series = start_series(by=cast.dpo, first_slot=timezone.localdate())
            sign(cast, build_release(by=cast.advocacy, series=series))
    assert sorted(LedgerEntry.objects.values_list("series__number", flat=True)) == [1, 2, 3]
    assert Series.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_builds_at_once_draw_once(cast: Cast, series: Series) -> None:
    at_once(*[lambda: build_release(by=cast.advocacy, series=series)] * 2)
    counts = [model._default_manager.count() for model in (NoiseRow, ReleaseDraft, LedgerEntry, NoisyCell)]
    assert counts == [1, 1, 1, 60]


# --- what leaks beside the figures ---


def test_the_audit_chain_does_not_count_who_came_and_went(cast: Cast, series: Series, cleared: Testimony) -> None:
    """The chain is never shortened: an exact number of arrivals would stand in it in clear for good."""
    sign(cast, build_release(by=cast.advocacy, series=series))
    assert cleared.witness is not None
    record_consent(
        by=cast.interviewer, witness=cleared.witness, given_on=timezone.localdate(), form_version="2", language="ko", way="oral",
        scopes={"S2": ScopeAnswer("withdrawn")},
    )  # fmt: skip
    for number in (2, 3):
        with noon(series.slot(number)):
            sign(cast, build_release(by=cast.advocacy, series=series))
    said = []
    for body in AuditEvent.objects.filter(action="releases.freeze_slot").values_list("body", flat=True):
        event = json.loads(body)
        said.append((event["fields"], [[label, count] for label, count, _keys in event.get("many", [])]))
    assert said[0] == said[1] == said[2]  # one came, one went, nobody came


def test_a_refused_build_does_not_count_who_came(cast: Cast, cleared: Testimony) -> None:
    series = start_series(by=cast.dpo, first_slot=timezone.localdate())
    with pytest.raises(Refused, match="who publishes"):
        build_release(by=cast.advocacy, series=series)
    refused = AuditEvent.objects.get(action="releases.freeze_slot.refused")
    assert "ledgerentry" not in [many[0] for many in json.loads(refused.body).get("many", [])]


def test_a_sector_that_the_series_does_not_know_does_not_stop_it(cast: Cast, verified: Testimony, site: None) -> None:
    """The vocabulary grows while a series runs; a slot that falls out because of who came tells who came."""
    line = {"code": "mining", "labels": {"en": "Mining", "ko": "광업", "ru": "Добыча"}, "definition": {"en": "Mines."}}
    load_vocabulary(by=cast.administrator, files=VocabularyFiles(sectors=[line]))
    describe_labour_situation(
        by=cast.coder, case=verified.case, witness=verified.witness, is_main=True, channel="company",
        sector=Sector.objects.get(code="mining"),
    )  # fmt: skip
    clear_testimony(by=cast.dpo, testimony=verified)
    series = start_series(by=cast.dpo, first_slot=timezone.localdate())
    build_release(by=cast.advocacy, series=series)
    assert LedgerEntry.objects.count() == 1


@pytest.mark.parametrize("who", ["coder", "administrator"])
def test_nobody_else_finds_a_release_or_its_files(cast: Cast, series: Series, who: str) -> None:
    draft = build_release(by=cast.advocacy, series=series)
    client = signed_in(getattr(cast, who))
    record = f"/staff/cases/releasedraft/{draft.pk}"
    paths = ("change/", "history/", "files/cells.csv", "step/sign-lead/")
    answers = [client.get(f"{record}/{path}").status_code for path in paths]
    assert answers == [404] * len(paths)
    assert draft.code not in client.get("/staff/cases/releasedraft/").content.decode()
