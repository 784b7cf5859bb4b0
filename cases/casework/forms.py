"""The small forms beside a record: take work, give it, hand it on, raise a flag, comment, note a follow-up.

Each gathers the arguments of one action. They offer only people who see the record, as far as that can be told without
asking the database; the action decides.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.accounts.models import User
from cases.core import permissions
from cases.core.plain_text import PlainTextField
from cases.core.records import action_name
from cases.core.rights import Scope

from . import actions, policies, subjects
from .models import Assignment, Flag

LONGEST_NOTE = 2000
SEALED = _("Sealed. Name no witness and no contact.")


def day_box(label: Any, *, required: bool) -> forms.DateField:
    """A box for a day that is still to come."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


def words_box(label: Any, *, longest: int = LONGEST_NOTE, required: bool = False, rows: int = 2) -> PlainTextField:
    """A box for a few sentences, which are sealed."""
    widget = forms.Textarea(attrs={"rows": rows, "cols": 60})
    return PlainTextField(longest=longest, label=label, required=required, widget=widget, help_text=SEALED)


class BesideForm(forms.Form):
    """One form beside a record. ``people`` is the case's team (queries.team_of); ``busy`` the tasks that somebody has."""

    what: ClassVar[str]
    title: ClassVar[Promise]
    button: ClassVar[Promise]
    action: ClassVar[Callable[..., Any]]

    def __init__(
        self, data: Any = None, *, by: User, subject: Any, people: Sequence[User], busy: Collection[str] = ()
    ) -> None:
        super().__init__(data, auto_id=f"work-{self.what}-%s", label_suffix="")
        self.by, self.subject, self.busy = by, subject, busy
        self.people = [person for person in people if policies.surely_sees(person, subject)]
        self.offer()

    @property
    def is_of_use(self) -> bool:
        """Whether there is anything to choose."""
        return True

    def offer(self) -> None:
        """Fill the choices."""

    def arguments(self) -> dict[str, Any]:
        """What the action takes beside the record and who acts."""
        return dict(self.cleaned_data)

    def carry_out(self) -> Any:
        return type(self).action(by=self.by, subject=self.subject, **self.arguments())


class TakeForm(BesideForm):
    what, title, button, action = "take", _("Take it"), _("I take it"), actions.take_work
    task = forms.ChoiceField(label=_("What you take"))

    def offer(self) -> None:
        tasks = [task for task in subjects.tasks_of(self.subject) if task != Assignment.Task.OTHER]
        can = [task for task in tasks if task not in self.busy and policies.can_do(self.by, task, self.subject)]
        self.fields["task"].choices = [(task.value, task.label) for task in can]  # type: ignore[attr-defined]

    @property
    def is_of_use(self) -> bool:
        return bool(self.fields["task"].choices)  # type: ignore[attr-defined]


class GiveForm(BesideForm):
    what, title, button, action = "give", _("Give it to somebody"), _("Give"), actions.give_work
    who = forms.ChoiceField(label=_("What, and to whom"))
    due_on = day_box(_("Due on"), required=False)
    note = words_box(_("Note"))

    def offer(self) -> None:
        """For each task on the record, those who could do it: one choice says both."""
        self.groups = []
        for task in subjects.tasks_of(self.subject):
            able = [one for one in self.people if one.pk != self.by.pk and policies.can_do(one, task, self.subject)]
            if able and task not in self.busy:
                self.groups.append((str(task.label), [(f"{task.value}:{one.pk}", one.username) for one in able]))
        self.fields["who"].choices = [("", _("choose …")), *self.groups]  # type: ignore[attr-defined]

    @property
    def is_of_use(self) -> bool:
        return bool(self.groups)

    def arguments(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        task, _colon, key = values.pop("who").partition(":")
        return {**values, "task": task, "given_to": next(one for one in self.people if str(one.pk) == key)}


class FlagForm(BesideForm):
    what, title, button, action = "flag", _("Raise a flag"), _("Raise it"), actions.raise_flag
    kind = forms.ChoiceField(label=_("What stands out"), choices=[("", _("choose …")), *Flag.Kind.choices])
    why = words_box(_("Why"))


class CommentForm(BesideForm):
    what, title, button, action = "comment", _("Comment"), _("Say it"), actions.comment
    text = words_box(_("Comment to colleagues"), longest=actions.LONGEST_COMMENT, required=True, rows=3)
    mentions = forms.MultipleChoiceField(
        label=_("Who is told"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Or write @ and the user name in the comment."),
    )

    def offer(self) -> None:
        names = [(str(one.pk), one.username) for one in self.people if one.pk != self.by.pk]
        self.fields["mentions"].choices = names  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        chosen = set(self.cleaned_data["mentions"])
        people = [one for one in self.people if str(one.pk) in chosen]
        return {"text": self.cleaned_data["text"], "mentions": people}


class FollowUpForm(BesideForm):
    what, title, button, action = "follow-up", _("Add a follow-up"), _("Add"), actions.open_follow_up
    text = words_box(_("What is to be done"), required=True)
    due_on = day_box(_("Due on"), required=True)
    who = forms.ChoiceField(label=_("For"), required=False)

    def offer(self) -> None:
        others = [(str(one.pk), one.username) for one in self.people if one.pk != self.by.pk]
        self.fields["who"].choices = [("", _("myself")), *others]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        key = values.pop("who")
        return {**values, "assigned_to": next((one for one in self.people if str(one.pk) == key), None)}


class HandOnForm(BesideForm):
    what, title, button, action = "hand-on", _("Hand it on"), _("Hand on"), actions.hand_on_work
    who = forms.ChoiceField(label=pgettext_lazy("work", "To whom"))
    note = words_box(_("Note"))

    def __init__(self, data: Any = None, *, assignment: Assignment, **kwargs: Any) -> None:
        self.assignment = assignment
        super().__init__(data, **kwargs)

    def offer(self) -> None:
        able = [one for one in self.people if policies.can_do(one, self.assignment.task, self.subject)]
        names = [(str(one.pk), one.username) for one in able if one.pk != self.assignment.given_to_id]
        self.fields["who"].choices = [("", _("choose …")), *names]  # type: ignore[attr-defined]

    def carry_out(self) -> Any:
        person = next(one for one in self.people if str(one.pk) == self.cleaned_data["who"])
        note = self.cleaned_data["note"]
        return actions.hand_on_work(by=self.by, assignment=self.assignment, given_to=person, note=note)


FORMS: dict[str, type[BesideForm]] = {
    form.what: form for form in (TakeForm, GiveForm, FlagForm, CommentForm, FollowUpForm)
}


def may_use(user: User, form: type[BesideForm], subject: Any) -> bool:
    """Whether the user's roles carry the form's action to this record, as far as can be told without asking the database."""
    scope = permissions.scope(user, action_name(form.action))
    if scope is None or subjects.is_frozen(subject):
        return False
    return scope in (Scope.ALL, Scope.TEAM) or _is_within(user, scope, subject)


def _is_within(user: User, scope: Scope, subject: Any) -> bool:
    reach = type(subject).reach
    if scope == Scope.VERIFIED:
        return bool(reach.status)
    return subjects.is_own(subject, user) or any("__" in path for path in reach.own)
