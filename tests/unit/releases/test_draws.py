"""Noise beside the database: whatever happens to the database, nothing is drawn or frozen twice."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from cases.core import sealing
from cases.core.errors import Refused
from cases.core.models import Revision
from cases.releases import draws
from cases.releases.actions import freeze_slot, start_series
from cases.releases.models import LedgerEntry, NoiseRow, NoisyCell, ReleaseDraft, Series
from tests.conftest import Cast
from tests.releasing import sign

from .world import build, in_week, released


def row_of(series: Series, number: int) -> tuple[Any, bytes]:
    row = series.noise.get(number=number)
    return row.uuid, bytes(row.z or b"")


def test_a_draw_is_on_the_disk_sealed(cast: Cast, running: Series) -> None:
    freeze_slot(by=cast.advocacy, series=running)
    kept = draws.drawn(running.pk, 1)
    assert kept == row_of(running, 1)
    assert kept is not None
    with pytest.raises(ValueError, match=r"."):
        json.loads(kept[1])


def test_a_freezing_that_is_undone_takes_its_draw_up_again(cast: Cast, running: Series) -> None:
    """Killed before the commit: the database knows nothing, and the next build draws nothing new."""
    with transaction.atomic():
        freeze_slot(by=cast.advocacy, series=running)
        before = row_of(running, 1)
        transaction.set_rollback(True)
    assert not NoiseRow.objects.exists()
    freeze_slot(by=cast.advocacy, series=running)
    assert row_of(running, 1) == before


def test_a_full_disk_draws_nothing(cast: Cast, running: Series, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.NOISE_DIR = tmp_path / "file" / "noise"
    with pytest.raises(Refused, match="does not take files"):
        freeze_slot(by=cast.advocacy, series=running)
    assert not NoiseRow.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_a_database_from_before_the_last_release_is_refused(cast: Cast, running: Series) -> None:
    """Restored from last month: who entered since would enter again, and the difference would be these people."""
    released(cast, running, 1)
    with in_week(running, 2):
        with transaction.atomic():
            build(cast, running)  # its cells were public, or may have been
            transaction.set_rollback(True)
        with pytest.raises(Refused, match="older than the last release"):
            freeze_slot(by=cast.advocacy, series=running)
        assert set(NoisyCell.objects.values_list("number", flat=True)) == {1}
        assert start_series(by=cast.dpo, first_slot=running.slot(2).replace(day=28)).number == 2


def test_cells_that_are_not_those_of_the_disk_are_refused(cast: Cast, running: Series) -> None:
    """The same slot frozen in two databases: neither goes on."""
    released(cast, running, 1)
    ReleaseDraft.objects.update(cells_sha256="0" * 64)
    assert draws.is_behind(running)


def test_a_row_of_other_noise_than_was_drawn_is_refused(cast: Cast, running: Series) -> None:
    released(cast, running, 1)
    row = NoiseRow.objects.get()
    other = bytearray(bytes(row.z or b""))
    other[-1] ^= 1
    NoiseRow.objects.update(z=bytes(other))
    with in_week(running, 2), pytest.raises(Refused, match="other noise than was drawn"):
        freeze_slot(by=cast.advocacy, series=running)


def test_a_lost_folder_is_written_anew_from_the_database(
    cast: Cast, running: Series, settings: Any, tmp_path: Path
) -> None:
    released(cast, running, 1)
    settings.NOISE_DIR = tmp_path / "another"
    released(cast, running, 2)
    assert draws.drawn(running.pk, 1) == row_of(running, 1)


def test_no_copy_of_the_noise_is_in_the_history(cast: Cast, running: Series) -> None:
    freeze_slot(by=cast.advocacy, series=running)
    revision = Revision.objects.get(subject_uuid=NoiseRow.objects.get().pk)
    snapshot = json.loads(sealing.open_text(revision, "snapshot") or "")
    assert snapshot["number"] == 1
    assert "z" not in snapshot


def test_signing_is_possible_after_a_build_that_was_cut_off_behind_its_commit(cast: Cast, running: Series) -> None:
    """The mark beside the database is written by the next step when a kill came before it."""
    draft = freeze_slot(by=cast.advocacy, series=running)
    assert draws.frozen(running.pk) == {}  # this test's transaction is never committed
    draft = build(cast, running)
    assert draws.frozen(running.pk) == {1: draft.cells_sha256}
    sign(cast, draft)
