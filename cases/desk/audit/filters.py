"""What the page is asked for, read from its address, and the events that answer it."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.accounts.models import User
from cases.core import privacy
from cases.core.models import AuditEvent, AuditMention, Record

NOBODY = "nobody"
_TIME = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class AuditFilter(forms.Form):
    """Every box may stay empty. Names stay out of the address: a person is a key, a record its code."""

    person = forms.ChoiceField(label=_("Person"), required=False)
    record = forms.CharField(label=_("Record, by its code"), max_length=20, required=False)
    since = forms.DateTimeField(label=_("From"), widget=_TIME, required=False)
    until = forms.DateTimeField(label=_("Until"), widget=_TIME, required=False)
    kind = forms.ChoiceField(label=_("What"), choices=[("", _("everything")), *AuditEvent.Kind.choices], required=False)
    unusual = forms.BooleanField(label=_("Only unusual"), required=False)
    before = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62, required=False)

    def __init__(self, *args: Any, people: dict[uuid.UUID, User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((user.username, str(key)) for key, user in people.items())
        choices = [("", _("everybody")), *((key, name) for name, key in named), (NOBODY, _("nobody signed in"))]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]
        self.fields["record"].widget.attrs["placeholder"] = "W-004"

    def clean_record(self) -> uuid.UUID | None:
        code = self.cleaned_data["record"].strip().upper()
        if not code:
            return None
        key = _key_of(code)
        if key is None:
            raise ValidationError(_("There is no record with this code: codes look like W-004 or TST-012."))
        return key

    def seqs(self, *, most: int) -> list[int]:
        """The numbers of the newest events that answer the filter; those marked unusual are told apart later."""
        return list(self._matching()[:most])

    def count(self) -> int:
        return self._matching().count()

    def _matching(self) -> "models.QuerySet[Any, int]":
        """Numbers only: each filter is answered from an index, and the rows are fetched for one page."""
        asked, given = self.cleaned_data, models.Q()
        on_event = "event__" if asked["record"] else ""
        if asked["person"]:
            key = None if asked["person"] == NOBODY else uuid.UUID(asked["person"])
            given &= models.Q(**({f"{on_event}actor_uuid": key} if key else {f"{on_event}actor_uuid__isnull": True}))
        if asked["since"]:
            given &= models.Q(**{f"{on_event}at__gte": asked["since"]})
        if asked["until"]:
            # The minute that was typed belongs to it.
            given &= models.Q(**{f"{on_event}at__lt": asked["until"] + dt.timedelta(minutes=1)})
        if asked["kind"]:
            given &= models.Q(**{f"{on_event}kind": asked["kind"]})
        if asked["record"]:
            if asked["before"]:
                given &= models.Q(event_id__lt=asked["before"])
            mentions = AuditMention.objects.filter(given, record_uuid=asked["record"])
            return mentions.order_by("-event_id").values_list("event_id", flat=True)
        if asked["before"]:
            given &= models.Q(seq__lt=asked["before"])
        return AuditEvent.objects.filter(given).order_by("-seq").values_list("seq", flat=True)


def record_models() -> dict[str, type[Record]]:
    """Every kind of record that has codes, by the name that events give it."""
    return {str(model._meta.model_name): model for model in privacy.own_models() if issubclass(model, Record)}


def _key_of(code: str) -> uuid.UUID | None:
    prefix = code.rpartition("-")[0]
    for model in record_models().values():
        if model.code_prefix == prefix:
            found: uuid.UUID | None = model._base_manager.filter(code=code).values_list("pk", flat=True).first()
            if found:
                return found
    return None
