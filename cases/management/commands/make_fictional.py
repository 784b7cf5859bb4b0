import datetime as dt
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import CommandError
from django.utils import timezone
from tqdm import tqdm

from cases.accounts.models import User
from cases.core.permissions import Role
from cases.desk import fictional
from cases.management.base import ActionCommand

QUARTER = dt.timedelta(days=91)


class Command(ActionCommand):
    help = (
        "Add fictional people to a demonstration database. The same seed gives the same content; every run adds "
        "further people, in a case of their own. Ctrl+C stops between whole people."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, required=True, help="how many people")
        parser.add_argument("--seed", type=int, required=True, help="any number: the same one gives the same people")

    def handle(self, *_args: Any, **options: Any) -> None:
        people, today = options["people"], timezone.localdate()
        slots = [today - 2 * QUARTER, today - QUARTER, today]
        try:
            with tqdm(total=max(people, 0), unit=" people", file=sys.stderr) as bar:
                case = fictional.make(people=people, seed=options["seed"], staff=_staff(), slots=slots, progress=bar)
        except KeyboardInterrupt as stop:
            raise CommandError("Stopped: the people stored until now are whole and stay.", returncode=130) from stop
        self.stdout.write(f"{people} fictional people are in {case.code}; {case.title}.")


def _staff() -> dict[Role, User]:
    """For each role the first active user who holds it."""
    found: dict[Role, User] = {}
    for user in User.objects.filter(is_active=True).order_by("created_at", "username"):
        for role in user.role_set:
            found.setdefault(Role(role), user)
    return found
