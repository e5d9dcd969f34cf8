"""Work shared among processes, where that is worth their start: forked, so that what was read before need not be sent."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import count
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


def worker_count() -> int:
    """Processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not Linux
        return os.cpu_count() or 1


def shared(work: Callable[[Sequence[T]], R], items: Sequence[T], size: int) -> Iterator[R]:
    """`work` done on portions of `size` items, as they are done; in this process where there is but one portion. See `spread`."""
    portions = [items[start : start + size] for start in range(0, len(items), size)]
    return _forked(work, portions, is_ordered=False) if len(portions) > 1 else map(work, portions)


def spread(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """What `map` gives, from as many processes as there are processors; in this one alone where nothing can be forked.

    An exception of the work is raised here; OSError when a worker was killed. Results wait in memory: only a few items are
    under way beyond the one that is asked for.
    """
    return _forked(work, items, is_ordered=True)


def apart(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """As `spread`, but in processes that begin from nothing: for work whose libraries keep threads, which a fork would lose.
    Work, items and results are sent."""
    hands = worker_count()
    begin = multiprocessing.get_context("spawn")
    with _told_when_killed(), ProcessPoolExecutor(hands, begin, initializer=_begin, initargs=(os.getpid(),)) as pool:
        yield from _flowing((pool.submit(work, item) for item in items), hands, is_ordered=True)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the garbage collector: millions of small objects come and few go, and it would look through all of them again and
    again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _forked(work: Callable[[T], R], items: Iterable[T], *, is_ordered: bool) -> Iterator[R]:
    hands = worker_count()
    if hands < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, items)
        return
    key = next(_keys)
    _works[key] = work
    fork = multiprocessing.get_context("fork")
    gc.freeze()  # what a child has from here is never looked through for garbage, nor copied because of that
    try:
        with _told_when_killed(), ProcessPoolExecutor(hands, fork, initializer=_begin, initargs=(os.getpid(),)) as pool:
            yield from _flowing((pool.submit(_do, key, item) for item in items), hands, is_ordered=is_ordered)
    finally:
        gc.unfreeze()
        del _works[key]


@contextmanager
def _told_when_killed() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise ChildProcessError("a worker was killed") from error


def _flowing(started: Iterable[Future[R]], hands: int, *, is_ordered: bool) -> Iterator[R]:
    """Results of work that is started as it is asked for: a few items for each processor are under way."""
    coming: deque[Future[R]] = deque()
    for future in started:
        coming.append(future)
        if len(coming) > 2 * hands:
            yield _taken(coming, is_ordered=is_ordered).result()
    while coming:
        yield _taken(coming, is_ordered=is_ordered).result()


def _taken(coming: deque[Future[R]], *, is_ordered: bool) -> Future[R]:
    """The first, or whichever is done first."""
    done = coming[0] if is_ordered else next(iter(wait(coming, return_when=FIRST_COMPLETED).done))
    coming.remove(done)
    return done


def _begin(parent: int) -> None:
    """A build that was killed leaves nobody behind who would wait for its questions for ever."""
    gc.set_threshold(50_000)  # records are trees: they go without the collector
    gc.enable()  # what is left is little, and a worker does thousands
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG, linux/prctl.h
        if os.getppid() != parent:
            os._exit(1)


_keys = count()
_works: dict[int, Callable[..., Any]] = {}  # a forked child finds its work here; what a closure holds need not be sent


def _do(key: int, item: Any) -> Any:
    return _works[key](item)
