"""Which shard holds a key: the first bits of its hash.

Two characters of the basic plane, and nearly all terms are just that, have a hash of their own: `mixed` can be undone. So arrays of
hashes stand for terms, sorted by hash they lie shard by shard for any number of shards, and no two need to be told apart.
web/src/search/postings.ts computes the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from casebook.index.words import IS_HAN

Hashes = NDArray[np.uint32]
# Source: lowbias32, https://nullprogram.com/blog/2018/07/31/, and the inverses of its factors.
_MIX = ((16, 0x7FEB352D), (15, 0x846CA68B))
_UNMIX = ((16, 0x43021123), (15, 0x1D69E2A5))


def is_plain(key: str) -> bool:
    """One or two Han characters of the basic plane: a key with a code that tells it."""
    return 0 < len(key) <= 2 and all(char <= "\uffff" and IS_HAN.match(char) for char in key)


def mixed(codes: Hashes) -> Hashes:
    """Hash of each code; a code is `first << 16 | second`, or a character alone."""
    values = codes.copy()
    for shift, factor in _MIX:
        values ^= values >> np.uint32(shift)
        values *= np.uint32(factor)
    values ^= values >> np.uint32(16)
    return values


def unmixed(hashes: Hashes) -> Hashes:
    """The codes with these hashes."""
    values = hashes ^ hashes >> np.uint32(16)
    values *= np.uint32(_UNMIX[0][1])
    values ^= values >> np.uint32(15) ^ values >> np.uint32(30)
    values *= np.uint32(_UNMIX[1][1])
    values ^= values >> np.uint32(16)
    return values


def _mix(value: int) -> int:
    for shift, factor in _MIX:
        value = (value ^ value >> shift) * factor & 0xFFFFFFFF
    return value ^ value >> 16


def code_of(key: str) -> int:
    """Its UTF-16 units in 32 bits: two units exactly, more of them mixed."""
    value = 0
    units = key.encode("utf-16-le")
    for at in range(0, len(units), 2):
        if at > 2:
            value = _mix(value)
        value = ((value << 16 | value >> 16) & 0xFFFFFFFF) ^ (units[at] | units[at + 1] << 8)
    return value


def term_of(code: int) -> str:
    """The key of a code, where is_plain(key)."""
    return (chr(code >> 16) if code >> 16 else "") + chr(code & 0xFFFF)


def hash_of(key: str) -> int:
    """32 bits."""
    return _mix(code_of(key))


def hashes_of(keys: Sequence[str]) -> Hashes:
    """The same of many keys at once."""
    data = [key.encode("utf-16-le") for key in keys]
    units, lengths = np.frombuffer(b"".join(data), np.uint16), np.array([len(one) // 2 for one in data], np.int64)
    starts = np.cumsum(lengths) - lengths
    values = np.zeros(len(keys), np.uint32)
    for at in range(lengths.max(initial=0)):
        left = np.flatnonzero(lengths > at)
        turned = mixed(values[left]) if at > 1 else values[left]
        values[left] = (turned << np.uint32(16) | turned >> np.uint32(16)) ^ units[starts[left] + at]
    return mixed(values)


def shard_of(key: str, count: int) -> int:
    """Which of `count` shards, a power of two, holds a key."""
    return hash_of(key) >> 32 - (count.bit_length() - 1) if count > 1 else 0
