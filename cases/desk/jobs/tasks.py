"""The jobs themselves. Each loads the person and the record anew, so that what changed since it was asked for counts."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskContext, task

from cases.accounts.models import User
from cases.core import permissions
from cases.desk.build import build_release
from cases.releases.models import ReleaseDraft, Series

from . import progress
from .faults import content_free

BUILD_STEPS = 2
"""How often a build says what it does."""


@task(takes_context=True)
@content_free
def build(context: TaskContext, *, by: str, record: str, language: str) -> str:
    """Build the next release of a series; the draft's uuid."""
    with translation.override(language):
        user = _actor(by, KINDS[build.module_path])
        return str(build_release(by=user, series=Series.objects.get(pk=record), say=_counting(context)).pk)


@task(takes_context=True)
@content_free
def audit(context: TaskContext, *, by: str, record: str, language: str) -> str:
    """Audit a built release; the draft's uuid."""
    from cases.desk.auditing import audit_release

    def noted(step: str, number: int, total: int) -> None:
        progress.note(context.task_result.id, step, number, total)

    with translation.override(language):
        user = _actor(by, KINDS[audit.module_path])
        draft = ReleaseDraft.objects.get(pk=record)
        audit_release(by=user, draft=draft, progress=noted)
        return str(draft.pk)


@dataclass(frozen=True)
class Kind:
    """A kind of job: what its page calls it, who may ask for it, and the record it is about."""

    title: str | Promise
    right: str
    model: type[Series] | type[ReleaseDraft]

    def code(self, record: uuid.UUID | str) -> str:
        """The code of the record, for people."""
        return self.model.objects.filter(pk=record).values_list("code", flat=True).first() or "–"


KINDS: dict[str, Kind] = {
    build.module_path: Kind(_("Building the next release of %(code)s"), "releases.freeze_slot", Series),
    audit.module_path: Kind(_("Audit of %(code)s"), "releases.store_audit", ReleaseDraft),
}
"""By the path under which the queue keeps a task."""


def _actor(key: str, kind: Kind) -> User:
    """The person as they are now. Raises NotAllowed when they lost the role, or their account was closed."""
    user: Any = User.objects.get(pk=key)
    permissions.check(user, kind.right)
    found: User = user
    return found


def _counting(context: TaskContext) -> Callable[[str], object]:
    said: list[str] = []

    def say(step: str) -> None:
        said.append(step)
        progress.note(context.task_result.id, step, len(said), BUILD_STEPS)

    return say
