from argparse import ArgumentParser
from typing import Any

from cases.core.errors import Refused
from cases.desk.build import build_release, rebuild
from cases.management.base import StaffCommand
from cases.releases.models import ReleaseDraft, Series


class Command(StaffCommand):
    help = (
        "Build the next release of the running series; two people then sign it at /staff/. "
        "With --again CODE, make the files of a built release anew and compare every byte."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--again", metavar="CODE", help="a built release, such as REL-001")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = self.user(options)
        if options["again"]:
            draft = ReleaseDraft.objects.filter(code=options["again"]).first()
            if draft is None:
                raise Refused(f"There is no release {options['again']}: give a code as /staff/ shows it.")
            self.stdout.write(f"{draft.code}: {len(rebuild(draft))} files, every byte as built.")
            return
        series = Series.objects.first()
        if series is None:
            raise Refused("There is no series yet: a verification lead or DPO starts one at /staff/.")
        draft = build_release(by=user, series=series, say=self.stdout.write)
        self.stdout.write(f"{draft.code} is built for {draft.slot}: a verification lead and a DPO sign it at /staff/.")
