"""The lines of one shard as a table, key → rest of the line: what lines.py writes, read and written again one shard at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from casebook.index.keys import hash_of, hashes_of, is_plain
from casebook.index.lines import END, ODD, read_digits
from casebook.index.postings import digits

_END, _ODD = END.decode(), ODD.decode()
# The only family whose lines begin with their keys as they are.
NAMES = "n"
# The hash of a plain term, which only this term has; any other key itself.
Key = int | str


def key_of(term: str) -> Key:
    """What the line of a term stands under."""
    return hash_of(term) if is_plain(term) else term


def read_table(family: str, number: int, count: int, text: str) -> dict[Key, str]:
    """The table of shard `number` of `count`. ValueError: no lines of ours."""
    found: dict[Key, str] = {}
    last = _first(number, count)
    for line in text.split(_END) if text else ():
        if family == NAMES or line.startswith(_ODD):
            key, rest = line.removeprefix(_ODD).split(" ", 1)
            found[key] = rest
        else:
            step, end = read_digits(line)
            last += step
            found[last] = line[end:]
    return found


def write_table(family: str, number: int, count: int, table: Mapping[Key, str]) -> bytes:
    """The inverse, as JSON."""
    mark = "" if family == NAMES else _ODD
    odd = (f"{mark}{key} {table[key]}" for key in _in_order(key for key in table if isinstance(key, str)))
    return b'"%s"' % _END.join((*_plain_lines(_first(number, count), table), *odd)).encode()


def size_of(family: str, table: Mapping[Key, str]) -> int:
    """Bytes of its lines without the keys of plain terms, as lines.Lines holds them."""
    mark = len(END) + len(" ") + (0 if family == NAMES else len(ODD))
    keys = sum(mark + len(key.encode()) if isinstance(key, str) else len(END) for key in table)
    return keys + sum(len(rest.encode()) for rest in table.values())


def _plain_lines(last: int, table: Mapping[Key, str]) -> Iterator[str]:
    for here in sorted(key for key in table if isinstance(key, int)):
        yield digits(here - last) + table[here]
        last = here


def _first(number: int, count: int) -> int:
    """The smallest hash of a shard."""
    return (number << 32) // count


def _in_order(keys: Iterable[str]) -> list[str]:
    held = list(keys)
    return [key for _, key in sorted(zip(hashes_of(held).tolist(), held, strict=True))]
