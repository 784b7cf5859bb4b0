"""What must hold before something is published."""

import datetime as dt

from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.casework.policies import check_is_member
from cases.core.errors import NotAllowed, Refused
from cases.core.models import Installation
from cases.core.records import open_for_action
from cases.intake.models import Status
from cases.witnesses.models import Stream

from .models import PressCaseDraft, ReleaseDraft, Series


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


def check_can_start_series(first_slot: dt.date) -> None:
    """Raise while another series runs, for a day that some months lack, or a day that passed (but in a demonstration)."""
    today = timezone.localdate()
    running = next((series for series in Series.objects.all() if series.runs(today)), None)
    if running is not None:
        raise Refused(
            _("%(code)s is still running: a person may stand in one series at a time.") % {"code": running.code}
        )
    waiting = ReleaseDraft.objects.filter(published_at=None, series__noise__number=F("number")).first()
    if waiting is not None:
        raise Refused(_("%(code)s is built and waits for its signatures: sign it first.") % {"code": waiting.code})
    if ReleaseDraft.objects.filter(slot__gte=first_slot.replace(day=1)).exists():
        raise Refused(_("There is a release of this month or a later one: choose a later month."))
    if first_slot.day > 28:
        raise Refused(_("Choose a day from the 1st to the 28th: every month has it."))
    demo = Installation.objects.filter(kind=Installation.Kind.DEMO).exists()
    if first_slot < today and not demo:
        raise Refused(_("The first release cannot lie in the past: choose today or a later day."))


def check_can_sign_release(user: User, draft: ReleaseDraft, signature: str) -> None:
    """Raise unless the user holds the role, did not build it, and somebody else gave the other signature."""
    if signature not in user.role_set:
        raise NotAllowed(_("You can sign only in a role that you hold."))
    if draft.published_at is not None:
        raise Refused(_("%(code)s is published already.") % {"code": draft.code})
    if not draft.manifest_sha256:
        raise Refused(
            _("The build of %(code)s was cut off before its files were made: build it again.") % {"code": draft.code}
        )
    if user.pk in (draft.frozen_by_id, draft.built_by_id):
        raise NotAllowed(_("Nobody signs a release that they built: this takes somebody else."))
    if ReleaseDraft.objects.exclude(published_at=None).filter(slot__gt=draft.slot).exists():
        raise Refused(_("A later release is public already: %(code)s stays unpublished.") % {"code": draft.code})
    if draft.approvals.filter(approver=user).exists():
        raise NotAllowed(_("Two people sign a release: you have signed it already."))
    if draft.approvals.filter(signature=signature).exists():
        raise Refused(_("This signature is there already: the other one is missing."))
