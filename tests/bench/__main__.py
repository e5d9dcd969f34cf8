"""`make bench`: casebook's figures beside Hugo's, other engines', the machine's own limit and the targets, in one run.

Every command is a fresh process. What is compared runs by turns, so that a machine busy with other things is busy for all;
the smallest and the middle time of each are printed, and ratios are those of the smallest.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from casebook.app.site import Places, Prepared, prepare
from casebook.edges.progress import Stages
from tests.bench.library import pages_of, write_library
from tests.bench.measured import ROOT, casebook, environment, peak_mb, timed
from tests.bench.preview import change, preview, save_and_wait
from tests.bench.rivals.hugo import hugo_command, write_hugo
from tests.bench.rivals.native import native_command, write_native

CASE = "content/cases/c-1.yaml"
Times = dict[str, list[float]]


def middle(times: list[float]) -> str:
    """Smallest and middle time."""
    return f"{min(times):8.2f} {statistics.median(times):8.2f}"


def row(name: str, figure: str, target: str = "", *, met: bool | None = None) -> None:
    """A line of the table."""
    verdict = "" if met is None else "met" if met else "MISSED"
    print(f"{name:<58}{figure:>22}  {target:<10}{verdict}".rstrip(), flush=True)


def against(name: str, ours: list[float], theirs: list[float], limit: float) -> None:
    """A ratio of two smallest times, with its target."""
    ratio = min(ours) / min(theirs)
    row(name, f"{ratio:.2f}×", f"≤ {limit:g}×", met=ratio <= limit)


def within(name: str, seconds: list[float], limit: float) -> None:
    """A time with its target."""
    row(name, f"{middle(seconds)} s", f"≤ {limit:g} s", met=min(seconds) <= limit)


class Bench:
    """One seeded library in `root`, and what is run on it."""

    def __init__(self, root: Path, records: int, seed: int, repeats: int) -> None:
        self.root, self.records, self.repeats = root, records, repeats
        self.size = write_library(root, records, seed)
        self.build = casebook("build", "--root", root)

    def cold(self) -> None:
        """No cache, no engine folder, no site."""
        shutil.rmtree(self.root / "build", ignore_errors=True)

    def repeated(self, jobs: dict[str, Callable[[], float]]) -> Times:
        """Every job `repeats` times, by turns. Each time is said as soon as it is known: a long run that is stopped is not lost."""
        times: Times = {name: [] for name in jobs}
        for number in range(self.repeats):
            for name, job in jobs.items():
                times[name].append(job())
                print(f"  run {number + 1}, {name}: {times[name][-1]:.2f} s", file=sys.stderr, flush=True)
        return times

    def prepared(self) -> Prepared:
        """The engine's part, for the rivals' chrome."""
        outcome = prepare(Places.below(self.root, self.root / "build/site"), None, Stages(quiet=True), None)
        assert outcome.value is not None
        return outcome.value

    def rivals(self, folder: Path, engines: list[str]) -> dict[str, Callable[[], float]]:
        """Hugo, and the engines asked for, each with the same pages."""
        prepared = self.prepared()
        desk, pages = pages_of(self.root, prepared.site)
        print(f"{len(pages)} pages to pour\n")
        for name in ("hugo", "wrapped"):
            write_hugo(folder / name, desk, prepared, pages, wrapped=name == "wrapped")
        jobs = {name: _clean(hugo_command(folder / name), folder / name / "public") for name in ("hugo", "wrapped")}
        for engine in engines:
            write_native(folder / engine, self.root / "mkdocs.yml", prepared, pages, engine)
            jobs[engine] = _clean(native_command(folder / engine, engine), folder / engine / "site")
        return jobs


def _clean(command: list[str], output: Path) -> Callable[[], float]:
    return lambda: timed(command, lambda: shutil.rmtree(output, ignore_errors=True))


def _limit(what: str, folder: Path) -> float:
    command = [sys.executable, "-m", "tests.bench.limit", what, str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8", check=True)
    return float(done.stdout)


def compare(bench: Bench, folder: Path, engines: list[str]) -> None:
    """Cold builds beside Hugo, the engines and the machine's own limit."""
    rivals = bench.rivals(folder, engines)
    pages_only = [sys.executable, "-m", "tests.bench.pages_only", *bench.build[3:]]
    jobs: dict[str, Callable[[], float]] = {
        "pages": lambda: timed(pages_only, bench.cold),
        "whole": lambda: timed(bench.build, bench.cold),
        "parse": lambda: _limit("parse", bench.root),
        "write": lambda: _limit("write", bench.root / "build/site"),
        **{name: job for name, job in rivals.items() if name not in engines},
    }
    times = bench.repeated(jobs)
    said = {
        "pages": "casebook, cold, without the index",
        "whole": "casebook, cold, with the index",
        "hugo": f"Hugo {version('hugo')}, same chrome, fields in front matter",
        "wrapped": f"Hugo {version('hugo')}, finished content only wrapped",
        "parse": "raw parse, yaml.CSafeLoader, 2 processes",
        "write": "raw write of the site's bytes, 2 processes",
        "mkdocs": f"MkDocs {version('mkdocs')} + Material {version('mkdocs-material')}",
        "zensical": f"Zensical {version('zensical')}",
    }
    for name, found in times.items():
        row(said[name], f"{middle(found)} s")
    print()
    against("without the index / Hugo", times["pages"], times["hugo"], 0.6)
    row("without the index / Hugo that only wraps", f"{min(times['pages']) / min(times['wrapped']):.2f}×")
    against("with the index / Hugo", times["whole"], times["hugo"], 1.5)
    limit = min(times["parse"]) + min(times["write"])
    row("with the index / raw parse and raw write", f"{min(times['whole']) / limit:.2f}×")
    for name in engines:
        seconds = rivals[name]()
        row(said[name], f"{seconds:8.2f} s")
        against(f"with the index / {said[name]}", times["whole"], [seconds], 0.12)
    print()


