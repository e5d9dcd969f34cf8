"""What a document gives to the index, as bytes that can be kept: made of the document alone, in any process, and read without running code.

A document that did not change need not be analysed again, wherever others come or go: nothing here knows its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from casebook.index.documents import SearchDoc
from casebook.index.fields import FIELDS, chars_of, texts_of
from casebook.index.grams import ODD, grams
from casebook.index.keys import Hashes, mixed
from casebook.index.names import name_keys, sound_keys
from casebook.index.postings import NAME_LEVEL, Entries, levels_of_many
from casebook.index.scripts import as_json


class Analysed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """`doc` is without its texts. `row` and `text` are JSON: what a hit shows, and what snippets are cut from. `names` and `sounds`:
    (key, rest, 0 for the title or 1 for an alias). `plain`: hashes of the terms that keys.mixed() knows; `odd`: the other terms.
    `weights`: how heavy each of the first and then of the others is."""

    doc: SearchDoc
    row: bytes
    text: bytes
    names: tuple[tuple[str, str, int], ...]
    sounds: tuple[tuple[str, str, int], ...]
    odd: tuple[str, ...]
    plain: bytes
    weights: bytes

    @property
    def hashes(self) -> Hashes:
        return np.frombuffer(self.plain, np.uint32)

    @property
    def levels(self) -> NDArray[np.uint8]:
        return np.frombuffer(self.weights, np.uint8)


# The inverse of analysed(). msgspec.DecodeError: damaged, or written by another version.
read_analysed = msgspec.msgpack.Decoder(Analysed).decode


def analysed(docs: Sequence[SearchDoc]) -> list[bytes]:
    """A blob a document. Hundreds at once are quicker than one by one; the bytes are the same."""
    found = map(_analysed, docs, _weighed(docs))
    return [*map(msgspec.msgpack.encode, found)]


def _analysed(doc: SearchDoc, weighed: tuple[Hashes, list[str], NDArray[np.uint8]]) -> Analysed:
    (names, sounds), chars, (plain, odd, levels) = _names(doc), chars_of(doc), weighed
    return Analysed(
        replace(doc, summary="", keywords=(), steps="", body=""),
        as_json([doc.url, doc.title, doc.aliases, doc.summary, doc.facts]),
        as_json("\n".join(part for part in (doc.steps, doc.body, *doc.keywords) if part)),
        tuple(names),
        tuple(sounds),
        (*odd, *chars),
        plain.tobytes(),
        levels.tobytes() + bytes([NAME_LEVEL]) * len(chars),
    )


def _names(doc: SearchDoc) -> tuple[list[tuple[str, str, int]], list[tuple[str, str, int]]]:
    """Halves and sounds of title and aliases. An alias that only differs from an earlier name in script or marks is left out."""
    known: set[tuple[str, str]] = set()
    found: tuple[list[tuple[str, str, int]], list[tuple[str, str, int]]] = ([], [])
    for rank, name in enumerate((doc.title, *doc.aliases)):
        for table, keys in zip(found, (name_keys(name), sound_keys(name)), strict=True):
            for key, rest in keys:
                if (key, rest) not in known:
                    known.add((key, rest))
                    table.append((key, rest, min(rank, 1)))
    return found


def _weighed(docs: Sequence[SearchDoc]) -> Iterator[tuple[Hashes, list[str], NDArray[np.uint8]]]:
    """Of each document: hashes of its plain terms, its odd terms, and the levels of both."""
    found = grams([text for doc in docs for text in texts_of(doc)])
    doc, field = found.text // len(FIELDS), found.text % len(FIELDS)
    lengths = np.bincount(found.text, minlength=len(docs) * len(FIELDS)).reshape(-1, len(FIELDS))
    is_odd = (found.code >= ODD) & (found.code < ODD + len(found.odd))
    entries, counts = np.unique(
        doc.astype(np.uint64) << np.uint64(35)
        | is_odd.astype(np.uint64) << np.uint64(34)
        | found.code.astype(np.uint64) << np.uint64(2)
        | field.astype(np.uint64),
        return_counts=True,
    )
    is_new = np.diff(entries >> np.uint64(2), prepend=np.uint64(1 << 63)) != 0
    terms, group = (entries >> np.uint64(2))[is_new], np.cumsum(is_new) - 1
    doc, field = (entries >> np.uint64(35)).astype(np.int64), (entries & np.uint64(3)).astype(np.int64)
    levels = levels_of_many(FIELDS, lengths, Entries(doc, field, counts, group))
    codes = (terms & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    ends = np.searchsorted(terms, np.arange(1, len(docs) * 2 + 1, dtype=np.uint64) << np.uint64(32)).tolist()
    hashes = mixed(codes)
    start = 0
    for middle, end in zip(ends[::2], ends[1::2], strict=True):
        odd = [found.odd[code - ODD] for code in codes[middle:end].tolist()]
        yield hashes[start:middle], odd, levels[start:end]
        start = end
