"""What the library has already under a name."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from casebook.link.library import Library
from casebook.model.names import folded

_NEAR = 80


class Known:
    """Titles and aliases of the library's records, compared without signs."""

    def __init__(self, library: Library) -> None:
        self._ids = frozenset(library.entries)
        self._titles = {entry.id: entry.title for entry in library.entries.values()}
        self._names: dict[str, dict[str, str]] = {}
        for entry in library.entries.values():
            for name in (entry.title, *entry.card.aliases):
                self._names.setdefault(entry.kind, {}).setdefault(folded(name), entry.id)

    def has(self, record_id: str) -> bool:
        return record_id in self._ids

    def title(self, record_id: str) -> str:
        return self._titles[record_id]

    def same(self, kind: str, names: Iterable[str]) -> str | None:
        """The record of that kind with one of these names; None when there is none."""
        there = self._names.get(kind, {})
        return next((there[key] for key in map(folded, names) if key in there), None)

    def near(self, kind: str, name: str) -> str | None:
        """The record whose name is most like this one, if any is like enough to be the same thing."""
        there = self._names.get(kind, {})
        best = process.extractOne(folded(name), sorted(there), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return there[best[0]] if best else None
