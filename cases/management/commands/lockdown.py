from argparse import ArgumentParser
from typing import Any

from cases.accounts.actions import lock_down, system_user
from cases.accounts.models import User
from cases.core.errors import Refused
from cases.management.base import ActionCommand


class Command(ActionCommand):
    help = "Sign everybody out and lock the keys now. Two people lift it at /accounts/lockdown/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as", dest="username", help="user name of the person who does it (default: the program)")
        parser.add_argument("--reason", default="", help="kept in the audit log: no names, no content")

    def handle(self, *_args: Any, **options: Any) -> None:
        lock_down(by=_actor(options["username"]), reason=options["reason"])
        self.stdout.write(
            "Locked down: every session is ended, and a running server forgets the keys within two seconds.\n"
            "Two of administrator, data-protection officer and verification lead lift it at /accounts/lockdown/."
        )


def _actor(username: str | None) -> User:
    if username is None:
        return system_user()
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise Refused(f"There is no active user “{username}”: give --as with a user name, or leave it out.")
    return found
