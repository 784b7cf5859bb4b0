"""What somebody has typed and not saved: kept for them alone, overwritten, without a revision or an audit event."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from django.utils import timezone

from cases.accounts.models import FormDraft, User
from cases.core import sealing
from cases.core.edits import Note
from cases.core.records import action

KEPT_FOR = dt.timedelta(days=30)


@action
def keep_draft(*, by: User, note: Note, values: Mapping[str, Sequence[str]]) -> FormDraft:
    """Keep what was typed into a form: one sealed row per person and form. What lay for thirty days goes meanwhile."""
    by.form_drafts.filter(saved_at__lt=timezone.now() - KEPT_FOR).delete()
    draft = FormDraft.objects.filter(user=by, form=note.form).first() or FormDraft(user=by, form=note.form)
    draft.owner_kind, draft.owner_uuid = note.owner
    draft.based_on, draft.saved_at = note.based_on, timezone.now()
    text = json.dumps(dict(values), ensure_ascii=False)
    draft.content = sealing.sealed_token(FormDraft, "content", draft.uuid, owner=note.owner, text=text)
    draft.save()
    return draft


@action
def discard_draft(*, by: User, form: str) -> None:
    """Forget what one has typed into a form: it was saved, or is not wanted."""
    by.form_drafts.filter(form=form).delete()
