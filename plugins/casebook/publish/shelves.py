"""Which file holds which record, where many small things share files: the browser finds the file of an id by itself."""

from __future__ import annotations

from collections.abc import Container
from zlib import crc32

from casebook.link.library import Library
from casebook.link.reads import plainly


def shelved(library: Library, kinds: Container[str], size: int) -> dict[str, tuple[str, ...]]:
    """'7/16' → the ids that file 7 of 16 holds, about `size` of them: by CRC-32 of the id, as web/src/compare/data.ts has it."""
    ids = [entry.id for entry in plainly(library.entries).values() if entry.kind in kinds]
    count = 1
    while count * size < len(ids):
        count *= 2
    held: dict[str, list[str]] = {f"{number}/{count}": [] for number in range(count)}
    for record_id in ids:
        held[f"{crc32(record_id.encode()) % count}/{count}"].append(record_id)
    return {name: tuple(found) for name, found in held.items()}
