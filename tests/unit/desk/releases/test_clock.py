"""The clock of the server: what was signed comes out at its hour, while the keys are open."""

import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from cases.accounts.actions import lock_down
from cases.core import keyring
from cases.core.errors import Locked
from cases.desk.releases import clock
from cases.intake.models import Testimony
from cases.published.models import PublishedRelease
from cases.releases.actions import set_site, start_series
from cases.releases.models import Series
from tests.conftest import Cast
from tests.releasing import sign
from tests.unit.releases.world import at_hour, become_office, build, in_week


@pytest.fixture
def signed(cast: Cast, cleared: Testimony) -> Series:
    """A release of an office that waits for its hour."""
    set_site(by=cast.administrator, organisation="Casetracker tests")
    series = start_series(by=cast.dpo, first_slot=timezone.localdate())
    become_office()
    with in_week(series, 1):
        sign(cast, build(cast, series))
    return series


def test_it_comes_out_at_its_hour_and_once(signed: Series) -> None:
    with at_hour(signed, 1, minutes=-1):
        assert clock.look() == []
    with at_hour(signed, 1):
        assert [draft.number for draft in clock.look()] == [1]
        assert clock.look() == []
    assert PublishedRelease.objects.get().status == "current"


def test_while_the_keys_are_locked_it_waits(signed: Series, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked() -> None:
        raise Locked("locked")

    with at_hour(signed, 1), monkeypatch.context() as patch:
        patch.setattr(keyring, "current", locked)
        assert clock.look() == []
        assert not PublishedRelease.objects.exists()
    with at_hour(signed, 1, minutes=90):
        assert len(clock.look()) == 1


def test_during_a_lockdown_it_waits(cast: Cast, signed: Series) -> None:
    with at_hour(signed, 1):
        lock_down(by=cast.dpo, reason="x")
        assert clock.look() == []
    assert not PublishedRelease.objects.exists()


def test_the_command_says_what_came_out(signed: Series) -> None:
    said = []
    for minutes in (-1, 0):
        with at_hour(signed, 1, minutes=minutes):
            out = io.StringIO()
            call_command("publish_due", stdout=out)
            said.append(out.getvalue().strip())
    assert said == ["No release is due.", "REL-001 is public."]
