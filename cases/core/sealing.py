"""Sealing and opening the confidential columns of a row.

Actions call ``seal``; whoever shows content calls ``open_sealed`` or ``open_record``, which write the audit
event first and fail closed. Nothing is ever opened by reading an attribute.
"""

import hashlib
import hmac
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pyrage
from django.db import models, transaction
from django.utils.translation import gettext as _

from . import audit, keyring, permissions, tokens
from .batches import BATCH, batches
from .errors import NotAllowed
from .models import DataKey, KeyOwner

SCHEMA = "1"
"""Part of what binds a token to its place; it changes when a column changes its meaning."""


@dataclass(frozen=True)
class _AtHand:
    """Data keys that were asked for together: their numbers by owner, and the keys themselves by number."""

    kids: Mapping[KeyOwner, int] = field(default_factory=dict)
    secrets: Mapping[int, bytes] = field(default_factory=dict)


_NOTHING = _AtHand()
_at_hand: ContextVar[_AtHand] = ContextVar("data keys at hand", default=_NOTHING)


@contextmanager
def keys_at_hand(owners: Iterable[KeyOwner]) -> Iterator[None]:
    """Inside it, sealing and opening for these owners asks the database for their keys once; missing ones are made.

    For one bulk action at a time, inside its transaction: a key that outlived its erasure in memory would undo it.
    """
    present = _at_hand.get()
    found = _fetch_keys([owner for owner in dict.fromkeys(owners) if owner not in present.kids])
    kids = {KeyOwner(key.owner_kind, key.owner_uuid): key.pk for key in found}
    secrets = {key.pk: _secret(key) for key in found}
    token = _at_hand.set(_AtHand({**present.kids, **kids}, {**present.secrets, **secrets}))
    try:
        yield
    finally:
        _at_hand.reset(token)


def seal(row: models.Model, field: str, text: str | None) -> None:
    """Put ``text`` sealed into the row's column. None empties it; an unchanged text keeps its token."""
    present = getattr(row, field)
    if text is None:
        setattr(row, field, None)
    elif present is None or open_text(row, field) != text:
        owner: KeyOwner = row.key_owner()  # type: ignore[attr-defined]
        setattr(row, field, sealed_token(type(row), field, row.uuid, owner=owner, text=text))  # type: ignore[attr-defined]


def sealed_token(model: type[models.Model], field: str, row_uuid: uuid.UUID, *, owner: KeyOwner, text: str) -> bytes:
    """The text sealed for one column of one row."""
    kid, secret = _sealing_key(owner)
    return tokens.encrypt(secret, kid=kid, plaintext=text.encode(), place=_place(model, field, row_uuid))


def open_sealed(row: models.Model, field: str, *, by: models.Model, reason: str) -> str | None:
    """The text of one column, after the reading has been written to the audit chain."""
    return open_record(row, [field], by=by, reason=reason)[field]


def open_record(row: models.Model, fields: Iterable[str], *, by: models.Model, reason: str) -> dict[str, str | None]:
    """The texts of several columns, after one audit event, committed on its own, names them.

    Raises NotAllowed when the table of rights does not let the person read them, Refused when a token does not open, and whatever the audit table raises: then nothing is shown.
    """
    _check_readable([row], by)
    wanted = [field for field in fields if getattr(row, field) is not None]
    audit.record_read("sealed.open", by=by, subject=row, fields=wanted, reason=reason)
    with _opening([row], wanted):
        return {field: open_text(row, field) for field in fields}


def open_rows(rows: Sequence[models.Model], field: str, *, by: models.Model, reason: str) -> dict[object, str | None]:
    """One column of several rows, by primary key, after one audit event that names them all."""
    _check_readable(rows, by)
    filled = [row for row in rows if getattr(row, field) is not None]
    if filled:
        audit.record_read("sealed.open", by=by, subject=filled[0], fields=[field], reason=reason, records=filled)
    with _opening(filled, [field]):
        return {row.pk: open_text(row, field) for row in rows}


