"""The table of a withdrawal, and its tasks, as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.admin.follow_ups import due_in_words, for_whom
from cases.casework.models import FollowUp
from cases.desk.withdrawal import lines
from cases.desk.withdrawal.persons import records_of
from cases.witnesses import consent
from cases.witnesses.consent_form import texts_now
from cases.witnesses.models import ConsentScope, Scope, Withdrawal, Witness


@dataclass(frozen=True)
class Touched:
    """A row of the table, with what is there now and by which purposes it is touched."""

    where: Promise
    what: Promise
    when: Promise
    found: list[str]
    by: str


@dataclass(frozen=True)
class Purpose:
    """One of the twelve in the words of the consent form, with what the person has said of it so far."""

    scope: str
    name: str
    answer: str


@dataclass(frozen=True)
class Due:
    """A task in words."""

    task: FollowUp
    what: str
    who: str
    due: str
    late: bool


def touched(witness: Witness, taken: Iterable[str]) -> list[Touched]:
    """What a withdrawal of these purposes touches. Purposes that touch nothing more than the consent have no row."""
    people = records_of(witness)
    return [
        Touched(line.where, line.what, line.when, line.found(people), _by(line.purposes))
        for line in lines.touched_by(frozenset(taken))
    ]


def _by(purposes: frozenset[str]) -> str:
    if purposes == lines.EVERYTHING:
        return _("whatever is taken back")
    if purposes == {Scope.S0}:
        return _("everything")
    return _("everything, or %(purposes)s") % {"purposes": ", ".join(in_order(purposes))}


def in_order(scopes: Iterable[str]) -> list[str]:
    """S2 before S10."""
    return sorted(map(str, scopes), key=lambda scope: int(scope[1:]))


def purposes(witness: Witness) -> list[Purpose]:
    """The twelve with the answers of the newest consent: what there is to take back."""
    today = timezone.localdate()
    newest = consent.in_force(witness, on=today)
    answers = {row.scope: row for row in newest.scopes.all()} if newest is not None else {}
    names = {purpose.scope: purpose.name for purpose in texts_now().purposes}
    return [Purpose(scope, names.get(scope, str(scope.label)), _answer(answers.get(scope))) for scope in Scope]


def _answer(row: ConsentScope | None) -> str:
    if row is None:
        return _("not asked")
    if row.answer == ConsentScope.Answer.YES and row.expires_on is not None:
        return _("yes, until %(day)s") % {"day": row.expires_on.isoformat()}
    return str(row.get_answer_display())


def taken_in_words(withdrawal: Withdrawal) -> list[str]:
    """What was taken back: everything, or each purpose by its name."""
    if withdrawal.whole:
        return [_("everything")]
    return [f"{scope} {Scope(scope).label}" for scope in in_order(withdrawal.scopes)]


def tasks_of(withdrawal: Withdrawal, user: User) -> list[Due]:
    """What has to be done because of a withdrawal, of what the user may see."""
    today = timezone.localdate()
    found = FollowUp.objects.visible_to(user).filter(subject_uuid=withdrawal.pk).select_related("assigned_to")
    return [
        Due(
            task,
            task.get_kind_display(),
            for_whom(task),
            due_in_words(task, today),
            task.done_at is None and task.due_on < today,
        )
        for task in found
    ]
