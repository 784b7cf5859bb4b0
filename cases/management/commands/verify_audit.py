import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from tqdm import tqdm

from cases.core import audit
from cases.core.audit import anchor_files
from cases.core.audit.anchor_files import Kept
from cases.core.audit.anchors import Anchor, public_problem, read_line, read_public_line
from cases.core.errors import Refused
from cases.core.models import AuditEvent
from cases.management.base import ActionCommand, read_file

SHOWN = 100


class Command(ActionCommand):
    help = (
        "Walk the audit chain and compare it with the anchors. Prints a sentence for each thing that does not fit; "
        "exit code 1 when there is one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        folder = "folder of the anchors (default: CASETRACKER_ANCHORS)"
        parser.add_argument("--anchors", type=Path, metavar="DIR", help=folder)
        parser.add_argument("--anchor", action="append", default=[], metavar="LINE", help="a printed line, in quotes")
        parser.add_argument(
            "--public-line",
            action="append",
            default=[],
            metavar="LINE",
            help="the line “anchor” of a release, in quotes",
        )
        parser.add_argument(
            "--authority", type=Path, metavar="CERT.pem", help="check stored time stamps against this root certificate"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        anchors = [read_line(line) for line in options["anchor"]]
        public = [read_public_line(line) for line in options["public_line"]]
        folder = options["anchors"] or Path(settings.ANCHORS_DIR)
        if options["anchors"] is not None and not folder.is_dir():
            raise Refused(f"There is no folder {folder}: give the one that holds the anchors.")
        problems: list[str] = []
        for kept in anchor_files.read(folder):
            if isinstance(kept, Kept):
                anchors.append(kept.anchor)
                if options["authority"] is not None:
                    problems += anchor_files.stamp_problems(kept, read_file(options["authority"]))
            else:
                problems.append(kept)
        problems += filter(None, map(public_problem, public))
        count = self._walk(anchors, problems)
        if problems:
            raise CommandError(f"The audit chain does not hold: {len(problems)} problems.", returncode=1)
        self.stdout.write(f"The audit chain holds: {count} events, {len(anchors)} anchors.")
        if public:
            self.stdout.write(f"{len(public)} lines of releases name events of it.")
        for sentence in _not_covered(anchors, count):
            self.stdout.write(sentence)

    def _walk(self, anchors: list[Anchor], problems: list[str]) -> int:
        """Say the problems as they are found, and how many events there are."""
        with tqdm(total=AuditEvent.objects.count(), unit=" events", disable=not sys.stderr.isatty()) as bar:
            problems += audit.problems(anchors, step=bar.update)
            count = int(bar.total)
        for problem in islice(problems, SHOWN):
            self.stderr.write(problem)
        if len(problems) > SHOWN:
            self.stderr.write(f"And {len(problems) - SHOWN} more.")
        return count


def _not_covered(anchors: list[Anchor], count: int) -> Iterator[str]:
    """What the check cannot know."""
    if not anchors:
        yield "Without an anchor, a chain cut off at its end or made anew would not show: run anchor_audit daily."
        return
    last = max(anchors, key=lambda anchor: anchor.seq)
    if count > last.seq:
        yield f"The last anchor is of {last.day}: the {count - last.seq} events after it could still be cut off unseen."
