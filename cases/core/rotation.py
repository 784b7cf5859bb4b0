"""Rotation: every data key is wrapped anew by the newest key of the ring. What the data keys sealed stays as it is.

It works in parts, each whole or not at all, and finds out from the rows what is left to do: so it can be stopped or
killed at any moment and begun again. The older keys stay in the ring, so meanwhile nothing is closed to anybody who
has read the new key file, and what a server with the old ring wraps opens too.
"""

from collections.abc import Callable

from django.db import transaction
from django.db.models import BinaryField, Func, QuerySet
from django.utils.translation import gettext as _

from . import bulk_sql, sealing
from .batches import BATCH
from .errors import Refused
from .keyring import KeyRing
from .models import DataKey

# Where tokens put the number of the key that sealed them.
_KID = Func("wrapped", template="SUBSTR(%(expressions)s, 5, 4)", output_field=BinaryField())


def left(kid: int) -> list[int]:
    """The data keys that this key of the ring does not wrap, in order."""
    return list(_left(kid).order_by("pk").values_list("pk", flat=True))


def kids() -> set[int]:
    """The numbers of the ring's keys that data keys are wrapped by: more than one while a rotation is unfinished."""
    found = _wrapped().annotate(kid=_KID).values_list("kid", flat=True).distinct()
    return {int.from_bytes(bytes(kid), "big") for kid in found}


def rewrap(ring: KeyRing, *, step: Callable[[int], object]) -> list[int]:
    """Wrap every data key by the ring's first key, which must be in the key file already; the numbers of those changed.

    ``step`` is told after each part how many it were. What was done stays when it is stopped.
    """
    done: list[int] = []
    after = 0
    while True:
        part = _rewrap_part(ring, after)
        done += part
        step(len(part))
        if part:
            after = part[-1]
        elif after:
            after = 0  # from the start again: a server with the old ring may have made some meanwhile
        else:
            return done


def _wrapped() -> QuerySet[DataKey]:
    """Without those of erased people, whose keys were destroyed."""
    return DataKey.objects.exclude(wrapped=None)


def _left(kid: int) -> QuerySet[DataKey]:
    return _wrapped().annotate(kid=_KID).exclude(kid=kid.to_bytes(4, "big"))


@transaction.atomic
def _rewrap_part(ring: KeyRing, after: int) -> list[int]:
    # Locked, so that an erasure under way is not undone with a key that was read before it.
    keys = list(_left(ring.sealing).filter(pk__gt=after).select_for_update().order_by("pk")[:BATCH])
    for key in keys:
        key.wrapped = _wrapped_anew(ring, key)
    if keys:
        bulk_sql.update(keys, ["wrapped"])
    return [key.pk for key in keys]


def _wrapped_anew(ring: KeyRing, key: DataKey) -> bytes:
    place = sealing._wrap_place(key)
    try:
        return ring.wrap(ring.unwrap(bytes(key.wrapped or b""), place), place=place)
    except Refused as error:
        raise Refused(
            _("Data key %(number)d does not open: restore it from a backup, then rotate again.") % {"number": key.pk}
        ) from error
