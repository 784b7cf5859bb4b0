"""Where the boxes of a network stand: in layers, whoever commands above whom they command. Pure and always the same.

The layer is the longest way from somebody whom nobody commands; a way that comes back to where it was is cut there.
Inside a layer, boxes stand near those above them; whoever is in no command at all stands below everybody else. A layer of
more boxes than fit beside one another has several rows.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

WIDTH, HEIGHT = 196, 56
"""Of a box, in the drawing's own units."""
STEP_X, STEP_Y, EDGE = WIDTH + 28, HEIGHT + 64, 24
MOST_BESIDE = 6


def places(keys: Sequence[K], over: Iterable[tuple[K, K]]) -> dict[K, tuple[int, int]]:
    """The upper left corner of each box. Keys come in the order in which they are to stand where nothing else decides."""
    under: dict[K, list[K]] = {key: [] for key in keys}
    for superior, subordinate in over:
        under[superior].append(subordinate)
    column: dict[K, float] = {}
    found: dict[K, tuple[int, int]] = {}
    row = 0
    for layer in _layers(keys, under):
        for some in _rows(_near_above(layer, under, column)):
            left = (MOST_BESIDE - len(some)) / 2
            for number, key in enumerate(some):
                column[key] = left + number
                found[key] = (EDGE + round(column[key] * STEP_X), EDGE + row * STEP_Y)
            row += 1
    return _moved_left(found)


def size(found: dict[K, tuple[int, int]]) -> tuple[int, int]:
    """Width and height of the whole drawing."""
    right = max((x for x, _y in found.values()), default=0) + WIDTH + EDGE
    bottom = max((y for _x, y in found.values()), default=0) + HEIGHT + EDGE
    return right, bottom


def _layers(keys: Sequence[K], under: dict[K, list[K]]) -> list[list[K]]:
    depth = dict.fromkeys(keys, 0)
    waiting = _downwards(keys, under)
    for key in waiting:
        for below in under[key]:
            if waiting[below] > waiting[key]:
                depth[below] = max(depth[below], depth[key] + 1)
    layers: list[list[K]] = [[] for _depth in range(max(depth.values(), default=-1) + 1)]
    commanded = {below for some in under.values() for below in some}
    for key in keys:
        if under[key] or key in commanded:
            layers[depth[key]].append(key)
    loose = [key for key in keys if not under[key] and key not in commanded]
    return [layer for layer in (*layers, loose) if layer]


def _downwards(keys: Sequence[K], under: dict[K, list[K]]) -> dict[K, int]:
    """Every key with its number in an order in which superiors come first, as far as there is no circle."""
    done: list[K] = []
    seen: set[K] = set()
    commanded = {below for some in under.values() for below in some}
    for start in sorted(keys, key=lambda key: key in commanded):
        waiting = [(start, False)]
        while waiting:
            key, is_left = waiting.pop()
            if is_left:
                done.append(key)
            elif key not in seen:
                seen.add(key)
                waiting += [(key, True), *((below, False) for below in under[key] if below not in seen)]
    return {key: number for number, key in enumerate(reversed(done))}


def _near_above(layer: list[K], under: dict[K, list[K]], column: dict[K, float]) -> list[K]:
    def middle(key: K) -> float:
        above = [column[superior] for superior, some in under.items() if key in some and superior in column]
        return sum(above) / len(above) if above else MOST_BESIDE

    return sorted(layer, key=middle)


def _rows(layer: list[K]) -> list[list[K]]:
    """As few rows as there can be, about equally long."""
    number = -(-len(layer) // MOST_BESIDE)
    beside = -(-len(layer) // number) if number else 1
    return [layer[start : start + beside] for start in range(0, len(layer), beside)]


def _moved_left(found: dict[K, tuple[int, int]]) -> dict[K, tuple[int, int]]:
    spare = min((x for x, _y in found.values()), default=EDGE) - EDGE
    return {key: (x - spare, y) for key, (x, y) in found.items()}
