"""The key file: there, closed to others, sealed in an office, away from the database; rotated whole, recoverable."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from cases.core import key_files, rotation
from cases.core.checks.files import readable_by_others
from cases.core.models import AuditEvent

from .lines import Line, bad, good, poor


def lines(*, office: bool) -> Iterator[Line]:
    """Whether the keys are unlocked just now is nothing to repair: after a restart they are not."""
    path: Path = settings.KEY_FILE
    try:
        sealed = key_files.is_sealed(path.read_bytes())
    except OSError:
        yield bad(
            f"The key file {path} cannot be read.", "Put it back from its second place: without it nothing opens."
        )
        return
    if readable_by_others(path):
        yield bad(f"Other users of this machine can read {path}.", f"chmod 600 {path}")
    if office and not sealed:
        yield bad("The key file of this office is not sealed by a passphrase.", "Put the sealed key file back.")
    else:
        yield good("The key file is there, sealed by a passphrase." if sealed else "The key file is there.")
    if office and connection.vendor == "sqlite" and _beside_the_database(path):
        text = "The key file lies in the folder of the database: who copies one copies both."
        yield poor(text, "Move it to another disk or a stick and set CASETRACKER_KEY_FILE.")


def _beside_the_database(path: Path) -> bool:
    return path.resolve().parent == Path(str(connection.settings_dict["NAME"])).resolve().parent


def upkeep(*, office: bool) -> Iterator[Line]:
    """What was begun or left out: the database and the audit chain tell."""
    begun = _last("accounts.rotate_keys")
    if len(rotation.kids()) > 1 or begun > _last("accounts.finish_rotation"):
        yield poor("A rotation of the keys is not finished.", "manage.py rotate_keys --as NAME goes on with it.")
    elif begun:
        yield good("The last rotation of the keys was finished.")
    if office:
        yield recovery_file(begun)


def recovery_file(rotated: int) -> Line:
    """Of an office. ``rotated`` is the number of the event in which the keys were last rotated, or 0."""
    made, remedy = _last("accounts.make_recovery_file"), "manage.py make_recovery_file (docs/guides/office.md, step 4)"
    if not made:
        return poor("There is no recovery file: without key file and passphrase nothing can be read again.", remedy)
    if made < rotated:
        return poor("The recovery file was made before the keys were rotated: it lacks the newest key.", remedy)
    return good("A recovery file was made for the keys.")


def _last(action: str) -> int:
    """The number of the newest event of this name; 0 without one."""
    event = AuditEvent.objects.filter(kind=AuditEvent.Kind.WRITE, action=action).order_by("-seq").first()
    return event.seq if event else 0
