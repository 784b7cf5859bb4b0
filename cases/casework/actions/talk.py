"""What stands out about a record, and what colleagues say beside it."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework import policies
from cases.casework.models import Case, Comment, Flag, Mention, Notification
from cases.casework.subjects import beside, case_of, check_is_subject, subject_of, whose
from cases.core import audit
from cases.core.batches import locked_all
from cases.core.errors import Refused
from cases.core.models import Row
from cases.core.plain_text import plain
from cases.core.records import action, add_all, fill, locked, write
from cases.core.rights import Role
from cases.core.sealing import keys_at_hand

from .notifications import notify

LONGEST_COMMENT = 5000
_NAMED = re.compile(r"(?<![A-Za-z0-9@._-])@([A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9])")
Kind = Notification.Kind


@action
def raise_flag(*, by: User, subject: Row, kind: str, why: str = "") -> Flag:
    """Make sure that something about a record is not overlooked. Of danger, the case's lead and DPOs are told at once."""
    check_is_subject(subject)
    subject = locked(subject)
    policies.check_is_member(by, case_of(subject))
    policies.check_can_be_flagged([subject], kind)
    flag = _flag(by, subject, kind, why)
    write(flag)
    notify(by=by, subject=subject, users=[flag.concerns, *_warned(flag.case, kind)], kind=Kind.FLAGGED)
    return flag


@action
def flag_many(*, by: User, subjects: Sequence[Row], kind: str, why: str = "") -> list[Flag]:
    """Raise the same flag on many records of one kind: all of them or, when one is refused, none.

    Whoever is concerned is told once for each case.
    """
    if not subjects:
        raise Refused(_("Choose at least one record."))
    for subject in subjects:
        check_is_subject(subject)
    rows = locked_all(subjects, *beside(type(subjects[0])))
    policies.check_can_be_flagged(rows, kind)
    for case in {case_of(row) for row in rows}:
        policies.check_is_member(by, case)
    with keys_at_hand(row.key_owner() for row in rows):
        flags = add_all([_flag(by, row, kind, why) for row in rows])
    for case in {flag.case_id: flag.case for flag in flags}.values():
        concerned = [flag.concerns for flag in flags if flag.case_id == case.pk]
        notify(by=by, subject=case, users=[*concerned, *_warned(case, kind)], kind=Kind.FLAGGED)
    return flags


@action
def lower_flag(*, by: User, flag: Flag, outcome: str) -> Flag:
    """Say what came of a flag; it then stands on the record no more."""
    policies.check_sees_still(by, subject_of(flag))
    flag, text = locked(flag), plain(outcome).strip()
    if flag.lowered_at is not None:
        raise Refused(_("%(code)s is lowered already.") % {"code": flag.code})
    if not text:
        raise Refused(_("Say what came of it, so that everybody knows why the flag is gone."), field="outcome")
    flag.lowered_by, flag.lowered_at = by, timezone.now()
    fill(flag, {"outcome": text})
    return write(flag)


@action
def comment(*, by: User, subject: Row, text: str, mentions: Iterable[User] = ()) -> Comment:
    """Say something to colleagues beside a record. People are named by ``mentions``, or as @username in the text."""
    check_is_subject(subject)
    policies.check_is_member(by, case_of(subject))
    text = plain(text).strip()
    if not text:
        raise Refused(_("Write the comment first: it is empty."), field="text")
    if len(text) > LONGEST_COMMENT:
        raise Refused(
            _("A comment holds %(most)s characters, and this one has %(count)s: put the rest into the record itself.")
            % {"most": LONGEST_COMMENT, "count": len(text)},
            field="text",
        )
    named = {user.pk: user for user in [*mentions, *_named_in(text)] if user.pk != by.pk}
    for user in named.values():
        policies.check_sees(user, subject)
    said = Comment(**_about(subject), written_by=by, concerns=whose(subject))
    fill(said, {"text": text})
    write(said)
    for user in named.values():
        write(Mention(comment=said, user=user))
    notify(by=by, subject=subject, users=named.values(), kind=Kind.MENTIONED)
    if said.concerns_id not in named:
        notify(by=by, subject=subject, users=[said.concerns], kind=Kind.COMMENTED)
    return said


def _named_in(text: str) -> list[User]:
    """Whom a text addresses as @username, in either case; a name that nobody here has is just a word."""
    names = {name.lower() for name in _NAMED.findall(text)}
    found = User.objects.alias(lower=Lower("username")).filter(lower__in=names, is_system=False)
    return list(found) if names else []


def _about(subject: Any) -> dict[str, Any]:
    kind, key = subject.key_owner()
    return {
        "case": case_of(subject), "subject_label": audit.label(subject), "subject_uuid": subject.pk,
        "owner_kind": kind, "owner_uuid": key,
    }  # fmt: skip


def _flag(by: User, subject: Any, kind: str, why: str) -> Flag:
    flag = Flag(**_about(subject), kind=kind, raised_by=by, concerns=whose(subject))
    fill(flag, {"reason": plain(why).strip()})
    return flag


def _warned(case: Case, kind: str) -> list[User]:
    """Who must know of danger at once."""
    if kind != Flag.Kind.SAFETY:
        return []
    dpos = User.objects.filter(memberships__case=case, role_assignments__role=Role.DPO, is_active=True)
    return [case.lead, *dpos]
