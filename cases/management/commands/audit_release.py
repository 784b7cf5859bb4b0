import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management import CommandError
from tqdm import tqdm

from cases.core.errors import Refused
from cases.desk.auditing import audit_release
from cases.desk.auditing.words import spoken
from cases.management.base import StaffCommand
from cases.releases.models import ReleaseDraft


class Command(StaffCommand):
    help = (
        "Audit a built release before it is signed: eight proofs, one line for each check with its figure and its bar. "
        "Without CODE, the newest release that is built and not published. Exit code 1 when a line fails. "
        "Its figures are not for publication."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("code", nargs="?", metavar="CODE", help="a built release, such as REL-001")

    def handle(self, *_args: Any, **options: Any) -> None:
        user, draft = self.user(options), _draft(options["code"])
        try:
            with tqdm(file=sys.stderr, leave=False, disable=not sys.stderr.isatty()) as bar:
                report = audit_release(by=user, draft=draft, progress=_on(bar))
        except KeyboardInterrupt as stop:
            raise CommandError("Stopped: nothing was stored.", returncode=130) from stop
        failed = 0
        for line in spoken(report):
            failed += not line.passed
            verdict = "pass" if line.passed else "FAIL"
            self.stdout.write(f"{verdict}  {line.proof}  {line.name}: {line.figure} ({line.bar})")
        if not report.passed:
            raise CommandError(
                f"{draft.code}: {failed} of {len(report.lines)} lines failed, it cannot be signed.", returncode=1
            )
        self.stdout.write(f"{draft.code}: all {len(report.lines)} lines passed in {report.seconds} s.")


def _on(bar: Any) -> Callable[[str, int, int], None]:
    """What moves a bar: it begins anew with each step."""
    last = ""

    def show(step: str, done: int, of: int) -> None:
        nonlocal last
        if bar.disable:
            return
        if step != last:
            last = step
            bar.reset(total=of)
            bar.set_description(step, refresh=False)
        bar.update(done - bar.n)

    return show


def _draft(code: str | None) -> ReleaseDraft:
    """The release of a code, or the newest one to audit. Raises Refused when there is none."""
    if code:
        found = ReleaseDraft.objects.filter(code=code).first()
        if found is None:
            raise Refused(f"There is no release {code}: give a code as /staff/ shows it.")
        return found
    newest = ReleaseDraft.objects.filter(published_at=None).exclude(manifest_sha256="").order_by("-slot").first()
    if newest is None:
        raise Refused("No release is built and waits to be published: build one first.")
    return newest
