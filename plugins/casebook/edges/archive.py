"""A zip on the disk: the same files give the same bytes, and it is there whole or not at all."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from casebook.edges.disk import replacing
from casebook.files import OutFile, zip_entry


def write_zip(path: Path, files: Iterable[OutFile]) -> int:
    """The files as a zip at `path`, in the order given; its size in bytes. What was there is replaced when all is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as fresh, fresh.open("wb") as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for file in files:
                packed.writestr(zip_entry(file.path), file.data)
        target.flush()
        os.fsync(target.fileno())
        return target.tell()
