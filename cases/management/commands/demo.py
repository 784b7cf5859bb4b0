from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command

from cases.core.errors import Refused
from cases.core.models import Installation
from cases.desk import demonstration
from cases.management.base import ActionCommand
from cases.releases.terms import HORIZON


class Command(ActionCommand):
    help = "Make a demonstration database, or bring the one that is there up to date; its data are kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--people", type=int, default=demonstration.PEOPLE, help="fictional people (default: %(default)s; 0: none)"
        )
        parser.add_argument(
            "--releases",
            type=int,
            choices=range(2, HORIZON + 1),
            metavar=f"2 … {HORIZON}",
            default=demonstration.RELEASES,
            help="quarterly releases of them (default: %(default)s)",
        )
        parser.add_argument("--article", type=Path, help="the first case's article; kept as sealed evidence")

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        present = Installation.objects.first()
        if present is None:
            chosen = {name: options[name] for name in ("article", "people", "releases")}
            self._show(demonstration.build(self.stdout.write, **chosen))
        elif present.kind == Installation.Kind.DEMO:
            self.stdout.write("The demonstration is there already: its data and passwords are kept.")
        else:
            raise Refused("This is an office database: a demonstration needs a database of its own (DATABASE_URL).")

    def _show(self, passwords: demonstration.Passwords) -> None:
        self.stdout.write("\nStaff sign in at /staff/. These passwords are shown only now:\n")
        for username, password in passwords.items():
            self.stdout.write(f"  {username:<14} {password}")
        self.stdout.write("\nAfter the password a code is asked for; this prints it: manage.py demo_code NAME\n")
