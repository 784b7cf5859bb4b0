from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.core.rights_table import drawing

PAGE = settings.BASE_DIR / "docs" / "rights.md"


class Command(BaseCommand):
    help = "Draw docs/rights.md from the table of rights; --check only compares."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        text = drawing()
        if not options["check"]:
            PAGE.write_text(text, encoding="utf-8")
        elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            raise CommandError("docs/rights.md differs from the table: run manage.py draw_rights.", returncode=2)
