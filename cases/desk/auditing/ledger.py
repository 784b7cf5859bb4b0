"""Proof 2: nobody moves a figure more than once in, once out, and within what the noise was made for.

The vectors stay sealed: what they had to show was worked out inside the build. Nobody is listed, only counted.
"""

from fractions import Fraction

from django.db.models import Count, Exists, F, OuterRef

from cases.releases import engine, terms
from cases.releases.disclosure.schema import sensitivity
from cases.releases.models import LedgerEntry

from .lines import Audit, Line

PROOF = 2


def entries(audit: Audit) -> Line:
    """At most one entry and one exit of a person in each series."""
    every = LedgerEntry.objects.order_by().values("series", "witness", "sign")
    twice = every.annotate(events=Count("pk")).filter(events__gt=1).count()
    checks = audit.draft.checks
    most = {"entries": checks["most_entries"], "exits": checks["most_exits"]}
    return Line(PROOF, "entries", twice == 0 and max(most.values()) <= 1, {"twice": twice, **most})


def order(audit: Audit) -> Line:
    """Whoever left had entered before, or in the same release."""
    entered = LedgerEntry.objects.filter(
        series=OuterRef("series"), witness=OuterRef("witness"), sign=LedgerEntry.Sign.ENTERS, number__lte=OuterRef("number")
    )  # fmt: skip
    wrong = LedgerEntry.objects.filter(~Exists(entered), sign=LedgerEntry.Sign.LEAVES).count()
    late = LedgerEntry.objects.filter(number__gt=F("series__horizon")).count()
    return Line(
        PROOF, "order", wrong == late == 0 and audit.draft.checks["exits_after_entries"] is True, {"wrong": wrong}
    )


def contribution(audit: Audit) -> Line:
    """No person touches more cells of a group than its noise was made for."""
    schema, most = engine.schema_of(audit.series), audit.draft.checks["contribution"]
    limits = {group.value: sensitivity(schema, group) for group in engine.design_of(audit.series).shares}
    within = limits.keys() == most.keys() and all(most[group] <= limit for group, limit in limits.items())
    return Line(PROOF, "contribution", within, {"most": _listed(most), "limits": _listed(limits)})


def lifetime(audit: Audit) -> Line:
    """What all releases together may tell of one person, the noisy total included."""
    most, limit = Fraction(audit.draft.checks["lifetime_mu_squared"]), Fraction(terms.LIFETIME_MU_SQUARED)
    return Line(PROOF, "lifetime", most <= limit, {"most": float(most), "limit": float(limit)})


def erased(audit: Audit) -> Line:
    """How many vectors are destroyed, as their people have left and were erased: they cannot be looked at again."""
    return Line(PROOF, "erased", True, {"erased": int(audit.draft.checks["erased"])})


CHECKS = (entries, order, contribution, lifetime, erased)


def _listed(by_group: dict[str, int]) -> str:
    return ", ".join(f"{group} {cells}" for group, cells in sorted(by_group.items()))
