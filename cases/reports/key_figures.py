"""The first sentences of a report: the number of people, and an order only where the likely ranges allow one."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cases.published.data import INDICATORS, Cell, Release

from .figure_sentences import sentence

LONGEST_GROUP = 3


def key_figures(release: Release) -> list[str]:
    """One sentence for each figure."""
    total = release.total
    cells = next((table.cells for table in release.tables if table.key == INDICATORS), ())
    shown = [cell for cell in cells if cell.shown]
    sentences = []
    if total.shown:
        sentences.append(sentence(release, total))
    leading = clearly_higher(shown)
    sentences += [sentence(release, cell) for cell in leading]
    sentences.append(_order(len(leading), len(shown)))
    return sentences


def clearly_higher(cells: Sequence[Cell]) -> list[Cell]:
    """The one to three cells whose likely ranges lie wholly above those of all others, in their given order."""
    falling = sorted(cells, key=lambda cell: cell.value or 0, reverse=True)
    for size in range(1, min(LONGEST_GROUP, len(falling) - 1) + 1):
        if min(cell.lo or 0 for cell in falling[:size]) > max(cell.hi or 0 for cell in falling[size:]):
            return [cell for cell in cells if cell in falling[:size]]
    return []


def _order(leading: int, shown: int) -> str:
    if leading == 1:
        return _("It was reported more often than every other indicator shown: its likely range lies above all others.")
    if leading:
        told = _(
            "These %(number)s were reported more often than every other indicator shown: their likely ranges lie above "
            "all others. They are named in a fixed order."
        )
        return told % {"number": leading}
    if shown > 1:
        return _("No indicator stands clearly above the others: the likely ranges overlap.")
    return _("Too few indicators are shown to compare them.")
