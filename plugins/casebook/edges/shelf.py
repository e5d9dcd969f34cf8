"""Where a site's files go while it is made: into a new folder beside the old one, or in place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from casebook.files import OutFile
from casebook.publish.manifest import digest_of


class Written(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file of the site as it was left: its digest, and by what an untouched copy is known."""

    path: str
    size: int
    sha256: str
    modified: int  # nanoseconds


class Shelf:
    """The site's files, old and new. With `fresh` the old ones in `site` stay as they are and unchanged ones are linked over:
    two names of one file, of which the old one goes when the old folder does. Without it, files change in place."""

    def __init__(self, site: Path, fresh: Path | None = None) -> None:
        self.site, self.fresh = site, fresh
        self.folder = fresh or site
        self._old: Mapping[str, tuple[int, int]] = {}
        self._made: set[str] = set()
        self._kept: list[str] = []

    def look(self) -> None:
        """See what lies in the old site."""
        self._old = dict(_files(self.site))

    def has(self, file: Written) -> bool:
        """Whether the old site has the file just as it was left."""
        return self._old.get(file.path) == (file.size, file.modified)

    def put(self, file: OutFile, before: Written | None) -> Written:
        """The file in its place. `before` is how it was left last time, and what comes back when its bytes are the same: such a
        file is still to be kept, by the process that settles."""
        digest = digest_of(file.data)
        if before is not None and before.sha256 == digest.sha256 and self.has(before):
            return before
        place = self._place(file.path)
        if self.fresh is not None:
            modified = _write(place, file.data)
        else:  # somebody may be reading this very page, or hold the file under another name
            folder, name = os.path.split(place)
            beside = f"{folder}/.{name}.new"
            modified = _write(beside, file.data)
            Path(beside).replace(place)
        return Written(file.path, digest.size, digest.sha256, modified)

    def keep(self, file: Written) -> None:
        """An old file that stays."""
        self._kept.append(file.path)

    def settle(self, paths: set[str], *, is_changed: bool) -> int:
        """Once all is put: bring over what was kept, when there is a new site at all, or delete what is no longer in it.
        Returns how many old files are not among `paths`."""
        gone = [path for path in self._old if path not in paths]
        if self.fresh is None:
            self._clear(gone)
        elif gone or is_changed:
            for path in self._kept:
                _link(f"{self.site}/{path}", self._place(path))
        return len(gone)

    def _place(self, path: str) -> str:
        """Where a file goes, its folder made. Text, not Path: a site of 10,000 pages asks for as many."""
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        return f"{self.folder}/{path}"

    def _clear(self, gone: list[str]) -> None:
        for path in gone:
            with suppress(FileNotFoundError):
                (self.site / path).unlink()
        for folder in {(self.site / path).parent for path in gone}:
            with suppress(OSError):
                folder.rmdir()


def _write(path: str, data: bytes) -> int:
    """The time of change in nanoseconds. Without Python's buffers: a site is thousands of small files."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        return os.fstat(descriptor).st_mtime_ns
    finally:
        os.close(descriptor)


def _link(old: str, place: str) -> None:
    try:
        os.link(old, place)
    except OSError:  # a disk without links, or too many of them
        shutil.copy2(old, place)


def _files(folder: Path, prefix: str = "") -> Iterator[tuple[str, tuple[int, int]]]:
    """(size, time of change) of every file below a folder, by path."""
    try:
        entries = os.scandir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                stat = entry.stat(follow_symlinks=False)
                yield prefix + entry.name, (stat.st_size, stat.st_mtime_ns)
