"""Search documents to the files that the browser's search loads.

Every file is a script of one call, `casebookSearch(family, number, edition, data)`: a script tag works over http and over
file://, where fetch and modules do not.

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
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from hashlib import sha256
from itertools import groupby

from casebook.files import OutFile
from casebook.index.documents import SearchDoc
from casebook.index.facets import CHUNK, columns, labels
from casebook.index.fields import levels_of, terms_of
from casebook.index.names import name_keys, sound_keys, split_buckets
from casebook.index.pinyin import usual_sounds
from casebook.index.postings import ALPHABET, LEVELS, encode, lines, number, split
from casebook.index.synonyms import synonyms
from casebook.index.words import simplified
from casebook.model.names import SECTION

FORMAT = 2  # raise it when the browser of yesterday can't read the files of today
# A query shows hits from all over the library: of larger files only one row each would be wanted.
ROWS = 4
TEXTS = 2
# Texts are two thirds of all: 2 kB a document, gzip. A large library shows which words the text has instead.
TEXTS_UP_TO = 2000
# Small shards waste few bytes around the one term that is wanted; smaller ones would cost a disk block each anyway.
SHARD_SIZE = 3000
# A name with a slip asks for half a dozen of them.
NAME_SHARD_SIZE = 1500
_WORTH_TWO = 3000


def shards(docs: Iterable[SearchDoc]) -> Iterator[OutFile]:
    """All files of the browser's search, below 'search/'; the manifest last, for its version is a hash of all others.

    Documents are numbered in the order they come; those of a kind must come together (ValueError: our bug).
    """
    held = list(docs)
    kinds = _kinds(held)
    heads, tails = _term_tables(held)
    tables = {"t": heads, "c": tails, "n": _name_table(held)}
    counts = {
        family: _shard_count(table, NAME_SHARD_SIZE if family == "n" else SHARD_SIZE)
        for family, table in tables.items()
    }
    numbering = [FORMAT, sorted(counts.items()), ROWS, TEXTS, [f"{doc.kind}/{doc.id}" for doc in held]]
    edition = _digest(json.dumps(numbering).encode())
    version = sha256(edition.encode())
    for file in _data_files(held, tables, counts, edition):
        version.update(file.path.encode() + file.data)
        yield file
    manifest = {
        "version": version.hexdigest()[:12],
        "docs": len(held),
        "kinds": kinds,
        "terms": counts["t"],
        "tails": counts["c"],
        "names": counts["n"],
        "rows": ROWS,
        "texts": TEXTS if len(held) <= TEXTS_UP_TO else 0,
        "chunk": CHUNK,
        "same": synonyms(held),
    }
    yield _script("index.js", "m", 0, edition, manifest)


def _data_files(
    docs: Sequence[SearchDoc], tables: Mapping[str, Mapping[str, str]], counts: Mapping[str, int], edition: str
) -> Iterator[OutFile]:
    # The table of characters does not depend on the numbering, so its file stays as it is from one edition to the next.
    yield _script("fold.js", "f", 0, "", _packed_fold())
    yield _script("pinyin.js", "p", 0, "", usual_sounds())
    for family, table in tables.items():
        for at, part in enumerate(_dealt(table, counts[family])):
            yield _script(f"{family}/{at}.js", family, at, edition, lines(part))
    for at, start in enumerate(range(0, len(docs), ROWS)):
        yield _script(f"d/{at}.js", "d", at, edition, [_row(doc) for doc in docs[start : start + ROWS]])
    known = labels(docs)
    yield _script("facets.js", "v", 0, edition, known.as_data())
    for at, start in enumerate(range(0, len(docs), CHUNK)):
        yield _script(f"g/{at}.js", "g", at, edition, columns(docs[start : start + CHUNK], known))
    for at, start in enumerate(range(0, len(docs) if len(docs) <= TEXTS_UP_TO else 0, TEXTS)):
        yield _script(f"x/{at}.js", "x", at, edition, [_text(doc) for doc in docs[start : start + TEXTS]])


def _script(name: str, family: str, number: int, edition: str, data: object) -> OutFile:
    # Past ES2019 these two may stand in a string; older browsers stop at them.
    text = (
        json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
    return OutFile(f"search/{name}", f'casebookSearch("{family}",{number},"{edition}",{text})\n'.encode())


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:8]


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


def _term_tables(docs: Sequence[SearchDoc]) -> tuple[dict[str, str], dict[str, str]]:
    """Term → documents: what t/ holds and what it leaves to c/. A list that goes on there begins with '!' and how many
    documents there are in all, in ALPHABET."""
    found = _postings(docs)
    heads: dict[str, str] = {}
    tails: dict[str, str] = {}
    for term, postings in found.items():
        head, tail = split(postings)
        heads[term] = f"!{number(len(postings))} {encode(head)}" if tail else encode(head)
        if tail:
            tails[term] = encode(tail)
    return heads, tails


def _postings(docs: Sequence[SearchDoc]) -> dict[str, array[int]]:
    """Term → numbers for `encode`. Two processes share the documents where that is worth their start; the answer is the same."""
    if len(docs) < _WORTH_TWO:
        return _postings_from(docs, 0)
    middle = len(docs) // 2
    try:
        with ProcessPoolExecutor(1) as pool:
            coming = pool.submit(_postings_from, docs[middle:], middle)
            found = _postings_from(docs[:middle], 0)
            rest = coming.result()
    except (OSError, BrokenProcessPool):  # a machine that allows no second process
        return _postings_from(docs, 0)
    for term, postings in rest.items():
        if term in found:
            found[term].extend(postings)
        else:
            found[term] = postings
    return found


def _postings_from(docs: Sequence[SearchDoc], start: int) -> dict[str, array[int]]:
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for at, doc in enumerate(docs, start):
        first = at * LEVELS
        for term, level in levels_of(doc, terms_of(doc)).items():
            found[term].append(first + level)
    return dict(found)


def _name_table(docs: Sequence[SearchDoc]) -> dict[str, str]:
    """Key → 'rest:number' of each name with that key, by document, blank between; number is twice the document's, plus 1 for an
    alias. An alias that only differs from an earlier name in script or punctuation is left out."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    heard: defaultdict[str, list[str]] = defaultdict(list)
    for at, doc in enumerate(docs):
        known: set[tuple[str, str]] = set()
        for rank, name in enumerate((doc.title, *doc.aliases)):
            for table, keys in ((found, name_keys(name)), (heard, sound_keys(name))):
                for key, rest in keys:
                    if (key, rest) not in known:
                        known.add((key, rest))
                        table[key].append(f"{rest}:{at * 2 + min(rank, 1)}")
    return {key: " ".join(names) for key, names in (found | split_buckets(heard)).items()}


