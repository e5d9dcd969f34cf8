"""A whole site on the shelf: sheets, the engine's files, pictures, the search index, sitemap and manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import msgspec

from casebook.app.downloads import Downloads
from casebook.app.marks import Marks
from casebook.app.packed import PackFiles
from casebook.app.printing import Docs, Made, Printed, Printer, State, read_doc
from casebook.edges import disk
from casebook.edges.progress import Stages
from casebook.edges.shelf import Shelf, Written
from casebook.edges.workers import spread
from casebook.files import OutFile
from casebook.index.patch import patched
from casebook.index.shards import shards
from casebook.index.state import IndexState
from casebook.publish import manifest
from casebook.publish.handmade import sitemap
from casebook.publish.installable import WORKER, app_manifest, service_worker
from casebook.publish.press import Press


@dataclass(frozen=True, slots=True)
class Work:
    """All that a site is made from. `version` changes with what every page depends on; `static` are the files that are only
    copied."""

    root: Path
    press: Press
    downloads: Downloads
    marks: Marks
    version: str
    static: Mapping[str, bytes]
    packs: PackFiles


@dataclass(frozen=True, slots=True)
class Done:
    """A made site: what is known of it, the sheets that changed, files in all, files with new bytes, files that are gone, and
    paths that two files claim."""

    state: State
    changed: set[str]
    files: int
    written: int
    removed: int
    twice: frozenset[str]


def make_site(work: Work, before: State, shelf: Shelf, stages: Stages) -> Done:
    """Everything of the site on the shelf, whatever is unchanged kept."""
    with stages.stage("对照上次"):
        shelf.look()
    printed = Printer(work.press, work.downloads, work.marks, before, shelf=shelf, stages=stages).print_all()
    others = _Others(shelf, before)
    for path, data in work.static.items():
        others.put(OutFile(path, data))
    for file in disk.pictures(work.root):
        others.put(file)
    for path, (digest, read) in work.packs.files.items():
        others.put_lazily(path, digest, read)
    with stages.stage("建立索引"):
        index = _index(work, before, printed, shelf, others)
    with stages.stage("目录和清单"):
        addresses = chain.from_iterable(sheet.addresses for sheet in printed.sheets.values())
        others.put(OutFile("sitemap.xml", sitemap(addresses, work.press.desk.site.url)))
        others.put(app_manifest(work.press.desk.site))
        known, twice = _known(printed.sheets.values(), others.files)
        worker = service_worker(known)
        others.put(worker)
        known[worker.path] = manifest.digest_of(worker.data)
        others.put(manifest.write_manifest(known))
    with stages.stage("接过没有变的文件"):
        removed = shelf.settle({*known, manifest.PATH}, is_changed=bool(printed.written or others.written))
    reads = {read for sheet in printed.sheets.values() for read in sheet.reads}
    state = State(work.version, printed.sheets, work.marks.noted(reads), others.files, index)
    return Done(state, printed.changed, len(known) + 1, printed.written + others.written, removed, twice)


class _Others:
    """Files that belong to no sheet, put one by one."""

    def __init__(self, shelf: Shelf, before: State) -> None:
        self._shelf, self._before = shelf, before.others
        self.files: dict[str, Written] = {}
        self.written = 0

    def put(self, file: OutFile) -> None:
        """A file that was made again."""
        self._take(self._put(file))

    def put_all(self, files: Iterable[OutFile]) -> None:
        """Thousands of them, written by other processes while the next are made here."""
        coming = iter(files)
        portions = iter(lambda: list(islice(coming, _PORTION)), [])
        for portion in spread(lambda found: msgspec.msgpack.encode([*map(self._put, found)]), portions):
            for written in _WRITTEN.decode(portion):
                self._take(written)

    def _put(self, file: OutFile) -> Written:
        return self._shelf.put(file, self._before.get(file.path))

    def _take(self, written: Written) -> None:
        if written == self._before.get(written.path):
            self.keep(written)
        else:
            self.files[written.path] = written
            self.written += 1

    def put_lazily(self, path: str, digest: manifest.Digest, read: Callable[[], bytes]) -> None:
        """A file of which the digest is known, and which is read only when the site does not have it."""
        before = self._before.get(path)
        if before is not None and before.sha256 == digest.sha256 and self._shelf.has(before):
            self.keep(before)
        else:
            self.put(OutFile(path, read()))

    def keep(self, file: Written) -> None:
        """A file of last time."""
        self.files[file.path] = file
        self._shelf.keep(file)


def _index(work: Work, before: State, printed: Printed, shelf: Shelf, others: _Others) -> bytes:
    """The search index: patched where a few documents changed, else made again. What the next patch needs comes back."""
    docs = Docs(work.press, printed.sheets)
    found = _patched_index(before, printed, docs.keys, shelf)
    if found is not None:
        files, state = found
        kept = {path: file for path, file in before.others.items() if path.startswith("search/")}
        for out in files:
            others.put(out)
            kept.pop(out.path, None)
        for file in kept.values():
            others.keep(file)
        return json.dumps(state.as_data(), ensure_ascii=False).encode()
    told: list[IndexState] = []
    others.put_all(shards(docs, told.append, spread))
    return json.dumps(told[0].as_data(), ensure_ascii=False).encode() if told else b""


def _patched_index(
    before: State, printed: Printed, order: tuple[str, ...], shelf: Shelf
) -> tuple[Iterator[OutFile], IndexState] | None:
    """None when most documents changed, some came or went, or yesterday's files are not all there."""
    kept = [file for path, file in before.others.items() if path.startswith("search/")]
    old = {name: before.sheets[name].doc for name in printed.changed if name in before.sheets}
    new = {name: printed.sheets[name].doc for name in printed.changed if name in printed.sheets}
    if not before.index or not all(map(shelf.has, kept)):
        return None
    state = IndexState.from_data(json.loads(before.index))
    if state.order != order:
        return None
    changed = [name for name, doc in new.items() if doc != old.get(name, b"")]
    if len(changed) > _A_FEW or not all(old.get(name) and new[name] for name in changed):
        return None
    sides = [
        {f"{doc.kind}/{doc.id}": doc for doc in map(read_doc, (side[name] for name in changed))} for side in (old, new)
    ]
    return patched(sides[0], sides[1], state, lambda path: (shelf.site / path).read_bytes())


_WRITTEN = msgspec.msgpack.Decoder(list[Written])
_PORTION = 100
# Past this many a patch reads and writes most files anyway.
_A_FEW = 200


def _known(sheets: Iterable[Made], others: Mapping[str, Written]) -> tuple[dict[str, manifest.Digest], frozenset[str]]:
    """Digests by path, and the paths that come twice."""
    known: dict[str, manifest.Digest] = {}
    twice: set[str] = set()
    for file in chain(chain.from_iterable(sheet.files for sheet in sheets), others.values()):
        if file.path in known or file.path in (manifest.PATH, WORKER):
            twice.add(file.path)
        known[file.path] = manifest.Digest(file.size, file.sha256)
    return known, frozenset(twice)
