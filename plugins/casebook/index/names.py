"""Keys under which the browser finds a record by its name, also when one character is wrong.

One changed, missing or added character leaves the first or the second half of a name whole. So each name is kept under both
halves, and whoever looks for a name reads the few names that share a half with it. It costs two small files at any size of
library, where a table of all names would have to be loaded whole.
"""

from __future__ import annotations

from collections.abc import Iterator

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
