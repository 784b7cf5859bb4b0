from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.core import doctor
from cases.core.doctor import Line, State


class Command(BaseCommand):
    help = "Look at machine, settings, database, keys, audit chain and accounts; say what is wrong and what to do."
    requires_system_checks = ()  # it says what they find, line by line

    def handle(self, *_args: Any, **_options: Any) -> None:
        states = []
        for line in _lines():
            self.stdout.write(str(line))
            states.append(line.state)
        if failed := states.count(State.FAIL):
            raise CommandError(f"{failed} to repair: see the lines that say FAIL.", returncode=1)
        warned = states.count(State.WARN)
        self.stdout.write(f"Nothing to repair; {warned} to think about." if warned else "All is well.")


def _lines() -> Iterator[Line]:
    yield from doctor.lines()
    if doctor.is_ready():
        from cases.accounts import doctor as accounts  # the public half has no accounts to import
        from cases.desk.jobs import doctor as jobs

        yield from accounts.lines(office=doctor.is_office())
        yield from jobs.lines()
