"""Lines of a shard, 'term groups', for many terms at once: what postings.encode() writes, in arrays from the first to the last byte.

A posting in an array is `hash of the term << 32 | rank << 29 | document`, rank 0 for the heaviest level: sorted, postings lie as
they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from casebook.index.keys import Hashes, hashes_of, unmixed
from casebook.index.postings import ALPHABET, BASE, DIRECT, HEAD, LEVELS, is_long, shuffled

RANK = 29
_LETTERS = np.frombuffer(ALPHABET.encode(), np.uint8)
_DIGITS = np.zeros(128, np.int64)
_DIGITS[_LETTERS] = np.arange(len(_LETTERS))
END = b"\\n"  # an end of line, as a string of a script has it

Postings = NDArray[np.uint64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines in order of their hashes, each with an end of line; `ends[i]` is where line i ends in `data`."""

    hashes: Hashes
    ends: Numbers
    data: bytes

    def __iter__(self) -> Iterator[str]:
        """The lines without their ends."""
        lines = self.data.decode().split(END.decode())
        return iter(lines[:-1])

    def dealt(self, count: int) -> Iterator[bytes]:
        """The lines of each of `count` shards, as keys.shard_of() deals them."""
        edges = np.arange(count + 1, dtype=np.uint64) << np.uint64(32 - (count.bit_length() - 1))
        places = np.concatenate(([0], self.ends))[np.searchsorted(self.hashes, edges)].tolist()
        return (self.data[start:end] for start, end in pairwise(places))


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys in UTF-8, one after the other."""

    data: NDArray[np.uint8]
    lengths: Numbers


def packed(hashes: Hashes, levels: NDArray[np.uint8], documents: NDArray[np.int64]) -> Postings:
    """Postings in arrays."""
    postings = hashes.astype(np.uint64) << np.uint64(32)
    postings |= (LEVELS - 1 - levels).astype(np.uint64) << np.uint64(RANK)
    postings |= documents.astype(np.uint64)
    return postings


def stands(document: int, level: int) -> np.uint64:
    """A posting without its term."""
    return np.uint64((LEVELS - 1 - level) << RANK | document)


def read_groups(text: str) -> Postings:
    """The postings, without their term, that postings.encode() or this module wrote."""
    letters = np.frombuffer(text.encode(), np.uint8)
    digits = _DIGITS[letters]
    is_blank = letters == ord(" ")
    is_end = (digits < DIRECT) & ~is_blank
    is_start = np.roll(is_end | is_blank, 1) & ~is_blank
    is_start[:1] = ~is_blank[:1]
    starts, ends = np.flatnonzero(is_start), np.flatnonzero(is_end)
    places = np.arange(len(digits)) - np.repeat(starts, ends - starts + 1)[np.cumsum(~is_blank) - 1]
    gaps = np.add.reduceat(np.where(is_blank, 0, digits * BASE ** np.where(is_blank, 0, places)), starts)
    ranks = np.cumsum(is_blank)[ends]
    sums = np.cumsum(gaps + 1)
    is_first = np.diff(ranks, prepend=-1) > 0
    before = np.repeat((sums - gaps - 1)[is_first], np.diff(np.flatnonzero(is_first), append=len(ranks)))
    postings: Postings = (ranks << RANK | sums - before - 1).astype(np.uint64)
    return postings


def lines_of(postings: Postings) -> tuple[Lines, Lines]:
    """Head and tail lines of the terms that keys.unmixed() knows; postings in any order."""
    postings = np.sort(postings)
    hashes = (postings >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]))
    return _split(_han_keys(unmixed(hashes[starts])), hashes[starts], starts, postings)


def odd_lines_of(postings: Sequence[tuple[int, str, Sequence[int]]]) -> tuple[Lines, Lines]:
    """Head and tail lines of other terms: (hash, term, postings) in this order."""
    found = np.array([one for _, _, ones in postings for one in sorted(ones)], np.uint64)
    lengths = np.array([len(ones) for _, _, ones in postings], np.int64)
    keys = [term.encode() for _, term, _ in postings]
    flat = Keys(np.frombuffer(b"".join(keys), np.uint8), np.array([len(key) for key in keys], np.int64))
    hashes = np.array([number for number, _, _ in postings], np.uint32)
    return _split(flat, hashes, np.cumsum(lengths) - lengths, found)


def named_lines(table: Mapping[str, str]) -> Lines:
    """'key rest' of each key, in order of their hashes; none of the keys is plain."""
    found = sorted(zip(hashes_of([*table]).tolist(), table.items(), strict=True))
    data = [f"{key} {rest}".encode() + END for _, (key, rest) in found]
    hashes = np.array([number for number, _ in found], np.uint32)
    return Lines(hashes, np.cumsum([len(line) for line in data], dtype=np.int64), b"".join(data))


def _han_keys(codes: Hashes) -> Keys:
    """One or two characters from U+0800 on, three bytes each."""
    units = np.stack((codes >> np.uint32(16), codes & np.uint32(0xFFFF)), axis=1)
    parts = np.stack((units >> 12 | 0xE0, units >> 6 & 0x3F | 0x80, units & 0x3F | 0x80), axis=2).astype(np.uint8)
    is_there = np.repeat(units > 0, 3, axis=1)
    return Keys(parts.reshape(len(codes), 6)[is_there], is_there.sum(axis=1))


def _split(keys: Keys, hashes: Hashes, starts: Numbers, postings: Postings) -> tuple[Lines, Lines]:
    """The head of each term, and what long ones leave to their tails: as postings.split()."""
    counts = np.diff(starts, append=len(postings))
    rest = postings & np.uint64(0xFFFFFFFF)
    in_head = np.ones(len(postings), np.bool_)
    totals = np.where(is_long(counts), counts, 0)
    for term in np.flatnonzero(totals).tolist():
        span = slice(starts[term], starts[term] + counts[term])
        ranks, documents = rest[span] >> np.uint64(RANK), rest[span] & np.uint64((1 << RANK) - 1)
        first = np.lexsort((shuffled(documents), ranks))[:HEAD]
        in_head[span] = False
        in_head[span][first] = True
    long = np.flatnonzero(totals)
    head = _written(keys, np.where(totals > 0, HEAD, counts), rest[in_head], totals)
    key_starts = np.cumsum(keys.lengths) - keys.lengths
    tail_keys = Keys(keys.data[_spread(key_starts[long], keys.lengths[long])], keys.lengths[long])
    tail = _written(tail_keys, counts[long] - HEAD, rest[~in_head], np.zeros(len(long), np.int64))
    return Lines(hashes, *head), Lines(hashes[long], *tail)


def _spread(starts: Numbers, lengths: Numbers) -> Numbers:
    """The places start, start + 1, … of each stretch, one after the other."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(lengths.sum())


