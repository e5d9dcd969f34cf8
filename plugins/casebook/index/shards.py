"""Search documents to the files that the browser's search loads.

Every file is a script of one call (scripts.py): a script tag works over http and over file://, where fetch and modules do not.

    search/index.js     the manifest: sizes, kinds, and the version that the addresses of all other files carry
    search/fold.js      traditional → simplified characters
    search/t/<n>.js     terms → documents, by hash of the term
    search/c/<n>.js     the documents of frequent terms that t/ leaves out, by hash of the term; for who wants all hits
    search/n/<n>.js     halves and sounds of names → names and documents, by hash of the key
    search/d/<n>.js     what hits show, ROWS documents a file
    search/x/<n>.js     texts for snippets, TEXTS documents a file; only in a library of up to TEXTS_UP_TO documents
    search/facets.js    themes, regions, settings and levels by number
    search/g/<n>.js     what hits are filtered and sorted by, CHUNK documents a file
    search/pinyin.js    syllables → characters, for a wrong character that sounds right

`edition` is a hash of how documents are numbered: files of one edition fit together even when some come from an older cache
and their texts differ a little; a file of another edition would point at wrong documents, and the browser refuses it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import accumulate, chain, groupby, islice
from typing import TypeVar

import numpy as np

from casebook.files import OutFile
from casebook.index.analysis import Analysed, analysed, read_analysed
from casebook.index.documents import SearchDoc
from casebook.index.facets import CHUNK, columns, labels, settings_of
from casebook.index.lines import END, Lines, Postings, lines_of, named_lines, odd_lines_of, packed, stands
from casebook.index.names import deeper, split_buckets
from casebook.index.parallel import Spread
from casebook.index.pinyin import usual_sounds
from casebook.index.postings import ALPHABET
from casebook.index.scripts import as_json, script
from casebook.index.state import IndexState, digest, summed
from casebook.index.synonyms import group_of, in_manifest
from casebook.index.words import simplified
from casebook.model.names import SECTION

T = TypeVar("T")
# Raise it, and FORMAT in web/src/search/shards.ts, when the browser of yesterday can't read the files of today.
FORMAT = 4
# A query shows hits from all over the library: of larger files only one row each would be wanted.
ROWS = 4
TEXTS = 2
# Texts are two thirds of all: 2 kB a document, gzip. A large library shows which words the text has instead.
TEXTS_UP_TO = 2000
# Bytes of a shard. Small ones waste few bytes around the one term that is wanted; smaller ones would cost a disk block each anyway.
# A name with a slip asks for half a dozen of them.
SHARD_SIZE = {"t": 3000, "c": 3000, "n": 1500}
# Documents that are analysed at once, in one process.
BATCH = 100
# Postings are held by the first bits of their hash, and sorted and written in portions of at least so many: what is done with a
# portion takes a dozen times its eight bytes a posting.
PART_BITS = 7
PORTION = 300_000


def shards(
    docs: Iterable[SearchDoc], note: Callable[[IndexState], None] = lambda _: None, spread: Spread = map
) -> Iterator[OutFile]:
    """All files of the browser's search, below 'search/'; the manifest last, for its version is a hash of all others.

    Documents are numbered in the order they come; those of a kind must come together (ValueError: our bug). `note` gets what
    patch.patched() needs next time, after the last file.
    """
    held = docs if isinstance(docs, Sequence) else tuple(docs)
    # Whoever works on them has them already: only where they stand is sent.
    blobs = spread(lambda at: analysed(held[at : at + BATCH]), range(0, len(held), BATCH))
    return shards_of(chain.from_iterable(blobs), note, spread)


def shards_of(
    blobs: Iterable[bytes], note: Callable[[IndexState], None] = lambda _: None, spread: Spread = map
) -> Iterator[OutFile]:
    """The same from what analysis.analysed() gave for each document."""
    held = _Held()
    for batch in _batches(blobs):
        held.add([read_analysed(blob) for blob in batch])
    tables = {**held.term_tables(spread), "n": [held.name_table()]}
    counts = {family: shard_count(family, _size(table)) for family, table in tables.items()}
    edition = _edition(held.order, counts)
    total = 0
    for file in _data_files(held, tables, counts, edition):
        total = summed(total, digest(file))
        yield file
    sizes = {family: _size(table) for family, table in tables.items()}
    state = IndexState(FORMAT, edition, held.order, sizes, total, settings_of(held.docs), held.deeper, held.same)
    yield script("m", 0, edition, as_json(_manifest(held, counts, state.version)))
    note(state)


def shard_count(family: str, size: int) -> int:
    """A power of two, so that shards hold SHARD_SIZE or a little less on average."""
    return 1 << max(0, (size // SHARD_SIZE[family]).bit_length())


def _edition(order: Sequence[str], counts: Mapping[str, int]) -> str:
    """A hash of how documents are numbered and shards are dealt."""
    numbering = [FORMAT, sorted(counts.items()), ROWS, TEXTS, order]
    return sha256(json.dumps(numbering).encode()).hexdigest()[:8]


def _size(table: Sequence[Lines]) -> int:
    return sum(len(lines.data) for lines in table)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    coming = iter(items)
    while batch := list(islice(coming, BATCH)):
        yield batch


class _Held:
    """What documents leave behind as they pass by: everything but their texts' terms as small objects, those as numbers."""

    def __init__(self) -> None:
        self.docs: list[SearchDoc] = []
        self.rows: list[bytes] = []
        self.texts: list[bytes] = []
        self.deeper: dict[str, tuple[str, ...]] = {}
        self._parts: list[list[Postings]] = [[] for _ in range(1 << PART_BITS)]
        self._odd: defaultdict[str, list[int]] = defaultdict(list)
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        self._sounds: defaultdict[str, list[str]] = defaultdict(list)

    @property
    def order(self) -> tuple[str, ...]:
        """Keys of the documents, by number."""
        return tuple(f"{doc.kind}/{doc.id}" for doc in self.docs)

    @property
    def same(self) -> dict[str, list[str]]:
        """Keys of documents → the names of theirs that say the same."""
        return {key: group for key, group in zip(self.order, map(group_of, self.docs), strict=True) if group}

    def add(self, batch: Sequence[Analysed]) -> None:
        """The next documents."""
        first = len(self.docs)
        for number, one in enumerate(batch, first):
            self._note(number, one)
        counts = [len(one.hashes) for one in batch]
        postings = packed(
            np.concatenate([one.hashes for one in batch]),
            np.concatenate([one.levels[: len(one.hashes)] for one in batch]),
            np.repeat(np.arange(first, first + len(batch)), counts),
        )
        postings.sort()
        edges = np.arange(1 << PART_BITS, dtype=np.uint64) << np.uint64(64 - PART_BITS)
        for held, part in zip(self._parts, np.split(postings, np.searchsorted(postings, edges)[1:]), strict=True):
            # A copy: as a view it would hold on to the postings of all parts.
            held.append(part.copy())

    def _note(self, number: int, one: Analysed) -> None:
        self.docs.append(one.doc)
        self.rows.append(one.row)
        # Of a library that outgrows them none is kept.
        if number < TEXTS_UP_TO:
            self.texts.append(one.text)
        for table, names in ((self._names, one.names), (self._sounds, one.sounds)):
            for key, rest, is_alias in names:
                table[key].append(f"{rest}:{number * 2 + is_alias}")
        for term, level in zip(one.odd, one.levels[len(one.hashes) :].tolist(), strict=True):
            self._odd[term].append(stands(number, level))

    def _portions(self) -> Iterator[Postings]:
        """All postings, hash after hash; gone from here when they are given."""
        portion: list[Postings] = []
        for part in self._parts:
            portion += part
            part.clear()
            if sum(map(len, portion)) >= PORTION:
                yield np.concatenate(portion)
                portion = []
        if portion:
            yield np.concatenate(portion)

    def term_tables(self, spread: Spread) -> dict[str, Sequence[Lines]]:
        """What t/ holds, and what it leaves to c/."""
        parts = list(spread(lines_of, self._portions()))
        heads, tails = zip(*parts, odd_lines_of(self._odd), strict=True)
        return {"t": heads, "c": tails}

    def name_table(self) -> Lines:
        """Key → names, by document, blank between."""
        sounds = split_buckets(self._sounds)
        self.deeper = deeper(sounds)
        return named_lines({key: " ".join(names) for key, names in (self._names | sounds).items()})


