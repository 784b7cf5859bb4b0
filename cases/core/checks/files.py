"""Who on this machine can read the files that protect everything else."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register

from .fault import error, warning

OTHERS = 0o077


def readable_by_others(path: Path) -> bool:
    """Whether group or others may do anything with the file or folder; False where there is none."""
    return path.exists() and bool(path.stat().st_mode & OTHERS)


def served_folders() -> list[Path]:
    """The folders whose files anybody can fetch."""
    folders = [settings.STATIC_ROOT, *settings.STATICFILES_DIRS]
    return [Path(folder).resolve() for folder in folders if folder]


@register
def secret_key_file_is_private(**_kwargs: Any) -> list[CheckMessage]:
    """E020."""
    path = settings.VAR_DIR / "secret_key"
    return error(20, readable_by_others(path), f"Other users of this machine can read {path}.", f"chmod 600 {path}")


@register
def key_file_is_private(**_kwargs: Any) -> list[CheckMessage]:
    """E021."""
    path = settings.KEY_FILE
    return error(21, readable_by_others(path), f"Other users of this machine can read {path}.", f"chmod 600 {path}")


@register
def nothing_secret_is_served(**_kwargs: Any) -> list[CheckMessage]:
    """E022: key file, evidence and signing key stand outside the folders of style sheets and pictures."""
    secret = [settings.KEY_FILE, settings.EVIDENCE_DIR, settings.NOISE_DIR, settings.VAR_DIR / "secret_key"]
    exposed = [path for path in secret if any(Path(path).resolve().is_relative_to(f) for f in served_folders())]
    return error(
        22,
        exposed,
        f"{', '.join(map(str, exposed))} stands in a folder whose files anybody can fetch.",
        "Move it out, and set CASETRACKER_KEY_FILE, CASETRACKER_EVIDENCE or CASETRACKER_NOISE.",
    )


@register
def var_folder_is_private(**_kwargs: Any) -> list[CheckMessage]:
    """W023."""
    path = settings.VAR_DIR
    return warning(
        23, readable_by_others(path), f"Other users of this machine can look into {path}.", f"chmod 700 {path}"
    )
