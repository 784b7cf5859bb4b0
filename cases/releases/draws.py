"""What was drawn and frozen, kept beside the database: so that a database put back from a backup draws nothing twice.

For each series a folder, for each release two small files. ``NN.drawn`` holds the sealed noise and is on the disk before
the database has the row: a build that is cut off takes it up again. ``NN.frozen`` holds the hash of the noisy cells and
is written once they are committed: a database that does not know them is older than what may be public.
"""

import hashlib
import uuid
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from cases.core import tokens
from cases.core.errors import Refused
from cases.core.models import Installation
from cases.core.whole_files import write_new

from .models import Series

DRAWN, FROZEN = ".drawn", ".frozen"
KEY_BYTES = 16


def drawn(series: uuid.UUID, number: int) -> tuple[uuid.UUID, bytes] | None:
    """The key of the row and the sealed noise of a release, if it was drawn. Raises Refused when the file is damaged."""
    path = _path(series, number, DRAWN)
    if not path.exists():
        return None
    content = path.read_bytes()
    if len(content) <= KEY_BYTES or not tokens.is_token(content[KEY_BYTES:]):
        raise Refused(
            _("The file %(name)s in the folder of the noise is damaged: put it back from the newest backup.")
            % {"name": f"{path.parent.name}/{path.name}"}
        )
    return uuid.UUID(bytes=content[:KEY_BYTES]), content[KEY_BYTES:]


def keep_drawn(series: uuid.UUID, number: int, row: uuid.UUID, sealed: bytes) -> None:
    """Put a draw on the disk. Raises Refused when the disk does not take it: then nothing was drawn."""
    _keep(_path(series, number, DRAWN), row.bytes + sealed)


def keep_frozen(series: uuid.UUID, number: int, cells_sha256: str) -> None:
    """Put on the disk that the cells of a release are committed; again for the same cells changes nothing."""
    if frozen(series).get(number) == cells_sha256:
        return
    try:
        _keep(_path(series, number, FROZEN), cells_sha256.encode())
    except Refused:
        # Another process may have said so in between.
        if frozen(series).get(number) != cells_sha256:
            raise


def cells_sha256(series: Series, number: int) -> str:
    """The hash over the noisy cells of a release as they stand in the database."""
    rows = series.cells.filter(number=number).order_by("group", "position")
    columns = rows.values_list("group", "position", "d1", "v1", "d2", "v2", "units")
    text = "".join(f"{','.join(map(str, row))}\n" for row in columns)
    return hashlib.sha256(text.encode()).hexdigest()


def frozen(series: uuid.UUID) -> dict[int, str]:
    """The hash of the noisy cells of each release that was frozen, by number, whatever the database says."""
    return {int(path.stem): path.read_text() for path in sorted(_folder(series).glob(f"*{FROZEN}"))}


def check_database_is_current(series: Series) -> None:
    """Raise Refused when releases were frozen that this database does not know, or knows with other cells.

    It was put back from a backup then. Whoever entered since would enter again, under the same noise or a second one:
    the difference of the two would be these very people.
    """
    if is_behind(series):
        raise Refused(
            _(
                "The database is older than the last release of %(code)s that was made on this machine: put back the "
                "newest backup. Without it the series has ended: start a new one."
            )
            % {"code": series.code}
        )


def is_behind(series: Series) -> bool:
    """Whether more was frozen than the database knows."""
    known = dict(series.drafts.values_list("number", "cells_sha256"))
    return any(known.get(number) != sha256 for number, sha256 in frozen(series.pk).items())


def unknown_series() -> int:
    """How many series made a release on this machine that this database never had. A demonstration forgets them."""
    if not Installation.objects.filter(kind=Installation.Kind.OFFICE).exists():
        return 0
    made = {path.parent.name for path in Path(settings.NOISE_DIR).glob(f"*/*{FROZEN}")}
    return len(made - {str(key) for key in Series.objects.values_list("pk", flat=True)})


def destroy(series: uuid.UUID) -> None:
    """Remove the draws of a series whose key was destroyed; what was frozen stays known."""
    for path in _folder(series).glob(f"*{DRAWN}"):
        path.unlink()


def _keep(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_new(path, content)
    except OSError as error:
        raise Refused(
            _(
                "The folder of the noise does not take files: see that %(folder)s is there and has room, then build again."
            )
            % {"folder": settings.NOISE_DIR}
        ) from error


def _folder(series: uuid.UUID) -> Path:
    return Path(settings.NOISE_DIR) / str(series)


def _path(series: uuid.UUID, number: int, suffix: str) -> Path:
    return _folder(series) / f"{number:02}{suffix}"
