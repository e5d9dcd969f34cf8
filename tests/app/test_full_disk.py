"""A disk that is full, or that may not be written to: a sentence, exit code 1, and yesterday's site as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.conftest import a_library, built, casebook, change, codes, is_whole, tree

_SIZE = 40_000_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """An empty disk of 40 MB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("只有 Linux 上的 root 能挂一个小磁盘")
    folder = tmp_path / "小磁盘"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"这里不许挂磁盘：{mounted.stderr.decode(errors='replace').strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path, free: int) -> Path:
    """A file that leaves so many bytes free."""
    room = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - free)))
    return ballast


@pytest.mark.parametrize("free", [pytest.param(0, marks=pytest.mark.slow), 1_000_000])
def test_a_full_disk_under_the_site(root: Path, small_disk: Path, free: int) -> None:
    site = small_disk / "www"
    assert built(root, site).value is not None
    before = tree(site)
    change(root, "site_name: 城乡社区治理案例库", "site_name: 另一个案例库", "mkdocs.yml")  # every page is made again
    ballast = fill(small_disk, free)
    assert codes(built(root, site)) == ["CB610"]
    assert tree(site) == before
    assert not (small_disk / ".www.casebook-new").exists(), "what could not be finished must not keep the disk full"
    ballast.unlink()
    assert built(root, site).value is not None
    assert is_whole(site)
    assert tree(site) != before


@pytest.mark.parametrize(
    "free", [pytest.param(0, marks=pytest.mark.slow), 200_000, pytest.param(2_000_000, marks=pytest.mark.slow)]
)
def test_a_full_disk_under_the_library(small_disk: Path, free: int) -> None:
    """Docs folder, engine, note of its run and site: whichever of them finds the disk full."""
    root = a_library(small_disk / "lib")
    site = root / "build/site"
    assert built(root).value is not None
    before = tree(site)
    change(root, "title: 两步工作法", "title: 两步新法")
    about = root / "content/pages/about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\n又一句。\n", encoding="utf-8")  # so that the engine runs
    ballast = fill(small_disk, free)
    assert codes(built(root)) == ["CB610"]
    assert tree(site) == before
    ballast.unlink()
    assert built(root).value is not None
    assert is_whole(site)
    assert "又一句" in (site / "about.html").read_text(encoding="utf-8")


def test_a_full_disk_is_a_sentence_and_no_traceback(root: Path, small_disk: Path) -> None:
    fill(small_disk, 0)
    done = casebook("build", "--root", root, "--out", small_disk / "www")
    assert done.returncode == 1
    assert "CB610 磁盘满了" in done.stdout
    assert "没有生成网站；原来的网站没有变动" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


@pytest.fixture
def read_only(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Path, Path]]:
    """A folder, and a file to call `close` on it: root is stopped by a disk that is mounted so, others by the mode."""
    if sys.platform != "win32" and os.geteuid() == 0:
        folder = request.getfixturevalue("small_disk")
        yield folder, Path("mount")
        return
    folder = tmp_path / "locked"
    folder.mkdir()
    yield folder, Path("chmod")
    folder.chmod(0o755)


def close(folder: Path, how: Path) -> None:
    command = ["mount", "-o", "remount,ro", str(folder)] if how.name == "mount" else ["chmod", "555", str(folder)]
    subprocess.run(command, check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 的权限另有一套")
@pytest.mark.parametrize("there", [True, False])
def test_a_target_that_may_not_be_written(root: Path, read_only: tuple[Path, Path], *, there: bool) -> None:
    site = read_only[0] / "www"
    if there:
        assert built(root, site).value is not None
    before = tree(site)
    change(root, "title: 两步工作法", "title: 两步新法")
    close(*read_only)
    done = casebook("build", "--root", root, "--out", site)
    assert done.returncode == 1
    assert "CB611" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert tree(site) == before
