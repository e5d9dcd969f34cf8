"""How long a saved record takes to show in `casebook serve`."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measured import casebook, environment

_PATIENCE = 600.0
_ROUND = re.compile(r"更新 (\d+) 个文件")


@contextmanager
def preview(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A running `casebook serve` of the library, once it has built its pages."""
    command = casebook("serve", "--root", root, "--port", 0)
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            _next_round(process)
            yield process
        finally:
            process.terminate()


def save_and_wait(root: Path, process: subprocess.Popen[str], record: Path, number: int) -> tuple[float, float]:
    """Seconds from the save to the new page on the disk, and to the end of the round, when browsers are told."""
    page = root / "build/preview" / record.relative_to(root / "content").with_suffix(".html")
    word = f"第{number}次修改"
    change(record, word)
    saved = time.perf_counter()
    deadline = saved + _PATIENCE
    while word not in page.read_text(encoding="utf-8"):
        if time.perf_counter() > deadline:
            raise TimeoutError(page)
        time.sleep(0.002)
    shown = time.perf_counter() - saved
    _next_round(process)
    return shown, time.perf_counter() - saved


def change(record: Path, word: str) -> None:
    """Another summary for the record: its page changes, and every list that shows it."""
    lines = record.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("summary: "))
    lines[at] = f"summary: {word}。"
    record.write_text("\n".join(lines), encoding="utf-8")


def _next_round(process: subprocess.Popen[str]) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if _ROUND.search(line):
            return
    raise RuntimeError("casebook serve ended")
