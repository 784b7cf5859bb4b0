"""Putting a job down. The same one twice is one job: a button pressed twice, or by two people."""

import uuid
from typing import Any

from django.utils import translation
from django_tasks_db.models import DBTaskResult

from cases.accounts.models import User
from cases.core import permissions
from cases.releases.models import ReleaseDraft, Series

from . import tasks


def enqueue_build(*, by: User, series: Series) -> uuid.UUID:
    """Put down the build of the next release of a series; the job's key, for its page.

    Raises NotAllowed when none of the person's roles may build.
    """
    return _enqueue(tasks.build, by, series)


def enqueue_audit(*, by: User, draft: ReleaseDraft) -> uuid.UUID:
    """Put down the audit of a built release; the job's key, for its page.

    Raises NotAllowed when none of the person's roles may audit.
    """
    return _enqueue(tasks.audit, by, draft)


def _enqueue(task: Any, by: User, record: Series | ReleaseDraft) -> uuid.UUID:
    permissions.check(by, tasks.KINDS[task.module_path].right)
    there = DBTaskResult.objects.filter(
        task_path=task.module_path, status__in=("READY", "RUNNING"), args_kwargs__kwargs__record=str(record.pk)
    ).first()
    if there is not None:
        return uuid.UUID(str(there.pk))
    language = translation.get_language() or "en"
    return uuid.UUID(task.enqueue(by=str(by.pk), record=str(record.pk), language=language).id)
