"""A job as its page shows it."""

import datetime as dt
import enum
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from cases.core import permissions
from cases.core.errors import Refused
from cases.releases.models import ReleaseDraft

from . import progress, worker
from .faults import CutOff
from .progress import Progress
from .tasks import KINDS, Kind

LOOKED_AT_FOR = dt.timedelta(minutes=10)
"""How long a page looks again by itself: for ever, it would keep a session alive that its owner has left."""


class State(enum.Enum):
    """How far a job is, in words."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    @property
    def words(self) -> str | Promise:
        return _WORDS[self]


_WORDS = {
    State.WAITING: _("waiting"), State.RUNNING: _("running"), State.DONE: _("done"), State.FAILED: _("not done"),
}  # fmt: skip
_STATES = {"READY": State.WAITING, "RUNNING": State.RUNNING, "SUCCESSFUL": State.DONE, "FAILED": State.FAILED}
_CLASSES = {f"{kind.__module__}.{kind.__qualname__}": kind for kind in (Refused, CutOff)}


@dataclass(frozen=True)
class Job:
    """One row of the queue, and what it is about."""

    row: worker.Row
    kind: Kind
    keys_are_open: bool

    @property
    def state(self) -> State:
        """A job that was cut off and cannot go on without the keys waits, whatever the queue calls it."""
        found = _STATES[self.row.status]
        return State.WAITING if found == State.RUNNING and not self.keys_are_open else found

    @property
    def is_unfinished(self) -> bool:
        return self.state in (State.WAITING, State.RUNNING)

    @property
    def looks_again(self) -> bool:
        """Whether its page still looks again by itself."""
        begun = max(filter(None, (self.row.enqueued_at, self.row.started_at)))
        return self.is_unfinished and timezone.now() - begun < LOOKED_AT_FOR

    @property
    def title(self) -> str:
        return str(self.kind.title) % {"code": self.kind.code(self.row.args_kwargs["kwargs"]["record"])}

    @property
    def progress(self) -> Progress | None:
        return progress.of(self.row.pk) if self.state == State.RUNNING else None

    @property
    def draft(self) -> ReleaseDraft | None:
        """The release that came of it, or was audited."""
        return ReleaseDraft.objects.filter(pk=str(self.row.return_value)).first() if self.state == State.DONE else None

    @property
    def refusal(self) -> str:
        """The sentence of the rule that said no."""
        return self._told if self._failed_by == Refused else ""

    @property
    def was_cut_off(self) -> bool:
        return self._failed_by == CutOff

    @property
    def fault(self) -> str:
        """The kind of fault; empty where there is none."""
        return self._told if self.state == State.FAILED and self._failed_by is None else ""

    @property
    def _failed_by(self) -> type[Exception] | None:
        return _CLASSES.get(self.row.exception_class_path) if self.state == State.FAILED else None

    @property
    def _told(self) -> str:
        return str(self.row.traceback).rpartition(f"{self.row.exception_class_path}: ")[2].strip()


def find(user: Any, key: uuid.UUID) -> Job | None:
    """The job, for the person who asked for it and for those who could have; None for everybody else."""
    row = DBTaskResult.objects.filter(pk=key, task_path__in=KINDS).first()
    if row is None:
        return None
    kind = KINDS[row.task_path]
    if row.args_kwargs["kwargs"]["by"] != str(user.pk) and not permissions.may(user, kind.right):
        return None
    return Job(row, kind, worker.may_work())
