"""The verdicts of last time: which files need to be checked again, and checking those, in as many processes as there are processors."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from casebook.edges import disk
from casebook.edges.cache import Cache, code_version, read_packed, write_packed
from casebook.edges.disk import FRESH, RecordFile, Stamp
from casebook.edges.progress import Stages
from casebook.edges.workers import shared
from casebook.link.checked import Checked, checked, digest_of

_ROOMS = ("model", "load", "check", "link", "problem.py", "messages.py")
_PORTION = 100


class _Known(msgspec.Struct, array_like=True, gc=False):
    """What a file's bytes were when it bore this stamp."""

    stamp: Stamp
    digest: str


class Memory:
    """Verdicts and stamps of one library; on disk below build/.cache, and kept here from save to save of a preview."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "build" / ".cache" / "records"
        self._version = code_version(*_ROOMS)
        self._cache = Cache(self._folder, self._version, Checked)
        self._verdicts: dict[str, Checked] | None = None
        self._known: dict[str, _Known] = {}

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
            file.path: _Known(file.stamp, verdicts[file.path].digest)
            for file in files
            if max(file.stamp.modified, file.stamp.changed) < started - FRESH
        }
        # A cache that cannot be written costs time and nothing else.
        with suppress(OSError):
            self._cache.write(verdicts, {*fresh, *(path for path in before if path not in verdicts)})
            if known != self._known:
                write_packed(self._folder / "stamps.bin", self._version, msgspec.msgpack.encode(known))
        self._verdicts, self._known = verdicts, known
        return verdicts

    def _read(self, stages: Stages) -> None:
        self._verdicts, is_damaged = self._cache.read()
        data = read_packed(self._folder / "stamps.bin", self._version)
        with suppress(msgspec.DecodeError):
            self._known = msgspec.msgpack.decode(data or b"\x80", type=dict[str, _Known])
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
        return digest_of(disk.read_record(file).data) == verdict.digest

    @staticmethod
    def _check(files: Sequence[RecordFile]) -> Iterator[tuple[str, Checked]]:
        for verdicts in shared(_check_portion, files, _PORTION):
            for verdict in _DECODER.decode(verdicts):
                yield verdict.path, verdict


_DECODER = msgspec.msgpack.Decoder(list[Checked])


def _check_portion(files: Sequence[RecordFile]) -> bytes:
    return msgspec.msgpack.encode([checked(disk.read_record(file)) for file in files])
