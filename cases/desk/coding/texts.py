"""The texts of a testimony as the coding page shows them, opened for one reader with one event each."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from cases.accounts.models import User
from cases.coding.models import Passage
from cases.core import audit, sealing
from cases.intake.models import Testimony
from cases.witnesses.models import Stream

from . import press, splitting
from .splitting import Paragraph, Sentence

ACCOUNT, TRANSLATION = Passage.TextVersion.values
SOURCE = "source"
REASON = "coding page"


@dataclass(frozen=True)
class Text:
    """One text: its name, language, version, words and paragraphs."""

    name: str
    language: str
    version: int
    words: str
    paragraphs: list[Paragraph]

    @cached_property
    def sentences(self) -> list[Sentence]:
        return [sentence for paragraph in self.paragraphs for sentence in paragraph.sentences]

    def sentences_at(self, start: int, end: int) -> list[Sentence]:
        """The sentences of which something lies between two places."""
        first = bisect_right(self._ends, start)
        return self.sentences[first : max(first, bisect_left(self._starts, end))]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _ends(self) -> list[int]:
        return [sentence.end for sentence in self.sentences]


@dataclass(frozen=True)
class Opened:
    """What the reader sees of a testimony: its texts, and why it came back or was opened again."""

    texts: list[Text]
    paraphrase: str
    return_reason: str
    reopen_reason: str

    def text(self, name: str) -> Text | None:
        return next((text for text in self.texts if text.name == name), None)

    @property
    def count(self) -> int:
        """How many sentences there are."""
        return sum(len(text.sentences) for text in self.texts)


def read_texts(testimony: Testimony, user: User) -> Opened:
    """Account and translation, or the text of the source, in paragraphs and sentences."""
    names = ("account", "translation", "paraphrase", "return_reason", "reopen_reason")
    told = sealing.open_record(testimony, names, by=user, reason=REASON)
    texts = _of_source(testimony, user) if testimony.stream == Stream.PRESS else _of_interview(testimony, told)
    return Opened(texts, *(told[name] or "" for name in names[2:]))


def _of_interview(testimony: Testimony, told: dict[str, str | None]) -> list[Text]:
    languages = {ACCOUNT: testimony.language, TRANSLATION: testimony.translation_language}
    found: list[Text] = []
    number = 1
    for name, language in languages.items():
        words = told[name]
        if words:
            some = splitting.paragraphs(words, first_number=number)
            number += sum(len(paragraph.sentences) for paragraph in some)
            found.append(Text(name, _tag(language), getattr(testimony, f"{name}_version"), words, some))
    return found


def _of_source(testimony: Testimony, user: User) -> list[Text]:
    source = testimony.source
    assert source is not None  # the constraint says so
    if source.text is None:
        audit.record_shown(by=user, subject=testimony)
        return []
    words = sealing.open_sealed(source, "text", by=user, reason=REASON) or ""
    return [Text(SOURCE, _tag(source.language), 1, words, press.lines(words))]


def _tag(language: str) -> str:
    """What a lang attribute may say: a language's code, nothing typed by hand."""
    return language if re.fullmatch("[a-z]{2,3}", language) else ""
