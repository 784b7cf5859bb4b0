"""The machine and the settings: versions, folders, disk, swap, clock, memory dumps."""

import os
import resource
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.utils import timezone

from cases.core.checks.files import readable_by_others
from cases.core.checks.reach import needs_https

from .lines import Line, bad, good, poor

LEAST_FREE_BYTES = 10**9
THIS_YEAR_OR_LATER = 2026
"""When this was written: a clock that says earlier is wrong."""

SWAPS, BLOCK_DEVICES, DEVICE_NUMBERS = Path("/proc/swaps"), Path("/sys/class/block"), Path("/sys/dev/block")


def lines(*, office: bool) -> Iterator[Line]:
    """Each thing in turn."""
    yield versions()
    yield from system_checks()
    yield var_folder()
    yield free_space()
    yield static_files()
    yield swap(office=office)
    yield clock()
    yield memory_dumps(office=office)


def versions() -> Line:
    text = f"Python {sys.version.split()[0]}, Django {django.get_version()}"
    if sys.version_info < (3, 11) or django.VERSION[:2] != (5, 2):
        return bad(f"{text}: not what the program was tested with.", "Install the requirements of requirements.txt.")
    return good(text)


def system_checks() -> Iterator[Line]:
    """Those of Django and our own, a line each; the deployment ones where the site has a public name.

    Without the one on the var folder, which has a line of its own.
    """
    found = run_checks(include_deployment_checks=needs_https())
    found = [one for one in found if not one.is_silenced() and one.id != "cases.W023"]
    for message in found:
        line = bad if message.level >= ERROR else poor
        yield line(f"{message.id}: {message.msg}", message.hint or "See the message.")
    if not found:
        yield good("Settings: no system check complains.")


def var_folder() -> Line:
    path = settings.VAR_DIR
    if not path.is_dir():
        return bad(f"There is no folder {path}.", "Set CASETRACKER_VAR, or make the office first (create_office).")
    if readable_by_others(path):
        return bad(f"Other users of this machine can look into {path}.", f"chmod 700 {path}")
    return good(f"Var folder {path}: for its owner only.")


def free_space() -> Line:
    folder = next(path for path in (settings.VAR_DIR, *settings.VAR_DIR.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    text = f"{free / 10**9:.1f} GB are free on the disk of the var folder"
    if free < LEAST_FREE_BYTES:
        return bad(f"{text}: less than 1 GB.", "Make room before writing fails: move old backups away.")
    return good(f"{text}.")


def static_files() -> Line:
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        return bad("Style sheets are not collected, so pages cannot be shown.", "manage.py collectstatic --no-input")
    return good("Style sheets are collected.")


def swap(*, office: bool) -> Line:
    """Memory written to a disk in clear keeps keys and testimonies for years."""
    try:
        entries = [line.split()[:2] for line in SWAPS.read_text().splitlines()[1:]]
    except OSError:
        return poor("Whether memory is swapped to a disk is not known here.", "See that swap is off or encrypted.")
    open_ones = [name for name, kind in entries if not _is_encrypted_swap(Path(name), kind)]
    if open_ones:
        remedy = "swapoff -a and remove it from /etc/fstab, or encrypt it with dm-crypt."
        return poor(f"Memory is swapped to an unencrypted disk ({', '.join(open_ones)}).", remedy, office=office)
    return good("Swap is off." if not entries else "Swap is encrypted or in memory.")


def clock() -> Line:
    """Whether it is later than the last event is asked of the chain."""
    if timezone.now().year < THIS_YEAR_OR_LATER:
        return bad(f"The clock says {timezone.now().year}.", "Set the clock (timedatectl set-ntp true).")
    return good(f"Clock: {timezone.now():%Y-%m-%d %H:%M} UTC.")


def memory_dumps(*, office: bool) -> Line:
    """The server switches them off for itself (management.serving); commands take the limit of their shell."""
    if resource.getrlimit(resource.RLIMIT_CORE)[0] != 0:
        text = "A command that crashes would write its memory, keys included, to the disk."
        return poor(text, "ulimit -c 0 (for good: * hard core 0 in /etc/security/limits.conf)", office=office)
    return good("Memory dumps are off.")


def _is_encrypted_swap(path: Path, kind: str) -> bool:
    if kind == "file":
        try:
            number = os.stat(path).st_dev
        except OSError:
            return False
        return _is_encrypted(DEVICE_NUMBERS / f"{os.major(number)}:{os.minor(number)}")
    return path.name.startswith("zram") or _is_encrypted(BLOCK_DEVICES / path.resolve().name)


def _is_encrypted(device: Path) -> bool:
    """Whether a block device is dm-crypt, or everything it lies on is."""
    try:
        if (device / "dm/uuid").read_text().startswith("CRYPT-"):
            return True
    except OSError:
        pass
    below = list((device / "slaves").glob("*"))
    return bool(below) and all(_is_encrypted(BLOCK_DEVICES / one.name) for one in below)
