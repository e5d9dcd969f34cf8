"""How much a term weighs in a document, and numbers as printable ASCII. lines.py writes documents and weights down, grouped:
measured on 4,000 documents of 1,500 characters, gzip: grouped 3.3 MB, a weight after each number 3.8 MB, numbers alone 2.7 MB.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEVELS = 8
# A frequent word is read this far at first; the rest of its documents lie in files of their own. A library of 2,000 has none of these.
HEAD = 1600
NAME_LEVEL = 6  # from here up: the term stands in the title or an alias; text alone never gets here
# 90 characters that need no escape in a script's string and are no blank.
ALPHABET = "".join(chr(code) for code in range(35, 127) if chr(code) not in "\\`")
DIRECT = 70  # smaller numbers take one character
BASE = len(ALPHABET) - DIRECT


@dataclass(frozen=True, slots=True)
class Field:
    """`pivot`: usual number of terms. A constant, not today's average, so that one record does not move the weight of all."""

    name: str
    weight: float
    pivot: int


NAMES = Field("names", 8.0, 8)
SUMMARY = Field("summary", 3.0, 90)
STEPS = Field("steps", 1.6, 200)
BODY = Field("body", 1.0, 700)
# BM25F: a field's counts are tempered by its length, weighed, added, and then bent once.
_K1 = 1.2
_B = 0.6


def levels(fields: Sequence[tuple[Field, Sequence[str]]]) -> dict[str, int]:
    """Level (0 light … LEVELS-1 heavy) of each term of a document; `fields`: field and its terms, the longest field last.

    Source: BM25F, Robertson, Zaragoza and Taylor 2004; the weights are ours.
    """
    weights: dict[str, float] = {}
    named: set[str] = set()
    *short, (last, tail) = fields
    for field, found in short:
        share = _share(field, len(found))
        for term, count in Counter(found).items():
            weights[term] = weights.get(term, 0.0) + share * count
        if field is NAMES:
            named.update(found)
    # Most terms stand in the longest field alone: all of one count have one level there.
    share, counts = _share(last, len(tail)), Counter(tail)
    for term in weights.keys() & counts.keys():
        weights[term] += share * counts.pop(term)
    of_count = {count: min(_level(share * count), NAME_LEVEL - 1) for count in set(counts.values())}
    result = {term: of_count[count] for term, count in counts.items()}
    for term, weight in weights.items():
        level = _level(weight)
        result[term] = max(level, NAME_LEVEL) if term in named else min(level, NAME_LEVEL - 1)
    if last is NAMES:
        return {term: max(level, NAME_LEVEL) for term, level in result.items()}
    return result


@dataclass(frozen=True, slots=True)
class Entries:
    """An entry a field of a document that has a term: the document, the field, how often the term stands there, and the number of
    the term among all terms of all documents, ascending."""

    doc: NDArray[np.int64]
    field: NDArray[np.int64]
    count: NDArray[np.int64]
    term: NDArray[np.int64]


def levels_of_many(fields: Sequence[Field], lengths: NDArray[np.int64], entries: Entries) -> NDArray[np.uint8]:
    """The same of many documents at once: a level a term of a document. `lengths`: terms of each field, a line a document."""
    doc, term = entries.doc, entries.term
    weights = np.zeros(term[-1] + 1 if len(term) else 0)
    for at, one in enumerate(fields):
        mine = np.flatnonzero(entries.field == at)
        share = _share(one, lengths[:, at])
        weights[term[mine]] += share[doc[mine]] * entries.count[mine]
    levels = (LEVELS * weights / (_K1 + weights)).astype(np.uint8)
    named = np.zeros(len(levels), np.bool_)
    named[term[entries.field == fields.index(NAMES)]] = True
    return np.where(named, np.maximum(levels, NAME_LEVEL), np.minimum(levels, NAME_LEVEL - 1)).astype(np.uint8)


def _share(field: Field, length: Any) -> Any:
    return field.weight / (1 - _B + _B * length / field.pivot)


def _level(weight: float) -> int:
    return int(LEVELS * weight / (_K1 + weight))


def digits(value: int) -> str:
    """A number ≥ 0 in ALPHABET, low digit first; digits up to DIRECT end it, others say that more follow."""
    if value < DIRECT:
        return ALPHABET[value]
    text = ""
    while value >= DIRECT:
        value -= DIRECT
        text += ALPHABET[DIRECT + value % BASE]
        value //= BASE
    return text + ALPHABET[value]


def is_long(count: Any) -> Any:
    """Whether so many postings are split; also of an array."""
    return count > HEAD + HEAD // 4


def shuffled(document: Any) -> Any:
    """A number without order for a document's number; also of an array."""
    return (document + 1) * 0x9E3779B1 & 0xFFFFFFFF
