"""What a step of the interview is: one page, its forms, what it stores, and how it stands in plain words."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.accounts import drafts
from cases.core.conflicts import Both
from cases.core.edits import Note, Outdated
from cases.core.errors import Refused
from cases.intake.actions import TopicValues, answer_topics
from cases.intake.models import TopicAnswer
from cases.intake.topics import QUESTIONS, STOP

from . import writing
from .interview import Interview, interview_of, not_kept
from .writing import Forms

COMPLETED = gettext_lazy("Completed")


def sent_by(request: HttpRequest) -> Any:
    """What a form is bound to: what was sent, or None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def _nothing(_interview: Interview, _forms: Forms) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Step:
    """A page of the interview. ``forms`` hold what was sent, or else what is stored; ``store`` takes a form out once it is
    stored, so that a later refusal never stores it twice."""

    name: str
    title: Promise
    forms: Callable[[Interview, HttpRequest], Forms]
    store: Callable[[Interview, Forms], None]
    state: Callable[[Interview], str]
    context: Callable[[Interview, Forms], dict[str, Any]] = _nothing
    may_stop: bool = True

    @property
    def url_name(self) -> str:
        return f"admin:logging_{self.name}"


def view_of(step: Step, after: str) -> Callable[[HttpRequest, uuid.UUID], HttpResponse]:
    """The page of a step; ``after`` is the address to go on to."""

    def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        interview = interview_of(request, key)
        note = writing.note_of(request, interview, step.name)
        if request.method != "POST":
            if interview.obstacle:
                return blocked(request, interview, step.title)
            found = step.forms(interview, request)
            drafts.bring_back(request, note, found.values())
            return shown(request, step, interview, found, note)
        sent = step.forms(interview, request)
        if "stop" in request.POST and not interview.obstacle:
            note = writing.after_own_save(note, interview, lambda: record_stop(interview))
        try:
            if stored(step, interview, sent, note):
                drafts.discard(interview.user, note.form)
                messages.success(request, _("Saved."))
                return redirect(_onwards(request, step, after, key))
        except Outdated:
            return _compared(request, step, interview_of(request, key), sent, note)
        return shown(request, step, interview_of(request, key), sent, note)

    return page


def _compared(request: HttpRequest, step: Step, interview: Interview, sent: Forms, note: Note) -> HttpResponse:
    """Both versions side by side, where somebody else had saved meanwhile; the next save is then this one's."""
    both = writing.both_versions(sent, step.forms(interview, writing.as_reading(request)))
    return shown(request, step, interview, sent, writing.fresh(note, interview), both)


def _onwards(request: HttpRequest, step: Step, after: str, key: uuid.UUID) -> str:
    if "stop" in request.POST:
        return reverse("admin:logging_close", args=[key])
    if (skipped := request.POST.get("skip")) in QUESTIONS:
        return f"{reverse(step.url_name, args=[key])}#after-{skipped}"
    return reverse(step.url_name if "stay" in request.POST else after, args=[key])


def record_stop(interview: Interview) -> None:
    """The person wants to stop: kept at once, whatever else on the page is wrong."""
    told = TopicValues(TopicAnswer.State.TOLD)
    answer_topics(by=interview.user, testimony=interview.testimony, answers={STOP: told})


def stored(step: Step, interview: Interview, sent: Forms, note: Note) -> bool:
    """Store a page whose boxes are right; otherwise the forms say what is wrong, everything typed still in them.

    Raises Outdated when somebody else has saved meanwhile.
    """
    right = [form.is_valid() for form in sent.values()]
    if interview.obstacle:
        next(iter(sent.values())).add_error(None, interview.obstacle)
    elif all(right):
        try:
            with writing.based_on(note, interview):
                step.store(interview, sent)
        except (Refused, ValidationError) as refusal:
            _say(sent, refusal)
            if isinstance(refusal, Outdated):
                raise
        else:
            return True
    return False


def _say(sent: Forms, refusal: Refused | ValidationError) -> None:
    """Put a refusal of an action at its box, or at the head of the page where it names none."""
    if isinstance(refusal, Refused):
        said: Mapping[str, Any] = {refusal.field: [str(refusal)]}
    else:
        said = getattr(refusal, "error_dict", {"": refusal.messages})
    for name, sentences in said.items():
        owner = next((form for form in sent.values() if name in form.fields), None)
        (owner or next(iter(sent.values()))).add_error(name if owner else None, sentences)


def problems(sent: Forms) -> list[tuple[str, str, str]]:
    """For the list at the head of the page: the box's address, its name, and the same sentence as beside it."""
    found = []
    for form in sent.values():
        for name, sentences in form.errors.items():
            box = form[name] if name in form.fields else None
            found += [(box.auto_id if box else "", str(box.label) if box else "", str(one)) for one in sentences]
    return found


def shown(
    request: HttpRequest, step: Step, interview: Interview, sent: Forms, note: Note, both: Sequence[Both] = ()
) -> HttpResponse:
    """The page of a step with its forms."""
    wrong = problems(sent)
    context = {
        **frame(request, interview, step.title),
        **step.context(interview, sent),
        "step": step,
        "forms": sent,
        "problems": wrong,
        "subtitle": _("Error") if wrong else "",
        "notice": not_kept(interview),
        "note": note,
        "draft_card": drafts.card_of(request, note),
        "conflict": {"both": both} if both else None,
    }
    return TemplateResponse(request, f"admin/cases/logging/{step.name}.html", context)


def blocked(request: HttpRequest, interview: Interview, title: Promise | str) -> HttpResponse:
    """Instead of a step that cannot go on: why, and what helps."""
    return TemplateResponse(request, "admin/cases/logging/blocked.html", frame(request, interview, title))


def frame(request: HttpRequest, interview: Interview, title: Promise | str) -> dict[str, Any]:
    """What every page of one interview is told."""
    return {**admin.site.each_context(request), "title": title, "interview": interview, "opts": None}
