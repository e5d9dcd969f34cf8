"""`make bench-search`: our search and others on one seeded corpus, with one set of queries, in one run."""

import argparse
import gzip
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from casebook.app.content import load_library
from casebook.index.documents import documents
from tests.bench.corpus import write_corpus
from tests.bench.search import engines
from tests.bench.search.queries import Query, queries
from tests.bench.search.served import asked
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
HEAD = ("engine", "recall@10", "MRR", "kB/query", "cold s", "warm ms", "p95 ms", "index MB", "gzip MB", "build s")


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


def row(name: str, found: dict[str, Any], wanted: Sequence[Query], folder: Path, seconds: float) -> None:
    places = [
        (found["answers"][one.q][:10].index(one.relevant) + 1) if one.relevant in found["answers"][one.q][:10] else 0
        for one in wanted
    ]
    recall = sum(place > 0 for place in places) / len(places)
    mean = sum(1 / place for place in places if place) / len(places)
    plain, packed = sizes(folder)
    sent = "–" if found["bytes"] is None else f"{found['bytes'] / 1000:.0f}"
    cells = (
        f"{recall:.3f}",
        f"{mean:.3f}",
        sent,
        f"{found['cold']:.2f}",
        f"{found['warm']:.1f}",
        f"{found['warm95']:.1f}",
        f"{plain:.1f}",
        f"{packed:.1f}",
        f"{seconds:.1f}",
    )
    print(f"{name:<28}" + "".join(f"{cell:>11}" for cell in cells), flush=True)
    kinds = dict.fromkeys(one.kind for one in wanted)
    parts = {kind: [place > 0 for place, one in zip(places, wanted, strict=True) if one.kind == kind] for kind in kinds}
    print(f"{'':<6}" + "  ".join(f"{kind} {sum(hits) / len(hits):.2f}" for kind, hits in parts.items()), flush=True)


def bench(records: int, seed: int, each: int, cold: int, work: Path) -> None:
    """Print the table."""
    write_corpus(work, engines.ROOT / "content/vocab", records, seed)
    docs = list(documents(load_library(work).value))
    wanted = queries(docs, each, seed)
    print(f"{records} records ({len(docs)} documents), {len(wanted)} queries, seed {seed}; cold: 10 Mbit/s + 50 ms\n")
    print(f"{HEAD[0]:<28}" + "".join(f"{name:>11}" for name in HEAD[1:]))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*ARGS])
        for number, (name, build) in enumerate(SERVED.items()):
            folder = work / f"served-{number}"
            folder.mkdir()
            started = time.perf_counter()
            build(docs, folder, TOOLS)
            seconds = time.perf_counter() - started
            row(name, asked(browser, folder, wanted, cold), wanted, folder, seconds)
        browser.close()
    for number, (name, local) in enumerate(LOCAL.items()):
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
    parser.add_argument("--cold", type=int, default=5, help="queries asked with nothing cached")
    options = parser.parse_args()
    install()
    with tempfile.TemporaryDirectory() as folder:
        bench(options.records, options.seed, options.each, options.cold, Path(folder))


if __name__ == "__main__":
    main()
