"""Stages on the terminal: a bar each where a person watches, nothing in CI or a pipe; times for the report either way."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from casebook.edges.bars import Bars

T = TypeVar("T")


def peak_memory() -> tuple[float, float] | None:
    """Most memory held so far, in MB, by this process and by the largest of the processes it has started and that have ended;
    None where the platform does not tell."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return None
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    own, others = (resource.getrusage(who).ru_maxrss / unit for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own, others


class Stages:
    """Counts the seconds of each stage, and notes the peak of memory at its end; shows bars on stderr when it is a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.seconds: dict[str, float] = {}
        self.peaks: dict[str, tuple[float, float] | None] = {}
        shown = not quiet and sys.stderr.isatty() and "CI" not in os.environ
        self._bars = _bars() if shown else None
        self._quiet = quiet

    def say(self, text: str) -> None:
        """A line on stderr, in a pipe too: what a person or a log must know while it lasts."""
        if not self._quiet:
            sys.stderr.write(text + "\n")
            sys.stderr.flush()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """A stage whose length nobody knows beforehand."""
        started = time.perf_counter()
        try:
            with self._bars.waiting(name) if self._bars else nullcontext():
                yield
        finally:
            self._note(name, started)

    def _note(self, name: str, started: float) -> None:
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started
        self.peaks[name] = peak_memory()

    def track(self, name: str, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        """The items, with a bar that follows them."""
        started = time.perf_counter()
        yield from self._bars.track(name, items, total) if self._bars else items
        self._note(name, started)


def _bars() -> Bars:
    from casebook.edges.bars import Bars  # noqa: PLC0415 - rich takes a moment, and only a terminal needs it

    return Bars()
