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
    stored = list(series.noise.all())
    drawn = [row.number for row in stored]
    newest_cells = series.cells.order_by("-number").values_list("number", flat=True).first() or 0
    if drawn != list(range(1, len(drawn) + 1)) or len(drawn) < newest_cells:
        raise Refused(
            _("Noise of %(code)s is missing: restore the newest backup; if it lacks it too, the series has ended.")
            % {"code": series.code}
        )
    stored += [_draw(series, missing) for missing in range(len(drawn) + 1, number + 1)]
    needed = stored[:number]
    return {row.number: json.loads(z) for row, z in zip(needed, open_all_for_action(needed, "z"), strict=True)}


def _draw(series: Series, number: int) -> NoiseRow:
    row = NoiseRow(series=series, number=number)
    fill(row, {"z": json.dumps(engine.draw(series))})
    return write(row)