def _data_files(
    held: _Held, tables: Mapping[str, Sequence[Lines]], counts: Mapping[str, int], edition: str
) -> Iterator[OutFile]:
    # The table of characters does not depend on the numbering, so its file stays as it is from one edition to the next.
    yield script("f", 0, "", as_json(_packed_fold()))
    yield script("p", 0, "", as_json(usual_sounds()))
    for family, parts in tables.items():
        for number, lines in enumerate(_dealt(parts, counts[family])):
            yield script(family, number, edition, b'"%s"' % lines.removesuffix(END))
    known = labels(held.docs)
    yield script("v", 0, edition, as_json(known.as_data()))
    for number, docs in enumerate(_cut(held.docs, CHUNK)):
        yield script("g", number, edition, as_json(columns(docs, known)))
    for number, rows in enumerate(_cut(held.rows, ROWS)):
        yield script("d", number, edition, b"[%s]" % b",".join(rows))
    for number, texts in enumerate(_cut(held.texts, TEXTS) if has_texts(len(held.docs)) else ()):
        yield script("x", number, edition, b"[%s]" % b",".join(texts))


def _dealt(parts: Sequence[Lines], count: int) -> Iterator[bytes]:
    """Shards, from parts whose hashes follow one another."""
    lasts = accumulate((int(part.hashes[-1]) if len(part.hashes) else 0 for part in parts), max, initial=0)
    dealt = [part.dealt(count, last) for part, last in zip(parts, lasts, strict=False)]
    return map(b"".join, zip(*dealt, strict=True))


