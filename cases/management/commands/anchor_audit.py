from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from cases.core.audit import anchor_files
from cases.core.errors import Refused
from cases.management.base import ActionCommand, read_file


class Command(ActionCommand):
    help = (
        "Anchor the head of the audit chain: a file, a line to print and a request to a time-stamping authority. "
        "With --reply and --authority, bring the authority's reply back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        folder = "folder of the anchors (default: CASETRACKER_ANCHORS)"
        parser.add_argument("--anchors", type=Path, metavar="DIR", help=folder)
        parser.add_argument("--reply", type=Path, metavar="FILE", help="the reply that an authority gave to a request")
        parser.add_argument("--authority", type=Path, metavar="CERT.pem", help="the authority's root certificate")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder = options["anchors"] or Path(settings.ANCHORS_DIR)
        if options["reply"] is None and options["authority"] is None:
            kept = anchor_files.make(folder)
            self.stdout.write(kept.anchor.line())
            self.stdout.write(f"Print this line and keep it away from this machine. Stored: {kept.path}")
            self.stdout.write(f"Request to a time-stamping authority: {kept.request_path}")
        elif options["reply"] is None or options["authority"] is None:
            raise Refused("Give --reply and --authority together.")
        else:
            reply, authority = read_file(options["reply"]), read_file(options["authority"])
            kept = anchor_files.take_reply(folder, reply, authority)
            self.stdout.write(f"Stored: {kept.reply_path}. It proves that event {kept.anchor.seq} was there by then.")
