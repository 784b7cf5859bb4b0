"""Identities that leave the office: asked for by one person, allowed by another, after a delay, sealed to a recipient."""

import datetime as dt
import json
from collections.abc import Sequence

import pyrage
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.casework.models import Case
from cases.core.errors import NotAllowed, Refused
from cases.core.records import action, locked, open_for_action, write
from cases.witnesses import consent, policies, risk
from cases.witnesses.models import NAME_FIELDS, SHOWN_FIELDS, ExportedPerson, Identity, IdentityExport, Scope, Witness

EXPORT_DELAY = dt.timedelta(hours=24)
"""Between allowing and making: time in which anybody who sees it on the list can stop it."""
MOST_PEOPLE = 20
"""In one export: nobody takes the whole office away in one file."""


@action
def ask_for_identity_export(
    *,
    by: User,
    case: Case,
    people: Sequence[Witness],
    kind: str,
    purpose: str,
    recipient: str,
    recipient_key: str,
    export_reason: str,
) -> IdentityExport:
    """Ask as DPO that the identities of some people are given to a recipient, for one purpose that each of them allowed.

    Raises Refused for nobody, too many, somebody of another case, and anybody without consent to the purpose.
    """
    _check_people(case, people)
    _check_consents(people, purpose)
    if not export_reason.strip():
        raise Refused(_("Say why the identities are given away."))
    export = IdentityExport(
        case=case, kind=kind, purpose=purpose, recipient=recipient.strip(), recipient_key=recipient_key.strip(),
        reason=export_reason.strip(), requested_by=by,
    )  # fmt: skip
    _recipient(export)
    write(export)
    for witness in people:
        write(ExportedPerson(export=export, witness=witness))
    return export


@action
def allow_identity_export(*, by: User, identity_export: IdentityExport) -> IdentityExport:
    """Allow what somebody else asked for; it can be made after a day."""
    export = locked(identity_export)
    if export.requested_by_id == by.pk:
        raise NotAllowed(_("Nobody allows what they asked for: this step takes somebody else (four eyes)."))
    _check_is_waiting(export)
    if export.approved_by_id is not None:
        raise Refused(_("%(code)s is allowed already.") % {"code": export.code})
    export.approved_by, export.not_before = by, timezone.now() + EXPORT_DELAY
    return write(export)


@action
def stop_identity_export(*, by: User, identity_export: IdentityExport) -> IdentityExport:
    """Stop an export before it is made."""
    export = locked(identity_export)
    _check_is_waiting(export)
    export.stopped_at = timezone.now()
    return write(export)


@action
def make_identity_export(*, by: User, identity_export: IdentityExport) -> bytes:
    """The file, sealed to the recipient's key, once. Consent and risk of every person are asked again first.

    JSON in UTF-8: a list of people, each with ``code`` and the fields that the kind of export holds. Any age tool opens
    it with the recipient's identity; nobody here can.
    """
    export = locked(identity_export)
    _check_is_waiting(export)
    if export.not_before is None:
        raise Refused(_("%(code)s is not allowed yet: somebody else allows it.") % {"code": export.code})
    if timezone.now() < export.not_before:
        moment = timezone.localtime(export.not_before)
        raise Refused(
            _("%(code)s can be made from %(moment)s.") % {"code": export.code, "moment": f"{moment:%Y-%m-%d %H:%M}"}
        )
    people = [person.witness for person in export.people.select_related("witness").order_by("witness__code")]
    _check_consents(people, export.purpose)
    for witness in people:
        risk.check_in_date(witness, on=timezone.localdate(), product=export)
    export.made_at = timezone.now()
    write(export)
    content = json.dumps([_opened(export, witness) for witness in people], ensure_ascii=False, indent=1)
    return bytes(pyrage.encrypt(content.encode(), [_recipient(export)]))


def _opened(export: IdentityExport, witness: Witness) -> dict[str, str | None]:
    identity = Identity.objects.filter(witness=witness).first()
    if identity is None:
        raise Refused(_("%(code)s has no identity on record.") % {"code": witness.code})
    shown = NAME_FIELDS if export.kind == IdentityExport.Kind.NAMES else SHOWN_FIELDS
    return {"code": witness.code} | {name: open_for_action(identity, name) for name in shown}


def _recipient(export: IdentityExport) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(export.recipient_key)
    except pyrage.RecipientError as error:
        raise Refused(_("The recipient's key is not an age public key (age1…): ask for it again.")) from error


def _check_people(case: Case, people: Sequence[Witness]) -> None:
    if not 0 < len(people) <= MOST_PEOPLE:
        raise Refused(_("Choose between 1 and %(most)d people.") % {"most": MOST_PEOPLE})
    for witness in people:
        policies.check_is_own(witness)
        if witness.case_id != case.pk:
            raise Refused(_("%(code)s belongs to another case.") % {"code": witness.code})


def _check_consents(people: Sequence[Witness], purpose: str) -> None:
    today = timezone.localdate()
    for witness in people:
        if not consent.allows(witness, purpose, on=today):
            raise Refused(
                _("%(code)s has not consented to this purpose (%(purpose)s): leave the person out.")
                % {"code": witness.code, "purpose": Scope(purpose).label}
            )


def _check_is_waiting(export: IdentityExport) -> None:
    if export.made_at is not None:
        raise Refused(_("%(code)s was made already: a new one takes a new request.") % {"code": export.code})
    if export.stopped_at is not None:
        raise Refused(_("%(code)s was stopped.") % {"code": export.code})
