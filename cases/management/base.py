"""What our commands share: they act as a user, and a refusal is one sentence and exit code 2."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cases.accounts.models import User
from cases.core.errors import Refused


class ActionCommand(BaseCommand):
    """A command that parses its arguments and calls one action."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        except ValidationError as error:
            texts = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            sentences = [f"{field}: {' '.join(messages)}".lstrip(": ") for field, messages in texts.items()]
            raise CommandError("; ".join(sentences), returncode=2) from error


class StaffCommand(ActionCommand):
    """A command that acts --as a member of staff."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as", dest="username", required=True, help="user name of the person who acts")

    def user(self, options: dict[str, Any]) -> User:
        """The person named by --as. Raises Refused when there is none."""
        found = User.objects.filter(username=options["username"], is_active=True).first()
        if found is None:
            raise Refused(f"There is no active user “{options['username']}”: give --as with a user name.")
        return found


def read_file(path: Path) -> bytes:
    """The content of a file named by an option. Raises Refused when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: see that it is there.") from error
