from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from cases.desk.actions import load_first_case
from cases.desk.first_case import read
from cases.management.base import StaffCommand


class Command(StaffCommand):
    help = (
        "Register the first case's article with its accounts and figures. Verifying and publishing are further steps."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--article", type=Path, help="the article's own file; kept as sealed evidence")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = self.user(options)
        first_case = read(settings.BASE_DIR / "data" / "first_case", options["article"])
        case = load_first_case(by=user, first_case=first_case)
        self.stdout.write(f"{case.code} is loaded; its accounts are coded and wait for verification by somebody else.")
