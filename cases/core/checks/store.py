"""How the database and the caches keep what they are given."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register

from .fault import error

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "recursive_triggers=ON")


def database() -> dict[str, Any]:
    """How the settings describe the database."""
    return dict(settings.DATABASES["default"])


@register
def sqlite_keeps_and_erases(**_kwargs: Any) -> list[CheckMessage]:
    """E030: without them a power cut loses an acknowledged write, a deleted key stays, a trigger is passed."""
    described = database()
    commands = described.get("OPTIONS", {}).get("init_command", "")
    missing = [pragma for pragma in PRAGMAS if f"PRAGMA {pragma};" not in commands]
    return error(
        30,
        described["ENGINE"].endswith("sqlite3") and missing,
        f"SQLite is opened without: {', '.join(missing)}.",
        "Put them back into DATABASES in casetracker/settings.py.",
    )


@register
def cache_is_shared(**_kwargs: Any) -> list[CheckMessage]:
    """E031: attempts to sign in are counted in the default cache; one for each process multiplies them."""
    return error(
        31,
        settings.SIDE != "public" and not str(settings.CACHES["default"]["BACKEND"]).endswith("db.DatabaseCache"),
        "The default cache is not the database cache, so wrong passwords are not counted for all processes together.",
        "Put the database cache back into CACHES in casetracker/settings.py.",
    )


@register
def times_have_a_zone(**_kwargs: Any) -> list[CheckMessage]:
    """E032: the audit chain hashes times."""
    return error(32, not settings.USE_TZ, "Times are stored without their zone.", "Set USE_TZ = True.")


@register
def files_are_kept_by_evidence_only(**_kwargs: Any) -> list[CheckMessage]:
    """E033: Django's own storage and upload handlers write files in clear."""
    wrong = (
        settings.FILE_UPLOAD_HANDLERS != ["cases.evidence.uploads.InMemoryUploadHandler"]
        or settings.STORAGES["default"]["BACKEND"] != "django.core.files.storage.InMemoryStorage"
    )
    return error(
        33,
        wrong,
        "Uploads could be written to the disk in clear.",
        "Put FILE_UPLOAD_HANDLERS and STORAGES in casetracker/settings.py back as they were.",
    )
