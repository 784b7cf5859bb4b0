from argparse import ArgumentParser
from typing import Any

from cases.core import postgres_roles
from cases.management.base import ActionCommand


class Command(ActionCommand):
    help = (
        "Make three PostgreSQL roles: the owner of the tables, the application, the public process. Run it with a "
        "superuser's DATABASE_URL, after every migration; passwords of new roles are printed once."
    )
    # The superuser of this one run is no setting of the program: nothing else of it is looked at.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prefix", default="casetracker", help="of the roles' names (default: %(default)s)")
        parser.add_argument("--print", action="store_true", help="print the statements and carry out none of them")

    def handle(self, *_args: Any, **options: Any) -> None:
        setup = postgres_roles.plan(options["prefix"])
        if options["print"]:
            self.stdout.write("".join(f"{statement};\n" for statement in setup.statements))
        else:
            postgres_roles.carry_out(setup)
            self.stdout.write(f"The roles {options['prefix']}_owner, _app and _public have their rights.")
        for role, password in setup.passwords.items():
            # In a comment, so that the printed statements can be fed to psql as they stand.
            self.stdout.write(f"-- {role}: {password}")
        if setup.passwords:
            self.stdout.write("-- These passwords are shown once: put each into DATABASE_URL where its role runs.")
