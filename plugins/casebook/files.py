"""The one shape of all we produce: a path and its bytes, streamed, never all in memory."""

from __future__ import annotations

import hashlib
from typing import NamedTuple


class OutFile(NamedTuple):
    """`path` is posix and relative to the product's root."""

    path: str
    data: bytes


class SourceText(NamedTuple):
    """A file of content as it was read: `path` is posix and relative to the repository root."""

    path: str
    data: bytes


def sha256_of(data: bytes) -> str:
    """By which the bytes of a file are known: SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()
