"""How long a document is, in words, as limits of submissions count them: without title, notes, tables and charts."""

from .document import Block, Bullets, Callout, Document, Heading, Link, Numbered, Paragraph, Quote, Reference, Text
from .numbering import number, parts


def words(document: Document) -> int:
    """The words between blanks, in any script."""
    labels = number(document).labels
    return sum(len(_plain(text, labels).split()) for block in document.blocks for text in _counted(block))


def _counted(block: Block) -> tuple[Text, ...]:
    match block:
        case Heading(text=text) | Paragraph(text=text) | Numbered(text=text):
            return (text,)
        case Bullets(items=items):
            return items
        case Callout(title=title, paragraphs=paragraphs):
            return (title, *paragraphs)
        case Quote(text=text, source=source):
            return (text, source)
    return ()


def _plain(text: Text, labels: dict[str, str]) -> str:
    """The words of a text; a note counts nothing."""
    said = []
    for piece in parts(text):
        if isinstance(piece, str):
            said.append(piece)
        elif isinstance(piece, Link):
            said.append(piece.text)
        elif isinstance(piece, Reference):
            said.append(labels[piece.key])
    return "".join(said)
