"""The store on tantivy: for libraries that Whoosh would be slow with. Needs the extra `tantivy`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from casebook.index.documents import SearchDoc
from casebook.index.fields import chars_of
from casebook.search.query import FACETS, And, Node, Not, Or, Phrase, Prefix, Term, Wild, Years
from casebook.search.rows import Row, facets_of, key_of, keys_of, packed, row_of, unpacked

_TEXTS = ("names", "summary", "steps", "body")
_FENCE = "|"  # as in whoosh_store.py
_FIRST_YEAR, _LAST_YEAR = 0, 9999


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("key", "keys", *FACETS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("text", *_TEXTS):
        # Terms come cut from words.py, with blanks between.
        builder.add_text_field(name, tokenizer_name="blanks", index_option="position")
    builder.add_integer_field("year", indexed=True)
    builder.add_bytes_field("row", stored=True)
    return builder.build()


class TantivyStore:
    """An index in `folder`, made when there is none."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder))
        blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("blanks", blanks)
        self._searcher = self._index.searcher()

    def update(self, docs: Iterable[SearchDoc], removed: Sequence[str]) -> None:
        writer = self._index.writer(heap_size=128_000_000, num_threads=1)
        try:
            for key in removed:
                writer.delete_documents_by_term("key", key)
            for doc in docs:
                writer.delete_documents_by_term("key", key_of(doc))
                writer.add_document(_document(doc))
        except BaseException:
            writer.rollback()
            raise
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def size(self) -> int:
        return int(self._searcher.num_docs)

    def frequency(self, term: str) -> int:
        # Not doc_freq, which goes on counting what was deleted until files are merged.
        found = self._searcher.search(tantivy.Query.term_query(self._schema, "text", term), limit=1)
        return int(found.count)  # type: ignore[attr-defined]  # its stubs do not know it

    def find(self, node: Node, limit: int) -> list[Row]:
        hits = self._searcher.search(self._asked(node), limit=max(1, limit)).hits
        return [unpacked(bytes(self._searcher.doc(address)["row"][0]).decode()) for _, address in hits]

    def close(self) -> None:
        """Nothing to do: tantivy lets go of its files with the objects."""

    def _asked(self, node: Node) -> tantivy.Query:  # noqa: PLR0911 - one line a kind of node
        schema = self._schema
        match node:
            case Term(field, value):
                return tantivy.Query.term_query(schema, field, value)
            case Phrase(field, values):
                return tantivy.Query.phrase_query(schema, field, list(values))
            case Prefix(field, value):
                return tantivy.Query.regex_query(schema, field, re.escape(value) + ".*")
            case Wild(field, pattern):
                return tantivy.Query.regex_query(schema, field, _regex(pattern))
            case Years(low, high):
                bounds = (_FIRST_YEAR if low is None else low, _LAST_YEAR if high is None else high)
                return tantivy.Query.range_query(schema, "year", tantivy.FieldType.Integer, *bounds)
            case Or(parts):
                found = [(tantivy.Occur.Should, self._asked(part)) for part in parts]
                return tantivy.Query.boolean_query(found) if found else tantivy.Query.empty_query()
            case Not(part):
                every = (tantivy.Occur.Must, tantivy.Query.all_query())
                return tantivy.Query.boolean_query([every, (tantivy.Occur.MustNot, self._asked(part))])
            case And(parts):
                wanted = [(tantivy.Occur.Must, self._asked(part)) for part in parts]
                return tantivy.Query.boolean_query(wanted) if wanted else tantivy.Query.all_query()


def _regex(pattern: str) -> str:
    return "".join({"*": ".*", "?": "."}.get(char, re.escape(char)) for char in pattern)


def _document(doc: SearchDoc) -> tantivy.Document:
    row, texts = row_of(doc)
    made = tantivy.Document()
    made.add_text("key", row.key)
    made.add_bytes("row", packed(row).encode())
    made.add_text("text", f" {_FENCE} ".join(" ".join(found) for found in (*texts.values(), chars_of(doc))))
    for name, found in texts.items():
        made.add_text(name, " ".join(found))
    for key in dict.fromkeys(keys_of(row)):
        made.add_text("keys", key)
    for name, values in facets_of(doc).items():
        for value in values:
            made.add_text(name, value)
    if doc.year is not None:
        made.add_integer("year", doc.year)
    return made
