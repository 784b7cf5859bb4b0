"""Proof 6: every shown value obeys the show rule, checked from the files as a stranger would."""

from collections.abc import Iterator

from cases.releases import queries
from cases.releases.models import ReleaseDraft
from cases.reports.verifying import check
from cases.reports.verifying.outcome import Line as Checked
from cases.reports.verifying.outcome import State

from .lines import Audit, Line

PROOF = 6
SHOW_RULE = ("cells.csv and the schema", "hidden cells", "show rule", "likely ranges", "tier")
"""The checks of ``verify_release`` that the show rule consists of."""


def shown(audit: Audit) -> Line:
    """Each shown figure is large enough for its blur, rounded, within its range, and of its tier."""
    failed = [one for one in _checked(audit) if one.check in SHOW_RULE and one.state is not State.PASS]
    figures = {
        "shown": sum(cell.shown for cell in audit.release.cells),
        "hidden": sum(not cell.shown for cell in audit.release.cells),
        "tier": audit.release.tier.value,
        "failed": _said(failed),
    }
    return Line(PROOF, "show_rule", not failed, figures)


def verified(audit: Audit) -> Line:
    """Every check of ``verify_release`` on the files, in a chain with the release that was public last."""
    done = [one for one in _checked(audit) if one.state is not State.NOTE]
    failed = [one for one in done if one.state is State.FAIL]
    figures = {"passed": len(done) - len(failed), "checks": len(done), "failed": _said(failed)}
    return Line(PROOF, "verified", not failed, figures)


CHECKS = (shown, verified)


def _checked(audit: Audit) -> list[Checked]:
    releases = [{file.name: file.content for file in queries.files(before)} for before in _before(audit)]
    *_others, (_name, lines) = check.verify_files([*releases, audit.files])
    return lines


def _before(audit: Audit) -> Iterator[ReleaseDraft]:
    public = ReleaseDraft.objects.exclude(published_at=None).filter(slot__lt=audit.draft.slot)
    yield from public.order_by("-slot")[:1]


def _said(failed: list[Checked]) -> str:
    return "; ".join(f"{one.check}: {one.figure}" for one in failed)
