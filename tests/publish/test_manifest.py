"""manifest.json: written in one order, read back, and held against a copy."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.publish.manifest import Difference, Digest, compare, digest_of, read_manifest, write_manifest

FILES = {"b/二.html": digest_of(b"2"), "a.html": digest_of(b""), '"quoted".txt': digest_of(b"3")}


def test_it_lists_every_file_by_path_whatever_the_order_they_came_in() -> None:
    written = write_manifest(FILES)
    assert written == write_manifest(dict(reversed(FILES.items())))
    assert list(json.loads(written.data)["files"]) == sorted(FILES)
    assert digest_of(b"") == Digest(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


@pytest.mark.property
@given(st.dictionaries(st.text(), st.builds(digest_of, st.binary())))
def test_what_is_written_reads_back(files: dict[str, Digest]) -> None:
    assert read_manifest(write_manifest(files).data) == files


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"null", b"\xff", b"{}", b'{"format": "other", "files": {}}', b"[" * 100_000,
        b'{"format": "casebook-manifest-1"}', b'{"format": "casebook-manifest-1", "files": []}',
        b'{"format": "casebook-manifest-1", "files": {"a": 1}}',
        b'{"format": "casebook-manifest-1", "files": {"a": {"size": "x", "sha256": ""}}}',
    ],
)  # fmt: skip
def test_what_is_no_manifest_of_ours_is_none(data: bytes) -> None:
    assert read_manifest(data) is None


def test_a_copy_that_differs_is_told_path_by_path() -> None:
    found: list[tuple[str, Digest | None]] = [
        ("manifest.json", digest_of(b"itself")),
        ("a.html", digest_of(b"x")),
        ("new.html", digest_of(b"")),
        ('"quoted".txt', None),
    ]
    assert compare(FILES, found) == Difference(("b/二.html",), ('"quoted".txt', "a.html"), ("new.html",))
    assert compare(FILES, FILES.items()) == Difference((), (), ())
