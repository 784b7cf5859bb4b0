"""Somebody's own words as blocks of a document: paragraphs, lists, and the published figures that they name."""

from collections.abc import Iterator

from cases.documents.document import Block, Bullets, Numbered, Paragraph
from cases.published.data import Release

from .figure_sentences import Figures

BULLETS = ("- ", "– ", "• ", "* ")


def paragraphs(release: Release, typed: str) -> list[Block]:
    """A paragraph for each run of lines, a list for lines that begin with a dash. Raises UnfitFigure."""
    figures = Figures(release)
    return [
        Bullets(tuple(figures.filled(line[2:].strip()) for line in lines))
        if bulleted
        else Paragraph(figures.filled(" ".join(lines)))
        for bulleted, lines in _runs(typed)
    ]


def numbered(release: Release, typed: str) -> list[Block]:
    """The same with a number before each paragraph and each line of a list, as submissions to the UN have them."""
    figures = Figures(release)
    texts = [
        text
        for bulleted, lines in _runs(typed)
        for text in ([line[2:].strip() for line in lines] if bulleted else [" ".join(lines)])
    ]
    return [Numbered(figures.filled(text)) for text in texts]


def _runs(typed: str) -> Iterator[tuple[bool, list[str]]]:
    """Lines that belong together, and whether they are a list."""
    run: list[str] = []
    listed = False
    for line in [*map(str.strip, typed.splitlines()), ""]:
        bulleted = line.startswith(BULLETS)
        if run and (not line or bulleted != listed):
            yield listed, run
            run = []
        if line:
            run.append(line)
            listed = bulleted
