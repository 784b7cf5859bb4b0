import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cases.desk.withdrawal import erasing


class Command(BaseCommand):
    help = "Start the server: one process with threads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port (default: %(default)s)")
        parser.add_argument("--threads", default="8", help="requests at once (default: %(default)s)")

    def handle(self, *_args: Any, **options: Any) -> None:
        if settings.SIDE != "public":
            erasing.finish()
        self.stdout.write(f"Serving on http://{options['bind'].replace('127.0.0.1', 'localhost')} (Ctrl+C stops it)")
        self.stdout.flush()
        gunicorn = [sys.executable, "-m", "gunicorn", "casetracker.wsgi", "--bind", options["bind"]]
        gunicorn += ["--config", "python:cases.management.serving"]
        threads = ["--worker-class", "gthread", "--workers", "1", "--threads", options["threads"]]
        # The control socket would be made in the home folder; nothing here uses it.
        os.execv(sys.executable, [*gunicorn, *threads, "--no-control-socket", "--log-level", "warning"])  # noqa: S606
