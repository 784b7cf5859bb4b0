"""Hostile tries on the noise: damaged, lost, doubled, reused or copied, by a hand, a full disk or a second process."""

import uuid
from pathlib import Path

import pytest

from cases.core import sealing
from cases.core.errors import Refused
from cases.desk.auditing import noise as proofs
from cases.releases import build_checks, draws, engine, noise
from cases.releases.actions import freeze_slot
from cases.releases.models import LedgerEntry, NoiseRow, Series
from tests.conftest import Cast

from .world import build, in_week, released


def test_a_damaged_file_of_a_draw_is_refused_with_what_to_do(cast: Cast, running: Series) -> None:
    released(cast, running, 1)
    draws._path(running.pk, 1, draws.DRAWN).write_bytes(b"short")
    with in_week(running, 2), pytest.raises(Refused, match="damaged"):
        freeze_slot(by=cast.advocacy, series=running)
    assert NoiseRow.objects.count() == 1


def test_a_disk_that_is_full_behind_the_commit_lets_the_build_go_on_later(
    cast: Cast, running: Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = draws.write_new

    def full(path: Path, content: bytes) -> None:
        if path.suffix == draws.FROZEN:
            raise OSError("No space left on device")
        real(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(draws, "write_new", full)
        with pytest.raises(Refused, match="does not take files"):
            build(cast, running)
    first = list(NoiseRow.objects.values_list("z", flat=True))
    assert build(cast, running).manifest_sha256
    assert list(NoiseRow.objects.values_list("z", flat=True)) == first


def test_two_processes_that_mark_the_same_release_do_not_refuse_each_other(
    running: Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL both stand behind their commit: each saw no mark, and one writes first."""
    draws.keep_frozen(running.pk, 1, "0" * 64)
    with monkeypatch.context() as patch:
        real, asked = draws.frozen, []
        patch.setattr(draws, "frozen", lambda key: real(key) if asked else asked.append(key) or {})
        draws.keep_frozen(running.pk, 1, "0" * 64)
    with pytest.raises(Refused):
        draws.keep_frozen(running.pk, 1, "1" * 64)


def test_a_doubled_or_missing_row_of_noise_stops_the_next_release(cast: Cast, running: Series) -> None:
    released(cast, running, 1)
    row = NoiseRow.objects.get()
    for numbers in ([1, 3], [2]):
        NoiseRow.objects.all().delete()
        for number in numbers:
            NoiseRow(series=running, number=number, z=row.z).save(force_insert=True)
        with in_week(running, 2), pytest.raises(Refused, match="missing"):
            freeze_slot(by=cast.advocacy, series=running)


def test_noise_reused_in_one_group_of_tables_only_is_seen(running: Series) -> None:
    running.design = "large"
    first, second = engine.draw(running), engine.draw(running)
    checks = build_checks._reuse_ratio(running, 2, {1: first, 2: second})
    assert checks is not None
    assert checks > 0.8
    assert build_checks._reuse_ratio(running, 2, {1: first, 2: second | {"menu": first["menu"]}}) == 0.0


def test_noise_that_comes_once_in_10_000_draws_passes_and_half_of_it_does_not(running: Series) -> None:
    drawn = engine.draw(running)
    sd = build_checks._sd(running, "one_way") * 4 ** (running.horizon - 1)
    for times, honest in ((1, True), (0.72, True), (1.33, True), (0.5, False), (2, False), (0.1, False), (0, False)):
        # Every value of the same size: the sum of squares is then exactly so many times that of the law.
        row = {"one_way": [round(times * sd) for _z in drawn["one_way"]]}
        chance = build_checks._chi_square_p(running, 1, {1: row}, "one_way")
        assert (proofs.LEAST_P <= chance <= proofs.MOST_P) is honest, (times, chance)


def test_noise_of_another_series_is_not_taken_for_this_one(cast: Cast, running: Series) -> None:
    """A folder copied from elsewhere: what another series drew does not open here, and nothing is frozen."""
    other = uuid.uuid4()
    token = sealing.sealed_token(NoiseRow, "z", other, owner=noise.key_owner(Series(number=9)), text="{}")
    draws.keep_drawn(running.pk, 1, running.pk, token)
    with pytest.raises(Refused):
        freeze_slot(by=cast.advocacy, series=running)
    assert not LedgerEntry.objects.exists()
    assert not draws.frozen(running.pk)
