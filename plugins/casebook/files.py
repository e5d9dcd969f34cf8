"""The one shape of all we produce: a path and its bytes, streamed, never all in memory."""

from __future__ import annotations

import hashlib
import zipfile
from typing import NamedTuple

import msgspec


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


# JSON without blanks, characters as they are, anything unknown as text: what json.dumps writes, ten times as fast.
compact_json = msgspec.json.Encoder(enc_hook=str).encode


# Packing them again only takes time; of EPUB's `mimetype` the standard asks it.
_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".zip", ".docx", ".pptx", ".epub", ".apkg", "mimetype")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can tell
_MODE = 0o100644 << 16
_UNIX = 3


def zip_entry(name: str) -> zipfile.ZipInfo:
    """What a zip says of a file of ours: nothing of this machine or this moment.

    Names that are not ASCII carry the UTF-8 flag (APPNOTE 4.4.4, bit 11), which Windows reads since version 8.
    """
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system, entry.external_attr = _UNIX, _MODE
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    return entry
