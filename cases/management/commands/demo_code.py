from argparse import ArgumentParser
from typing import Any

from cases.accounts.queries import demonstration_code
from cases.management.base import ActionCommand


class Command(ActionCommand):
    help = "Print the code with which an account of the demonstration signs in now. It works once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="user name, as printed by manage.py demo")

    def handle(self, *_args: Any, **options: Any) -> None:
        self.stdout.write(demonstration_code(options["name"]))
