"""`python -m tests.bench.limit parse|write FOLDER`: what this machine can do at best; prints the seconds.

parse: every record through yaml.CSafeLoader, nothing else, in two processes. write: the bytes of every file of a site,
already in memory, into a new folder, in two processes.
"""

from __future__ import annotations

import multiprocessing
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import yaml

PROCESSES = 2
Written = Sequence[tuple[Path, bytes]]


def _parse(paths: list[Path]) -> int:
    return sum(yaml.load(path.read_bytes(), yaml.CSafeLoader) is not None for path in paths)


def _write(files: Written) -> None:
    for path, data in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def main(what: str, folder: Path) -> None:
    """Print the seconds of the one or the other."""
    fork = multiprocessing.get_context("fork")  # the bytes to write are there already and need not be sent
    if what == "parse":
        paths = sorted(folder.glob("content/[!v]*/*.yaml"))
        jobs = [fork.Process(target=_parse, args=(paths[number::PROCESSES],)) for number in range(PROCESSES)]
    else:
        fresh = folder.with_name(f"{folder.name}-raw")
        files = [
            (fresh / path.relative_to(folder), path.read_bytes())
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        ]
        jobs = [fork.Process(target=_write, args=(files[number::PROCESSES],)) for number in range(PROCESSES)]
    started = time.perf_counter()
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    print(time.perf_counter() - started)
    if what == "write":
        shutil.rmtree(fresh)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
