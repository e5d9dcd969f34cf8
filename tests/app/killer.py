"""`python tests/app/killer.py ROOT TIMES SEED`: builds of one library, each killed at a random moment, one JSON line each.

A program of its own, since it forks: a fork costs nothing, so the moments fall into the build and not into Python's start.
Every other kill leaves the engine and the workers as orphans, as a kill of one process does; the others take them along.
Every third falls into the swap, which is over before a moment of the whole build would hit it. The last line says how many
orphans were still alive some time later.
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
from casebook.edges import publication
from casebook.edges.progress import Stages

_SWAP = 0.08  # seconds; the swap of this small library, and deleting the old one, take about as long
_MERCY = 30.0  # seconds that an orphan may need to notice
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


def timed_build(root: Path, *, page: bool) -> float:
    """Seconds that a build after a change takes when nobody kills it. Each call changes something."""
    write_version(root, -time.perf_counter_ns(), page=page)
    started = time.perf_counter()
    assert build(root, root / "build/site", stages=Stages(quiet=True)).value is not None
    return time.perf_counter() - started


def build_and_kill(root: Path, after: float, *, group: bool, swap: bool) -> tuple[int, bool]:
    """The child, and whether it was killed: False when it was quicker. With `swap` the moments count from its beginning."""
    started, starts = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(started)
        swap_in = publication.swap_in

        def told(new: Path, target: Path) -> None:
            os.write(starts, b".")
            swap_in(new, target)

        publication.swap_in = told
        try:
            build(root, root / "build/site", stages=Stages(quiet=True))
        finally:
            os._exit(0)
    os.close(starts)
    if swap:
        os.read(started, 1)
    time.sleep(after)
    with suppress(ProcessLookupError):
        (os.killpg if group else os.kill)(child, signal.SIGKILL)
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    os.close(started)
    return child, killed


def alive(sessions: set[int]) -> int:
    """Processes of these sessions that have not ended (a zombie has); 0 where the system does not tell."""
    found = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, session = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:4]
            found += int(session) in sessions and state != "Z"
    return found


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
    timed_build(
        root, page=True
    )  # the first makes everything: moments counted by it would come after the end of the others
    seconds = {page: timed_build(root, page=page) for page in (True, False)}  # with the engine and without
    write_version(root, 0, page=False)
    assert build(root, root / "build/site", stages=Stages(quiet=True)).value is not None
    sessions = set()
    for number in range(1, times + 1):
        page, swap = dice.random() < 0.5, number % 3 == 0
        write_version(root, number, page=page)
        after = dice.uniform(0, _SWAP if swap else seconds[page] * 1.1)
        child, killed = build_and_kill(root, after, group=number % 2 == 0, swap=swap)
        sessions.add(child)
        tell({"number": number, "after": after, "page": page, "swap": swap, "killed": killed, **state(root)})
    deadline = time.perf_counter() + _MERCY
    while alive(sessions) and time.perf_counter() < deadline:
        time.sleep(0.2)
    tell({"alive": alive(sessions)})


def tell(row: dict[str, object]) -> None:
    """One line."""
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
