"""What a step's page keeps of the words typed into it: drafts, and two windows or two people on one interview."""

import copy
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest

from cases.core import conflicts, edits

from .interview import Interview

Forms = dict[str, forms.Form]


def note_of(request: HttpRequest, interview: Interview, step: str) -> edits.Note:
    """The note that came with what was sent; of a page that is opened, a new one."""
    posted = edits.read(request.POST.get(edits.FIELD, ""), interview.user)
    if posted is not None:
        return posted
    form = f"log/{interview.testimony.pk}/{step}"
    note = edits.Note(str(interview.user.pk), form, interview.witness.key_owner())
    return note if request.method == "POST" else fresh(note, interview)


def fresh(note: edits.Note, interview: Interview) -> edits.Note:
    """The same form, as of now."""
    return replace(note, based_on=edits.saves(*_records(interview)))


def based_on(note: edits.Note, interview: Interview) -> AbstractContextManager[None]:
    """Refuse to store on top of a save that the form did not know: of the testimony, or of an answer in it."""
    return edits.based_on(note.based_on, *_records(interview))


def after_own_save(note: edits.Note, interview: Interview, save: Callable[[], None]) -> edits.Note:
    """Carry out a save of the form's own, and count it in."""
    before = edits.saves(*_records(interview))
    save()
    del interview.answers
    own = edits.saves(*_records(interview)) - before
    return note if note.based_on is None else replace(note, based_on=note.based_on + own)


def both_versions(sent: Forms, now: Forms) -> list[conflicts.Both]:
    """Each box in which the sent page differs from what is stored."""
    return [both for name, form in sent.items() if name in now for both in conflicts.differences(form, now[name])]


def as_reading(request: HttpRequest) -> HttpRequest:
    """The same request as if the page were only looked at."""
    reading = copy.copy(request)
    reading.method = "GET"
    return reading


def _records(interview: Interview) -> list[Any]:
    return [interview.testimony.pk, *(answer.pk for answer in interview.answers.values())]
