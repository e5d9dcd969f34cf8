"""Seconds and memory of a command: a fresh process, as a person starts it, with all that it starts itself."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_EVERY = 0.05  # seconds between two looks at the memory


def environment() -> dict[str, str]:
    """Ours, with this checkout's package."""
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'plugins'}{os.pathsep}{ROOT}", "PYTHONUTF8": "1", "CI": "1"}


def casebook(*arguments: object) -> list[str]:
    """The command line as people run it."""
    return [sys.executable, "-m", "casebook", *map(str, arguments)]


def timed(command: list[str], before: Callable[[], object] = lambda: None) -> float:
    """Seconds from start to end; `before` is done first and not counted. RuntimeError when the command fails."""
    before()
    started = time.perf_counter()
    done = subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8", check=False)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return seconds


def peak_mb(command: list[str]) -> tuple[float, float | None]:
    """Seconds, and the highest sum of PSS over the command and all it starts, in MB; None where /proc does not tell.

    Looked at every 50 ms, and of large processes less often: each look costs the process time. PSS counts a page that processes
    share once between them, so that forked workers do not count their parent again.
    """
    peak = 0
    started = time.perf_counter()
    with subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            looked = time.perf_counter()
            peak = max(peak, sum(_pss(pid) for pid in _tree(process.pid)))
            time.sleep(max(_EVERY, 50 * (time.perf_counter() - looked)))
    seconds = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(f"{command}: exit code {process.returncode}")
    return seconds, peak / 1024 if peak else None


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in _names(Path(f"/proc/{pid}/task")):
        for child in _text(Path(f"/proc/{pid}/task/{task}/children")).split():
            yield from _tree(int(child))


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:  # it has just ended
        return []


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except OSError:
        return ""


def _pss(pid: int) -> int:
    """In kB; 0 for a process that has just ended."""
    for line in _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
