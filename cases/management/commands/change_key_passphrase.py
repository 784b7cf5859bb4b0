from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cases.accounts.actions.keys import change_passphrase, check_has_passphrase
from cases.management.base import StaffCommand
from cases.management.keys import ask_new_passphrase, ask_passphrase


class Command(StaffCommand):
    help = "Seal the key file by another passphrase. The keys in it stay the same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--passphrase-file", type=Path, help="a file that holds the old one in place of asking")
        parser.add_argument("--new-passphrase-file", type=Path, help="a file that holds the new one in place of asking")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = self.user(options)
        check_has_passphrase()  # before anything is asked
        old = ask_passphrase(options["passphrase_file"], "Old passphrase: ")
        change_passphrase(by=user, old=old, new=ask_new_passphrase(options["new_passphrase_file"]))
        self.stdout.write(
            "The key file is sealed by the new passphrase. Copy it to its second place and destroy the copies there:\n"
            "they still open with the old one. If somebody may have it, run rotate_keys too."
        )
