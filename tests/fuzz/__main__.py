"""`make fuzz`: every door under Hypothesis and under atheris, side by side. What fails is told, kept below build/fuzz and tried
first the next time; make a test of it."""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

from tests.fuzz import drawn
from tests.fuzz.doors import DOORS

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "fuzz"
_TAKEN = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


def start_guided(name: str, seconds: float, kept: Path) -> subprocess.Popen[str] | None:
    """The door under atheris, at work; None where there is no atheris (it has wheels for Linux on x86-64 alone)."""
    if importlib.util.find_spec("atheris") is None:
        return None
    return subprocess.Popen(
        [sys.executable, "-m", "tests.fuzz.guided", name, str(int(seconds)), str(kept)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    )  # fmt: skip


def end_guided(running: subprocess.Popen[str]) -> tuple[int | None, str]:
    """How many inputs it took (None: one of them failed), and the last of what it said."""
    said, _ = running.communicate()
    taken = _TAKEN.search(said)
    return (int(taken[1]) if taken and running.returncode == 0 else None), said[-4000:]


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("doors", nargs="*", choices=[*DOORS, []], help="只跑这几处")
    parser.add_argument("--seconds", type=float, default=600, help="每处跑多久")
    chosen = parser.parse_args()
    bad = 0
    for name in chosen.doors or DOORS:
        running = start_guided(name, chosen.seconds, KEPT / name)
        try:
            taken = drawn.run(DOORS[name], chosen.seconds, KEPT / name / "hypothesis")
        except BaseException:
            if running:
                running.kill()
            raise
        print(f"{name}\tHypothesis {taken} 份，没有出错", flush=True)
        if running is None:
            print(f"{name}\tatheris 没有跑：这台机器上没有它（只有 Linux x86-64 的安装包）", flush=True)
            continue
        guided, said = end_guided(running)
        if guided is None:
            bad = 1
            print(f"{name}\tatheris 找到了毛病，出错的一份在 {KEPT / name}：\n{said}", flush=True)
        else:
            print(f"{name}\tatheris {guided} 份，没有出错", flush=True)
    return bad


if __name__ == "__main__":
    sys.exit(main())
