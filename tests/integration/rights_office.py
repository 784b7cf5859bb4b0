"""What hangs on no case, for the world of rights."""

import datetime as dt

from django.db import models
from django.utils import timezone

from cases.published.data import File
from cases.releases.actions import (
    attach_files,
    destroy_noise,
    freeze_slot,
    propose_release_withdrawal,
    register_outgoing_figure,
    set_site,
    start_series,
)
from cases.releases.models import ReleaseDraft, Series
from cases.vocabulary.models import AbuseCategory, LegalInstrument, Place, Sector
from tests.conftest import Cast
from tests.integration.records import Records
from tests.releasing import sign


def of_the_office(cast: Cast) -> Records:
    """What hangs on no case: vocabulary, accounts, a release that waits for its signatures, a figure said outside it."""
    set_site(by=cast.administrator, organisation="Casetracker tests")
    ended = _an_ended_series(cast)
    series: Series = start_series(by=cast.dpo, first_slot=timezone.localdate())
    draft: ReleaseDraft = freeze_slot(by=cast.advocacy, series=series)
    draft = attach_files(by=cast.advocacy, draft=draft, files=[File("cells.csv", "text/csv", b"release")])
    terms = [model.objects.all()[0] for model in (AbuseCategory, Sector, Place, LegalInstrument)]
    figure = register_outgoing_figure(
        by=cast.advocacy, figure=43, counts="people", recipient="a funder", said_on=timezone.localdate(),
        channel="report", said_anyway=True, why="it was said",
    )  # fmt: skip
    return {type(row): row for row in [series, draft, figure, *ended, *terms, cast.legal]}


def _an_ended_series(cast: Cast) -> list[models.Model]:
    """One release long ago, somebody who says that it is faulty, and the certificate of its noise."""
    series = start_series(by=cast.dpo, first_slot=dt.date(2020, 1, 1), horizon=1)
    files = [File("release.json", "application/json", b"{}")]
    draft = attach_files(by=cast.advocacy, draft=freeze_slot(by=cast.advocacy, series=series), files=files)
    sign(cast, draft)
    notes = {"note_en": "x", "note_ko": "x", "note_ru": "x"}
    return [
        propose_release_withdrawal(by=cast.dpo, draft=draft, fault="software_fault", **notes),
        destroy_noise(by=cast.dpo, series=series),
    ]
