"""Finished files kept by what they were made from: made once, whoever asks for them and however often."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import mkdtemp

from casebook.files import OutFile
from casebook.publish.manifest import PATH, Digest, digest_of, read_manifest, write_manifest


class Products:
    """A folder with a folder a key. Two processes may make the same at once: they make the same bytes, and one of them wins."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> dict[str, Digest] | None:
        """Digests by path of what is there; None when it was never made, or is no longer whole."""
        place = self.folder / key
        try:
            known = read_manifest((place / PATH).read_bytes())
            os.utime(place)
            whole = known is not None and all((place / path).stat().st_size == one.size for path, one in known.items())
        except OSError:
            return None
        return known if whole else None

    def put(self, key: str, files: Iterable[OutFile]) -> dict[str, Digest]:
        """The files under a key, in the place of what was there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(mkdtemp(prefix=".", dir=self.folder))
        known = {}
        for file in files:
            known[file.path] = digest_of(file.data)
            (fresh / file.path).write_bytes(file.data)
        (fresh / PATH).write_bytes(write_manifest(known).data)
        shutil.rmtree(self.folder / key, ignore_errors=True)
        try:
            fresh.rename(self.folder / key)
        except OSError:  # somebody else was quicker
            shutil.rmtree(fresh)
        return known

    def read(self, key: str, path: str) -> bytes:
        """A file that `get` or `put` told of."""
        return (self.folder / key / path).read_bytes()

    def forget(self, days: float = 7) -> None:
        """Delete what nobody has asked for in these days: another build may be at what this one does not need."""
        for place in self.folder.glob("*"):
            if place.stat().st_mtime < time.time() - days * 86_400:
                shutil.rmtree(place, ignore_errors=True)
