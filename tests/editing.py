"""Pairs of people who save the same record at the same moment, each from a form opened on the same state."""

import functools

from cases.core import edits
from cases.core.models import Revision
from cases.intake.actions import edit_source
from cases.intake.models import Source
from tests.conftest import Cast
from tests.unit.core.threads import at_once


def _save(source: Source, by: object, title: str, opened_on: int) -> str:
    try:
        with edits.based_on(opened_on, source.pk):
            edit_source(by=by, source=source, title=title)  # type: ignore[arg-type]
    except edits.Outdated:
        return ""
    return title


def wrong_pairs(cast: Cast, source: Source, pairs: int) -> list[str]:
    """What went wrong in so many pairs: each must end with one save stored and the other refused with its text."""
    wrong = []
    for number in range(pairs):
        opened_on = edits.newest(source.pk)
        titles = [f"coder {number}", f"lead {number}"]
        people = (cast.coder, cast.lead)
        saves = [
            functools.partial(_save, source, by, title, opened_on) for by, title in zip(people, titles, strict=True)
        ]
        saved = [title for title in at_once(*saves) if title]
        source.refresh_from_db()
        revisions = Revision.objects.filter(subject_uuid=source.pk).count()
        if len(saved) != 1 or source.title != saved[0] or revisions != opened_on + 1:
            wrong.append(f"pair {number}: saved {saved}, stored {source.title!r}, {revisions - opened_on} revisions")
    return wrong
