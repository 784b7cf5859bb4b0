"""The first case as the public sees it: built once by the demonstration, read, and rolled back."""

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from cases.accounts.models import User
from cases.coding.models import Act, Event, LabourSituation
from cases.core.permissions import Role
from cases.desk import demonstration
from cases.desk.fictional.chances import PLACES
from cases.desk.fictional.sentences import TEXTS
from cases.intake.models import ContextFigure, Source, Testimony
from cases.published.models import PublishedAccount, PublishedCase, PublishedFigure, PublishedSource, PublishedTerm
from cases.vocabulary.actions import load_vocabulary
from cases.vocabulary.loading import VocabularyFiles
from cases.witnesses.models import Consent, Group, Identity, RiskAssessment, Witness
from tests.conftest import Cast
from tests.replay import replayed

Row = dict[str, Any]
FACTS: Row = json.loads((settings.BASE_DIR / "data" / "first_case" / "facts.json").read_text(encoding="utf-8"))
FURTHER: Row = json.loads((settings.BASE_DIR / "data" / "first_case" / "further_sources.json").read_text("utf-8"))
KEPT = (
    Act, Event, LabourSituation, ContextFigure, Source, Testimony, Consent, Group, Identity, RiskAssessment, Witness,
    PublishedAccount, PublishedCase, PublishedFigure, PublishedSource, PublishedTerm,
)  # fmt: skip


@dataclass
class Page:
    """A page's text, and the text inside each element that has an id."""

    html: str
    text: str = ""
    by_id: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """The public pages by name, and the rows of each model."""

    pages: dict[str, Page]
    rows: dict[str, list[Row]]

    def one(self, model: str, **wanted: Any) -> Row:
        """The only row of a model with these values."""
        (found,) = [row for row in self.rows[model] if all(row[name] == value for name, value in wanted.items())]
        return found


class Reader(HTMLParser):
    """Gathers text by the ids of the elements that are open."""

    VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(dict(attrs).get("id") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for name in {"", *self.open}:
            self.words.setdefault(name, []).append(data)


def read(html: str) -> Page:
    reader = Reader()
    reader.feed(re.sub(r"<(path|use|circle|rect|line)\b[^>]*/>", "", html))
    texts = {name: " ".join(" ".join(words).split()) for name, words in reader.words.items()}
    return Page(html, texts.pop(""), texts)


@pytest.fixture(scope="package")
def _once() -> list[Shown]:
    """Holds what the first test read: building the demonstration takes seconds, and its rows roll back each time."""
    return []


@pytest.fixture
def shown(db: None, _once: list[Shown]) -> Shown:
    """What the demonstration publishes, without any article file."""
    if not _once:
        demonstration.build(lambda _line: None, people=0)
        slug = PublishedCase.objects.get().slug
        paths = {"case": f"/en/cases/{slug}/", "figures": "/en/figures/", "overview": "/en/"}
        pages = {name: read(Client().get(path).content.decode()) for name, path in paths.items()}
        _once.append(Shown(pages, {model.__name__: list(model._default_manager.values()) for model in KEPT}))
    return _once[0]


@pytest.fixture
@replayed
def whole_vocabulary(cast: Cast, all_files: VocabularyFiles) -> None:
    """What fictional people speak of: acts and their indicators, sectors, and the places where they worked."""
    acts = {*TEXTS, "FLT-OVS", "FLT-MIL"}
    codes = {code for area in PLACES.values() for code in area}
    parents = {line["parent"] for line in all_files.places if line["code"] in codes}
    few = VocabularyFiles(
        categories=[line for line in all_files.categories if line["code"] in acts or line["family"] in (None, "ILO")],
        sectors=all_files.sectors,
        places=[line for line in all_files.places if line["code"] in codes | parents],
    )
    load_vocabulary(by=cast.administrator, files=few)


@pytest.fixture
def staff(cast: Cast) -> dict[Role, User]:
    """Who acts in each role."""
    return {role: getattr(cast, role.value) for role in Role}
