"""A function over many items, in several processes, in order, with few items under way at once."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")


class Spread(Protocol):
    """`map`, or something like it with more hands."""

    def __call__(self, work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]: ...


def spread(work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    """What `map` gives, from as many processes as the machine has cores; from this one on a machine that allows no second."""
    hands = os.cpu_count() or 1
    try:
        pool = ProcessPoolExecutor(hands)
        pool.submit(int).result()
    except (OSError, NotImplementedError, BrokenProcessPool):
        yield from map(work, items)
        return
    with pool:
        coming: deque[Future[B]] = deque()
        for item in items:
            coming.append(pool.submit(work, item))
            if len(coming) > hands + 1:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()
