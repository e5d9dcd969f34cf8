"""Yesterday's files of the browser's search to today's, when a few documents changed and none came, went or moved.

Reads and writes only what those documents stand in. The bytes are those that shards.shards() would write for all documents.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from casebook.files import OutFile
from casebook.index.analysis import Analysed, analysed, read_analysed
from casebook.index.documents import SearchDoc
from casebook.index.facets import CHUNK, Labels, columns, settings_of
from casebook.index.keys import hash_of, is_plain, shard_of, term_of, unmixed
from casebook.index.lines import ODD, Postings, lines_of, odd_lines_of, read_digits, read_groups, stands
from casebook.index.names import DEEPER, MORE, deeper, rest_length, split_buckets
from casebook.index.scripts import as_json, data_of, path_of, script
from casebook.index.shards import FORMAT, ROWS, TEXTS, has_texts, shard_count
from casebook.index.state import IndexState, digest, summed
from casebook.index.synonyms import group_of, in_manifest
from casebook.index.tables import Key, key_of, read_table, size_of, write_table

Docs = Mapping[str, SearchDoc]
_COUNTS = {"t": "terms", "c": "tails", "n": "names"}


class _Anew(Exception):  # noqa: N818 - no error: an answer
    """A patch would not do."""


def patched(
    before: Docs, after: Docs, state: IndexState, read: Callable[[str], bytes]
) -> tuple[Iterator[OutFile], IndexState] | None:
    """The files that differ, the manifest last, and what the next patch needs. None: everything has to be built anew.

    `before` and `after`: the changed documents by key, 'kind/id', as they were and as they are. `read` gives yesterday's file by its
    path, such as 'search/index.js'; one that is missing (OSError or KeyError), cut off or of another build means None as well."""
    numbers = {key: number for number, key in enumerate(state.order)}
    if state.format != FORMAT or before.keys() != after.keys() or not before.keys() <= numbers.keys():
        return None
    try:
        patch = _Patch(state, read)
        for key in sorted(before, key=numbers.__getitem__):
            patch.change(numbers[key], before[key], after[key])
        return patch.done()
    except _Anew:
        return None


class _Patch:
    """Yesterday's files as far as they were looked at, and what was changed in them."""

    def __init__(self, state: IndexState, read: Callable[[str], bytes]) -> None:
        self._state, self._read = state, read
        self._old: dict[tuple[str, int], OutFile] = {}
        self._data: dict[tuple[str, int], Any] = {}
        self._sizes: dict[tuple[str, int], int] = {}
        manifest = self._part("m", 0)
        self._counts = {family: manifest[name] for family, name in _COUNTS.items()}
        self._settings = Counter({(setting, label): count for setting, label, count in state.settings})
        self._deeper = dict(state.deeper)
        self._same = dict(state.same)
        self._terms: defaultdict[str, list[tuple[int, int | None, int | None]]] = defaultdict(list)

    def _part(self, family: str, number: int) -> Any:
        """The data of a file, to be changed in place; of a file of lines, key → rest."""
        at = family, number
        if at not in self._data:
            path = path_of(family, number)
            try:
                file = self._old[at] = OutFile(path, self._read(path))
                data = data_of(file, family, number, self._state.edition)
                if family in _COUNTS:
                    data = read_table(family, number, self._counts[family], data)
                    self._sizes[at] = size_of(family, data)
            except (OSError, KeyError, ValueError) as error:
                raise _Anew from error
            self._data[at] = data
        return self._data[at]

    def _shard(self, family: str, key: str) -> dict[Key, str]:
        found: dict[Key, str] = self._part(family, shard_of(key, self._counts[family]))
        return found

    def _put(self, family: str, key: str, rest: str) -> None:
        """An empty rest of a line of names or terms means: the key is no longer there."""
        shard = self._shard(family, key)
        if rest:
            shard[key_of(key)] = rest
        else:
            shard.pop(key_of(key), None)

    def _get(self, family: str, key: str) -> str:
        return self._shard(family, key).get(key_of(key), "")

    def change(self, number: int, before: SearchDoc, after: SearchDoc) -> None:
        """Takes one document in."""
        if _label(before) != _label(after):
            raise _Anew
        if group_of(before) != group_of(after):
            self._same[self._state.order[number]] = group_of(after)
        old, new = map(read_analysed, analysed((before, after)))
        self._change_values(number, before, after)
        if old.row != new.row:
            self._put_item("d", ROWS, number, new.row)
        if old.text != new.text and has_texts(len(self._state.order)):
            self._put_item("x", TEXTS, number, new.text)
        for key in {key for key, _, _ in {*old.names} ^ {*new.names}}:
            self._change_names(key, number, [item for item in new.names if item[0] == key])
        self._change_sounds(number, old, new)
        was, now = _levels(old), _levels(new)
        for term in was.keys() | now.keys():
            if was.get(term) != now.get(term):
                self._terms[term].append((number, was.get(term), now.get(term)))

    def _put_item(self, family: str, size: int, number: int, data: bytes) -> None:
        self._part(family, number // size)[number % size] = json.loads(data)

    def _change_values(self, number: int, before: SearchDoc, after: SearchDoc) -> None:
        for docs, sign in (((before,), -1), ((after,), 1)):
            for setting, label, count in settings_of(docs):
                self._settings[setting, label] += sign * count
        if {one for one, count in self._settings.items() if count} != {one[:2] for one in self._state.settings}:
            raise _Anew
        known = Labels.from_data(self._part("v", 0))
        old, new = columns((before,), known), columns((after,), known)
        for name in old:
            if old[name] != new[name]:
                chunk = self._part("g", number // CHUNK)
                cells = chunk[name].split(" ")
                cells += [""] * (number % CHUNK + 1 - len(cells))
                cells[number % CHUNK] = new[name]
                chunk[name] = " ".join(cells).rstrip()

    def _change_names(self, key: str, number: int, now: list[tuple[str, str, int]]) -> None:
        items = self._get("n", key).split()
        others = [item for item in items if _document(item) != number]
        place = sum(_document(item) < number for item in others)
        own = [f"{rest}:{number * 2 + is_alias}" for _, rest, is_alias in now]
        self._put("n", key, " ".join((*others[:place], *own, *others[place:])))

    def _change_sounds(self, number: int, old: Analysed, new: Analysed) -> None:
        for key in {key for key, _, _ in {*old.sounds} ^ {*new.sounds}}:
            items = {item for item in self._bucket(key) if _document(item) != number}
            items |= {f"{rest}:{number * 2 + is_alias}" for name, rest, is_alias in new.sounds if name == key}
            for gone in [*self._below(key)]:
                self._put("n", gone, "")
                self._deeper.pop(gone, None)
            buckets = split_buckets({key: items}) if items else {}
            for name, found in buckets.items():
                self._put("n", name, " ".join(found))
            self._deeper |= deeper(buckets)

    def _below(self, key: str) -> Iterator[str]:
        yield key
        for below in self._deeper.get(key, ()):
            yield from self._below(below)

    def _bucket(self, key: str) -> set[str]:
        """All items of a bucket of sounds, also those that stand only where it goes on."""
        items = [item for item in self._get("n", key).split() if item != MORE]
        if key not in self._deeper:
            return set(items)
        if rest_length(items[-1]) < DEEPER:
            raise _Anew  # too many to tell apart: some of them stand nowhere
        return set(items).union(below[len(key) :] + item for below in self._deeper[key] for item in self._bucket(below))

    def _change_terms(self) -> None:
        """All terms at once, as they are written in a full build."""
        plain, odd = [], {}
        for term, changes in self._terms.items():
            numbers = self._standing(term)
            self._put("t", term, "")
            for change in changes:
                numbers = _changed(numbers, *change)
            if len(numbers) and is_plain(term):
                plain.append(numbers | np.uint64(hash_of(term) << 32))
            elif len(numbers):
                odd[term] = numbers.tolist()
        for family, lines in zip("tc", lines_of(np.concatenate((*plain, np.zeros(0, np.uint64)))), strict=True):
            for code, (_, rest) in zip(unmixed(lines.hashes).tolist(), lines, strict=True):
                self._put(family, term_of(code), rest)
        for family, lines in zip("tc", odd_lines_of(odd), strict=True):
            for _, line in lines:
                self._put(family, *line[1:].split(" ", 1))

    def _standing(self, term: str) -> Postings:
        """All postings of a term; what stands in its tail is taken out there."""
        head = self._get("t", term)
        if not head:
            return np.zeros(0, np.uint64)
        if not head.startswith(ODD.decode()):
            return read_groups(head)
        tail = self._get("c", term)
        self._put("c", term, "")
        _, end = read_digits(head[1:])
        return np.concatenate((read_groups(head[1 + end :]), read_groups(tail)))

    def done(self) -> tuple[Iterator[OutFile], IndexState]:
        """The answer of patched()."""
        self._change_terms()
        sizes, total = dict(self._state.sizes), self._state.total
        changed: list[OutFile] = []
        for (family, number), data in self._data.items():
            old, new = self._old[family, number], self._file(family, number, data)
            if family == "m" or old == new:
                continue
            changed.append(new)
            total = summed(total, digest(new) - digest(old))
            if family in _COUNTS:
                sizes[family] += size_of(family, data) - self._sizes[family, number]
        if any(shard_count(family, size) != self._counts[family] for family, size in sizes.items()):
            raise _Anew
        settings = tuple((*key, count) for key, count in sorted(self._settings.items()) if count)
        same = {key: self._same[key] for key in self._state.order if self._same.get(key)}
        state = replace(self._state, sizes=sizes, total=total, settings=settings, deeper=self._deeper, same=same)
        groups = in_manifest((key.partition("/")[0], group) for key, group in same.items())
        data = {**self._part("m", 0), "version": state.version, "same": groups}
        manifest = script("m", 0, state.edition, as_json(data))
        if manifest != self._old["m", 0]:
            changed.append(manifest)
        return iter(changed), state

    def _file(self, family: str, number: int, data: Any) -> OutFile:
        if family not in _COUNTS:
            return script(family, number, self._state.edition, as_json(data))
        return script(family, number, self._state.edition, write_table(family, number, self._counts[family], data))


def _changed(numbers: Postings, document: int, was: int | None, now: int | None) -> Postings:
    """A term's postings when its level in a document changes; None: it does not stand there."""
    if was is not None:
        kept = numbers[numbers != stands(document, was)]
        if len(kept) == len(numbers):
            raise _Anew  # yesterday's file does not say what yesterday's document does
        numbers = kept
    return numbers if now is None else np.append(numbers, np.uint64(stands(document, now)))


def _document(item: str) -> int:
    return int(item[item.index(":") + 1 :]) // 2


def _levels(one: Analysed) -> dict[str, int]:
    terms = (*map(term_of, unmixed(one.hashes).tolist()), *one.odd)
    return dict(zip(terms, one.levels.tolist(), strict=True))


def _label(doc: SearchDoc) -> object:
    """What facets.js says of a document."""
    return (doc.id, doc.title, doc.regions[1:2]) if doc.kind in ("theme", "region") else None
