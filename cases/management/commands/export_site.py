import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from tqdm import tqdm

from cases.core.errors import Refused
from cases.management.base import ActionCommand
from cases.public.export.addresses import site_root
from cases.public.export.writing import export_site


class Command(ActionCommand):
    help = (
        "Write the whole public site in three languages into a folder that works from a disk, a USB stick or any web "
        "server. An earlier export there is replaced when the new one is whole and every link in it leads somewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or one with an earlier export")
        parser.add_argument("--address", default=own_address(), help="of the site, as citations name it (%(default)s)")

    def handle(self, *_args: Any, **options: Any) -> None:
        if settings.SIDE == "staff":
            raise Refused("This half serves no public page: run it with CASETRACKER_SIDE=public, or both.")
        began, root = time.monotonic(), site_root(options["address"])
        try:
            with tqdm(unit=" addresses", file=sys.stderr, leave=False, disable=not sys.stderr.isatty()) as bar:
                done = export_site(options["folder"], root, _on(bar))
        except KeyboardInterrupt as stop:
            raise CommandError("Stopped: nothing was changed.", returncode=130) from stop
        except OSError as error:
            raise Refused(
                f"{options['folder']} cannot be written ({error.strerror}): nothing was changed there."
            ) from error
        seconds = time.monotonic() - began
        self.stdout.write(
            f"{options['folder']}: {done.pages:,} pages and {done.files:,} other files, {done.size / 1e6:,.1f} MB, "
            f"in {seconds:.0f} s. Every link leads to something. Check a copy with: sha256sum --check SHA256SUMS"
        )


def own_address() -> str:
    """The first host of the settings that is a name, https where the settings say so."""
    host = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if "*" not in host), "localhost")
    return f"{'https' if settings.HTTPS else 'http'}://{host}"


def _on(bar: Any) -> Callable[[int, int], None]:
    def show(done: int, known: int) -> None:
        bar.total = known
        bar.update(done - bar.n)

    return show
