"""The power goes: what has reached the disk itself by then is a whole site, yesterday's or today's.

A disk of our own stands in a file. What the system still keeps in memory is not in that file: a copy of it is the disk as
a power cut leaves it.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.conftest import built, change, environment, is_whole

_SIZE = 200_000_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """The file, and where it is mounted, with ext4."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("只有 Linux 上的 root 能把一个文件挂成磁盘")
    file, place = tmp_path / "disk.img", tmp_path / "disk"
    with file.open("wb") as image:
        image.truncate(_SIZE)
    subprocess.run(["mkfs.ext4", "-q", "-F", file], check=True)
    place.mkdir()
    mount(file, place)
    yield file, place
    subprocess.run(["umount", "--lazy", place], check=True)


def mount(file: Path, place: Path) -> None:
    done = subprocess.run(["mount", "-o", "loop", file, place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"这里不许挂磁盘：{done.stderr.decode(errors='replace').strip()}")


def after_a_cut(file: Path, tmp_path: Path) -> tuple[bool, str]:
    """Whether the site on the disk is whole when the machine comes up again, and its summary of the method."""
    copy, place = tmp_path / "cut.img", tmp_path / "cut"
    subprocess.run(["cp", "--sparse=always", file, copy], check=True)
    place.mkdir(exist_ok=True)
    mount(copy, place)
    try:
        site = place / "www"
        page = (site / "methods/liang-bu-gong-zuo-fa.html").read_text(encoding="utf-8")
        return is_whole(site), page.partition('name="description" content="')[2].partition('"')[0]
    finally:
        subprocess.run(["umount", place], check=True)
        copy.unlink()


def ask_for_a_file(place: Path) -> None:
    """Another program has its own file written down, and with it the names of all files, ours too."""
    with (place / "other").open("w") as file:
        file.write("x")
        file.flush()
        os.fsync(file.fileno())


def test_a_site_that_is_there_when_the_power_goes_is_there_whole(
    root: Path, disk: tuple[Path, Path], tmp_path: Path
) -> None:
    file, place = disk
    for version in ("先听。", "先听后办。", "先听后办再问。"):
        summary = next(
            line for line in (root / "content/methods/liang-bu-gong-zuo-fa.yaml").read_text("utf-8").split("\n")
            if line.startswith("summary: ")
        )  # fmt: skip
        change(root, summary, f"summary: {version}")
        assert built(root, place / "www").value is not None
        ask_for_a_file(place)
        assert after_a_cut(file, tmp_path) == (True, version)


@pytest.mark.slow
def test_cuts_at_random_moments(root: Path, disk: tuple[Path, Path], tmp_path: Path) -> None:
    file, place = disk
    started = time.perf_counter()
    assert built(root, place / "www").value is not None
    seconds = time.perf_counter() - started
    os.sync()
    dice = random.Random(5)
    for number in range(20):
        about = root / "content/pages/about.md"
        about.write_text(f"{about.read_text(encoding='utf-8')}\n版次{number}\n", encoding="utf-8")
        command = [sys.executable, "-m", "casebook", "build", "--root", str(root), "--out", str(place / "www")]
        with subprocess.Popen(
            command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as build:
            time.sleep(dice.uniform(0.1, 1.2) * seconds)
            os.killpg(build.pid, signal.SIGSTOP)  # nothing new is written while the disk is being copied
            ask_for_a_file(place)
            whole, _ = after_a_cut(file, tmp_path)
            os.killpg(build.pid, signal.SIGCONT)
            assert whole, number
            assert build.wait(timeout=120) == 0
