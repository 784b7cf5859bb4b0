"""Custody of the noise: one sealed row per release, drawn once and never again.

Called by the action that freezes a slot, inside its transaction.
"""

import json

from django.utils.translation import gettext as _

from cases.core.errors import Refused
from cases.core.records import fill, open_all_for_action, write

from . import engine
from .engine import Noise
from .models import NoiseRow, Series


def rows(series: Series, number: int) -> dict[int, Noise]:
    """The noise of releases 1 to ``number``, by release, drawing what was never drawn: this one, and missed slots before it.

    Raises Refused when a row is gone that must be there: noise drawn anew for the same release would betray.
    """
    if not series.noise_is_whole:
        raise Refused(
            _("Noise of %(code)s is missing: restore the newest backup; if it lacks it too, the series has ended.")
            % {"code": series.code}
        )
    stored = list(series.noise.all())
    stored += [_draw(series, missing) for missing in range(len(stored) + 1, number + 1)]
    needed = stored[:number]
    return {
        row.number: json.loads(z) for row, z in zip(needed, open_all_for_action(NoiseRow, needed, "z"), strict=True)
    }


def _draw(series: Series, number: int) -> NoiseRow:
    row = NoiseRow(series=series, number=number)
    fill(row, {"z": json.dumps(engine.draw(series))})
    return write(row)
