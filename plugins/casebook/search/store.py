"""What the command line wants from a search engine. Engines find and count; the order of results is rank.py's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from casebook.index.documents import SearchDoc
from casebook.search.query import Node
from casebook.search.rows import Row

CAP = 2000  # so many documents are ranked and counted at most


class Store(Protocol):
    """An open index. Any exception from a method but close() means that the index is damaged."""

    name: str

    def update(self, docs: Iterable[SearchDoc], removed: Sequence[str]) -> None:
        """Add the documents, in the place of those with the same key, and take out the removed keys; all or nothing."""

    def size(self) -> int:
        """Number of documents."""

    def frequency(self, term: str) -> int:
        """Number of documents with the term anywhere in their text."""

    def find(self, node: Node, limit: int) -> list[Row]:
        """Documents for a query, the best by the engine's own measure, at most `limit`."""

    def close(self) -> None:
        """Let go of all files."""