def _shard_count(table: Mapping[str, str], most: int) -> int:
    """A power of two, so that shards hold `most` characters or a little less on average."""
    size = sum(len(key) + len(text) + 2 for key, text in table.items())
    return 1 << max(0, (size // most).bit_length())


def shard_of(key: str, count: int) -> int:
    """Which of `count` shards holds a key. Source: FNV-1a, 32 bits, over UTF-16 code units, as JavaScript counts them."""
    value = 0x811C9DC5
    units = key.encode("utf-16-le")
    for unit in zip(units[::2], units[1::2], strict=True):
        value = ((value ^ (unit[0] | unit[1] << 8)) * 0x01000193) & 0xFFFFFFFF
    return (value ^ value >> 15) % count


def _dealt(table: Mapping[str, str], count: int) -> list[dict[str, str]]:
    parts: list[dict[str, str]] = [{} for _ in range(count)]
    for key, text in table.items():
        parts[shard_of(key, count)][key] = text
    return parts


def _row(doc: SearchDoc) -> list[object]:
    """What a hit shows: address, title, aliases, summary, facts."""
    return [doc.url, doc.title, list(doc.aliases), doc.summary, list(doc.facts)]


def _text(doc: SearchDoc) -> str:
    return "\n".join(part for part in (doc.steps, doc.body) if part)


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
