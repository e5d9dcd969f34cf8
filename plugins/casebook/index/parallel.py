"""How the work on documents is done: one after the other, or by whoever calls with more hands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")


class Spread(Protocol):
    """`map`, or something like it with more hands."""

    def __call__(self, work: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]: ...
