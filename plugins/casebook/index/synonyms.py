"""Words that say the same: themes and terms with their aliases, small enough to come with the manifest."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.index.documents import SearchDoc
from casebook.index.words import squeeze

# Shorter ones stand in too many other words; longer ones nobody types as a part of a query.
SHORTEST, LONGEST = 2, 8
# Themes first: a library with more terms than this keeps the manifest small, and a term is still found by its names.
GROUPS = 200
KINDS = ("theme", "term")


def synonyms(docs: Iterable[SearchDoc]) -> list[list[str]]:
    """Groups of at least two squeezed names; the label first, then the aliases."""
    return in_manifest((doc.kind, group_of(doc)) for doc in docs)


def group_of(doc: SearchDoc) -> list[str]:
    """A document's own group; empty where it has none."""
    if doc.kind not in KINDS:
        return []
    names = [squeeze(name) for name in (doc.title, *doc.aliases)]
    group = list(dict.fromkeys(name for name in names if SHORTEST <= len(name) <= LONGEST))
    return group if len(group) > 1 else []


def in_manifest(groups: Iterable[tuple[str, list[str]]]) -> list[list[str]]:
    """Of (kind, group) of all documents, those that there is room for."""
    held = [one for one in groups if one[1]]
    return [group for wanted in KINDS for kind, group in held if kind == wanted][:GROUPS]
