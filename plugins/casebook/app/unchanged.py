"""A build of what is there already: told from the stamps of files, before any of them is read."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from casebook.app.downloads import made_with
from casebook.edges import disk, engine, git
from casebook.edges.cache import code_version, read_packed, write_packed
from casebook.edges.disk import FRESH


class Last(msgspec.Struct, array_like=True):
    """A build that ended without any Problem: digests of what it was made from and of the site it left, records by kind, files."""

    inputs: str
    site: str
    records: dict[str, int]
    files: int


class Unchanged:
    """Ask before a build, tell after it. `choices` are what the caller chose: engine, address."""

    def __init__(self, root: Path, site: Path, folder: Path, *choices: str | None) -> None:
        started = time.time_ns()
        self._site, self._path = site, folder / "last.bin"
        sources = [*disk.stamps(root / "content"), *disk.stamps(root / "mkdocs.yml")]
        sources += [stamp for ours in (engine.theme_dir(), *disk.web_folders()) for stamp in disk.stamps(ours)]
        # Saved just now, a file may be saved again and bear the same stamp.
        self._is_settled = all(max(stamp.modified, stamp.changed) < started - FRESH for _, stamp in sources)
        told = (*choices, os.environ.get("SOURCE_DATE_EPOCH"), *engine.installed(), *made_with(), git.head(root))
        self._inputs = _digest((*told, *sources))

    def last(self) -> Last | None:
        """The last build, when another would leave the very same site."""
        data = read_packed(self._path, code_version())
        try:
            last = msgspec.msgpack.decode(data or b"", type=Last)
        except msgspec.DecodeError:
            return None
        return last if last.inputs == self._inputs and last.site == self._left() else None

    def remember(self, records: dict[str, int], files: int) -> None:
        """What a build without Problems left."""
        if self._is_settled:
            last = Last(self._inputs, self._left(), records, files)
            write_packed(self._path, code_version(), msgspec.msgpack.encode(last))

    def _left(self) -> str:
        return _digest((path, stamp.size, stamp.modified) for path, stamp in disk.stamps(self._site))


def _digest(parts: Iterable[object]) -> str:
    return hashlib.blake2b(msgspec.msgpack.encode(list(parts)), digest_size=16).hexdigest()
