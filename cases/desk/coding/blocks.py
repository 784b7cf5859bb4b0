"""The text as it is drawn: sentences to tick, coded words marked, and each act beside the words that it cites first."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from .acts import Coded, ShownAct
from .margin import Beside, Margin
from .marks import Mark, Piece, by_sentence, pieces
from .splitting import Sentence
from .spots import Spot
from .texts import Opened, Text


@dataclass(frozen=True)
class Block:
    """A paragraph, or a part of a long one, with its acts. ``words`` are its sentences as they are drawn."""

    id: str
    language: str
    continues: bool
    words: SafeString
    acts: list[Beside]

    @property
    def has_opened(self) -> bool:
        """Whether a form stands among the acts."""
        return any(beside.opened for beside in self.acts)

    @property
    def drawn(self) -> SafeString:
        """All acts at once, where none has a form behind it."""
        return mark_safe("".join(f"{beside.drawn}</li>" for beside in self.acts))  # noqa: S308  (safe one by one)


@dataclass(frozen=True)
class Drawing:
    """What decides how a text is drawn, beside the text itself."""

    coded: Coded
    margin: Margin
    ticked: Collection[Spot] = ()


def blocks(text: Text, drawing: Drawing, only: Sequence[Spot] | None = None) -> list[Block]:
    """The paragraphs of a text; with ``only``, the blocks in which one of these spots lies."""
    spots = [(shown, spot) for shown in drawing.coded.acts for spot in shown.spots if spot.text == text.name]
    marks = by_sentence(text, (Mark(spot.start, spot.end, shown.name) for shown, spot in spots))
    acts = _by_first_sentence(text, drawing)
    first = min(drawing.ticked, key=lambda spot: (spot.text, spot.start), default=None)
    wanted = None if only is None else {s.number for spot in only for s in _touched(text, spot)}
    found = []
    for continues, sentences in _parts(text):
        if wanted is None or any(one.number in wanted for one in sentences):
            words = " ".join(_sentence(text, one, marks.get(one.number, ()), drawing, first) for one in sentences)
            beside = [drawing.margin.beside(act, text) for one in sentences for act in acts.get(one.number, ())]
            place = f"block-{sentences[0].number}"
            found.append(Block(place, text.language, continues, mark_safe(words), beside))  # noqa: S308  (see _sentence)
    return found


def without_words(drawing: Drawing, opened: Opened) -> list[Beside]:
    """The acts that stand beside no sentence: not asked, cited from elsewhere in a source, or with words that are gone."""
    elsewhere = [
        shown for shown in drawing.coded.acts if not any(_touched(t, s) for t in opened.texts for s in shown.spots)
    ]
    return [drawing.margin.beside(shown, None) for shown in elsewhere]


def cited(opened: Opened, coded: Coded) -> int:
    """How many sentences some act cites."""
    spots = [spot for shown in coded.acts for spot in shown.spots]
    return sum(len({s.number for spot in spots for s in _touched(text, spot)}) for text in opened.texts)


def sentences_in(opened: Opened, spots: Iterable[Spot]) -> set[Spot]:
    """The sentences that a choice touches: what stays ticked, also after the text was corrected."""
    some = list(spots)
    return {Spot(text.name, s.start, s.end) for text in opened.texts for spot in some for s in _touched(text, spot)}


def _parts(text: Text) -> Iterator[tuple[bool, Sequence[Sentence]]]:
    for paragraph in text.paragraphs:
        for number, part in enumerate(paragraph.parts):
            yield number > 0, part.sentences


def _touched(text: Text, spot: Spot) -> list[Sentence]:
    return text.sentences_at(spot.start, spot.end) if spot.text == text.name else []


def _sentence(text: Text, sentence: Sentence, marks: Sequence[Mark], drawing: Drawing, first: Spot | None) -> str:
    """One sentence with its box, put together here and not by a template: a text has thousands. Words are escaped."""
    spot = Spot(text.name, sentence.start, sentence.end)
    words = "".join(_drawn(piece) for piece in pieces(sentence, marks)) if marks else escape(sentence.words)
    if drawing.margin.locked:
        return f'<span class="s"><span class="t">{words}</span></span>'
    here, checked = ' id="here"' if spot == first else "", " checked" if spot in drawing.ticked else ""
    box = f'<input type="checkbox" name="s" value="{spot.value}" form="desk" data-number="{sentence.number}"{checked}>'
    return f'<label class="s"{here}>{box}<span class="t">{words}</span></label>'


def _drawn(piece: Piece) -> str:
    if not piece.names:
        return escape(piece.words)
    return f'<mark data-n="{piece.weight}" title="{escape(piece.title)}">{escape(piece.words)}</mark>'


def _by_first_sentence(text: Text, drawing: Drawing) -> dict[int, list[ShownAct]]:
    """The acts whose first words stand in this text, by the number of their sentence."""
    found: dict[int, list[ShownAct]] = {}
    for shown in drawing.coded.acts:
        if shown.spots and (touched := _touched(text, shown.spots[0])):
            found.setdefault(touched[0].number, []).append(shown)
    return found