def _cut(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def has_texts(docs: int) -> bool:
    """Whether a library of so many documents has files of texts."""
    return docs <= TEXTS_UP_TO


def _manifest(held: _Held, counts: Mapping[str, int], version: str) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": version,
        "docs": len(held.docs),
        "kinds": _kinds(held.docs),
        "terms": counts["t"],
        "tails": counts["c"],
        "names": counts["n"],
        "rows": ROWS,
        "texts": TEXTS if has_texts(len(held.docs)) else 0,
        "chunk": CHUNK,
        "same": in_manifest((key.partition("/")[0], group) for key, group in held.same.items()),
    }


def _kinds(docs: Sequence[SearchDoc]) -> list[tuple[str, str, int]]:
    """(kind, label, number of the first document that is no longer of it), in order: a document's number tells its kind."""
    kinds: list[tuple[str, str, int]] = []
    end = 0
    for kind, group in groupby(docs, key=lambda doc: doc.kind):
        if any(kind == known for known, _, _ in kinds):
            raise ValueError(f"documents of kind {kind} do not come together")
        end += sum(1 for _ in group)
        kinds.append((kind, SECTION[kind].label, end))
    return kinds


def _packed_fold() -> str:
    """The table of characters in ASCII, two numbers a pair: the gap to the last traditional character, and how far the simplified
    one lies from the last simplified one (even: after it, odd: before it). 9 kB, gzip 6 kB; as text it would be 18 and 13."""
    out: list[str] = []
    old = new = 0x3400
    for traditional, simple in simplified().items():
        step = ord(simple) - new
        out += (_varint(ord(traditional) - old), _varint(step * 2 if step >= 0 else -step * 2 - 1))
        old, new = ord(traditional), ord(simple)
    return "".join(out)


def _varint(value: int) -> str:
    """Base 40, low digit first; digits from 40 up mean that another follows."""
    text = ""
    while value >= 40:
        text += ALPHABET[40 + value % 40]
        value //= 40
    return text + ALPHABET[value]
