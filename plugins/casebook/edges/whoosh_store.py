"""The store on Whoosh: pure Python, one folder, enough up to a few thousand records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, index, query

from casebook.index.documents import SearchDoc
from casebook.index.fields import chars_of
from casebook.search.query import FACETS, And, Node, Not, Or, Phrase, Prefix, Term, Wild, Years
from casebook.search.rows import Row, facets_of, key_of, keys_of, packed, row_of, unpacked

_TEXTS = ("names", "summary", "steps", "body")
# Between the fields of a text, so that no phrase runs from one into the next. No term of words.py is punctuation.
_FENCE = "|"


def _schema() -> fields.Schema:
    # Terms come cut from words.py as lists, so no field has use for an analyzer.
    texts = {name: fields.TEXT(phrase=True) for name in ("text", *_TEXTS)}
    values = {name: fields.KEYWORD() for name in ("keys", *FACETS)}
    return fields.Schema(
        key=fields.ID(unique=True), row=fields.STORED(), year=fields.NUMERIC(int, signed=True), **texts, **values
    )


class WhooshStore:
    """An index in `folder`, made when there is none."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._index = (
            index.open_dir(str(folder)) if index.exists_in(str(folder)) else index.create_in(str(folder), _schema())
        )
        self._searcher = self._index.searcher()

    def update(self, docs: Iterable[SearchDoc], removed: Sequence[str]) -> None:
        writer = self._index.writer(limitmb=256)
        try:
            for key in removed:
                writer.delete_by_term("key", key)
            for doc in docs:
                writer.delete_by_term("key", key_of(doc))
                writer.add_document(**_values(doc))
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        self._searcher.close()
        self._searcher = self._index.searcher()

    def size(self) -> int:
        return int(self._searcher.doc_count())

    def frequency(self, term: str) -> int:
        reader = self._searcher.reader()
        if not reader.has_deletions():
            return int(reader.doc_frequency("text", term))
        # Whoosh goes on counting what was deleted until it merges its files.
        return sum(1 for _ in query.Term("text", term).docs(self._searcher))

    def find(self, node: Node, limit: int) -> list[Row]:
        hits = self._searcher.search(_asked(node), limit=limit)
        return [unpacked(hit["row"]) for hit in hits]

    def close(self) -> None:
        self._searcher.close()
        self._index.close()


def _values(doc: SearchDoc) -> dict[str, Any]:
    row, texts = row_of(doc)
    joined: list[str] = []
    for name in _TEXTS:
        joined += (*texts[name], _FENCE)
    joined += chars_of(doc)
    values: dict[str, Any] = {
        "key": row.key,
        "row": packed(row),
        "text": joined,
        "keys": list(dict.fromkeys(keys_of(row))),
    }
    values |= {name: found for name, found in texts.items() if found}
    values |= {name: list(found) for name, found in facets_of(doc).items() if found}
    if doc.year is not None:
        values["year"] = doc.year
    return values


def _asked(node: Node) -> query.Query:  # noqa: PLR0911 - one line a kind of node
    match node:
        case Term(field, value):
            return query.Term(field, value)
        case Phrase(field, values):
            return query.Phrase(field, list(values))
        case Prefix(field, value):
            return query.Prefix(field, value)
        case Wild(field, pattern):
            return query.Wildcard(field, pattern)
        case Years(low, high):
            return query.NumericRange("year", low, high)
        case Or(parts):
            return query.Or([_asked(part) for part in parts]) if parts else query.NullQuery
        case Not(part):
            return query.And([query.Every(), query.Not(_asked(part))])
        case And(parts):
            return query.And([_asked(part) for part in parts]) if parts else query.Every()
