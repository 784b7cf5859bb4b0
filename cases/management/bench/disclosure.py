"""The suite ``disclosure``: every line of "Figures to hold" that the engine answers for by itself."""

from collections.abc import Iterator

from tqdm import tqdm

from cases.management.bench import accuracy, attacks, few, sampling, speed
from cases.management.bench.figures import Figure

PARTS = (attacks, accuracy, few, sampling, speed)


def measure(*, full: bool) -> Iterator[Figure]:
    """All figures: a quick sample, or in full the sizes of the specification."""
    for part in tqdm(PARTS, desc="disclosure", leave=False):
        yield from part.figures(full)
