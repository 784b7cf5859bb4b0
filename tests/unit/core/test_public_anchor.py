"""The line of the audit chain that a release carries: what it tells, what it must not tell, and how it is checked."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from cases.core import audit
from cases.core.audit import Entry
from cases.core.audit.anchors import PublicAnchor, anchor_head, public_line, read_public_line
from cases.core.errors import Refused
from cases.core.models import AuditEvent
from cases.reports.verifying import chain
from tests.unit.core.test_anchors import command, folder  # noqa: F401  (a fixture)

AS_RELEASES_HAVE_IT = re.compile(r"HR-ANCHOR-1 \d{4}-\d\d-\d\d( [0-9a-f]{8}){8}")


def test_no_line_before_the_first_event(db: None) -> None:
    assert public_line() == ""


def test_public_line_is_the_newest_event_and_no_event_itself(db: None) -> None:
    for number in range(3):
        audit.append(Entry(f"test.{number}", None))
        line = public_line()
        assert AS_RELEASES_HAVE_IT.fullmatch(line)
        newest = AuditEvent.objects.latest("seq")
        assert read_public_line(line) == PublicAnchor(timezone.localdate(), bytes(newest.hash))
    assert AuditEvent.objects.count() == 3


def test_public_line_is_what_the_check_of_a_release_accepts(db: None) -> None:
    """The pattern there is its own, since a stranger's check knows nothing of the chain."""
    audit.append(Entry("test.one", None))
    assert chain._ANCHOR_LINE.fullmatch(public_line())
    assert not chain._ANCHOR_LINE.fullmatch(anchor_head().line()), "the line with the number of events"


def test_public_line_tells_no_number_of_events(db: None) -> None:
    """Nothing in it follows from how many events there are: the same hash gives the same line."""
    day = timezone.localdate()
    assert PublicAnchor(day, bytes(32)).line() == f"HR-ANCHOR-1 {day}{' 00000000' * 8}"


def test_public_line_is_read_back_as_typed(db: None) -> None:
    audit.append(Entry("test.one", None))
    line = public_line()
    day, rest = line[:22], line[22:]
    for typed in (line.upper(), f" {line} \n", line.removeprefix("HR-ANCHOR-1 "), day + rest.replace("0", "O")):
        assert read_public_line(typed).line() == line


@pytest.mark.parametrize("line", ["", "HR-ANCHOR-1", f"HR-ANCHOR-1 2026-13-01{' 00000000' * 8}", "2026-01-01 #3# abc"])
def test_line_that_no_release_has_is_refused(line: str) -> None:
    with pytest.raises(Refused, match="no line of a release"):
        read_public_line(line)


def test_chain_is_checked_against_the_line_of_a_release(db: None) -> None:
    audit.append(Entry("test.one", None))
    line = public_line()
    audit.append(Entry("test.two", None))
    code, said = command("verify_audit", "--public-line", line)
    assert (code, "1 lines of releases name events of it" in said) == (0, True)
    other = PublicAnchor(timezone.localdate(), b"\1" * 32).line()
    code, said = command("verify_audit", "--public-line", line, "--public-line", other)
    assert (code, "cut off or made anew" in said) == (1, True)
    earlier = PublicAnchor(timezone.localdate() - timedelta(days=2), read_public_line(line).head).line()
    code, said = command("verify_audit", "--public-line", earlier)
    assert (code, "of a later day" in said) == (1, True)
    assert command("verify_audit", "--public-line", "x")[0] == 2
