"""Proof 1: what would be public follows from the noisy cells, and these are the ones that were frozen."""

from collections.abc import Iterable

from cases.desk.build import rebuild
from cases.releases import engine, queries
from cases.releases.models import ReleaseDraft

from .lines import Audit, Line

PROOF = 1


def cells(audit: Audit) -> Line:
    """The noisy cells of every release of the series have the hash that they were frozen with."""
    drafts = _so_far(audit)
    changed = [one.code for one in drafts if engine.cells_sha256(audit.series, one.number) != one.cells_sha256]
    return _line("cells", drafts, changed)


def stored_files(audit: Audit) -> Line:
    """The stored files of this and every public release of the series are the ones that were made.

    Those of a missed one are nobody's to read: damaged, they would stop every later release.
    """
    drafts = [one for one in _so_far(audit) if one.published_at is not None or one.pk == audit.draft.pk]
    return _line("stored_files", drafts, [one.code for one in drafts if not _whole(one)])


def rebuilt(audit: Audit) -> Line:
    """Made once more from the noisy cells alone, every file has the same bytes."""
    files = rebuild(audit.draft)
    other = sorted(file.name for file in files if audit.files.get(file.name) != file.content)
    other += sorted(audit.files.keys() - {file.name for file in files})
    figures = {"files": len(files), "bytes": sum(len(file.content) for file in files), "other": ", ".join(other)}
    return Line(PROOF, "rebuilt", not other, figures)


CHECKS = (cells, stored_files, rebuilt)


def _so_far(audit: Audit) -> list[ReleaseDraft]:
    drafts = audit.series.drafts.filter(number__lte=audit.draft.number)
    return list(drafts.select_related("series").order_by("number"))


def _whole(draft: ReleaseDraft) -> bool:
    files, hashes = queries.files(draft), dict(queries.file_hashes(draft))
    named = all(queries.sha256(file.content) == hashes[file.name] for file in files)
    return named and queries.manifest_sha256(engine.release(draft), files) == draft.manifest_sha256


def _line(key: str, drafts: list[ReleaseDraft], changed: Iterable[str]) -> Line:
    other = list(changed)
    figures = {"same": len(drafts) - len(other), "releases": len(drafts), "other": ", ".join(other)}
    return Line(PROOF, key, not other, figures)
