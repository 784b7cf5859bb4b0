from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.reports.verifying.check import verify
from cases.reports.verifying.outcome import NoRelease, State


class Command(BaseCommand):
    help = (
        "Check downloaded releases from their files alone: hashes, chain, and that every figure obeys the rules which "
        "the release states. One line per check; exit code 1 when one fails. Needs no database."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        folder = "a folder with all files of one release, or with one such folder for each release"
        parser.add_argument("folder", nargs="+", type=Path, metavar="FOLDER", help=folder)

    def handle(self, *_args: Any, **options: Any) -> None:
        states: list[State] = []
        try:
            for release, lines in verify(options["folder"]):
                self.stdout.write(release)
                for line in lines:
                    self.stdout.write(f"  {line}")
                    states.append(line.state)
        except NoRelease as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        failed, done = states.count(State.FAIL), len(states) - states.count(State.NOTE)
        if failed:
            raise CommandError(f"{failed} of {done} checks failed: do not rely on these files.", returncode=1)
        self.stdout.write(f"All {done} checks passed.")
