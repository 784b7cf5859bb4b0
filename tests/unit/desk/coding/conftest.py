"""A submitted interview before its coder, with a translation beside the account."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.coding.actions import Span, code_passages
from cases.coding.models import Act
from cases.intake.actions import log_testimony, submit_testimony
from cases.intake.models import Testimony
from cases.vocabulary.loading import VocabularyFiles
from cases.vocabulary.models import AbuseCategory
from cases.witnesses.models import Witness
from tests.conftest import ACCOUNT, Cast
from tests.replay import replayed
from tests.sign_in import signed_in

TRANSLATION = "We worked eighteen hours a day. The manager kept the passports.\nThere were no days off, no days at all."
CHOICES = {"state": "present", "role": "carried_out", "degree": "direct", "account_version": "1", "translation_version": "1"}  # fmt: skip
"""What the boxes hold when nobody touches them; whoever told it is ticked by ``send``."""


@pytest.fixture
@replayed
def told(cast: Cast, vocabulary: VocabularyFiles, witness: Witness) -> Testimony:
    """An interview with a translation, handed in."""
    told = log_testimony(
        by=cast.interviewer,
        case=witness.case,
        witness=witness,
        language="ko",
        account=ACCOUNT,
        translation=TRANSLATION,
        translation_language="en",
    )
    return submit_testimony(by=cast.interviewer, testimony=told)


@pytest.fixture
def client(cast: Cast) -> Client:
    """The coder's browser."""
    return signed_in(cast.coder)


Code = Callable[..., Act]


@pytest.fixture
def coded(cast: Cast, told: Testimony) -> Code:
    """Code words of the translation as the coder, without the page."""

    def code(words: str, category: str = "WRK-01", **values: object) -> Act:
        start = TRANSLATION.index(words)
        span = Span("translation", start, start + len(words))
        chosen = AbuseCategory.objects.get(code=category)
        return code_passages(by=cast.coder, testimony=told, spans=[span], category=chosen, **values)  # type: ignore[arg-type]

    return code


def address(testimony: Testimony) -> str:
    return reverse("admin:coding_page", args=[testimony.pk])


def page_of(client: Client, testimony: Testimony, query: str = "") -> str:
    answer = client.get(address(testimony) + query)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def place(words: str, *, text: str = "translation", whole: str = TRANSLATION) -> str:
    """The value of a tick box or of chosen words."""
    start = whole.index(words)
    return f"{text}:{start}-{start + len(words)}"


def send(client: Client, testimony: Testimony, *ticks: str, fragments: Any = False, **values: Any) -> str:
    """Press a button with these sentences ticked; the answer's text."""
    data = {**CHOICES, "victims": [str(testimony.witness_id or testimony.group_id)], "s": list(ticks), **values}
    headers = {"X-Fragments": "1"} if fragments else {}
    answer = client.post(address(testimony), data, headers=headers)
    assert answer.status_code in (HTTPStatus.OK, HTTPStatus.FOUND)
    return answer.content.decode()


def said(html: str) -> str:
    """What the page says about the button that was pressed."""
    found = re.search(r'<div id="saved".*?</div>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group() if found else "").split())


def ticked(html: str) -> list[str]:
    return re.findall(r'name="s" value="([^"]+)"[^>]* checked', html)
