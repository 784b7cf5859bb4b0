"""Sealing and opening the confidential columns of a row.

Actions call ``seal``; whoever shows content calls ``open_sealed`` or ``open_record``, which write the audit
event first and fail closed. Nothing is ever opened by reading an attribute.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence

import pyrage
from django.db import models, transaction
from django.utils.translation import gettext as _

from . import audit, keyring, tokens
from .models import DataKey, KeyOwner

SCHEMA = "1"
"""Part of what binds a token to its place; it changes when a column changes its meaning."""


def seal(row: models.Model, field: str, text: str | None) -> None:
    """Put ``text`` sealed into the row's column. None empties it; an unchanged text keeps its token."""
    present = getattr(row, field)
    if text is None:
        setattr(row, field, None)
    elif present is None or open_text(row, field) != text:
        key = _data_key(row.key_owner())  # type: ignore[attr-defined]
        token = tokens.encrypt(_secret(key), kid=key.pk, plaintext=text.encode(), place=_place(row, field))
        setattr(row, field, token)


def open_sealed(row: models.Model, field: str, *, by: models.Model, reason: str) -> str | None:
    """The text of one column, after the reading has been written to the audit chain."""
    return open_record(row, [field], by=by, reason=reason)[field]


def open_record(row: models.Model, fields: Iterable[str], *, by: models.Model, reason: str) -> dict[str, str | None]:
    """The texts of several columns, after one audit event, committed on its own, names them.

    Raises Refused when a token does not open, and whatever the audit table raises: then nothing is shown.
    """
    wanted = [field for field in fields if getattr(row, field) is not None]
    if wanted:
        audit.record_read("sealed.open", by=by, subject=row, fields=wanted, reason=reason)
    return {field: open_text(row, field) for field in fields}


def open_rows(rows: Sequence[models.Model], field: str, *, by: models.Model, reason: str) -> dict[object, str | None]:
    """One column of several rows, by primary key, after one audit event that names them all."""
    filled = [row for row in rows if getattr(row, field) is not None]
    if filled:
        audit.record_read("sealed.open", by=by, subject=filled[0], fields=[field], reason=reason, records=filled)
    return {row.pk: open_text(row, field) for row in rows}


@transaction.atomic
def evidence_identity(owner: KeyOwner) -> pyrage.x25519.Identity:
    """The age identity that seals this owner's files; made at first use, sealed by the owner's data key."""
    # Locked, so that two first files at once get one identity.
    key = DataKey.objects.select_for_update().get(pk=_data_key(owner).pk)
    place = tokens.associated_data("DataKey", "evidence_identity", key.uuid.hex, SCHEMA)
    if key.evidence_identity is None:
        identity = pyrage.x25519.Identity.generate()
        key.evidence_identity = tokens.encrypt(_secret(key), kid=key.pk, plaintext=str(identity).encode(), place=place)
        key.save(update_fields=["evidence_identity"])
        return identity
    secret = tokens.decrypt(_secret(key), key.evidence_identity, place=place)
    return pyrage.x25519.Identity.from_str(secret.decode())


def keyed_name(owner: KeyOwner, content: bytes) -> str:
    """A name for a content that says nothing without the owner's key: HMAC-SHA256 in hexadecimal."""
    return hmac.new(_secret(_data_key(owner)), b"storage name\0" + content, hashlib.sha256).hexdigest()


def open_text(row: models.Model, field: str) -> str | None:
    """The text of a column without an audit event: for core.records only, which writes it itself."""
    if getattr(row, field) is None:
        return None
    token = bytes(getattr(row, field))
    key = DataKey.objects.filter(pk=tokens.kid_of(token)).first()
    if key is None:
        raise tokens.TokenError(_("The key of a sealed value is gone: it was erased, or the value was altered."))
    return tokens.decrypt(_secret(key), token, place=_place(row, field)).decode()


def _place(row: models.Model, field: str) -> bytes:
    row_uuid = getattr(row, "uuid").hex  # noqa: B009  (rows of several base classes have it)
    return tokens.associated_data(type(row).__name__, field, row_uuid, SCHEMA)


def _data_key(owner: KeyOwner) -> DataKey:
    found = DataKey.objects.filter(owner_kind=owner.kind, owner_uuid=owner.uuid).first()
    if found is not None:
        return found
    key = DataKey(owner_kind=owner.kind, owner_uuid=owner.uuid)
    key.wrapped = keyring.current().wrap(tokens.new_key(), place=_wrap_place(key))
    # Two at once for one owner: the second keeps the first one's key.
    return DataKey.objects.get_or_create(
        owner_kind=owner.kind, owner_uuid=owner.uuid, defaults={"uuid": key.uuid, "wrapped": key.wrapped}
    )[0]


def _secret(key: DataKey) -> bytes:
    assert key.wrapped is not None  # shredded keys are gone with their rows
    return keyring.current().unwrap(bytes(key.wrapped), _wrap_place(key))


def _wrap_place(key: DataKey) -> bytes:
    return tokens.associated_data("DataKey", "wrapped", key.uuid.hex, SCHEMA)
