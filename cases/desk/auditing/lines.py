"""The lines of an audit, and what its proofs look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import Http404
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.urls import NoReverseMatch

from cases.accounts.models import User
from cases.core.errors import Refused
from cases.published.data import Release
from cases.releases import engine, queries
from cases.releases.disclosure.errors import DisclosureError
from cases.releases.models import ReleaseDraft, Series

Progress = Callable[[str, int, int], None]
"""Called with the step, how much of it is done, and of how much."""

UNFORESEEN = (
    ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError, RecursionError, Http404, NoReverseMatch,
    TemplateDoesNotExist, TemplateSyntaxError,
)  # fmt: skip
"""What files or figures of another form than a release's raise: a line that fails, and never the end of the audit."""


@dataclass(frozen=True)
class Line:
    """One thing proved or not. ``key`` is its sentence in ``words``; ``figures`` are what stands in it.

    Nothing in it is content, and every number of it is for the office only.
    """

    proof: int
    key: str
    passed: bool
    figures: Mapping[str, Any] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        """The line as plain JSON."""
        return {"proof": self.proof, "key": self.key, "passed": self.passed, "figures": dict(self.figures)}


@dataclass(frozen=True)
class Audit:
    """A release under audit, with what several proofs read of it."""

    by: User
    draft: ReleaseDraft
    progress: Progress

    @property
    def series(self) -> Series:
        return self.draft.series

    @cached_property
    def release(self) -> Release:
        """All that would be public, computed from its noisy cells."""
        return engine.release(self.draft)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The stored files by name."""
        return {file.name: file.content for file in queries.files(self.draft)}


Check = Callable[[Audit], Line]


def tried(check: Check, audit: Audit, proof: int) -> Line:
    """The line of a check; one that fails with the sentence when it is refused or finds what nobody foresaw."""
    try:
        return check(audit)
    except (DisclosureError, Refused) as refusal:
        return Line(proof, "refused", False, {"said": str(refusal)})
    except UNFORESEEN as error:
        return Line(proof, "unforeseen", False, {"check": check.__name__, "kind": type(error).__name__})
