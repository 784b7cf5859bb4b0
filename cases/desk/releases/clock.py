"""A thread beside the server: what two people signed comes out at the hour of the calendar."""

import logging
import threading
import time

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from cases.accounts.actions import system_user
from cases.core import keyring, lockdown
from cases.core.errors import Refused
from cases.releases.actions import publish_due
from cases.releases.models import ReleaseDraft

EVERY = 20.0
"""Seconds between two looks: a release comes out within them after its hour."""

_log = logging.getLogger(__name__)


def start() -> threading.Thread:
    """Begin to look; the thread ends with its process."""
    thread = threading.Thread(target=_watch, name="calendar of releases", daemon=True)
    thread.start()
    return thread


def look() -> list[ReleaseDraft]:
    """Publish what is due. While the keys are locked it waits: quotes are opened, and nothing is done unseen."""
    if not ReleaseDraft.objects.filter(published_at=None, publishes_at__lte=timezone.now()).exists():
        return []
    if lockdown.standing() or not _keys_are_open():
        return []
    return publish_due(by=system_user())


def _keys_are_open() -> bool:
    try:
        keyring.current()
    except Refused:
        return False
    return True


def _watch() -> None:
    while True:
        try:
            look()
        except DatabaseError:
            _log.warning("The calendar of releases cannot ask the database; it tries again.")
        except Exception:  # noqa: BLE001  (the thread must outlive whatever happens; its sentence stays out of the log)
            _log.exception("A release did not come out because of a fault; it is tried again.")
        close_old_connections()
        time.sleep(EVERY)
