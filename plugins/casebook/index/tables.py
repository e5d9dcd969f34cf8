"""The lines of one shard as a table, key → rest of the line: what lines.py writes, read and written again one shard at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from casebook.index.keys import hashes_of, is_plain, term_of, unmixed
from casebook.index.lines import END, ODD, read_digits
from casebook.index.postings import digits

_END, _ODD = END.decode(), ODD.decode()
# The only family whose lines begin with their keys as they are.
NAMES = "n"


def read_table(family: str, number: int, count: int, text: str) -> dict[str, str]:
    """The table of shard `number` of `count`. ValueError: no lines of ours."""
    lines = text.split(_END) if text else []
    if family == NAMES:
        parts = (line.partition(" ") for line in lines)
        return {key: rest for key, _, rest in parts}
    last, hashes, found, odd = _first(number, count), [], [], {}
    for line in lines:
        if line.startswith(_ODD):
            term, odd[term] = line[1:].split(" ", 1)
        else:
            step, end = read_digits(line)
            last += step
            hashes.append(last)
            found.append(line[end:])
    codes = unmixed(np.array(hashes, np.uint32)).tolist()
    return dict(zip(map(term_of, codes), found, strict=True)) | odd


def write_table(family: str, number: int, count: int, table: Mapping[str, str]) -> bytes:
    """The inverse, as JSON."""
    lines = (f"{key} {table[key]}" for _, key in _in_order(table)) if family == NAMES else _lines(number, count, table)
    return b'"%s"' % _END.join(lines).encode()


def size_of(family: str, table: Mapping[str, str]) -> int:
    """Bytes of its lines without the keys of plain terms, as lines.Lines holds them."""
    if family == NAMES:
        return sum(len(key.encode()) + len(rest.encode()) + 2 for key, rest in table.items())
    return sum(len(rest) + 1 + (0 if is_plain(key) else len(key.encode()) + 2) for key, rest in table.items())


def _lines(number: int, count: int, table: Mapping[str, str]) -> Iterator[str]:
    last = _first(number, count)
    for here, term in _in_order(filter(is_plain, table)):
        yield digits(here - last) + table[term]
        last = here
    for _, term in _in_order(term for term in table if not is_plain(term)):
        yield f"{_ODD}{term} {table[term]}"


def _first(number: int, count: int) -> int:
    """The smallest hash of a shard."""
    return (number << 32) // count


def _in_order(keys: Iterable[str]) -> list[tuple[int, str]]:
    held = list(keys)
    return sorted(zip(hashes_of(held).tolist(), held, strict=True))
