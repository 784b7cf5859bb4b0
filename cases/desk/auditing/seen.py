"""Proof 8: what the release changes in public was worked out, and is what everybody who signs has seen."""

from cases.releases import difference

from .lines import Audit, Line

PROOF = 8


def made(audit: Audit) -> Line:
    """The difference from the release that was public last."""
    found = difference.of(audit.draft)
    figures = {"changed": found.changed, "sha256": found.sha256[:12], "before": found.previous or ""}
    return Line(PROOF, "difference" if found.previous else "difference_first", True, figures)


def signed(audit: Audit) -> Line:
    """Every signature of this attempt stands under this very difference."""
    shown = difference.of(audit.draft).sha256
    approvals = audit.draft.approvals.filter(attempt=audit.draft.attempt)
    of = list(approvals.values_list("difference_sha256", flat=True))
    return Line(
        PROOF, "signed", all(sha256 == shown for sha256 in of), {"same": of.count(shown), "signatures": len(of)}
    )


CHECKS = (made, signed)
