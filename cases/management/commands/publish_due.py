from typing import Any

from django.core.management.base import BaseCommand

from cases.accounts.actions import system_user
from cases.releases.actions import publish_due


class Command(BaseCommand):
    help = (
        "Publish each release that two people signed and whose hour has come. The server does this by itself; "
        "give it to a timer where the staff pages do not run all the time."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        done = publish_due(by=system_user())
        self.stdout.write(", ".join(f"{draft.code} is public." for draft in done) or "No release is due.")
