"""The text as it is drawn: sentences to tick, coded words marked, and each act beside the words that it cites first.

It is put together here and not by a template: a text has thousands of sentences. Words are escaped.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .acts import Coded, ShownAct
from .margin import Beside, Margin
from .marks import Mark, Piece, by_sentence, pieces
from .splitting import Sentence
from .spots import Spot
from .texts import Opened, Text

BLOCK = '<div class="coding-block{}" id="block-{}">\n<p class="coding-words" dir="auto"{}>{}</p>\n'
ACTS = '<ul class="coding-acts" aria-label="{}">'


class Stretch(NamedTuple):
    """A stretch of the text as it is drawn, up to the form with which an act is changed or, with ``opened`` None, to its
    end."""

    drawn: SafeString
    opened: Beside | None


@dataclass(frozen=True)
class Drawing:
    """What decides how a text is drawn, beside the text itself."""

    coded: Coded
    margin: Margin
    ticked: Collection[Spot] = ()

    @cached_property
    def first(self) -> Spot | None:
        """The first sentence that is ticked."""
        return min(self.ticked, default=None)


@dataclass(frozen=True)
class _Laid:
    """A text with what lies on its sentences and beside them, by their numbers."""

    text: Text
    drawing: Drawing
    marks: Mapping[int, Sequence[Mark]]
    acts: Mapping[int, Sequence[ShownAct]]


def blocks(text: Text, drawing: Drawing, only: Sequence[Spot] | None = None) -> list[Stretch]:
    """The paragraphs of a text, a long one in parts, each with its acts; with ``only``, those in which one of these spots
    lies."""
    spots = [(shown, spot) for shown in drawing.coded.acts for spot in shown.spots if spot.text == text.name]
    marks = by_sentence(text, (Mark(spot.start, spot.end, shown.name) for shown, spot in spots))
    laid = _Laid(text, drawing, marks, _by_first_sentence(text, drawing))
    wanted = None if only is None else {s.number for spot in only for s in _touched(text, spot)}
    chosen = [part for part in _parts(text) if wanted is None or any(one.number in wanted for one in part[1])]
    return _stretches(
        drawn for continues, sentences in chosen for drawn in _block(laid, sentences, continues=continues)
    )


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


def _stretches(drawn: Iterable[str | Beside]) -> list[Stretch]:
    """All that is drawn, cut where the form of an act belongs."""
    found: list[Stretch] = []
    here: list[str] = []
    for piece in drawn:
        if isinstance(piece, str):
            here.append(piece)
        else:
            found.append(Stretch(mark_safe("".join(here)), piece))  # noqa: S308  (each piece is escaped)
            here = []
    return [*found, Stretch(mark_safe("".join(here)), None)]  # noqa: S308  (each piece is escaped)


def _block(laid: _Laid, sentences: Sequence[Sentence], *, continues: bool) -> Iterator[str | Beside]:
    """A paragraph, or a part of a long one, with its acts; each act that is changed stands itself where its form belongs."""
    language = f' lang="{escape(laid.text.language)}"' if laid.text.language else ""
    words = " ".join([_sentence(laid, one) for one in sentences])
    yield BLOCK.format(" continues" if continues else "", sentences[0].number, language, words)
    acts = [act for one in sentences for act in laid.acts.get(one.number, ())]
    if acts:
        yield ACTS.format(escape(_("Codes here")))
        for act in acts:
            beside = laid.drawing.margin.beside(act, laid.text)
            yield from (beside.drawn, beside, "</li>") if beside.opened else (beside.drawn, "</li>")
        yield "</ul>\n"
    yield "</div>\n"


def _sentence(laid: _Laid, sentence: Sentence) -> str:
    """One sentence with its box. Its words are escaped."""
    drawing, marks = laid.drawing, laid.marks.get(sentence.number)
    words = "".join([_drawn(piece) for piece in pieces(sentence, marks)]) if marks else escape(sentence.words)
    if drawing.margin.locked:
        return f'<span class="s"><span class="t">{words}</span></span>'
    spot = Spot(laid.text.name, sentence.start, sentence.end)
    here, checked = ' id="here"' if spot == drawing.first else "", " checked" if spot in drawing.ticked else ""
    box = f'<input type="checkbox" name="s" value="{spot.value}" form="desk" data-number="{sentence.number}"{checked}>'
    return f'<label class="s"{here}>{box}<span class="t">{words}</span></label>'


def _drawn(piece: Piece) -> str:
    if not piece.names:
        return escape(piece.words)
    return f'<mark data-n="{piece.weight}" title="{escape(piece.title)}">{escape(piece.words)}</mark>'


def _parts(text: Text) -> Iterator[tuple[bool, Sequence[Sentence]]]:
    for paragraph in text.paragraphs:
        for number, part in enumerate(paragraph.parts):
            yield number > 0, part.sentences


def _touched(text: Text, spot: Spot) -> list[Sentence]:
    return text.sentences_at(spot.start, spot.end) if spot.text == text.name else []


def _by_first_sentence(text: Text, drawing: Drawing) -> dict[int, list[ShownAct]]:
    """The acts whose first words stand in this text, by the number of their sentence."""
    found: dict[int, list[ShownAct]] = {}
    for shown in drawing.coded.acts:
        if shown.spots and (touched := _touched(text, shown.spots[0])):
            found.setdefault(touched[0].number, []).append(shown)
    return found