@contextmanager
def _opening(rows: Sequence[models.Model], fields: Sequence[str]) -> Iterator[None]:
    """Inside it the keys of these filled columns are at hand: asked for once, and forgotten again at its end."""
    present = _at_hand.get()
    kids = {tokens.kid_of(bytes(getattr(row, name))) for row in rows for name in fields}
    token = _at_hand.set(_AtHand(present.kids, {**present.secrets, **_secrets(kids)}))
    try:
        yield
    finally:
        _at_hand.reset(token)


def open_own(row: Any, field: str, *, by: models.Model) -> str | None:
    """What somebody typed and has not saved (``row.user``), for that person alone, after an event."""
    if row.user_id != by.pk:
        raise NotAllowed(_("Your roles do not let you read this."))
    audit.record_read("sealed.open", by=by, subject=row, fields=[field], reason="draft")
    return open_text(row, field)


def _check_readable(rows: Sequence[models.Model], by: Any) -> None:
    """The last gate, whatever page asked: a reading beyond the table of rights is refused, and the chain says so."""
    try:
        permissions.check_readable(by, rows)
    except NotAllowed:
        audit.record_read("sealed.open.refused", by=by, subject=rows[0])
        raise


@transaction.atomic
def evidence_identity(owner: KeyOwner) -> pyrage.x25519.Identity:
    """The age identity that seals this owner's files; made at first use, sealed by the owner's data key."""
    # Locked, so that two first files at once get one identity.
    key = DataKey.objects.select_for_update(no_key=True).get(pk=_data_key(owner).pk)
    place = tokens.associated_data("DataKey", "evidence_identity", key.uuid.hex, SCHEMA)
    if key.evidence_identity is None:
        identity = pyrage.x25519.Identity.generate()
        key.evidence_identity = tokens.encrypt(_secret(key), kid=key.pk, plaintext=str(identity).encode(), place=place)
        key.save(update_fields=["evidence_identity"])
        return identity
    secret = tokens.decrypt(_secret(key), key.evidence_identity, place=place)
    return pyrage.x25519.Identity.from_str(secret.decode())


def shred(owner: KeyOwner) -> None:
    """Destroy an owner's data key and age identity, for an erasure: whatever they sealed stays closed for ever.

    The row stays without its secrets, so that nothing is ever sealed for this owner again.
    """
    key, _made = DataKey.objects.get_or_create(owner_kind=owner.kind, owner_uuid=owner.uuid)
    key.wrapped = key.evidence_identity = None
    key.save(update_fields=["wrapped", "evidence_identity"])
    keyring.KeyRing.unwrap.cache_clear()


def is_shredded(owner: KeyOwner) -> bool:
    """Whether the owner's key was destroyed."""
    return DataKey.objects.filter(owner_kind=owner.kind, owner_uuid=owner.uuid, wrapped=None).exists()


def keyed_name(owner: KeyOwner, content: bytes) -> str:
    """A name for a content that says nothing without the owner's key: HMAC-SHA256 in hexadecimal."""
    return hmac.new(_secret(_data_key(owner)), b"storage name\0" + content, hashlib.sha256).hexdigest()


def open_text(row: models.Model, field: str) -> str | None:
    """The text of a column without an audit event: for core.records only, which writes it itself."""
    if getattr(row, field) is None:
        return None
    sealed = bytes(getattr(row, field))
    return tokens.decrypt(_opening_key(tokens.kid_of(sealed)), sealed, place=_place_of(row, field)).decode()


def open_texts(rows: Sequence[models.Model], field: str) -> list[str]:
    """One column of many rows, without an audit event: for core.records only. One statement for every 1,000 rows."""
    sealed = [(getattr(row, "uuid"), getattr(row, field)) for row in rows]  # noqa: B009
    return list(open_column(type(rows[0]), field, sealed)) if rows else []


def open_column(
    model: type[models.Model], field: str, sealed: Sequence[tuple[uuid.UUID, bytes | memoryview]]
) -> Iterator[str]:
    """The same for rows of which only the key and this column were read: a search opens many thousands."""
    for start in range(0, len(sealed), 1000):
        some = [(row_uuid, bytes(token)) for row_uuid, token in sealed[start : start + 1000]]
        secrets = _secrets({tokens.kid_of(token) for _row_uuid, token in some})
        for row_uuid, token in some:
            secret = secrets.get(tokens.kid_of(token))
            if secret is None:
                raise tokens.TokenError(
                    _("The key of a sealed value is gone: it was erased, or the value was altered.")
                )
            yield tokens.decrypt(secret, token, place=_place(model, field, row_uuid)).decode()


