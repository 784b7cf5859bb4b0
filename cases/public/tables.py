"""What one published table is drawn as: on its own page, and on a card for other sites."""

from typing import Any

from cases.published.models import PublishedTable

from . import queries
from .edition import Edition, State
from .figures import Maker, ranges
from .schema import Counts, Schema, whole


def figures_of(edition: Edition, table: PublishedTable) -> dict[str, Any]:
    """Its ``title``; its figure as ``whole`` where the tier shows it; of two sides also ``panels``. One statement.

    The panels are a figure for each group of people, the first side of the table. The total is none of these tables.
    """
    assert edition.release is not None
    schema, rows, columns = Schema(edition.release, crosses=edition.crosses), table.rows, table.columns
    title = schema.title(rows, columns)
    if edition.state == State.RANGES and not columns:
        figure = ranges(edition.release, schema.sides[rows], edition.kept)
        return {"title": title, "whole": None if figure.empty else figure}
    if edition.state != State.NUMBERS or (columns and not edition.crosses):
        return {"title": title}
    keys = [rows, table.key] if columns else [rows]
    counts = Counts(queries.cells(edition.release).filter(whole(*keys)))
    maker = Maker(edition.release, schema, counts, edition.kept)
    if not columns:
        return {"title": title, "whole": maker.whole(schema.sides[rows])}
    groups, side = schema.sides[rows], schema.sides[columns]
    panels = [maker.within(side, point, groups, link=False) for point in groups.points]
    return {"title": title, "panels": panels, "whole": maker.crossed(title, side, groups, panels)}
