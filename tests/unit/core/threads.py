"""Several threads at once, each with a database connection of its own."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import connection

T = TypeVar("T")


def at_once(*functions: Callable[[], T]) -> list[T]:
    """Release all functions together and give their results in order; the first error is raised."""
    start = threading.Barrier(len(functions))

    def run(function: Callable[[], T]) -> T:
        try:
            start.wait(timeout=10)
            return function()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(functions)) as pool:
        running = [pool.submit(run, function) for function in functions]
        return [future.result() for future in running]


def meeting(function: Callable[..., T], parties: int) -> Callable[..., T]:
    """The same function, held before it returns until all parties called it, or for half a second if they cannot.

    So a gap between reading and writing is hit every time; a lock that closes the gap costs the half second.
    """
    barrier = threading.Barrier(parties)

    def held(*args: Any, **kwargs: Any) -> T:
        result = function(*args, **kwargs)
        with contextlib.suppress(threading.BrokenBarrierError):
            barrier.wait(timeout=0.5)
        return result

    return held
