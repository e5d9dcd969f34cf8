"""Which records share much with those under review: reckoned for every record of the library, so that only the nearest are read
word by word. A text of the library may share something with each of five hundred others: their windows are compared as numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

GRAM = 8  # signs of a window
WALL = "|"  # no window reaches over it
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def prints(plain: str) -> NDArray[np.uint64]:
    """A number for each window of GRAM signs, in the order of the text. Two windows of one number are nearly always the same:
    who counts them guesses, who quotes them looks again."""
    signs = np.frombuffer(plain.encode("utf-32-le", "replace"), np.uint32)
    if len(signs) < GRAM:
        return np.zeros(0, np.uint64)
    count = len(signs) - GRAM + 1
    found = np.zeros(count, np.uint64)
    for at in range(GRAM):
        found = found * _FACTOR + signs[at : at + count]
    walls = np.concatenate(([0], np.cumsum(signs == ord(WALL))))
    whole: NDArray[np.uint64] = found[walls[GRAM:] == walls[:-GRAM]]
    return whole


class Common:
    """Texts, to be asked of each how many of its windows stand in another text."""

    def __init__(self, plain: Sequence[str]) -> None:
        self._size = len(plain)
        counted = [np.unique(prints(text), return_counts=True) for text in plain]
        windows = np.concatenate([np.zeros(0, np.uint64), *(found for found, _ in counted)])
        order = np.argsort(windows, kind="stable")
        # A row a window and text that holds it, by window: which text, and how often.
        self._windows = windows[order]
        self._holders = np.repeat(np.arange(self._size), [len(found) for found, _ in counted])[order]
        self._times = np.concatenate([np.zeros(0, np.int64), *(times for _, times in counted)])[order]

    def counts(self, plain: str) -> NDArray[np.int64]:
        """For each of the texts how many of its windows stand in `plain`, repetitions counted."""
        mine = np.unique(prints(plain))
        starts = np.searchsorted(self._windows, mine, "left")
        lengths = np.searchsorted(self._windows, mine, "right") - starts
        rows = np.repeat(starts + lengths - np.cumsum(lengths), lengths) + np.arange(lengths.sum())
        return np.bincount(self._holders[rows], self._times[rows], self._size).astype(np.int64)
