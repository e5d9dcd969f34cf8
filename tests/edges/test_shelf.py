"""Files on the shelf: a reader of a site that changes in place never sees half a file."""

from __future__ import annotations

import threading
from pathlib import Path

from casebook.edges.shelf import Shelf
from casebook.files import OutFile


def test_a_file_that_changes_in_place_is_old_or_new_never_half(tmp_path: Path) -> None:
    texts = [letter.encode() * 200_000 for letter in "ab"]
    shelf = Shelf(tmp_path)
    shelf.put(OutFile("a/page.html", texts[0]), None)
    seen: set[bytes] = set()
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            seen.add((tmp_path / "a/page.html").read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(400):
        shelf.put(OutFile("a/page.html", texts[number % 2]), None)
    is_over.set()
    reader.join()
    assert seen <= set(texts)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["page.html"]


def test_another_name_of_a_file_keeps_its_bytes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "site")
    shelf.put(OutFile("page.html", b"old"), None)
    (tmp_path / "kept.html").hardlink_to(tmp_path / "site/page.html")
    shelf.put(OutFile("page.html", b"new"), None)
    assert ((tmp_path / "kept.html").read_bytes(), (tmp_path / "site/page.html").read_bytes()) == (b"old", b"new")
