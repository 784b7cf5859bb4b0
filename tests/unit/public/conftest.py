"""The first case in short, as releases would publish it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from cases.published.models import (
    PublishedAccount,
    PublishedCase,
    PublishedFigure,
    PublishedRelease,
    PublishedSite,
    PublishedSource,
    PublishedTerm,
)
from tests.replay import replayed

SLUG = "workers-in-russia"
PAGES = [
    "", "cases/", f"cases/{SLUG}/", "figures/", "voices/", "actions/", "corrections/", "method/", "method/blur/",
    "glossary/",
]  # fmt: skip
LANGUAGES = ["en", "ko", "ru"]
FIGURES = ["patterns/", "patterns/interviewed/", "patterns/together/", "hours-and-pay/", "time/", "places/"]
"""The pages that show figures of a release."""

ADDRESSES = [f"/{language}/{page}" for language in LANGUAGES for page in PAGES]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A request leaves its language behind in the thread."""
    with override("en"):
        yield


def en(text: str) -> dict[str, str]:
    return {"en": text}


def fact(reference: str, code: str, label: str, **more: Any) -> dict[str, Any]:
    silent: dict[str, Any] = {"when": "", "detail": {}, "victims": [], "actor": "", "attribution": ""}
    state = {"state": "present", "state_label": {"en": "present", "ko": "있음", "ru": "есть"}}
    cited = {"source": "SRC-001", "locator": "line 7"}
    return {"reference": reference, "code": code, "label": en(label), **silent, **state, **cited, **more}


@pytest.fixture
@replayed
def published(db: None) -> PublishedCase:
    """A site, a case with everything that belongs to it, and a few codes."""
    PublishedSite.objects.create(kind="demo", organisation="Example Desk", contact="desk@example.org")
    case = PublishedCase.objects.create(
        slug=SLUG,
        title={"en": "Workers in Russia", "ko": "러시아의 노동자", "ru": "Рабочие в России"},
        summary=en("An article retells interviews with six people who escaped."),
        people=6,
        unnamed_people=3,
        setting={"code": "FLT-OVS", "label": en("Overseas labour")},
        not_stated=[{"key": "wages", **en("any wages")}],
        not_coded=[{"key": "F15", **en("closing opinion")}],
        content_sha256="0" * 64,
    )
    _source(case)
    _accounts(case)
    _figures(case)
    _terms()
    return case


@pytest.fixture
def release(published: PublishedCase, published_release: PublishedRelease) -> PublishedRelease:
    """A current release beside a case and a vocabulary."""
    return published_release


def main_of(html: str) -> str:
    """What a page says, its frame aside."""
    return html[html.index("<main") : html.index("</main>")]


def _source(case: PublishedCase) -> None:
    PublishedSource.objects.create(
        case=case,
        code="SRC-001",
        kind="press_secondary",
        kind_label=en("press, second-hand"),
        title="Workers Face Harsh Conditions",
        language="en",
        sha256="a" * 64,
        cites=["a BBC report"],
        reliability="F",
        reliability_label=en("cannot be judged"),
        credibility="6",
        credibility_label=en("cannot be judged"),
    )


def _accounts(case: PublishedCase) -> None:
    common: dict[str, Any] = {"case": case, "source_code": "SRC-001", "level": "V0", "level_label": en("not assessed")}
    PublishedAccount.objects.create(
        position=1,
        code="TST-001",
        kind="person",
        named_as="Jin",
        name_note=en("the article does not say whether this is a pseudonym"),
        paraphrase=en("Jin described days of 18 hours on a building site."),
        facts=[
            fact("F07", "WRK-01", "Excessive daily hours"),
            fact("F07b", "WRK-02", "No breaks", victims=[{"described_as": "co-workers", "count": None}]),
        ],
        **common,
    )
    PublishedAccount.objects.create(
        position=2,
        kind="voice",
        named_as="article voice",
        paraphrase=en("Workers are watched."),
        facts=[fact("F10", "CTL-06", "Surveillance", actor="North Korean authorities")],
        **common,
    )


def _figures(case: PublishedCase) -> None:
    common = {
        "case": case,
        "source_code": "SRC-001",
        "source_title": "Workers Face Harsh Conditions",
        "locator": "line 10",
    }
    projection = {"kind": "projection", "kind_label": en("projection")}
    PublishedFigure.objects.create(
        position=1,
        reference="F01",
        measure={"en": "workers expected in Russia", "ru": "Ожидаемые рабочие"},
        value_min=50_000,
        comparator=">",
        said_by="intelligence sources",
        **projection,
        **common,
    )
    PublishedFigure.objects.create(
        position=2,
        reference="F01b",
        measure=en("workers who could soon be sent"),
        value_min=50_000,
        comparator="=",
        variant_of="F01",
        **projection,
        **common,
    )
    PublishedFigure.objects.create(
        position=3,
        reference="F03",
        kind="statement",
        kind_label=en("statement without a number"),
        measure=en("conditions called slave-like"),
        **common,
    )


def _terms() -> None:
    codes: list[tuple[str, str, str, str]] = [
        ("WRK", "act", "", "Working conditions"),
        ("WRK-01", "act", "WRK", "Excessive daily hours"),
        ("ILO", "indicator", "", "ILO indicators"),
        ("ILO-11", "indicator", "ILO", "Excessive overtime"),
    ]
    for code, facet, family, label in codes:
        PublishedTerm.objects.create(
            code=code,
            facet=facet,
            family=family,
            label=en(label),
            definition=en(f"What {label.lower()} means."),
            indicators=["ILO-11"] if code == "WRK-01" else [],
            legal_review=code == "WRK-01",
            vocabulary_version=1,
        )
