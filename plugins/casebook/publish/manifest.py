"""manifest.json: what a finished site consists of, so that a copy of it can be proved whole anywhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from casebook.files import OutFile, compact_json

PATH = "manifest.json"
_FORMAT = "casebook-manifest-1"


class Digest(NamedTuple):
    """Size in bytes and SHA-256 in hex of a file."""

    size: int
    sha256: str


def digest_of(data: bytes) -> Digest:
    """The digest of a whole file."""
    return Digest(len(data), hashlib.sha256(data).hexdigest())


def write_manifest(files: Mapping[str, Digest]) -> OutFile:
    """manifest.json for these files (posix path below the site root), by path, one a line. It does not list itself."""
    rows = b",\n".join(
        b'%s: {"size": %d, "sha256": "%s"}' % (compact_json(path), size, sha256.encode())
        for path, (size, sha256) in sorted(files.items())
    )
    return OutFile(PATH, b'{"format": "%s", "files": {\n%s\n}}\n' % (_FORMAT.encode(), rows))


def read_manifest(data: bytes) -> dict[str, Digest] | None:
    """What a manifest lists; None when it is none of ours, or damaged."""
    try:
        known = json.loads(data)
        if known["format"] != _FORMAT:
            return None
        return {str(path): Digest(int(row["size"]), str(row["sha256"])) for path, row in known["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


class Difference(NamedTuple):
    """Paths of a copy that are not as the manifest says, each sorted."""

    missing: tuple[str, ...]
    altered: tuple[str, ...]
    extra: tuple[str, ...]


def compare(wanted: Mapping[str, Digest], found: Iterable[tuple[str, Digest | None]]) -> Difference:
    """A copy held against its manifest. `found` are the copy's files; a digest of None is one that could not be read."""
    seen: set[str] = set()
    altered, extra = [], []
    for path, digest in found:
        if path == PATH:
            continue
        seen.add(path)
        if path not in wanted:
            extra.append(path)
        elif digest != wanted[path]:
            altered.append(path)
    return Difference(tuple(sorted(wanted.keys() - seen)), tuple(sorted(altered)), tuple(sorted(extra)))
