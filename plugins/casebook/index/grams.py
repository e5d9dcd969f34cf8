"""The terms of many texts at once, as numbers: what words.terms() finds, five times as fast.

A text whose characters fold one by one is cut by table; a text with any other character is cut by words.terms() itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from casebook.index.keys import code_of, is_plain
from casebook.index.words import IS_HAN, fold, terms

_HAN, _LETTER, _DOT = 1, 2, 3
# A term of Han characters of the basic plane is its own code; others are numbered from here, below all pairs of Han characters.
ODD = 0x10000


@dataclass(frozen=True, slots=True)
class Grams:
    """An entry an occurrence: which text, and the term's code. `odd[code - ODD]`: the term of a code that is none of characters."""

    text: NDArray[np.int64]
    code: NDArray[np.uint32]
    odd: tuple[str, ...]


def grams(texts: Sequence[str]) -> Grams:
    """All terms of the texts, in no order."""
    points, text = _points(texts)
    tables = _tables_for(points)
    hard = np.unique(text[tables.hard[points]])
    slow = _Slow()
    for at in hard.tolist():
        slow.add(at, terms(texts[at]))
    kind, points = tables.kind[points], tables.folded[points]
    if len(hard):
        kind[np.isin(text, hard)] = 0
    _add_runs(slow, points, kind, text)
    slow.number()
    # Texts are apart by a character that is none of a term, so that no pair reaches from one into the next.
    han = np.concatenate(([False], kind == _HAN, [False]))
    pair = han[1:-2] & han[2:-1]
    alone = np.flatnonzero(han[1:-1] & ~han[:-2] & ~han[2:])
    first = np.flatnonzero(pair)
    wide = points.astype(np.uint32)
    return Grams(
        np.concatenate((text[first], text[alone], np.array(slow.text, np.int64))),
        np.concatenate((wide[first] << np.uint32(16) | wide[first + 1], wide[alone], np.array(slow.code, np.uint32))),
        tuple(sorted(slow.odd)),
    )


def _points(texts: Sequence[str]) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """UTF-16 units of all texts with a line end after each, and the text of each unit. Halves of characters beyond the basic
    plane are hard."""
    data = "\n".join((*texts, "")).encode("utf-16-le", "surrogatepass")
    points = np.frombuffer(data, np.uint16)
    lengths = [len(text) + 1 for text in texts]
    if sum(lengths) != len(points):
        lengths = [len(text.encode("utf-16-le", "surrogatepass")) // 2 + 1 for text in texts]
    return points, np.repeat(np.arange(len(texts)), lengths)


class _Slow:
    """Terms that Python found, one by one."""

    def __init__(self) -> None:
        self.text: list[int] = []
        self.code: list[int] = []
        self.odd: dict[str, list[int]] = {}

    def add(self, text: int, found: Sequence[str]) -> None:
        for term in found:
            if is_plain(term):
                self.text.append(text)
                self.code.append(code_of(term))
            else:
                self.odd.setdefault(term, []).append(text)

    def number(self) -> None:
        """The odd terms get their codes, in their own order, whatever they came in."""
        for number, term in enumerate(sorted(self.odd)):
            self.text += self.odd[term]
            self.code += [ODD + number] * len(self.odd[term])


def _add_runs(slow: _Slow, points: NDArray[np.uint16], kind: NDArray[np.uint8], text: NDArray[np.int64]) -> None:
    """Runs of letters and figures, with the dots in them, for words.terms() to cut."""
    is_part = np.concatenate(([False], kind >= _LETTER, [False]))
    starts = np.flatnonzero(is_part[1:-1] & ~is_part[:-2])
    ends = np.flatnonzero(is_part[1:-1] & ~is_part[2:]) + 1
    cut = lru_cache(maxsize=None)(terms)
    data = points.tobytes()
    for start, end, at in zip(starts.tolist(), ends.tolist(), text[starts].tolist(), strict=True):
        slow.add(at, cut(data[start * 2 : end * 2].decode("utf-16-le")))


@dataclass(frozen=True, slots=True)
class _Tables:
    """Of each UTF-16 unit that was met so far (`known`): what it folds to, what kind of thing that is, and whether a text with it
    is left to words.terms()."""

    known: NDArray[np.bool_]
    folded: NDArray[np.uint16]
    kind: NDArray[np.uint8]
    hard: NDArray[np.bool_]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    known, hard = np.zeros(0x10000, np.bool_), np.zeros(0x10000, np.bool_)
    tables = _Tables(known, np.zeros(0x10000, np.uint16), np.zeros(0x10000, np.uint8), hard)
    tables.known[[ord("\n"), *range(0xD800, 0xE000)]] = True
    tables.hard[0xD800:0xE000] = True
    return tables


def _tables_for(points: NDArray[np.uint16]) -> _Tables:
    """The tables, with these units known. A library uses a few thousand of the 65,536."""
    tables = _tables()
    chars = [chr(code) for code in np.unique(points[~tables.known[points]]).tolist()]
    for char, shape in zip(chars, fold("\n".join(chars)).split("\n") if chars else (), strict=True):
        at = ord(char)
        tables.known[at] = True
        if _is_hard(char, shape):
            tables.hard[at] = True
        elif shape.isalnum() or shape == ".":
            tables.folded[at] = ord(shape)
            tables.kind[at] = _HAN if IS_HAN.match(shape) else _DOT if shape == "." else _LETTER
    return tables


def _is_hard(char: str, shape: str) -> bool:
    """Whether it may fold otherwise beside others, or folds to several of which one counts."""
    if len(shape) > 1:
        return not all(unicodedata.category(part)[0] in "PSZ" for part in shape)
    is_jamo = "\u1100" <= shape <= "\u11ff"
    return (
        shape > "\uffff"
        or is_jamo
        or shape == "σ"
        or unicodedata.category(char)[0] == "M"
        or unicodedata.category(shape)[0] == "M"
    )
