"""An interview in work, and how its pages are sent."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.casework.models import Case
from cases.core import sealing
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from tests.conftest import Cast
from tests.sign_in import signed_in

CONSENT = {"S0": "yes", "S1": "yes", "S2": "yes", **{f"S{n}": "not_asked" for n in range(3, 12)}}
SAFETY = {
    "checked": ["place_is_safe", "may_stop"], **CONSENT, "way": "oral", "language": "ko", "given_on": "2026-01-05",
    "form_version": "1", "understood": "on", "level": "medium", "threats": "the minder knows the town",
}  # fmt: skip


def at(name: str, testimony: Testimony | None = None) -> str:
    """The address of a page of the interview."""
    return reverse(f"admin:logging_{name}", args=[testimony.pk] if testimony else [])


def send(client: Client, name: str, testimony: Testimony, **values: Any) -> Any:
    """Press "save and continue"."""
    return client.post(at(name, testimony), {"next": "1", **values})


def opened(row: Any, field: str, cast: Cast) -> str:
    """What was sealed."""
    return str(sealing.open_sealed(row, field, by=cast.interviewer, reason="test"))


@pytest.fixture
def client(cast: Cast, case: Case, vocabulary: VocabularyFiles) -> Client:
    """The interviewer's browser."""
    return signed_in(cast.interviewer)


@pytest.fixture
def begun(client: Client, case: Case) -> Testimony:
    """A new person's interview, nothing on it yet."""
    sent = {"begin_new": "1", "new-case": str(case.pk), "new-sex": "male", "new-age_band": "30_44"}
    answer = client.post(at("start"), sent)
    testimony = Testimony.objects.get()
    assert answer.url == at("safety", testimony)
    return testimony
