"""A helper of the build is killed in the middle of its work: a sentence, exit code 1, yesterday's site as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.app.conftest import built, change, environment, is_whole, tree

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="要从 /proc 里找到子进程")
_PATIENCE = 60.0


def children(pid: int) -> list[int]:
    """Processes that it has started and that have not ended."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found


def is_engine(pid: int) -> bool:
    with suppress(OSError):
        return b"mkdocs\0build" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def is_worker(pid: int) -> bool:
    """A forked copy of the build bears its command line."""
    with suppress(OSError):
        return b"casebook\0build" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def build_and_kill_a_child(root: Path, which: Callable[[int], bool]) -> tuple[bool, subprocess.CompletedProcess[str]]:
    """Whether there was such a child to kill, and how the build ended."""
    command = [sys.executable, "-m", "casebook", "build", "--root", str(root)]
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as build:
        deadline, killed = time.perf_counter() + _PATIENCE, False
        while not killed and build.poll() is None and time.perf_counter() < deadline:
            for child in filter(which, children(build.pid)):
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
                    killed = True
                break
        out, err = build.communicate(timeout=_PATIENCE)
    return killed, subprocess.CompletedProcess(command, build.returncode, out, err)


def test_a_killed_engine(root: Path) -> None:
    site = root / "build/site"
    assert built(root).value is not None
    before = tree(site)
    about = root / "content/pages/about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\n又一句。\n", encoding="utf-8")
    killed, done = build_and_kill_a_child(root, is_engine)
    assert killed
    assert done.returncode == 1
    assert "CB602" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert tree(site) == before
    assert built(root).value is not None
    assert "又一句" in (site / "about.html").read_text(encoding="utf-8")
    assert is_whole(site)


def test_a_killed_worker(root: Path) -> None:
    """Where the library is too small for workers, or there is one processor only, there is nobody to kill."""
    site = root / "build/site"
    assert built(root).value is not None
    before = tree(site)
    change(root, "site_name: 城乡社区治理案例库", "site_name: 另一个案例库", "mkdocs.yml")  # every page is made again
    killed, done = build_and_kill_a_child(root, is_worker)
    assert "Traceback" not in done.stdout + done.stderr
    if killed and done.returncode:  # it may have been killed after its last page
        assert done.returncode == 1
        assert tree(site) == before
    assert built(root).value is not None
    assert is_whole(site)
    assert "另一个案例库" in (site / "methods/liang-bu-gong-zuo-fa.html").read_text(encoding="utf-8")
