import secrets
from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management import call_command

from cases.core.errors import Refused
from cases.desk import office
from cases.management.base import ActionCommand


class Command(ActionCommand):
    help = "Make an empty database an office with one administrator. Nothing that is there is ever changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--administrator", required=True, help="user name of the first administrator")
        parser.add_argument("--organisation", default="Casetracker", help="who publishes, as the public pages name it")
        parser.add_argument(
            "--address", default="http://localhost:8000", help="how the server is reached, for the link"
        )
        parser.add_argument("--passphrase-file", type=Path, help="a file that holds the passphrase in place of asking")

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        office.check_can_be_made()
        passphrase = _from_file(options["passphrase_file"]) if options["passphrase_file"] else self._ask()
        token = office.make(
            administrator=options["administrator"], organisation=options["organisation"], passphrase=passphrase
        )
        self._show(options["administrator"], f"{options['address'].rstrip('/')}/accounts/enrol/{token}/")

    def _ask(self) -> str:
        self.stdout.write(
            "The passphrase opens the key file after each start of the server. Without it nothing can be read again:\n"
            f"write it down and keep it away from the server. At least {office.SHORTEST_PASSPHRASE} characters; "
            f"for example: {_suggestion()}"
        )
        passphrase = getpass("Passphrase: ")
        office.check_passphrase(passphrase)
        if getpass("The same again: ") != passphrase:
            raise Refused("The two passphrases differ: start again.")
        return passphrase

    def _show(self, administrator: str, link: str) -> None:
        self.stdout.write(
            f"\nThe office is made. Next:\n"
            f"  1. Copy the key file to a second place, away from the database and its backups.\n"
            f"  2. Start the server (manage.py serve) and type the passphrase at /accounts/unlock/.\n"
            f"  3. As {administrator}, open this link within 72 hours, choose a password and a second factor:\n"
            f"     {link}\n"
            f"     It works once and is shown only now.\n"
            f"  4. At /staff/ under Users, make an account for each person and hand them their link.\n"
        )


def _from_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path} cannot be read as text: name a file with the passphrase in one line.") from error


def _suggestion() -> str:
    """A passphrase of 100 random bits, in groups that can be copied by hand."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))
