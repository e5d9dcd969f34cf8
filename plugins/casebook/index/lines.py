"""Lines of a shard, in arrays from the first to the last byte, for many terms at once: where each term occurs, as printable ASCII.

A shard is lines with END after each but the last. A line of t/ or c/: the key, in t/ ODD and the number of all documents if a tail in c/
goes on with them, and the documents in a group a level, blanks between: in a group the gaps between their numbers. Groups stand in ORDER:
most terms have only the first. The key of a plain term (keys.is_plain) is how far its hash is from the one before, or from the
smallest that the shard could hold; other terms stand behind them, each as ODD, the term and a blank. A line of n/ is a key, a
blank and names with blanks between.

Measured on 10,000 records of 1,500 characters, gzip, files of t/: plain terms written out and groups from heavy to light 7.5 MB,
groups in ORDER and one character an end 7.1 MB, distances of hashes 5.7 MB.

A posting in an array is `hash of the term << 32 | rank << 29 | document`, rank the place of its level in ORDER: sorted, postings lie
as they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from casebook.index.keys import Hashes, hashes_of
from casebook.index.postings import ALPHABET, BASE, DIRECT, HEAD, is_long, shuffled

END = b"!"
ODD = b"`"
# Levels, the most frequent first.
ORDER = (3, 4, 5, 2, 6, 1, 7, 0)
_RANKS = np.argsort(ORDER).astype(np.uint64)
_LEVELS = np.array(ORDER, np.int8)
_RANK = np.uint64(29)
_DOCUMENT = np.uint64((1 << 29) - 1)
_REST = np.uint64((1 << 32) - 1)
_LETTERS = np.frombuffer(ALPHABET.encode(), np.uint8)
_DIGITS = np.zeros(128, np.int64)
_DIGITS[_LETTERS] = np.arange(len(_LETTERS))
_PLACES = BASE ** np.arange(9)

Postings = NDArray[np.uint64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines in order of their hashes; `ends[i]` is where line i ends in `data`. `is_plain`: the lines are without their keys."""

    hashes: Hashes
    ends: Numbers
    data: bytes
    is_plain: bool = False

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Hash and line, without its end."""
        return zip(self.hashes.tolist(), self.data.decode().split(END.decode())[:-1], strict=True)

    def dealt(self, count: int, last: int = 0) -> Iterator[bytes]:
        """The lines of each of `count` shards, as keys.shard_of() deals them; `last`: the hash before the first of these."""
        edges = np.arange(count + 1, dtype=np.uint64) << np.uint64(32 - (count.bit_length() - 1))
        firsts = np.searchsorted(self.hashes, edges)
        ends, data = self._with_keys(edges.astype(np.int64), firsts, last) if self.is_plain else (self.ends, self.data)
        places = np.concatenate(([0], ends))[firsts].tolist()
        return (data[start:end] for start, end in pairwise(places))

    def _with_keys(self, edges: Numbers, firsts: Numbers, last: int) -> tuple[Numbers, bytes]:
        before = np.concatenate(([last], self.hashes[:-1].astype(np.int64)))[: len(self.hashes)]
        is_there = np.flatnonzero(np.diff(firsts))
        before[firsts[is_there]] = np.maximum(before[firsts[is_there]], edges[is_there])
        steps = self.hashes.astype(np.int64) - before
        widths, lengths = _width(steps), np.diff(self.ends, prepend=0)
        ends = np.cumsum(widths + lengths)
        out = np.empty(ends[-1] if len(ends) else 0, np.uint8)
        _put(out, ends - lengths - widths, steps)
        out[_spread(ends - lengths, lengths)] = np.frombuffer(self.data, np.uint8)
        return ends, out.tobytes()


def packed(hashes: Hashes, levels: NDArray[np.uint8], documents: Numbers) -> Postings:
    """Postings in arrays."""
    postings = hashes.astype(np.uint64) << np.uint64(32)
    postings |= _RANKS[levels] << _RANK
    postings |= documents.astype(np.uint64)
    return postings


def stands(document: int, level: int) -> int:
    """A posting without its term."""
    return ORDER.index(level) << int(_RANK) | document


def lines_of(postings: Postings) -> tuple[Lines, Lines]:
    """Head and tail lines of plain terms; postings in any order."""
    postings = np.sort(postings)
    hashes = (postings >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]))
    keys = _Keys(np.zeros(0, np.uint8), np.zeros(len(starts), np.int64))
    return _split(keys, hashes[starts], starts, postings & _REST)


def odd_lines_of(postings: Mapping[str, Sequence[int]]) -> tuple[Lines, Lines]:
    """Head and tail lines of other terms, and for each the postings without it, in any order."""
    terms = sorted(zip(hashes_of([*postings]).tolist(), postings, strict=True))
    found = [sorted(postings[term]) for _, term in terms]
    starts = np.cumsum([0, *map(len, found)])[:-1]
    hashes = np.array([number for number, _ in terms], np.uint32)
    flat = np.array([one for ones in found for one in ones], np.uint64)
    return _split(_Keys.of([ODD + term.encode() + b" " for _, term in terms]), hashes, starts, flat)


def named_lines(table: Mapping[str, str]) -> Lines:
    """'key rest' of each key; none of the keys is plain."""
    found = sorted(zip(hashes_of([*table]).tolist(), table.items(), strict=True))
    data = [f"{key} {rest}".encode() + END for _, (key, rest) in found]
    hashes = np.array([number for number, _ in found], np.uint32)
    return Lines(hashes, np.cumsum([len(line) for line in data], dtype=np.int64), b"".join(data))


def read_digits(text: str) -> tuple[int, int]:
    """The number that a text begins with, as postings.digits() writes it, and where it ends."""
    value, place = 0, 1
    for at, letter in enumerate(text):
        digit = ALPHABET.index(letter)
        value += digit * place
        place *= BASE
        if digit < DIRECT:
            return value, at + 1
    raise ValueError(text)


def read_groups(text: str) -> Postings:
    """The postings, without their term, that groups stand for."""
    letters = np.frombuffer(text.encode(), np.uint8)
    digits = _DIGITS[letters]
    is_blank = letters == ord(" ")
    ends = np.flatnonzero((digits < DIRECT) & ~is_blank)
    is_start = np.concatenate(([True], ((digits < DIRECT) | is_blank)[:-1])) & ~is_blank
    starts = np.flatnonzero(is_start)
    places = np.where(is_blank, 0, np.arange(len(digits)) - starts[np.maximum(np.cumsum(is_start) - 1, 0)])
    gaps = np.add.reduceat(np.where(is_blank, 0, digits * _PLACES[places]), starts)
    ranks = np.cumsum(is_blank)[ends]
    sums = np.cumsum(gaps + 1)
    is_first = np.diff(ranks, prepend=-1) > 0
    before = np.repeat((sums - gaps - 1)[is_first], np.diff(np.flatnonzero(is_first), append=len(ranks)))
    postings: Postings = (ranks << int(_RANK) | sums - before - 1).astype(np.uint64)
    return postings


@dataclass(frozen=True, slots=True)
class _Keys:
    """What lines begin with, one after the other."""

    data: NDArray[np.uint8]
    lengths: Numbers

    @classmethod
    def of(cls, keys: Sequence[bytes]) -> _Keys:
        return cls(np.frombuffer(b"".join(keys), np.uint8), np.array([len(key) for key in keys], np.int64))

    def chosen(self, some: Numbers) -> _Keys:
        starts = (np.cumsum(self.lengths) - self.lengths)[some]
        return _Keys(self.data[_spread(starts, self.lengths[some])], self.lengths[some])


def _split(keys: _Keys, hashes: Hashes, starts: Numbers, rest: Postings) -> tuple[Lines, Lines]:
    """The head of each term, and what long ones leave to their tails: HEAD of the heaviest first. Of the level that no longer fits
    whole, the documents with the smallest shuffled number: the same ones for all terms, so that a document which has two frequent
    words keeps both or neither."""
    counts = np.diff(starts, append=len(rest))
    in_head = np.ones(len(rest), np.bool_)
    long = np.flatnonzero(is_long(counts))
    for start, end in zip(starts[long].tolist(), (starts + counts)[long].tolist(), strict=True):
        in_head[start:end] = _heaviest(rest[start:end])
    totals = np.where(is_long(counts), counts, 0)
    is_plain = not len(keys.data)
    head = _written(keys, np.where(totals > 0, HEAD, counts), rest[in_head], totals)
    tail = _written(keys.chosen(long), counts[long] - HEAD, rest[~in_head], np.zeros(len(long), np.int64))
    return Lines(hashes, *head, is_plain), Lines(hashes[long], *tail, is_plain)


def _heaviest(rest: Postings) -> NDArray[np.bool_]:
    levels = _LEVELS[rest >> _RANK]
    least = int(np.partition(levels, -HEAD)[-HEAD])
    chosen: NDArray[np.bool_] = levels > least
    equal = np.flatnonzero(levels == least)
    left = HEAD - int(chosen.sum())
    chosen[equal[np.argpartition(shuffled(rest[equal] & _DOCUMENT), left - 1)[:left]]] = True
    return chosen


def _spread(starts: Numbers, lengths: Numbers) -> Numbers:
    """The places start, start + 1, … of each stretch, one after the other."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(lengths.sum())


