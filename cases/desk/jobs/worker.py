"""The thread that carries out jobs, one at a time, in the process that holds the office's keys.

Whoever holds the lock file works; the system frees it when a process ends, however it ends. So a job that the queue
calls running while nobody works was cut off, and is taken up again.
"""

import fcntl
import logging
import os
import threading
import time
import uuid
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import close_old_connections, transaction
from django_tasks.base import TaskContext
from django_tasks_db.models import DBTaskResult

from cases.core import keyring, lockdown
from cases.core.errors import Refused

from .faults import CutOff, Fault, NotNow

Row = DBTaskResult[Any, Any]

EVERY = 1.0
"""Seconds between two looks at an empty queue."""

RETRIES = 3
"""How often a job that was cut off is taken up again."""

_KEYS_LOCKED = "jobs:keys-locked"
_log = logging.getLogger(__name__)


def start() -> threading.Thread:
    """Begin to work; the thread ends with its process."""
    thread = threading.Thread(target=_work, name="jobs", daemon=True)
    thread.start()
    return thread


def work_off() -> int:
    """Carry out all that waits, in this thread; how many jobs were taken up. For tests, and for trying things out."""
    count = 0
    while turn():
        count += 1
    return count


def turn() -> bool:
    """Take up one job, if one waits and may be carried out now: first what was cut off. Whether one was taken up."""
    if not DBTaskResult.objects.filter(status__in=("READY", "RUNNING")).exists():
        return False
    if not may_work():
        _say_that_keys_are_locked()
        return False
    if (row := _claim()) is None:
        return False
    if row.status == "RUNNING":
        _carry_out(row)
    return True


def may_work() -> bool:
    """Whether the keys are open; else jobs wait."""
    try:
        keyring.current()
    except Refused:
        return False
    return not lockdown.standing()


def waits_for_keys() -> bool:
    """Whether the server said within the last minute or two that jobs wait for the passphrase."""
    return bool(cache.get(_KEYS_LOCKED))


def somebody_works() -> bool:
    """Whether a process on this machine holds the lock now."""
    if (handle := _try_lock()) is None:
        return True
    os.close(handle)
    return False


def _claim() -> Row | None:
    """The job that is next, now called running; failed when it was taken up too often; None without one."""
    with transaction.atomic():
        row = DBTaskResult.objects.running().get_locked() or DBTaskResult.objects.ready().get_locked()
        if row is not None and len(row.worker_ids) > RETRIES:
            row.set_failed(CutOff("CutOff"))
        elif row is not None:
            row.claim(uuid.uuid4().hex)
    return row


def _carry_out(row: Row) -> None:
    """The queue's own worker would store the lines of code on the way to a fault, and fail what only has to wait."""
    try:
        result: Any = row.task_result
        value = row.task.call(TaskContext(task_result=result), **row.args_kwargs["kwargs"])
    except NotNow as fault:
        if len(row.worker_ids) > RETRIES:
            row.set_failed(fault.with_traceback(None))
        # Else it stays as it is, and the next turn takes it up again.
    except (Refused, Fault) as error:
        row.set_failed(error.with_traceback(None))
    except Exception as error:  # noqa: BLE001  (of the queue itself: a task that is no longer there, say)
        row.set_failed(Fault(type(error).__name__))
    else:
        row.set_successful(value)


def _work() -> None:
    while _try_lock() is None:
        time.sleep(EVERY)
    while True:  # the lock is held until the process ends
        try:
            worked = turn()
        except Exception:  # noqa: BLE001  (a worker that ends would leave every later job waiting)
            _log.exception("The worker of jobs met a fault, the database away say; it tries again.")
            worked = False
        if not worked:
            close_old_connections()
            time.sleep(EVERY)


def _try_lock() -> int | None:
    """The lock file's handle, locked; None when another process has it."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(settings.VAR_DIR / "jobs.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _say_that_keys_are_locked() -> None:
    """For the doctor, who runs in a process of its own."""
    if not waits_for_keys():
        cache.set(_KEYS_LOCKED, True, 60)
