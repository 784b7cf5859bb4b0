from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cases.accounts.actions.keys import write_recovery_file
from cases.management.base import StaffCommand
from cases.management.keys import LAYERS, passphrase_if_sealed


class Command(StaffCommand):
    help = "Write the keys to a file that only two holders together can open, for when key file or passphrase is lost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="OUT", help="the new file")
        parser.add_argument("--first", required=True, metavar="age1…", help="public key of the first holder")
        parser.add_argument("--second", required=True, metavar="age1…", help="public key of the second holder")
        parser.add_argument("--passphrase-file", type=Path, help="a file that holds the passphrase in place of asking")

    def handle(self, *_args: Any, **options: Any) -> None:
        file = options["file"]
        write_recovery_file(
            by=self.user(options),
            passphrase=passphrase_if_sealed(options["passphrase_file"]),
            path=file,
            first=options["first"],
            second=options["second"],
        )
        self.stdout.write(f"{file} holds the keys as they are now: make a new one after each rotation.")
        self.stdout.write(f"With this program: manage.py open_recovery_file. {LAYERS.format(file=file)}")
