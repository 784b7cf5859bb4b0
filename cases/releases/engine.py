"""Between the rows of a series and the pure engine in ``disclosure``."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction

import numpy as np

from cases.core.errors import Refused
from cases.published.data import Cell, Mechanism, Release, Share, Tier

from . import draws, frame, merging, queries, terms
from .disclosure import mechanism, publish
from .disclosure.counts import counts
from .disclosure.design import Design, choose_design, draw_design_total, noise_sd
from .disclosure.errors import DisclosureError
from .disclosure.people import Matrix, encode
from .disclosure.schema import DEFAULT_SCHEMA, Group, Schema, cells
from .models import NoisyCell, ReleaseDraft, Series
from .vectors import Vector

Noise = dict[str, list[int]]
"""The noise of one release: an integer per cell, by group of tables."""


def set_terms(series: Series, *, people: int) -> None:
    """Schema, design and hash of a new series, of which all else is chosen: the last step before it is stored.

    The design follows from one blurred number of people, drawn here, once.
    """
    series.schema = merging.schema(DEFAULT_SCHEMA, series.merged).to_json()
    series.design = choose_design(draw_design_total(people))
    series.terms_sha256 = terms.sha256(series)


def schema_of(series: Series) -> Schema:
    """The schema that the series froze at its start."""
    return Schema.from_json(series.schema)


def draw(series: Series) -> Noise:
    """Fresh noise for one release, for every group of tables of the design."""
    schema, design = schema_of(series), design_of(series)
    return {group.value: mechanism.draw(design, schema, group) for group in design.shares}


def design_of(series: Series) -> Design:
    """How much noise the series carries."""
    return Design(series.design, Fraction(series.mu), series.horizon)


def noisy_cells(series: Series, number: int, people: Matrix, noise: dict[int, Noise]) -> Iterator[NoisyCell]:
    """The cells of a release, blurred, to be frozen; ``noise`` is that of releases 1 to ``number``, by release."""
    schema, design = schema_of(series), design_of(series)
    with refusals():
        true = counts(schema, people, np.ones(len(people), dtype=np.int8))
        for group in design.shares:
            rows = {release: row[group.value] for release, row in noise.items()}
            blurred = mechanism.noisy_cells(true[group].tolist(), rows, design, number)
            for position, (key, units) in enumerate(zip(cells(schema, group), blurred, strict=True)):
                yield NoisyCell(
                    series=series,
                    number=number,
                    group=group.value,
                    position=position,
                    units=str(units),
                    **key._asdict(),
                )


def matrix(series: Series, people: Iterable[Vector]) -> Matrix:
    """The people present as the pure engine reads them."""
    with refusals():
        return encode(schema_of(series), people)


def cells_sha256(series: Series, number: int) -> str:
    """The hash over the noisy cells of a release as they stand in the database: what a hand would change."""
    return draws.cells_sha256(series, number)


def release(draft: ReleaseDraft) -> Release:
    """What would be, or is, public of a frozen release: from its noisy cells and its frame alone. One statement."""
    series = draft.series
    noisy: dict[Group, list[int]] = {}
    frozen = series.cells.filter(number=draft.number).order_by("group", "position")
    for group, units in frozen.values_list("group", "units"):
        noisy.setdefault(Group(group), []).append(int(units))
    with refusals():
        found = publish.publish(
            schema_of(series), design_of(series), draft.number, noisy, draft.frame["previous_tier"] or None
        )
    return frame.release(
        draft.frame,
        tier=Tier(found.tier),
        cells=tuple(Cell(cell.d1, cell.v1, cell.d2, cell.v2, cell.value, cell.lo, cell.hi) for cell in found.cells),
        shares=tuple(Share(share.d1, share.v1, share.low, share.high, share.words) for share in found.shares),
    )


def frame_of(series: Series, number: int) -> frame.Frame:
    """The frame of the release to freeze now; it remembers the release before it."""
    schema, design = schema_of(series), design_of(series)
    mechanism_ = Mechanism(
        design=series.design,
        mu=float(design.mu),
        horizon=series.horizon,
        noise_sd={group.value: round(noise_sd(design, schema, group), 4) for group in design.shares},
        minimum=publish.MINIMUM,
        sd_factor=publish.SD_FACTOR,
        rounding=publish.ROUNDING,
        range_sd=publish.RANGE_SD,
    )
    before = series.drafts.order_by("-number").first()
    return frame.build(
        series,
        number,
        schema=schema,
        mechanism=mechanism_,
        previous_tier=release(before).tier if before else "",
        previous_sha256=queries.sha256_of_last_release(),
    )


@contextmanager
def refusals() -> Iterator[None]:
    """What the engine refuses is a refusal like any other: it names keys of the schema, never a person."""
    try:
        yield
    except DisclosureError as error:
        raise Refused(str(error)) from error