def _secrets(kids: set[int]) -> dict[int, bytes]:
    """Data keys by number, without the rows around them."""
    found = DataKey.objects.filter(pk__in=kids).values_list("pk", "uuid", "wrapped")
    return {pk: _unwrapped(key_uuid, wrapped) for pk, key_uuid, wrapped in found}


def _place_of(row: models.Model, field: str) -> bytes:
    return _place(type(row), field, getattr(row, "uuid"))  # noqa: B009  (rows of several base classes have it)


def _place(model: type[models.Model], field: str, row_uuid: uuid.UUID) -> bytes:
    before, after = _frame(model, field)
    return before + row_uuid.hex.encode() + after


@cache
def _frame(model: type[models.Model], field: str) -> tuple[bytes, bytes]:
    """What stands around the row's key in a place: the same for every row, and asked for every sealed value."""
    hexadecimal = "0" * 32
    before, _key, after = tokens.associated_data(model.__name__, field, hexadecimal, SCHEMA).rpartition(
        hexadecimal.encode()
    )
    return before, after


def _sealing_key(owner: KeyOwner) -> tuple[int, bytes]:
    """The number and the bytes of the owner's data key, made at first use."""
    at_hand = _at_hand.get()
    if (kid := at_hand.kids.get(owner)) is not None:
        return kid, at_hand.secrets[kid]
    key = _data_key(owner)
    return key.pk, _secret(key)


def _opening_key(kid: int) -> bytes:
    if (secret := _at_hand.get().secrets.get(kid)) is not None:
        return secret
    key = DataKey.objects.filter(pk=kid).first()
    if key is None:
        raise tokens.TokenError(_("The key of a sealed value is gone: it was erased, or the value was altered."))
    return _secret(key)


def _fetch_keys(owners: list[KeyOwner]) -> list[DataKey]:
    """The data keys of many owners, after the missing ones were made together."""
    found = _stored_keys(owners)
    known = {(key.owner_kind, key.owner_uuid) for key in found}
    missing = [owner for owner in owners if owner not in known]
    # Two at once for one owner: the second keeps the first one's key.
    DataKey.objects.bulk_create([_new_data_key(owner) for owner in missing], batch_size=BATCH, ignore_conflicts=True)
    return found + _stored_keys(missing)


def _stored_keys(owners: list[KeyOwner]) -> list[DataKey]:
    wanted, found = set(owners), []
    for some in batches(owners):
        keys = DataKey.objects.filter(owner_uuid__in=[owner.uuid for owner in some])
        found += [key for key in keys if (key.owner_kind, key.owner_uuid) in wanted]
    return found


def _data_key(owner: KeyOwner) -> DataKey:
    found = DataKey.objects.filter(owner_kind=owner.kind, owner_uuid=owner.uuid).first()
    if found is not None:
        return found
    key = _new_data_key(owner)
    # Two at once for one owner: the second keeps the first one's key.
    return DataKey.objects.get_or_create(
        owner_kind=owner.kind, owner_uuid=owner.uuid, defaults={"uuid": key.uuid, "wrapped": key.wrapped}
    )[0]


def _new_data_key(owner: KeyOwner) -> DataKey:
    key = DataKey(owner_kind=owner.kind, owner_uuid=owner.uuid)
    key.wrapped = keyring.current().wrap(tokens.new_key(), place=_wrap_place(key))
    return key


def _secret(key: DataKey) -> bytes:
    return _unwrapped(key.uuid, key.wrapped)


def _unwrapped(key_uuid: uuid.UUID, wrapped: bytes | memoryview | None) -> bytes:
    if wrapped is None:
        raise tokens.TokenError(_("What was sealed for this person was erased: nobody can open it any more."))
    return keyring.current().unwrap(bytes(wrapped), _place(DataKey, "wrapped", key_uuid))


def _wrap_place(key: DataKey) -> bytes:
    return tokens.associated_data("DataKey", "wrapped", key.uuid.hex, SCHEMA)
