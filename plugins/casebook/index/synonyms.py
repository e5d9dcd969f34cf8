"""Words that say the same: themes and terms with their aliases, small enough to come with the manifest."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.index.documents import SearchDoc
from casebook.index.words import squeeze

# Shorter ones stand in too many other words; longer ones nobody types as a part of a query.
SHORTEST, LONGEST = 2, 8
# Themes first: a library with more terms than this keeps the manifest small, and a term is still found by its names.
GROUPS = 200


def synonyms(docs: Iterable[SearchDoc]) -> list[list[str]]:
    """Groups of at least two squeezed names; the label first, then the aliases."""
    groups: dict[str, list[list[str]]] = {"theme": [], "term": []}
    for doc in docs:
        if doc.kind in groups:
            names = [squeeze(name) for name in (doc.title, *doc.aliases)]
            group = list(dict.fromkeys(name for name in names if SHORTEST <= len(name) <= LONGEST))
            if len(group) > 1:
                groups[doc.kind].append(group)
    return (groups["theme"] + groups["term"])[:GROUPS]
