import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from tqdm import tqdm

from cases.accounts.actions.keys import Rotated, rotate
from cases.management.base import StaffCommand
from cases.management.keys import passphrase_if_sealed


class Command(StaffCommand):
    help = (
        "Put a fresh key first in the key file and every data key under it. A rotation that was stopped is gone on "
        "with. Ctrl+C stops between whole parts."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--passphrase-file", type=Path, help="a file that holds the passphrase in place of asking")

    def handle(self, *_args: Any, **options: Any) -> None:
        user, passphrase = self.user(options), passphrase_if_sealed(options["passphrase_file"])
        try:
            with tqdm(unit=" keys", file=sys.stderr, disable=not sys.stderr.isatty()) as bar:
                rotated = rotate(by=user, passphrase=passphrase, step=bar.update)
        except KeyboardInterrupt as stop:
            text = "Stopped: nothing is lost, all keys open. Run rotate_keys again to go on."
            raise CommandError(text, returncode=130) from stop
        self._show(rotated, asked_again=passphrase is not None)

    def _show(self, rotated: Rotated, *, asked_again: bool) -> None:
        self.stdout.write(f"{rotated.count} data keys were put under key {rotated.kid} of the key file.")
        if not rotated.is_fresh:
            self.stdout.write(
                "This went on with an unfinished rotation: no fresh key was made. For one, run rotate_keys again."
            )
            return
        self.stdout.write("Next: copy the key file to its second place, and make a new recovery file.")
        if asked_again:
            self.stdout.write("A running server asks for the passphrase once more, at /accounts/unlock/.")
