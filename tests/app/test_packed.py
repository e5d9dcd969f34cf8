"""The files of course packs on the site: all that a page offers is there, made once, the same everywhere."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from casebook.app import packed, site
from casebook.app.site import BuildReport, build
from casebook.edges.progress import Stages
from casebook.packs import formats
from casebook.publish.offline import size_label
from tests.app.conftest import a_library, change, is_whole, tree

PACK = "content/packs/shi-li-ke-cheng.yaml"
CASE = "content/cases/shi-li-she-qu-yi-shi.yaml"
_LINK = re.compile(r'<li><a href="([^"]+)" download="([^"]+)">([^<]+)</a><small>([^<]+)</small>')


def published(folder: Path) -> Path:
    """A library with one published pack."""
    root = a_library(folder)
    change(root, "themes:", "status: 已发布\nthemes:", PACK)
    change(root, "downloads: false", "downloads: true", "mkdocs.yml")
    return root


def made(root: Path) -> BuildReport:
    outcome = build(root, root / "build/site", stages=Stages(quiet=True))
    assert outcome.value is not None, [problem.message for problem in outcome.problems]
    return outcome.value


def offered(root: Path) -> dict[str, tuple[str, str, str]]:
    """Path below packs/ → name to save it under, label, size, as the page of the pack says."""
    page = (root / "build/site/packs/shi-li-ke-cheng.html").read_text(encoding="utf-8")
    return {href: (unescape(name), unescape(label), size) for href, name, label, size in _LINK.findall(page)}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once with all files; its tests leave it so."""
    root = published(tmp_path_factory.mktemp("带走") / "案例库 副本")
    made(root)
    return root


def test_a_page_offers_every_format_and_every_file_is_there(library: Path) -> None:
    files = offered(library)
    assert {href.split("/")[1].split("-")[0] for href in files} >= set(formats.FORMATS)
    for href, (name, _, size) in files.items():
        data = (library / "build/site/packs" / href).read_bytes()
        assert name.startswith("示例课程 ")
        assert Path(name).suffix == Path(href).suffix
        assert size.endswith(size_label(len(data)))
    assert is_whole(library / "build/site")


def test_whoever_builds_it_gets_the_same_bytes(library: Path, tmp_path: Path) -> None:
    other = published(tmp_path / "elsewhere")
    made(other)
    assert tree(other / "build/site") == tree(library / "build/site")


def test_what_did_not_change_is_not_made_again_and_what_is_damaged_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = published(tmp_path)
    made(root)
    book = root / "build/site/packs/shi-li-ke-cheng/epub-student.epub"
    before, offer = book.read_bytes(), offered(root)

    def never(*_: object) -> None:
        raise AssertionError("a pack's files were made again")

    monkeypatch.setattr(packed, "apart", never)
    change(root, "summary: ", "summary: 改了，", "content/policies/jiu-tong-zhi.yaml")
    assert made(root).written > 0
    assert (book.read_bytes(), offered(root)) == (before, offer)
    monkeypatch.undo()

    for path in (root / "build/.cache/packs").rglob("*.epub"):
        path.write_bytes(b"")
    book.unlink()
    made(root)
    assert book.read_bytes() == before

    change(root, "summary: ", "summary: 改了，", CASE)
    made(root)
    assert book.read_bytes() != before
    assert is_whole(root / "build/site")
    change(root, "downloads: true", "downloads: false", "mkdocs.yml")
    made(root)
    assert offered(root) == {}
    assert not book.parent.exists()


def test_without_the_extra_the_build_says_so_and_offers_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site, "can_make", lambda: False)
    root = published(tmp_path)
    build(root, root / "build/site", stages=Stages())
    assert "没有装附加项 casebook[packs]" in capsys.readouterr().err
    assert offered(root) == {}
    assert is_whole(root / "build/site")


def test_drafts_are_not_given_away(tmp_path: Path) -> None:
    root = a_library(tmp_path)
    change(root, "downloads: false", "downloads: true", "mkdocs.yml")
    made(root)
    assert offered(root) == {}