def _written(keys: Keys, counts: Numbers, rest: Postings, totals: Numbers) -> tuple[Numbers, bytes]:
    """Where lines end, and the lines; `rest`: postings without their terms, `counts` of them a term."""
    ranks = (rest >> np.uint64(RANK)).astype(np.int64)
    documents = (rest & np.uint64((1 << RANK) - 1)).astype(np.int64)
    firsts = np.cumsum(counts) - counts
    is_first = np.zeros(len(rest), np.bool_)
    is_first[firsts] = True
    blanks = np.diff(ranks, prepend=0)
    blanks[is_first] = ranks[is_first]
    gaps = np.diff(documents, prepend=-1) - 1
    gaps[is_first | (blanks > 0)] = documents[is_first | (blanks > 0)]
    widths = blanks + _width(gaps)
    marks = np.where(totals > 0, _width(totals) + 2, 0)
    heads = keys.lengths + 1 + marks
    sums = np.concatenate(([0], np.cumsum(widths)))
    ends = np.cumsum(heads + 2) + sums[firsts + counts]
    starts = np.concatenate(([0], ends[:-1]))
    out = np.full(ends[-1] if len(ends) else 0, ord(" "), np.uint8)
    out[_spread(starts, keys.lengths)] = keys.data
    long = np.flatnonzero(totals)
    out[(starts + keys.lengths + 1)[long]] = ord("!")
    _put(out, (starts + keys.lengths + 2)[long], totals[long])
    _put(out, np.repeat(starts + heads - sums[firsts], counts) + sums[:-1] + blanks, gaps)
    out[ends - 2], out[ends - 1] = END
    return ends, out.tobytes()


def _width(values: Numbers) -> Numbers:
    """How many letters postings.number() writes."""
    widths = np.ones(len(values), np.int64)
    least = DIRECT
    while len(values) and values.max() >= least:
        widths += values >= least
        least = DIRECT + BASE * least
    return widths


def _put(out: NDArray[np.uint8], at: Numbers, values: Numbers) -> None:
    """Each value as postings.number() writes it."""
    while len(more := np.flatnonzero(values >= DIRECT)):
        done = np.flatnonzero(values < DIRECT)
        out[at[done]] = _LETTERS[values[done]]
        high = values[more] - DIRECT
        out[at[more]] = _LETTERS[DIRECT + high % BASE]
        at, values = at[more] + 1, high // BASE
    out[at] = _LETTERS[values]
