"""Sheets to files: which have to be made again, making those in as many processes as there are processors, keeping the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import overload

import msgspec

from casebook.app.downloads import Downloads, Job
from casebook.app.marks import USES, Marks
from casebook.edges.cache import Cache, read_packed, write_packed
from casebook.edges.progress import Stages
from casebook.edges.shelf import Shelf, Written
from casebook.edges.workers import apart, shared
from casebook.files import OutFile
from casebook.index.documents import SearchDoc, document_of, situation_document, spot_document, theme_document
from casebook.link.reads import noting
from casebook.model.names import SECTIONS
from casebook.publish.desk import uses_of
from casebook.publish.fragments import compile_templates
from casebook.publish.press import Press

_PORTION = 50


class Made(msgspec.Struct, array_like=True, gc=False):
    """What a sheet gave last time, and what it read of the library. `doc` is its search document in MessagePack, if it has one."""

    reads: tuple[str, ...]
    files: tuple[Written, ...]
    addresses: tuple[tuple[str, str | None], ...] = ()
    mentions: tuple[str, ...] = ()
    doc: bytes = b""


class State(msgspec.Struct):
    """What is known of a site that was made. `marks` are the digests of all that its sheets read; `others` are files that
    belong to no sheet: the engine's, the search index, pictures."""

    version: str = ""
    sheets: dict[str, Made] = msgspec.field(default_factory=dict)
    marks: dict[str, str] = msgspec.field(default_factory=dict)
    others: dict[str, Written] = msgspec.field(default_factory=dict)
    index: bytes = b""


class _Rest(msgspec.Struct, array_like=True):
    marks: dict[str, str]
    others: dict[str, Written]
    index: bytes


