"""Publishing a made-up release, for tests of what shows published data."""

from cases.accounts.actions import system_user
from cases.core import records
from cases.published.actions import freeze_release
from cases.published.data import File, Release
from cases.published.models import PublishedRelease


def freeze_as_a_release_would(release: Release) -> PublishedRelease:
    """Publish a release with its cells as CSV and a report, without the rights and approvals that it takes."""
    files = [File("cells.csv", "text/csv", cells_csv(release)), File("report-en.pdf", "application/pdf", b"%PDF-1.7")]
    act = records._running.set(records._Act("releases.publish_release", by=system_user(), reason=""))
    try:
        return freeze_release(release, files)
    finally:
        records._running.reset(act)


def cells_csv(release: Release) -> bytes:
    """The cells in the long form of the downloads."""
    lines = ["release,d1,v1,d2,v2,status,value,lo,hi"]
    for c in release.cells:
        numbers = ("" if number is None else str(number) for number in (c.value, c.lo, c.hi))
        lines.append(",".join([str(release.number), c.d1, c.v1, c.d2, c.v2, c.status, *numbers]))
    return ("\n".join(lines) + "\n").encode()
