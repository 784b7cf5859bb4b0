"""Proof 5: the built-in attacker, given every release ever published and this one, finds nothing."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping

from cases.releases import queries
from cases.releases.disclosure.attack.download import Download, read_download
from cases.releases.disclosure.attack.run import attack
from cases.releases.models import ReleaseDraft

from .lines import Audit, Line

PROOF = 5
NEEDED = ("cells.csv", queries.DESCRIPTION)


def attacked(audit: Audit) -> Line:
    """Everything that the releases of all series give away together; withdrawn ones too, since copies were kept."""
    report = attack(_downloads(audit), progress=audit.progress)
    kinds = Counter(finding.kind.value for finding in report.findings)
    figures = {
        "findings": len(report.findings),
        "kinds": ", ".join(f"{kind} {times}" for kind, times in sorted(kinds.items())),
        "cells": report.cells,
        "identities": report.identities,
        "programs": report.programs,
        "tests": report.tests,
    }
    return Line(PROOF, "attack" if report.complete else "attack_cut_short", not kinds and report.complete, figures)


CHECKS = (attacked,)


def _downloads(audit: Audit) -> Iterator[Download]:
    public = ReleaseDraft.objects.exclude(published_at=None).exclude(pk=audit.draft.pk)
    for draft in public.order_by("slot"):
        yield _download({file.name: file.content for file in queries.files(draft) if file.name in NEEDED})
    yield _download(audit.files)


def _download(files: Mapping[str, bytes]) -> Download:
    cells, description = (files[name].decode() for name in NEEDED)
    return read_download(csv.DictReader(io.StringIO(cells, newline="")), json.loads(description))
