"""The verdicts of last time: which files need to be checked again, and checking those, in as many processes as there are processors."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from casebook.app.checking import ROOMS, Known, memory_folder, read_known, write_known
from casebook.edges import disk
from casebook.edges.cache import Cache, code_version
from casebook.edges.disk import FRESH, RecordFile, Stamp
from casebook.edges.progress import Stages
from casebook.edges.workers import shared
from casebook.files import SourceText, sha256_of
from casebook.link.checked import Checked, checked

T = TypeVar("T")
_PORTION = 100
_NO_STAMP = Stamp(0, 0, 0, 0)


class Memory:
    """Verdicts and stamps of one library; on disk below build/.cache, and kept here from save to save of a preview."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._cache = Cache(memory_folder(root), code_version(*ROOMS), Checked)
        self._verdicts: dict[str, Checked] | None = None
        self._known: dict[str, Known] = {}

    def checked(self, files: Sequence[RecordFile], stages: Stages) -> dict[str, Checked]:
        """The verdict on each file, in the order given."""
        if self._verdicts is None:
            with stages.stage("读取缓存"):
                self._read(stages)
        before = self._verdicts or {}
        started = time.time_ns()
        stale = self._stale(files, before)
        fresh = dict(stages.track("检查记录", self._check(stale), total=len(stale)) if stale else ())
        verdicts = {file.path: fresh.get(file.path) or before[file.path] for file in files}
        known = {
            file.path: Known(
                # Saved just now, a file may be saved again and bear the same stamp.
                file.stamp if max(file.stamp.modified, file.stamp.changed) < started - FRESH else _NO_STAMP,
                verdicts[file.path].digest,
            )
            for file in files
        }
        # A cache that cannot be written costs time and nothing else.
        with suppress(OSError):
            self._cache.write(verdicts, {*fresh, *(path for path in before if path not in verdicts)})
            if known != self._known:
                write_known(self._root, known)
        self._verdicts, self._known = verdicts, known
        return verdicts

    def _read(self, stages: Stages) -> None:
        self._verdicts, is_damaged = self._cache.read()
        self._known = read_known(self._root)
        if is_damaged and not self._verdicts:
            stages.say("缓存是别的版本写的，或者坏了：这次全部重新检查。")
        elif is_damaged:
            stages.say("缓存有一部分坏了：那些记录重新检查。")

    def _stale(self, files: Sequence[RecordFile], before: dict[str, Checked]) -> list[RecordFile]:
        """Files that have no verdict or other bytes than those it was given on."""
        return [file for file in files if not self._holds(file, before.get(file.path))]

    def _holds(self, file: RecordFile, verdict: Checked | None) -> bool:
        if verdict is None:
            return False
        known = self._known.get(file.path)
        if known is not None and known.stamp == file.stamp and known.digest == verdict.digest:
            return True
        return sha256_of(disk.read_record(file).data) == verdict.digest

    @staticmethod
    def _check(files: Sequence[RecordFile]) -> Iterator[tuple[str, Checked]]:
        found = verdicts(lambda portion: map(disk.read_record, portion), files, {})
        return ((verdict.path, verdict) for verdict in found)


_DECODER = msgspec.msgpack.Decoder(list[Checked])


def kept_verdicts(root: Path) -> dict[str, Checked]:
    """The verdicts of last time by path, good for the bytes that they were given on."""
    return Cache(memory_folder(root), code_version(*ROOMS), Checked).read()[0]


def verdicts(
    read: Callable[[Sequence[T]], Iterable[SourceText]], files: Sequence[T], kept: Mapping[str, Checked]
) -> Iterator[Checked]:
    """The verdict on each file, in no order: the one that is kept, if it was given on the same bytes. `read` gives the texts of
    a portion of them, in the process that checks it."""

    def verdict(source: SourceText) -> Checked:
        before = kept.get(source.path)
        return before if before is not None and before.digest == sha256_of(source.data) else checked(source)

    def check(portion: Sequence[T]) -> bytes:
        return msgspec.msgpack.encode([verdict(source) for source in read(portion)])

    for found in shared(check, files, _PORTION):
        yield from _DECODER.decode(found)
