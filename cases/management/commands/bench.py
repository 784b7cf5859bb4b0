from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from django.core.management.base import CommandError

from cases.management.base import ActionCommand
from cases.management.bench import coding, disclosure, documents, public, releases, staff
from cases.management.bench.figures import Figure, table


class Suite(Protocol):
    """Measures its figures: a quick sample, or the full sizes."""

    def __call__(self, *, full: bool) -> Iterator[Figure]: ...


SUITES: Mapping[str, Suite] = {
    "coding": coding.measure,
    "disclosure": disclosure.measure,
    "documents": documents.measure,
    "public": public.measure,
    "releases": releases.measure,
    "staff": staff.measure,
}


class Command(ActionCommand):
    help = "Measure the figures to hold, each against its bar. Exit code 1 when one is missed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("suite", choices=sorted(SUITES), help="what to measure")
        parser.add_argument("--full", action="store_true", help="the full sizes instead of a quick sample")

    def handle(self, *_args: Any, **options: Any) -> None:
        figures = list(SUITES[options["suite"]](full=options["full"]))
        self.stdout.write(table(figures))
        missed = sum(not figure.passes for figure in figures)
        if missed:
            raise CommandError(f"{missed} of {len(figures)} figures miss their bar.", returncode=1)
