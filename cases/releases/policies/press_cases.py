"""What must hold before a press case is published."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_is_member
from cases.core.errors import NotAllowed, Refused
from cases.core.records import open_for_action
from cases.intake.models import Status
from cases.releases.models import PressCaseDraft
from cases.witnesses.models import Stream


def check_can_publish_case(user: User, case: Case) -> None:
    """Raise unless the case holds public sources only, every account is verified, and no name is an address."""
    check_is_member(user, case)
    if case.testimonies.exclude(stream=Stream.PRESS).exists() or case.witnesses.exclude(stream=Stream.PRESS).exists():
        raise Refused(
            _("%(code)s holds own interviews: only a case of public sources alone is published like this.")
            % {"code": case.code}
        )
    if not case.testimonies.exists():
        raise Refused(_("%(code)s holds no account yet.") % {"code": case.code})
    waiting = case.testimonies.exclude(status=Status.VERIFIED).values_list("code", flat=True)
    if waiting:
        raise Refused(_("Not verified yet: %(codes)s.") % {"codes": ", ".join(waiting)})
    for witness in case.witnesses.all():
        alias = slugify(open_for_action(witness, "press_alias") or "", allow_unicode=True)
        if alias and alias in case.slug:
            raise Refused(_("The public address holds a witness's name: change it."))


def check_can_sign(user: User, draft: PressCaseDraft, signature: str) -> None:
    """Raise unless the user holds the role, the draft waits for it, and somebody else gave the other signature."""
    check_is_member(user, draft.case)
    if signature not in user.role_set:
        raise NotAllowed(_("You can sign only in a role that you hold."))
    if draft.published_at is not None:
        raise Refused(_("%(code)s is published already.") % {"code": draft.code})
    if draft.approvals.filter(approver=user).exists():
        raise NotAllowed(_("Two people sign a draft: you have signed it already."))
    if draft.approvals.filter(signature=signature).exists():
        raise Refused(_("This signature is there already: the other one is missing."))
