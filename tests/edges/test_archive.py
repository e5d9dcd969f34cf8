"""A zip: same bytes twice, names that every system reads, whole or not at all."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.edges.archive import write_zip
from casebook.files import OutFile

FILES = (OutFile("打开我.html", b"<p>" + b"a" * 900), OutFile("site/media/a.png", b"\x89PNG" * 9))


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    sizes = {write_zip(tmp_path / name, FILES) for name in ("a.zip", "deeper/b.zip")}
    one, two = (tmp_path / name for name in ("a.zip", "deeper/b.zip"))
    assert one.read_bytes() == two.read_bytes()
    assert sizes == {one.stat().st_size}


def test_names_are_flagged_as_utf8_and_nothing_tells_of_this_machine(tmp_path: Path) -> None:
    write_zip(tmp_path / "a.zip", FILES)
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        han, picture = packed.infolist()
        assert (han.filename, bool(han.flag_bits & 0x800)) == ("打开我.html", True)
        assert (han.compress_type, picture.compress_type) == (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)
        assert {entry.date_time for entry in (han, picture)} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.read("site/media/a.png") == FILES[1].data


def test_one_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    def breaking() -> Iterator[OutFile]:
        yield FILES[0]
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.zip"
    write_zip(path, FILES)
    before = path.read_bytes()
    with pytest.raises(OSError, match="No space"):
        write_zip(path, breaking())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
