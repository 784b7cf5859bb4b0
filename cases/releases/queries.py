"""Reads of releases."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict

from django.core.serializers.json import DjangoJSONEncoder

from cases.published.data import File, Release

from .models import ReleaseDraft

DESCRIPTION = "release.json"
"""The file of a release that names the hashes of all others."""


def files(draft: ReleaseDraft) -> list[File]:
    """The files of a draft as they are stored. One statement."""
    return [File(row.name, row.media_type, bytes(row.content)) for row in draft.files.all()]


def file_hashes(draft: ReleaseDraft) -> list[tuple[str, str]]:
    """Name and SHA-256 of each file, without its bytes. One statement."""
    return list(draft.files.values_list("name", "sha256"))


def sha256_of_last_release() -> str:
    """The hash of the newest published release's description, which the next one names; empty before the first."""
    newest = ReleaseDraft.objects.exclude(published_at=None).order_by("-slot").first()
    return newest.files.get(name=DESCRIPTION).sha256 if newest else ""


def sha256(content: bytes) -> str:
    """The hash in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def manifest_sha256(release: Release, files: Sequence[File]) -> str:
    """One hash over all that would be public: the release's own tables and texts, then each file in its order.

    It is what the approvers sign.
    """
    content = json.dumps(asdict(release), cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    lines = [f"{sha256(file.content)}  {file.media_type}  {file.name}" for file in files]
    return sha256("\n".join([sha256(content.encode()), *lines]).encode())