def again(bench: Bench) -> None:
    """Builds after the first, and the preview."""
    timed(bench.build)
    within("build, nothing changed", [timed(bench.build) for _ in range(bench.repeats)], 1.5)
    record = bench.root / CASE
    changed = [
        timed(bench.build, lambda number=number: change(record, f"第{number}次改动"))  # type: ignore[misc]
        for number in range(bench.repeats)
    ]
    within("build, one record changed", changed, 1)
    with preview(bench.root) as process:
        saves = [save_and_wait(bench.root, process, record, number) for number in range(bench.repeats + 1)][1:]
    within("serve, save to new page on disk", [shown for shown, _ in saves], 0.3)
    within("serve, save to all pages on disk and browsers told", [told for _, told in saves], 0.3)


def check_one(folder: Path, seed: int, repeats: int) -> None:
    """`casebook check` of one file."""
    root = folder / "thousand"
    write_library(root, 1000, seed)
    command = casebook("check", "--root", root, root / CASE)
    timed(command)
    within("check of one file in a library of 1,000", [timed(command) for _ in range(repeats)], 0.5)


def memory(bench: Bench, limit: int) -> float:
    """Peak memory of a cold build; returns its seconds."""
    bench.cold()
    seconds, peak = peak_mb(bench.build)
    name = f"peak memory, all processes, {bench.records} records, cold"
    if peak is None:
        row(name, "unknown here")
    else:
        row(name, f"{peak:.0f} MB", f"≤ {limit} MB", met=peak <= limit)
    return seconds


def profile(bench: Bench) -> None:
    """A cold build's own account of its stages."""
    bench.cold()
    done = subprocess.run(
        [*bench.build, "--profile"], env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    print(f"\na cold build's own account (--profile):\n{done.stderr}")


def scale(folder: Path, seed: int) -> None:
    """Growth: 5,000, 50,000 and 100,000 records, each built once from nothing."""
    seconds = {}
    for records in (5_000, 50_000, 100_000):
        bench = Bench(folder / str(records), records, seed, 1)
        seconds[records] = memory(bench, 3000)
        row(f"{records} records, whole build, cold", f"{seconds[records]:.1f} s")
        shutil.rmtree(bench.root)
    within("100,000 records, whole build", [seconds[100_000]], 150)
    growth = (seconds[50_000] / 50_000) / (seconds[5_000] / 5_000)
    row("time a record at 50,000 against 5,000", f"{growth:.2f}×", "≤ 1.3×", met=growth <= 1.3)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument(
        "--engines", action="store_true", help="MkDocs with Material and Zensical too: minutes at 10,000"
    )
    parser.add_argument(
        "--scale", action="store_true", help="only 5,000, 50,000 and 100,000 records, each built once: 20 GB of disk"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
        folder = Path(name)
        if options.scale:
            scale(folder, options.seed)
            return
        bench = Bench(folder / "library", options.records, options.seed, options.repeats)
        load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
        print(
            f"{options.records} records, {bench.size / 1e6:.1f} MB of YAML, seed {options.seed}; {os.cpu_count()} cores, Python {platform.python_version()}{load}"
        )
        print("times: smallest and middle of", options.repeats, "runs")
        compare(bench, folder, ["mkdocs", "zensical"] if options.engines else [])
        again(bench)
        check_one(folder, options.seed, options.repeats)
        memory(bench, 800)
        profile(bench)


if __name__ == "__main__":
    main()
