"""A thread beside the server: a lockdown begun by another process takes this one's keys within a second."""

import logging
import threading
import time

from django.db import DatabaseError, close_old_connections

from cases.core import keyring, lockdown

EVERY = 0.5
"""Seconds between two looks. Keys must be gone two seconds after a lockdown (a promise of docs and tests)."""

_log = logging.getLogger(__name__)


def start() -> threading.Thread:
    """Begin watching; the thread ends with its process."""
    thread = threading.Thread(target=_watch, name="lockdown watcher", daemon=True)
    thread.start()
    return thread


def look() -> None:
    """Forget the keys when a lockdown stands: each time, since an unlocking under way may have come in between."""
    if lockdown.standing():
        keyring.lock()


def _watch() -> None:
    while True:
        try:
            look()
        except DatabaseError:
            _log.warning("The lockdown watcher cannot ask the database; it tries again.")
            close_old_connections()
        time.sleep(EVERY)
