"""A release goes to the published tables: its tables and files, and its batch of quotes in place of the one before."""

from cases.published import actions as published

from . import engine, queries
from .models import ReleaseDraft
from .quotes import batches


def freeze(draft: ReleaseDraft) -> None:
    """Write all that would be public of a release. Called inside the action that publishes, or that only looks."""
    published.freeze_release(engine.release(draft), queries.files(draft))
    batches.publish(draft)
