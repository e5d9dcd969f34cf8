"""`casebook bundle`: the zip that the site offers, and the one that is written elsewhere."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from casebook.app.bundle import bundle
from casebook.app.deployed import verify_site
from casebook.edges.progress import Stages
from casebook.model.names import RESERVED_IDS
from casebook.problem import Outcome
from casebook.publish.offline import PAGE, START, ZIP
from tests.app.conftest import a_library, built, casebook, change, is_whole, tree


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once; its tests leave it as a plain build does."""
    return a_library(tmp_path_factory.mktemp("带走") / "案例库 副本")


def bundled(root: Path, out: Path | None = None) -> Outcome[object]:
    return bundle(root, root / "build/site", out, stages=Stages(quiet=True), patience=0.2)


def unpacked(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
    return folder


def test_a_zip_elsewhere_holds_the_site_just_as_it_is(library: Path, tmp_path: Path) -> None:
    assert bundled(library, tmp_path / "带走.zip").value is not None
    folder = unpacked(tmp_path / "带走.zip", tmp_path / "out")
    assert {path.name for path in folder.iterdir()} == {START, "site"}
    assert tree(folder / "site") == tree(library / "build/site")
    assert verify_site(folder / "site", folder / "site/manifest.json").problems == ()
    assert b"casebook-offline.zip" not in (folder / "site" / PAGE).read_bytes()
    pages = list(folder.rglob("*.html"))
    assert [path.name for path in pages if b"Content-Security-Policy" not in path.read_bytes()] == []


def test_the_site_offers_its_zip_until_it_is_built_again(library: Path, tmp_path: Path) -> None:
    site = library / "build/site"
    bundled(library, tmp_path / "one.zip")
    plain = tree(site)
    assert bundled(library).value is not None
    assert is_whole(site)
    page = (site / PAGE).read_text(encoding="utf-8")
    assert re.search(rf'href="{ZIP}" download>下载离线版（\d+ kB|\d\.\d MB）', page)
    assert (site / ZIP).read_bytes() == (tmp_path / "one.zip").read_bytes()
    assert re.search(r"data-cb-offline-size>（\d+ kB|\d\.\d MB）<", (site / "index.html").read_text(encoding="utf-8"))
    assert tree(site).keys() - plain.keys() == {ZIP}
    # A bundle of a site that offers one already is the same: the zip never holds itself.
    assert bundled(library, tmp_path / "two.zip").value is not None
    assert (tmp_path / "two.zip").read_bytes() == (tmp_path / "one.zip").read_bytes()
    assert built(library).value is not None
    assert tree(site) == plain


def test_no_name_is_more_than_windows_takes(library: Path, tmp_path: Path) -> None:
    bundled(library, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        names = packed.namelist()
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert len(name) < 150
        for part in name.split("/"):
            assert not re.search(r'[<>:"\\|?*\x00-\x1f]|[. ]$', part)
            assert part.partition(".")[0] not in set(RESERVED_IDS) - {"index"}
            assert part == START or part.isascii()


def test_with_an_error_in_a_record_neither_site_nor_zip_is_touched(library: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.zip"
    bundled(library, out)
    before = (out.read_bytes(), tree(library / "build/site"))
    change(library, "title:", "titel:")
    try:
        outcome = bundled(library, out)
    finally:
        change(library, "titel:", "title:")
    assert outcome.value is None
    assert "CB202" in {problem.code for problem in outcome.problems}
    assert (out.read_bytes(), tree(library / "build/site")) == before


def test_the_command_names_the_file_and_refuses_what_is_no_zip(library: Path, tmp_path: Path) -> None:
    done = casebook("bundle", "--root", library, "--out", tmp_path / "a.zip")
    assert (done.returncode, done.stdout.strip()) == (0, str(tmp_path / "a.zip"))
    assert re.search(r"\d+ 个文件，[\d.]+ [kM]B", done.stderr)
    wrong = casebook("bundle", "--root", library, "--out", tmp_path / "a.rar")
    assert wrong.returncode == 2
    assert "不是 .zip 文件名" in wrong.stderr
    nowhere = casebook("bundle", "--root", library, "--out", "/proc/nowhere/a.zip")
    assert nowhere.returncode == 1
    assert "没有生成压缩包" in nowhere.stderr
