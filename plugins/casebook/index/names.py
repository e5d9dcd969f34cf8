"""Keys under which the browser finds a record by its name: as written, with one character wrong, or as it sounds.

One changed, missing or added character leaves the first or the second half of a name whole. So each name is kept under both
halves, and whoever looks for a name reads the few names that share a half with it. It costs two small files at any size of
library, where a table of all names would have to be loaded whole. Sounds are kept by their first letters, so that a name is
found while it is being typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casebook.index.pinyin import sounds
from casebook.index.words import squeeze

# Shorter names have too many neighbours: of three characters, one wrong is a third.
TYPO_LENGTH = 4


def name_keys(name: str) -> Iterator[tuple[str, str]]:
    """(key, the rest of the name) for a name as written: '<' and its first half, '>' and its second half; a name shorter than
    TYPO_LENGTH has only '=' and the whole, with an empty rest. Nothing for a name without letters and digits."""
    plain = squeeze(name)
    if len(plain) >= TYPO_LENGTH:
        half = len(plain) // 2
        yield "<" + plain[:half], plain[half:]
        yield ">" + plain[half:], plain[:half]
    elif plain:
        yield "=" + plain, ""


# Letters that name a bucket of sounds; fewer are not looked up, for everything begins so.
INITIALS = 3
LETTERS = 4
# Names a bucket holds before longer beginnings get buckets of their own; the shortest names stay.
BUCKET = 200
DEEPER = 2
MORE = "*"


def sound_keys(name: str) -> Iterator[tuple[str, str]]:
    """(key, the rest) for how a name sounds: '~' and the first initials, '@' and the first letters of the full pinyin.

    A sound shorter than its key's length is the key, with an empty rest."""
    for full, initials in sounds(name):
        yield "@" + full[:LETTERS], full[LETTERS:]
        if len(initials) > 1:
            yield "~" + initials[:INITIALS], initials[INITIALS:]


def split_buckets(table: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Buckets of sounds, items 'rest:number', so that none holds more than BUCKET and MORE, which stands last where there are
    longer keys: then all items of the bucket are found again below the key and the next DEEPER letters. The order of what is
    given does not matter."""
    done: dict[str, list[str]] = {}
    waiting = {key: set(items) for key, items in table.items()}
    while waiting:
        key, items = waiting.popitem()
        ordered = sorted(items, key=_by_number)
        if len(ordered) <= BUCKET:
            done[key] = ordered
            continue
        done[key] = [*sorted(ordered, key=rest_length)[:BUCKET], MORE]
        for item in ordered:
            # What is no longer than this key is found in this bucket, or is one of too many to tell apart.
            if rest_length(item) >= DEEPER:
                waiting.setdefault(key + item[:DEEPER], set()).add(item[DEEPER:])
    return done


def rest_length(item: str) -> int:
    """Letters of a name that its key does not have."""
    return item.index(":")


def _by_number(item: str) -> tuple[int, str]:
    rest, _, number = item.partition(":")
    return int(number), rest


def deeper(buckets: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Buckets that go on → the keys where they do, sorted."""
    found: dict[str, list[str]] = {key: [] for key, items in buckets.items() if items[-1] == MORE}
    for key in sorted(buckets):
        # Names themselves begin with shorter keys.
        if len(key) > 1 + (LETTERS if key[0] == "@" else INITIALS):
            found[key[:-DEEPER]].append(key)
    return {key: tuple(below) for key, below in found.items()}
