"""Files as a zip in memory: the same files give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

from casebook.files import OutFile, zip_entry


def zipped(files: Iterable[OutFile]) -> bytes:
    """The zip, in the order given."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for file in files:
            packed.writestr(zip_entry(file.path), file.data)
    return held.getvalue()
