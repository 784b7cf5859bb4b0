from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from cases.management.base import StaffCommand
from cases.vocabulary.actions import load_vocabulary
from cases.vocabulary.loading import read_folder


class Command(StaffCommand):
    help = (
        "Load the vocabulary's files: codes that are not there yet, and languages that a text lacks. "
        "What is there stays as it is; a second load changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "data" / "vocabulary")

    def handle(self, *_args: Any, **options: Any) -> None:
        loaded = load_vocabulary(by=self.user(options), files=read_folder(options["folder"]))
        self.stdout.write(
            f"Vocabulary version {loaded.version}: {loaded.added} codes added, {loaded.present} were there, "
            f"{loaded.completed} of them got a text in another language."
        )
