"""For a query that found nothing: the names that look most like it. The browser's nearest.ts does the same."""

from __future__ import annotations

from casebook.index.fields import IN_NAME, SHORT_NAME
from casebook.index.words import squeeze
from casebook.search.query import Or, Term
from casebook.search.rank import Counts
from casebook.search.ranking import RANKING
from casebook.search.rows import Row
from casebook.search.store import CAP, Store


def nearest(plain: str, store: Store, counts: Counts) -> list[str]:
    """Names as written, most like the squeezed query first; none for a query that no name can be like."""
    chars = _chars(plain)
    if not 2 <= len(chars) <= RANKING.near_limit:
        return []
    terms = [char + IN_NAME for char in chars]
    rows = store.find(Or(tuple(Term("text", term) for term in terms)), CAP)
    shared = {row.key: sum(row.level(term) >= 0 for term in terms) for row in rows}
    first = sorted(rows, key=lambda row: (-shared[row.key], counts.place(row)))[: RANKING.checked]
    liked = [max(_liked(row, chars), key=lambda pair: pair[0]) for row in first]
    liked = sorted((pair for pair in liked if pair[0] >= RANKING.nearest), key=lambda pair: -pair[0])
    return [name for _, name in liked[: RANKING.suggested]]


def _chars(plain: str) -> frozenset[str]:
    return frozenset(char for char in plain if not char.isascii())


def _liked(row: Row, chars: frozenset[str]) -> list[tuple[float, str]]:
    """(likeness, name as written) of each of a document's names."""
    names = [(name, squeeze(name)) for name in (row.doc.title, *row.doc.aliases)]
    sets = [(name, _chars(plain) if len(plain) <= SHORT_NAME else frozenset()) for name, plain in names]
    return [(2 * len(own & chars) / (len(own) + len(chars)), name) for name, own in sets]
