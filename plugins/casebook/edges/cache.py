"""What was worked out before, on disk: files of MessagePack that run no code when read, useless to any other version of ours.

A cache is a folder of SEGMENTS files, each with the entries whose keys fall into it, so that one changed entry rewrites one
file. A file begins with a line that names the version and the checksum of the rest: damaged and foreign files count as empty.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar
from zlib import crc32

import msgspec

from casebook.edges.disk import replacing

T = TypeVar("T")
SEGMENTS = 64
_MAGIC = b"casebook cache "


@cache
def code_version(*rooms: str) -> str:
    """A digest of our own code in these rooms (all of it, when none is named), and of what it runs on."""
    package = Path(__file__).resolve().parent.parent
    told = hashlib.sha256(repr((sys.version_info, msgspec.__version__)).encode())
    for room in sorted(rooms) or ["."]:
        here = package / room
        files = [here] if here.is_file() else here.rglob("*")
        for path in sorted(
            path
            for path in files
            if (path.suffix == ".py" or "templates" in path.parts)
            and path.is_file()
            and "node_modules" not in path.parts
        ):
            told.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return told.hexdigest()[:32]


def segment_of(key: str) -> int:
    """In which file an entry lies."""
    return crc32(key.encode()) % SEGMENTS


class Cache(Generic[T]):
    """A folder of entries of one type, by key."""

    def __init__(self, folder: Path, version: str, kind: type[T]) -> None:
        self.folder, self.version = folder, version
        self._decoder = msgspec.msgpack.Decoder(dict[str, kind])  # type: ignore[valid-type]

    def read(self) -> tuple[dict[str, T], bool]:
        """All entries, and whether a file was there that could not be used."""
        found: dict[str, T] = {}
        is_damaged = False
        for number in range(SEGMENTS):
            part = self._segment(number)
            if part is None:
                is_damaged = is_damaged or self._path(number).exists()
            else:
                found |= part
        return found, is_damaged

    def one(self, key: str) -> T | None:
        """One entry, without reading the others' files."""
        return (self._segment(segment_of(key)) or {}).get(key)

    def _segment(self, number: int) -> dict[str, T] | None:
        data = read_packed(self._path(number), self.version)
        try:
            return None if data is None else self._decoder.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    def write(self, entries: Mapping[str, T], changed: Iterable[str]) -> None:
        """Bring the files of the changed keys up to date with `entries`, which holds all there are."""
        stale = {segment_of(key) for key in changed}
        if not stale:
            return
        parts: dict[int, dict[str, T]] = {number: {} for number in stale}
        for key, value in entries.items():
            number = segment_of(key)
            if number in stale:
                parts[number][key] = value
        self.folder.mkdir(parents=True, exist_ok=True)
        for number, part in parts.items():
            write_packed(self._path(number), self.version, msgspec.msgpack.encode(part))

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:02}.bin"


def read_packed(path: Path, version: str) -> bytes | None:
    """What `write_packed` wrote under this version; None for what is missing, damaged or from elsewhere."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    head, _, rest = data.partition(b"\n")
    return rest if head == _head(version, rest) else None


def write_packed(path: Path, version: str, data: bytes) -> None:
    """Beside its place first, so that a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as fresh:
        fresh.write_bytes(_head(version, data) + b"\n" + data)


def _head(version: str, data: bytes) -> bytes:
    return _MAGIC + f"{version} {hashlib.blake2b(data, digest_size=16).hexdigest()}".encode()
