from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.intake.states import diagram

PAGE = settings.BASE_DIR / "docs" / "states.md"
HEAD = (
    "# States of a testimony\n\n"
    "Drawn by `manage.py draw_states` from `cases/intake/states.py`; `make check` compares them. "
    "An arrow names who makes the step; `(later)` is refused until it is built.\n\n"
)


class Command(BaseCommand):
    help = "Draw docs/states.md from the table of states; --check only compares."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        text = f"{HEAD}```mermaid\n{diagram()}```\n"
        if not options["check"]:
            PAGE.write_text(text, encoding="utf-8")
        elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            raise CommandError("docs/states.md differs from the table: run manage.py draw_states.", returncode=2)
