"""`make bench-search`: our search and others on one seeded corpus, with one set of queries, in one run."""

import argparse
import gzip
import math
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from casebook.index.documents import SearchDoc
from tests.bench.search import engines
from tests.bench.search.library import library
from tests.bench.search.queries import Query, queries
from tests.bench.search.served import TYPING, asked
from tests.chromium import ARGS, find_chromium

TOOLS = engines.ROOT / "build/bench-search"
SERVED = {
    "ours, browser shards": engines.ours,
    "Material, lunr + jieba": engines.lunr,
    "Pagefind 1.6": engines.pagefind,
    "Pagefind 1.6, our folding": engines.pagefind_folded,
    "MiniSearch, our bigrams": engines.minisearch,
}
LOCAL = {
    "Whoosh, our ranking": engines.store("whoosh"),
    "tantivy, our ranking": engines.store("tantivy"),
    "SQLite FTS5, our bigrams": engines.fts5,
}
HEAD = (
    *(
        "recall@10",
        "MRR",
        "kB/query",
        "p95",
        "open s",
        "p95",
        "cold s",
        "p95",
        "whole s",
        "p95",
        "rounds",
        "p95",
        "files",
        "p95",
    ),
    *("warm ms", "p95", "MB", "gzip MB", "build s"),
)


def install() -> None:
    """The other engines, into build/bench-search; nothing when they are there."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    if not (TOOLS / "node_modules/pagefind").is_dir():
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(engines.HERE / name, TOOLS / name)
        subprocess.run(
            ["npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=TOOLS, check=True
        )
    if not (TOOLS / "python/jieba").is_dir():
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--target",
            str(TOOLS / "python"),
            "jieba==0.42.1",
        ]
        subprocess.run(command, check=True)


def sizes(folder: Path) -> tuple[float, float]:
    """MB of all files, plain and each with gzip."""
    data = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return sum(map(len, data)) / 1e6, sum(len(gzip.compress(one, 6)) for one in data) / 1e6


def middle(values: Sequence[float], factor: float, digits: int) -> tuple[str, str]:
    """Median and the value that 95 of 100 stay below."""
    if not values:
        return "–", "–"
    ordered = sorted(values)
    found = statistics.median(ordered), ordered[max(0, math.ceil(len(ordered) * 0.95) - 1)]
    return f"{found[0] * factor:.{digits}f}", f"{found[1] * factor:.{digits}f}"


def row(name: str, found: dict[str, Any], wanted: Sequence[Query], folder: Path, seconds: float) -> None:
    places = [
        (found["answers"][one.q][:10].index(one.relevant) + 1) if one.relevant in found["answers"][one.q][:10] else 0
        for one in wanted
    ]
    recall = sum(place > 0 for place in places) / len(places)
    mean = sum(1 / place for place in places if place) / len(places)
    plain, packed = sizes(folder)
    cells = (
        f"{recall:.3f}",
        f"{mean:.3f}",
        *middle(found.get("bytes", ()), 0.001, 0),
        *middle(found.get("open", ()), 1, 2),
        *middle(found["cold"], 1, 2),
        *middle(found.get("whole", ()), 1, 2),
        *middle(found.get("rounds", ()), 1, 0),
        *middle(found.get("files", ()), 1, 0),
        *middle(found["warm"], 1000, 1),
        f"{plain:.1f}",
        f"{packed:.1f}",
        f"{seconds:.1f}",
    )
    print(f"{name:<26}" + "".join(f"{cell:>9}" for cell in cells), flush=True)
    kinds = dict.fromkeys(one.kind for one in wanted)
    parts = {kind: [place > 0 for place, one in zip(places, wanted, strict=True) if one.kind == kind] for kind in kinds}
    print(f"{'':<6}" + "  ".join(f"{kind} {sum(hits) / len(hits):.2f}" for kind, hits in parts.items()), flush=True)


def bench(docs: Sequence[SearchDoc], wanted: Sequence[Query], patience: float, chosen: str, work: Path) -> None:
    """Print the table."""
    print(f"{'engine':<26}" + "".join(f"{name:>9}" for name in HEAD))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*ARGS])
        for number, (name, build) in enumerate(SERVED.items()):
            if chosen.lower() not in name.lower():
                continue
            folder = work / f"served-{number}"
            folder.mkdir()
            started = time.perf_counter()
            build(docs, folder, TOOLS)
            seconds = time.perf_counter() - started
            row(name, asked(browser, folder, wanted, patience), wanted, folder, seconds)
            shutil.rmtree(folder)
        browser.close()
    for number, (name, local) in enumerate(LOCAL.items()):
        if chosen.lower() not in name.lower():
            continue
        folder = work / f"local-{number}"
        started = time.perf_counter()
        ask = local(docs, folder)
        seconds = time.perf_counter() - started
        row(name, engines.timed(ask, wanted), wanted, folder, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-search", description=__doc__)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=12, help="queries of each kind")
    parser.add_argument("--cold", type=float, default=60, help="seconds an engine is asked with nothing cached")
    parser.add_argument("--engine", default="", help="only engines with this in their name, such as ours")
    options = parser.parse_args()
    install()
    with tempfile.TemporaryDirectory() as folder:
        docs = library(TOOLS / "python/jieba/dict.txt", options.records, options.seed)
        wanted = queries(docs, options.each, options.seed)
        print(f"{options.records} records of 1,500 characters, {len(wanted)} queries, seed {options.seed}")
        print(
            "10 Mbit/s + 50 ms a request, nothing cached, to the first hit; open: from opening the page, asked at once;\n"
            f"cold: from asking, {TYPING:g} s after the page was opened, and whole: to the end of the answer; rounds: how often files that\n"
            "were asked for then waited for others, and how many files; in Python: the first query\n"
        )
        bench(docs, wanted, options.cold, options.engine, Path(folder))


if __name__ == "__main__":
    main()