def _written(keys: _Keys, counts: Numbers, rest: Postings, totals: Numbers) -> tuple[Numbers, bytes]:
    """Where lines end, and the lines; `rest`: postings without their terms, `counts` of them a term."""
    ranks = (rest >> _RANK).astype(np.int64)
    documents = (rest & _DOCUMENT).astype(np.int64)
    firsts = np.cumsum(counts) - counts
    is_first = np.zeros(len(rest), np.bool_)
    is_first[firsts] = True
    blanks = np.diff(ranks, prepend=0)
    blanks[is_first] = ranks[is_first]
    gaps = np.diff(documents, prepend=-1) - 1
    gaps[is_first | (blanks > 0)] = documents[is_first | (blanks > 0)]
    heads = keys.lengths + np.where(totals > 0, _width(totals) + len(ODD), 0)
    sums = np.concatenate(([0], np.cumsum(blanks + _width(gaps))))
    ends = np.cumsum(heads + len(END)) + sums[firsts + counts]
    starts = np.concatenate(([0], ends[:-1]))[: len(ends)]
    out = np.full(ends[-1] if len(ends) else 0, ord(" "), np.uint8)
    out[_spread(starts, keys.lengths)] = keys.data
    long = np.flatnonzero(totals)
    out[(starts + keys.lengths)[long]] = ord(ODD)
    _put(out, (starts + keys.lengths + len(ODD))[long], totals[long])
    _put(out, np.repeat(starts + heads - sums[firsts], counts) + sums[:-1] + blanks, gaps)
    out[ends - len(END)] = ord(END)
    return ends, out.tobytes()


def _width(values: Numbers) -> Numbers:
    """How many letters postings.digits() writes."""
    widths = np.ones(len(values), np.int64)
    least = DIRECT
    while len(values) and values.max() >= least:
        widths += values >= least
        least = DIRECT + BASE * least
    return widths


def _put(out: NDArray[np.uint8], at: Numbers, values: Numbers) -> None:
    """Each value as postings.digits() writes it."""
    while len(more := np.flatnonzero(values >= DIRECT)):
        done = np.flatnonzero(values < DIRECT)
        out[at[done]] = _LETTERS[values[done]]
        high = values[more] - DIRECT
        out[at[more]] = _LETTERS[DIRECT + high % BASE]
        at, values = at[more] + 1, high // BASE
    out[at] = _LETTERS[values]
