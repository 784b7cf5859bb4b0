"""Writes that end something: a faulty release is withdrawn, the noise of a series that is over is destroyed."""

import datetime as dt
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.models import User
from cases.core.errors import Refused
from cases.core.records import action, locked, write
from cases.published import actions as published
from cases.releases import draws, frame, ledger, noise, policies
from cases.releases.models import NoiseCertificate, ReleaseDraft, ReleaseWithdrawal, Series


@action
def propose_release_withdrawal(
    *, by: User, draft: ReleaseDraft, fault: str, note_en: str, note_ko: str, note_ru: str
) -> ReleaseWithdrawal:
    """Say that a published release is faulty, with a note for the public in each language. Somebody else confirms it.

    Raises Refused for another reason than a fault, or while the note lacks a language.
    """
    draft = locked(draft)
    policies.check_can_propose_withdrawal(draft, fault)
    note = {"en": note_en.strip(), "ko": note_ko.strip(), "ru": note_ru.strip()}
    if not all(note.values()):
        raise Refused(_("The public reads the note in three languages: write all of them."))
    return write(ReleaseWithdrawal(draft=draft, reason=fault, note=note, proposed_by=by))


@action
def confirm_release_withdrawal(*, by: User, withdrawal: ReleaseWithdrawal) -> ReleaseWithdrawal:
    """Withdraw a faulty release: its pages say so with the note, and the newest one without fault is current again."""
    withdrawal = locked(withdrawal)
    policies.check_can_confirm_withdrawal(by, withdrawal)
    identifier = frame.identifier(withdrawal.draft.publishes_at.date())
    published.withdraw_release(identifier, note=withdrawal.note)
    withdrawal.confirmed_by, withdrawal.confirmed_at = by, timezone.now()
    return write(withdrawal)


@action
def destroy_noise(*, by: User, series: Series) -> NoiseCertificate:
    """Destroy the noise of a series that is over, and its key: published minus noise would be the truth.

    With it go the copies of erased people's vectors that were kept for releases which can no longer come.

    Raises Refused while a release can still come. The certificate says when the last backup that holds it is gone.
    """
    series = locked(series)
    policies.check_can_destroy_noise(series)
    rows = noise.destroy(series)
    ledger.shred_copies(series)
    transaction.on_commit(partial(draws.destroy, series.pk))
    gone = timezone.localdate() + dt.timedelta(days=settings.BACKUPS_ARE_KEPT_DAYS)
    return write(NoiseCertificate(series=series, rows=rows, destroyed_by=by, backups_gone_on=gone))
