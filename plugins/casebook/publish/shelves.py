"""Which file holds which record, where many small things share files: the browser finds the file of an id by itself."""

from __future__ import annotations

from collections.abc import Container
from zlib import crc32

from casebook.link.library import Library
from casebook.link.reads import plainly


def shelf_count(total: int, size: int) -> int:
    """A power of two, so that shelves hold `size` things or a little less on average: each shelf of fewer holds whole shelves of more."""
    return 1 << max(0, (total - 1) // size).bit_length()


def shelf_of(key: str, count: int) -> int:
    """By CRC-32, as web/src/compare/data.ts has it."""
    return crc32(key.encode()) % count


def shelved(library: Library, kinds: Container[str], size: int) -> dict[str, tuple[str, ...]]:
    """'7/16' → the ids that file 7 of 16 holds, about `size` of them."""
    ids = [entry.id for entry in plainly(library.entries).values() if entry.kind in kinds]
    count = shelf_count(len(ids), size)
    held: dict[str, list[str]] = {f"{number}/{count}": [] for number in range(count)}
    for record_id in ids:
        held[f"{shelf_of(record_id, count)}/{count}"].append(record_id)
    return {name: tuple(found) for name, found in held.items()}