class Store:
    """A site's State below its work folder. What cannot be read there is as if nothing had been made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, version: str) -> State:
        sheets, is_damaged = Cache(self.folder / "sheets", version, Made).read()
        data = read_packed(self.folder / "state.bin", version)
        if is_damaged or data is None:
            return State(version)
        try:
            rest = msgspec.msgpack.decode(data, type=_Rest)
        except msgspec.DecodeError:
            return State(version)
        return State(version, sheets, rest.marks, rest.others, rest.index)

    def write(self, state: State, changed: Iterable[str]) -> None:
        # Without the rest the sheets count for nothing: a stop in between leaves no half-truth.
        (self.folder / "state.bin").unlink(missing_ok=True)
        Cache(self.folder / "sheets", state.version, Made).write(state.sheets, changed)
        rest = msgspec.msgpack.encode(_Rest(state.marks, state.others, state.index))
        write_packed(self.folder / "state.bin", state.version, rest)


@dataclass(slots=True)
class Printed:
    """The sheets as they are now, in order; names of those that were made or given up; how many files have new bytes."""

    sheets: dict[str, Made] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    written: int = 0


class Printer:
    """Makes the sheets of one build."""

    def __init__(
        self, press: Press, downloads: Downloads, marks: Marks, before: State, *, shelf: Shelf, stages: Stages
    ) -> None:
        self.press, self.downloads, self.marks = press, downloads, marks
        self.before, self.shelf, self.stages = before, shelf, stages
        self.made: dict[str, Made] = {}
        self.written = 0

    def print_all(self) -> Printed:
        """Every sheet on the shelf: stale ones made, the others kept. Terms come last: they say which records mention them."""
        with self.stages.stage("对照上次"):
            pages, files = self.press.names(), self.downloads.names()
            names = (*pages, *files)
            terms = {f"record {entry.id}" for entry in self.press.library.of_kind("term")}
            stale = self._stale(names, self.marks.changed(self.before.marks))
        self._print("生成网页", [name for name in pages if name in stale and name not in terms])
        self._learn_uses(stale & terms)
        uses = {read: old for read, old in self.before.marks.items() if read.startswith(USES)}
        stale |= self._stale(terms, {read for read, old in uses.items() if self.marks.of(read) != old})
        self._print("生成术语页", [name for name in pages if name in stale and name in terms])
        self._print("排版供下载的文件", [name for name in files if name in stale], self._downloaded)
        kept = [name for name in names if name not in self.made]
        for name in kept:
            for file in self.before.sheets[name].files:
                self.shelf.keep(file)
        sheets = {name: self.made.get(name) or self.before.sheets[name] for name in names}
        return Printed(sheets, {*self.made, *(self.before.sheets.keys() - sheets.keys())}, self.written)

    def _stale(self, names: Iterable[str], changed: set[str]) -> set[str]:
        """Of these, the sheets that were never made, lost a file, or read what has changed since."""
        return {name for name in names if not self._holds(self.before.sheets.get(name), changed)}

    def _holds(self, made: Made | None, changed: set[str]) -> bool:
        return made is not None and changed.isdisjoint(made.reads) and all(map(self.shelf.has, made.files))

    def _print(self, stage: str, names: Sequence[str], results: _Results | None = None) -> None:
        if not names:
            return
        for name, made in self.stages.track(stage, (results or self._results)(names), len(names)):
            self.made[name] = made
            before = self.before.sheets.get(name)
            same = set(before.files).intersection(made.files) if before else set()
            for file in same:
                self.shelf.keep(file)
            self.written += len(made.files) - len(same)

    def _results(self, names: Sequence[str]) -> Iterator[tuple[str, Made]]:
        if len(names) <= _PORTION:
            yield from ((name, self._sheet(name)) for name in names)
            return
        compile_templates()  # once, before there are children who would each do it
        # Pages that gather others take as long as a hundred records: each is a portion of its own, and they come first.
        portions: dict[str | int, list[str]] = {}
        for name in names:
            group = self.press.group_of(name)
            portions.setdefault(name if group is None else group, []).append(name)
        in_order = sorted(portions, key=lambda group: isinstance(group, int))
        for portion in shared(self._portion, [portions[group] for group in in_order], 1):
            yield from _RESULTS.decode(portion)

    def _portion(self, portions: Sequence[Sequence[str]]) -> bytes:
        """Runs in a process of its own: what it writes is on disk, what it learnt comes back as bytes."""
        return msgspec.msgpack.encode([(name, self._sheet(name)) for name in chain.from_iterable(portions)])

    def _sheet(self, name: str) -> Made:
        with noting() as reads:
            sheet = self.press.made(name)
            doc = _document(self.press, name)
            mentions = _mentions(self.press, name)
        made = self.before.sheets.get(name)
        old = {file.path: file for file in made.files} if made else {}
        files = tuple(self.shelf.put(file, old.get(file.path)) for file in sheet.files)
        return Made(tuple(sorted(reads)), files, sheet.addresses, mentions, doc)

    def _downloaded(self, names: Sequence[str]) -> Iterator[tuple[str, Made]]:
        """What the library says is read here; the files themselves are made in other processes, a few ahead of their turn."""
        coming: deque[tuple[str, tuple[str, ...], tuple[Job, ...]]] = deque()

        def jobs() -> Iterator[Job]:
            for name in names:
                with noting() as reads:
                    found = self.downloads.jobs(name)
                coming.append((name, tuple(sorted(reads)), found))
                yield from found

        results = apart(Job.done, jobs())
        for first in results:
            name, reads, found = coming.popleft()
            data = (first, *islice(results, len(found) - 1))
            old = {file.path: file for file in made.files} if (made := self.before.sheets.get(name)) else {}
            files = (OutFile(job.path, done) for job, done in zip(found, data, strict=True))
            yield name, Made(reads, tuple(self.shelf.put(file, old.get(file.path)) for file in files))

    def _learn_uses(self, terms: set[str]) -> None:
        """Tell the press who mentions which term; stale terms themselves are asked here, for their sheets come after."""
        mentions: dict[str, tuple[str, ...]] = {}
        for record_id in self.press.library.entries:
            name = f"record {record_id}"
            made = self.made.get(name) or self.before.sheets.get(name)
            mentions[record_id] = _mentions(self.press, name) if made is None or name in terms else made.mentions
        desk = self.press.desk
        self.press = replace(self.press, desk=replace(desk, uses=uses_of(desk.words, mentions)))
        self.marks.with_uses(self.press.desk.term_uses)


_Results = Callable[[Sequence[str]], Iterator[tuple[str, Made]]]
_RESULTS = msgspec.msgpack.Decoder(list[tuple[str, Made]])
read_doc = msgspec.msgpack.Decoder(SearchDoc).decode


def _mentions(press: Press, name: str) -> tuple[str, ...]:
    kind, _, key = name.partition(" ")
    return press.desk.mentions(press.library.entries[key]) if kind == "record" else ()


def _document(press: Press, name: str) -> bytes:
    """The search document that a sheet stands for; b'' for none."""
    kind, _, key = name.partition(" ")
    library, doc = press.library, None
    match kind:
        case "record":
            doc = document_of(library, library.entries[key])
        case "situation":
            doc = situation_document(next(one for one in library.vocab.situations if one.id == key))
        case "theme":
            doc = theme_document(next(theme for theme in library.vocab.themes if theme.id == key))
        case "region":
            doc = spot_document(library, library.spots[key])
    return msgspec.msgpack.encode(doc) if doc else b""


class Docs(Sequence[SearchDoc]):
    """The search documents of all sheets in the order of the index, each read when it is asked for."""

    def __init__(self, press: Press, sheets: Mapping[str, Made]) -> None:
        library = press.library
        held: list[tuple[str, bytes]] = []
        for section in SECTIONS:
            kind = section.kind
            match kind:
                case "situation" | "theme":
                    concepts = library.vocab.situations if kind == "situation" else library.vocab.themes
                    ids: Iterable[str] = (concept.id for concept in concepts)
                case "region":
                    ids = library.spots
                case _:
                    ids = (entry.id for entry in library.of_kind(kind))
            room = "record" if section.is_record else kind
            held += ((f"{kind}/{one}", sheets[f"{room} {one}"].doc) for one in ids)
        self.keys = tuple(key for key, doc in held if doc)
        self._held = [doc for _, doc in held if doc]

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, at: int) -> SearchDoc: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[SearchDoc]: ...
    def __getitem__(self, at: int | slice) -> SearchDoc | Sequence[SearchDoc]:
        return [read_doc(held) for held in self._held[at]] if isinstance(at, slice) else read_doc(self._held[at])
