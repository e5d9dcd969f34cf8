"""`python tests/app/killer.py ROOT TIMES SEED`: builds of one library, each killed at a random moment, one JSON line each.

A program of its own, since it forks: a fork costs nothing, so the moments fall into the build and not into Python's start.
Every other kill leaves the engine running as an orphan, as a kill of one process does; the others take it along.
"""

import json
import os
import random
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from casebook.app.deployed import verify_site
from casebook.app.site import build
from casebook.edges.progress import Stages

METHOD, PAGE = "content/methods/liang-bu-gong-zuo-fa.yaml", "content/pages/about.md"


def write_version(root: Path, number: int, *, page: bool) -> None:
    """Version `number` of the library; with `page` a hand-written page changes too, and the engine has to run."""
    record = root / METHOD
    lines = record.read_text(encoding="utf-8").split("\n")
    lines = [f"summary: 第{number}版。" if line.startswith("summary: ") else line for line in lines]
    record.write_text("\n".join(lines), encoding="utf-8")
    if page:
        text = (root / PAGE).read_text(encoding="utf-8").partition("\n\n版次")[0]
        (root / PAGE).write_text(f"{text}\n\n版次{number}\n", encoding="utf-8")


def build_and_kill(root: Path, after: float, *, group: bool) -> bool:
    """True when the build was killed, False when it was quicker."""
    child = os.fork()
    if child == 0:
        os.setsid()
        build(root, root / "build/site", stages=Stages(quiet=True))
        os._exit(0)
    time.sleep(after)
    with suppress(ProcessLookupError):
        (os.killpg if group else os.kill)(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def state(root: Path) -> dict[str, object]:
    """What a reader finds at this very moment, before anybody puts anything right."""
    site = root / "build/site"
    if not (site / "manifest.json").is_file():
        return {"there": False, "whole": False}
    page = (site / "methods/liang-bu-gong-zuo-fa.html").read_text(encoding="utf-8")
    verdict = verify_site(site, site / "manifest.json")
    version = page.partition('name="description" content="第')[2].partition("版")[0]
    return {"there": True, "whole": not verdict.problems, "files": verdict.files, "version": int(version)}


def main(root: Path, times: int, seed: int) -> None:
    """One line a build: its number, the moment, whether it was killed, and the state it left."""
    dice = random.Random(seed)
    seconds = {}
    for page in (True, False):  # how long a build takes with the engine and without
        write_version(root, 0, page=page)
        started = time.perf_counter()
        assert build(root, root / "build/site", stages=Stages(quiet=True)).value is not None
        seconds[page] = time.perf_counter() - started
    for number in range(1, times + 1):
        page = dice.random() < 0.5
        write_version(root, number, page=page)
        after = dice.uniform(0, seconds[page] * 1.1)
        killed = build_and_kill(root, after, group=number % 2 == 0)
        row = {"number": number, "after": after, "page": page, "killed": killed, **state(root)}
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
