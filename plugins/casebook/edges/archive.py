"""A zip on the disk: the same files give the same bytes, and it is there whole or not at all."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from casebook.files import OutFile

_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".zip")  # packing them again only takes time
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can tell
_MODE = 0o100644 << 16
_UNIX = 3


def write_zip(path: Path, files: Iterable[OutFile]) -> int:
    """The files as a zip at `path`, in the order given; its size in bytes. What was there is replaced when all is on the disk.

    Names that are not ASCII carry the UTF-8 flag (APPNOTE 4.4.4, bit 11), which Windows reads since version 8.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("wb") as target:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
                for file in files:
                    packed.writestr(_entry(file.path), file.data)
            target.flush()
            os.fsync(target.fileno())
            size = target.tell()
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return size


def _entry(name: str) -> zipfile.ZipInfo:
    """Nothing of this machine or this moment in it."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system, entry.external_attr = _UNIX, _MODE
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    return entry
