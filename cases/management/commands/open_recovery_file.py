from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from cases.accounts.actions.keys import restore_key_file
from cases.core import key_files
from cases.management.base import StaffCommand, read_file
from cases.management.keys import LAYERS, ask_new_passphrase


class Command(StaffCommand):
    help = "Make the missing key file from a recovery file, with both holders' identities and a new passphrase."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE", help="the recovery file")
        for holder, layer in (("first", "outer"), ("second", "inner")):
            text = f"file with the {holder} holder's secret key, which opens the {layer} layer"
            parser.add_argument(f"--{holder}-identity", type=Path, required=True, metavar="PATH", help=text)
        parser.add_argument("--passphrase-file", type=Path, help="a file that holds the new passphrase")

    def handle(self, *_args: Any, **options: Any) -> None:
        file, user = options["file"], self.user(options)
        key_files.check_is_free(settings.KEY_FILE)  # before anything is asked
        missing = restore_key_file(
            by=user,
            path=file,
            content=read_file(file),
            first=_text(options["first_identity"]),
            second=_text(options["second_identity"]),
            passphrase=ask_new_passphrase(options["passphrase_file"]),
        )
        self.stdout.write(f"{settings.KEY_FILE} is made, sealed by the new passphrase.")
        if missing:
            numbers = ", ".join(map(str, sorted(missing)))
            self.stdout.write(f"It lacks key {numbers} of this database: look for a newer recovery file or key file.")
        self.stdout.write(LAYERS.format(file=file))


def _text(path: Path) -> str:
    return read_file(path).decode(errors="replace")
