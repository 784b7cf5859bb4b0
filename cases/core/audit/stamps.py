"""RFC 3161 time stamps on anchors: the request and its reply are files, carried by hand where there is no network.

The authority sees a blinded digest: without the random bytes kept beside the anchor it tells nothing, not even
whether two requests came from one chain.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    Verifier,
    VerifierBuilder,
    decode_timestamp_response,
)

from cases.core.errors import Refused

from .anchors import Anchor

DOMAIN = b"HR-ANCHOR-1\0"
_UNREADABLE = (
    ValueError, TypeError, OverflowError, UnsupportedAlgorithm, x509.InvalidVersion, x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)  # fmt: skip


def message(anchor: Anchor, blinding: bytes) -> bytes:
    """The bytes whose SHA-256 is stamped."""
    return DOMAIN + blinding + anchor.head + anchor.seq.to_bytes(8, "big")


def request(content: bytes) -> tuple[bytes, int]:
    """A request file, and the number in it that its reply must repeat."""
    made = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256).build()
    assert made.nonce is not None  # the builder's default
    return made.as_bytes(), made.nonce


def is_for(reply: bytes, content: bytes) -> bool:
    """Whether a reply stamps these bytes. Raises Refused when it stamps nothing at all."""
    with _readable():
        return bool(_granted(reply).tst_info.message_imprint.message == hashlib.sha256(content).digest())


def check(reply: bytes, content: bytes, authority: bytes, *, nonce: int) -> None:
    """Raise Refused unless the authority, whose certificates are in PEM, signed that these bytes were there."""
    verifier = _verifier(authority, nonce)
    with _readable():
        try:
            verifier.verify_message(_granted(reply), content)
        except VerificationError as error:
            raise Refused("The time stamp does not fit the anchor or the authority: ask for a new one.") from error


def _verifier(authority: bytes, nonce: int) -> Verifier:
    builder = VerifierBuilder(nonce=nonce)
    try:
        for certificate in x509.load_pem_x509_certificates(authority):
            own = certificate.issuer == certificate.subject
            add = builder.add_root_certificate if own else builder.add_intermediate_certificate
            builder = add(certificate)
        return builder.build()
    except ValueError as error:
        raise Refused("The authority's file holds no root certificate: give its root, in PEM.") from error


@contextmanager
def _readable() -> Iterator[None]:
    """The reader finds some faults only when a part is asked for."""
    try:
        yield
    except _UNREADABLE as error:
        raise Refused("This file is no reply of a time-stamping authority.") from error


def _granted(reply: bytes) -> TimeStampResponse:
    response = decode_timestamp_response(with_certificates_in_order(reply))
    if response.status != PKIStatus.GRANTED:
        raise Refused("The authority granted no time stamp: send the request again, or to another one.")
    return response


def with_certificates_in_order(reply: bytes) -> bytes:
    """The reply with its certificates in the order that DER asks for and our reader insists on.

    Authorities that run on OpenSSL send signer and issuer as they come. No signature covers that list, and moving
    its members changes no length. What is no such reply is given back as it is.
    """
    try:
        _status, token = _members(reply, *_members(reply, 0, len(reply))[0][1:])
        _oid, content = _members(reply, *token[1:])
        signed = _members(reply, *_members(reply, *content[1:])[0][1:])
        start, end = next((start, end) for first, start, end in signed[3:] if reply[first] == 0xA0)
        certificates = sorted(reply[first:last] for first, _start, last in _members(reply, start, end))
    except (IndexError, ValueError, StopIteration):
        return reply
    return reply[:start] + b"".join(certificates) + reply[end:]


def _members(data: bytes, start: int, end: int) -> list[tuple[int, int, int]]:
    """The values that follow each other in a stretch of DER: where each begins, where its content does, its end."""
    found = []
    while start < end:
        length, content = data[start + 1], start + 2
        if length >= 0x80:
            content += length - 0x80
            length = int.from_bytes(data[start + 2 : content], "big")
        found.append((start, content, content + length))
        start = content + length
    return found
