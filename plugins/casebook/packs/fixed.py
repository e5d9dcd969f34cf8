"""Office files with nothing of this machine or this moment in them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

from casebook.files import OutFile
from casebook.packs.zipped import zipped

_MADE = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_NEVER = "1980-01-01"  # where no record bears a date


def moment(date: str) -> datetime:
    """When a document counts as made: the date of its records ('2022-08-18'), at midnight; 1980 without a whole one."""
    return datetime.fromisoformat(date if len(date) == 10 else _NEVER).replace(tzinfo=UTC)


def fixed(data: bytes, date: str) -> bytes:
    """The same members in the same order, with fixed times; the workbooks of charts likewise."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return zipped(OutFile(name, _fixed(name, archive.read(name), date)) for name in archive.namelist())


def _fixed(name: str, member: bytes, date: str) -> bytes:
    if name.endswith(".xlsx"):
        return fixed(member, date)
    if name == "docProps/core.xml":
        return _MADE.sub(rb"\g<1>" + f"{moment(date):%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\g<3>", member)
    return member
