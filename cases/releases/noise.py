"""Custody of the noise: one sealed row per release, drawn once and never again, destroyed when the series is over.

Called by the actions that freeze a slot and that destroy the noise, inside their transactions.
"""

import json

from django.utils.translation import gettext as _

from cases.core import sealing
from cases.core.errors import Refused
from cases.core.models import DataKey, KeyOwner
from cases.core.records import erase_all, fill, open_all_for_action, write

from . import draws, engine
from .engine import Noise
from .models import NoiseRow, ReleaseDraft, Series


def key_owner(series: Series) -> KeyOwner:
    """Whose key seals the noise of a series: made at its start, so that it outlives a build that is cut off."""
    return KeyOwner(DataKey.OwnerKind.NOISE, series.pk)


def prepare(series: Series) -> None:
    """Make the key of a new series."""
    with sealing.keys_at_hand([key_owner(series)]):
        pass


def rows(series: Series, number: int) -> dict[int, Noise]:
    """The noise of releases 1 to ``number``, by release, drawing what was never drawn: this one, and missed slots before it.

    Raises Refused when a row is gone that must be there, or is not the one that was drawn: noise drawn anew for the
    same release would betray.
    """
    if not series.noise_is_whole:
        raise Refused(
            _("Noise of %(code)s is missing: restore the newest backup; if it lacks it too, the series has ended.")
            % {"code": series.code}
        )
    stored = list(series.noise.all())
    for row in stored:
        _check_is_what_was_drawn(row)
    stored += [_take_or_draw(series, missing) for missing in range(len(stored) + 1, number + 1)]
    needed = stored[:number]
    return {
        row.number: json.loads(z) for row, z in zip(needed, open_all_for_action(NoiseRow, needed, "z"), strict=True)
    }


def mark_frozen(draft: ReleaseDraft) -> None:
    """Once the cells are committed: say so beside the database."""
    draws.keep_frozen(draft.series_id, draft.number, draft.cells_sha256)


def destroy(series: Series) -> int:
    """Destroy the key of a series' noise and every row of it; the number of rows. The files go with ``draws.destroy``."""
    found = list(series.noise.all())
    sealing.shred(key_owner(series))
    erase_all(found)
    return len(found)


def _take_or_draw(series: Series, number: int) -> NoiseRow:
    """What a build that was cut off had drawn, or a fresh draw."""
    kept = draws.drawn(series.pk, number)
    row = NoiseRow(series=series, number=number)
    if kept is not None:
        row.uuid, row.z = kept
        return write(row)
    fill(row, {"z": json.dumps(engine.draw(series))})
    assert row.z is not None
    draws.keep_drawn(series.pk, number, row.uuid, bytes(row.z))
    return write(row)


def _check_is_what_was_drawn(row: NoiseRow) -> None:
    kept = draws.drawn(row.series_id, row.number)
    if kept is None:
        # The folder was lost or is new; the row is what stands in it.
        draws.keep_drawn(row.series_id, row.number, row.uuid, bytes(row.z or b""))
    elif kept != (row.uuid, bytes(row.z or b"")):
        raise Refused(
            _("Release %(number)s of %(code)s has other noise than was drawn for it: restore the newest backup.")
            % {"number": row.number, "code": row.series.code}
        )
