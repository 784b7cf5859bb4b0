"""Who reads a testimony a second time, and who settles both readings."""

import uuid

from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.policies import check_can_work_in
from cases.core.errors import NotAllowed, Refused
from cases.core.rights import Role
from cases.intake.models import Status, Testimony
from cases.intake.policies import check_can_move

from . import rounds
from .models import CodingRound
from .policies import check_all_coded, check_coding_is_allowed


def check_can_take(user: User, testimony: Testimony) -> None:
    """Raise unless the testimony waits for a second coder whom nobody is yet, and the user knows nothing of the first."""
    check_can_work_in(user, testimony.case)
    _check_waits(testimony)
    if testimony.interviewer_id == user.pk:
        raise NotAllowed(_("Nobody codes their own interview: this step takes somebody else (four eyes)."))
    if user.pk in rounds.first_coders(testimony):
        raise NotAllowed(_("You coded %(code)s: the second coding takes somebody else.") % {"code": testimony.code})
    if Role.DPO in user.role_set:
        raise NotAllowed(
            _("You can read in the audit log who coded: the second coding takes a coder who does not know it.")
        )
    if rounds.second_round(testimony) is not None:
        raise Refused(_("Somebody else has taken the second coding of %(code)s.") % {"code": testimony.code})
    check_coding_is_allowed([testimony])


def check_can_finish(user: User, second: CodingRound, testimony: Testimony) -> None:
    """Raise unless it is the user's own open second coding, with acts of which each cites its words."""
    if second.kind != CodingRound.Kind.SECOND or second.coder_id != user.pk:
        raise NotAllowed(_("Only the coder who took the second coding finishes it."))
    if second.finished_at is not None:
        raise Refused(_("The second coding of %(code)s is finished already.") % {"code": testimony.code})
    check_can_move(user, testimony, Status.DOUBLE_CODED)
    check_coding_is_allowed([testimony])
    check_all_coded([testimony], second)


def check_can_waive(user: User, testimony: Testimony, reason: str) -> None:
    """Raise unless a second coder was chosen and has not begun, and a reason is given."""
    check_can_work_in(user, testimony.case)
    _check_waits(testimony)
    if rounds.second_round(testimony) is not None:
        raise Refused(
            _("The second coding of %(code)s has begun: it is finished, not waived.") % {"code": testimony.code}
        )
    if not reason.strip():
        raise Refused(_("Say why no second coder reads it."), field="reason")


def check_can_reconcile(user: User, testimony: Testimony, replaces: str) -> CodingRound | None:
    """The proposal that is replaced, or None. Raise unless both codings are finished and nobody was quicker."""
    proposed = rounds.reconciliation(testimony)
    check_is_as_seen(proposed, replaces, testimony)
    check_can_move(user, testimony, Status.RECONCILED)
    check_coding_is_allowed([testimony])
    return proposed


def check_is_as_seen(proposed: CodingRound | None, seen: str, testimony: Testimony) -> None:
    """Raise when somebody has proposed or settled something since the page was opened."""
    if proposed is not None and (proposed.finished_at is not None or rounds.version_of(proposed) != seen):
        raise Refused(
            _("%(person)s has reconciled %(code)s in the meantime: look at what came of it.")
            % {"person": proposed.coder, "code": testimony.code}
        )


def check_can_agree(user: User, proposed: CodingRound, seen: str, testimony: Testimony) -> None:
    """Raise unless one of both coders has proposed what was seen to settle it, and the user is the other one."""
    if proposed.kind != CodingRound.Kind.RECONCILED or proposed.finished_at is not None:
        raise Refused(_("Nothing waits to be agreed with: load the page anew."))
    check_is_as_seen(proposed, seen, testimony)
    check_can_move(user, testimony, Status.RECONCILED)
    check_coding_is_allowed([testimony])
    if user.pk not in other_coders(proposed.coder, testimony):
        raise NotAllowed(_("Only the other of both coders agrees; a third person reconciles by themselves."))


def coders(testimony: Testimony) -> set[uuid.UUID]:
    """Keys of everybody who coded the testimony for the first or the second time."""
    second = rounds.second_round(testimony)
    return rounds.first_coders(testimony) | ({second.coder_id} if second is not None else set())


def other_coders(proposer: User, testimony: Testimony) -> set[uuid.UUID]:
    """Keys of those who speak for the other coding than the one that the proposer made."""
    second = rounds.second_round(testimony)
    assert second is not None  # both codings are finished
    return rounds.first_coders(testimony) if proposer.pk == second.coder_id else {second.coder_id}


def _check_waits(testimony: Testimony) -> None:
    if not testimony.waits_for_second_coder:
        raise Refused(_("%(code)s does not wait for a second coder.") % {"code": testimony.code})
