"""A faulty release is withdrawn by two people; the noise of a series that is over is destroyed for good."""

import pytest

from cases.core import sealing
from cases.core.errors import NotAllowed, Refused
from cases.core.tokens import TokenError
from cases.published.models import Correction, PublishedRelease
from cases.releases import draws
from cases.releases.actions import (
    confirm_release_withdrawal,
    destroy_noise,
    freeze_slot,
    propose_release_withdrawal,
)
from cases.releases.models import NoiseRow, ReleaseDraft, ReleaseWithdrawal, Series
from tests.conftest import Cast

from .world import at_hour, become_office, build, in_week, released

NOTES = {"note_en": "A fault in the tables.", "note_ko": "표에 오류가 있습니다.", "note_ru": "Ошибка в таблицах."}


def withdrawn(cast: Cast, draft: ReleaseDraft) -> ReleaseWithdrawal:
    proposed = propose_release_withdrawal(by=cast.lead, draft=draft, fault="software_fault", **NOTES)
    return confirm_release_withdrawal(by=cast.dpo, withdrawal=proposed)


def statuses() -> dict[int, str]:
    return dict(PublishedRelease.objects.values_list("number", "status"))


def test_one_person_alone_withdraws_nothing(cast: Cast, running: Series) -> None:
    draft = released(cast, running, 1)
    proposed = propose_release_withdrawal(by=cast.dpo, draft=draft, fault="software_fault", **NOTES)
    assert statuses() == {1: "current"}
    with pytest.raises(NotAllowed):
        confirm_release_withdrawal(by=cast.dpo, withdrawal=proposed)
    assert statuses() == {1: "current"}


def test_withdrawn_it_says_so_and_the_newest_sound_one_is_current(cast: Cast, running: Series) -> None:
    released(cast, running, 1)
    withdrawn(cast, released(cast, running, 2))
    assert statuses() == {1: "current", 2: "withdrawn"}
    line = Correction.objects.get()
    assert line.note == {"en": NOTES["note_en"], "ko": NOTES["note_ko"], "ru": NOTES["note_ru"]}
    assert line.release == f"{running.publishes_at(2):%Y-%m}"
    released(cast, running, 3)
    assert statuses() == {1: "superseded", 2: "withdrawn", 3: "current"}


def test_an_older_one_leaves_the_current_one_alone(cast: Cast, running: Series) -> None:
    first = released(cast, running, 1)
    released(cast, running, 2)
    withdrawn(cast, first)
    assert statuses() == {1: "withdrawn", 2: "current"}


def test_when_the_only_one_is_withdrawn_none_is_current(cast: Cast, running: Series) -> None:
    withdrawn(cast, released(cast, running, 1))
    assert statuses() == {1: "withdrawn"}


@pytest.mark.parametrize("fault", ["", "a_witness_asked"])
def test_no_release_is_withdrawn_for_one_person(cast: Cast, running: Series, fault: str) -> None:
    with pytest.raises(Refused, match="never for one person"):
        propose_release_withdrawal(by=cast.dpo, draft=released(cast, running, 1), fault=fault, **NOTES)


@pytest.mark.parametrize("language", ["note_en", "note_ko", "note_ru"])
def test_the_note_is_there_in_every_language(cast: Cast, running: Series, language: str) -> None:
    with pytest.raises(Refused, match="three languages"):
        propose_release_withdrawal(
            by=cast.dpo, draft=released(cast, running, 1), fault="software_fault", **(NOTES | {language: " "})
        )


def test_what_is_not_public_is_not_withdrawn(cast: Cast, running: Series) -> None:
    with pytest.raises(Refused, match="send it back"):
        propose_release_withdrawal(by=cast.dpo, draft=build(cast, running), fault="software_fault", **NOTES)


# --- the end of the noise ---


def test_the_noise_of_a_running_series_stays(cast: Cast, running: Series) -> None:
    released(cast, running, 1)
    with pytest.raises(Refused, match="still runs"):
        destroy_noise(by=cast.dpo, series=running)
    assert NoiseRow.objects.count() == 1


def test_when_the_series_is_over_no_copy_of_the_noise_opens_again(cast: Cast, running: Series) -> None:
    released(cast, running, 1)
    copy = NoiseRow.objects.get()  # as it lies in a backup
    assert sealing.open_text(copy, "z")
    with at_hour(running, running.horizon):
        certificate = destroy_noise(by=cast.dpo, series=running)
        assert (certificate.rows, NoiseRow.objects.count()) == (1, 0)
        with pytest.raises(TokenError):
            sealing.open_text(copy, "z")
        with pytest.raises(Refused, match="destroyed already"):
            destroy_noise(by=cast.dpo, series=running)
    draws.destroy(running.pk)  # behind the commit
    assert draws.drawn(running.pk, 1) is None


def test_in_an_office_a_last_release_that_waits_for_its_hour_keeps_the_noise(cast: Cast, running: Series) -> None:
    become_office()
    with in_week(running, running.horizon):
        build(cast, running)
        with pytest.raises(Refused, match="still runs"):
            destroy_noise(by=cast.dpo, series=running)
    with at_hour(running, running.horizon):
        assert destroy_noise(by=cast.dpo, series=running).rows == running.horizon


def test_after_the_destruction_nothing_is_drawn_for_the_series(cast: Cast, running: Series) -> None:
    released(cast, running, 1)
    NoiseRow.objects.all().delete()  # lost: a series without its noise is over
    with in_week(running, 2):
        destroy_noise(by=cast.dpo, series=running)
        with pytest.raises(Refused, match="ended|missing"):
            freeze_slot(by=cast.advocacy, series=running)
    assert not NoiseRow.objects.exists()


@pytest.mark.parametrize("who", ["lead", "advocacy", "administrator"])
def test_only_a_dpo_destroys_noise(cast: Cast, running: Series, who: str) -> None:
    with at_hour(running, running.horizon), pytest.raises(NotAllowed):
        destroy_noise(by=getattr(cast, who), series=running)
