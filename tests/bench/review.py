"""`make bench-review`: how long `casebook review` takes of a change of 27 records in a large library.

From nothing, as on a machine that fetched the repository a moment ago; and with the verdicts of a `casebook check` of before.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
from pathlib import Path

from tests.app.repository import commit, git
from tests.bench.__main__ import row, within
from tests.bench.library import write_library
from tests.bench.measured import casebook, timed

_CHANGED, _ADDED, _MOVED = 20, 5, 2


def write_change(root: Path) -> None:
    """A branch on which 20 cases say something else, 5 are new and 2 have other ids."""
    git(root, "checkout", "-q", "-b", "change")
    cases = sorted((root / "content/cases").glob("*.yaml"))
    for file in cases[:_CHANGED]:
        _write(file, file, r"^summary: ", "summary: 后来，")
    for number, file in enumerate(cases[_CHANGED : _CHANGED + _ADDED]):
        new = file.with_name(f"new-{number}.yaml")
        _write(file, new, r"^id: .*\ntitle: ", f"id: new-{number}\ntitle: 新{number}")
        _write(new, new, r"^aliases:\n(?:  - .*\n)+", "")
    for number, file in enumerate(cases[-_MOVED:]):
        _write(
            file,
            file.with_name(f"moved-{number}.yaml"),
            r"^id: .*$",
            f"id: moved-{number}\nredirect_from: [{file.stem}]",
        )
        file.unlink()
    commit(root, "change")


def _write(file: Path, to: Path, pattern: str, text: str) -> None:
    changed = re.sub(pattern, text, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    to.write_text(changed, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-review", description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
        root = Path(name) / "library"
        write_library(root, options.records, 1)
        write_change(root)
        print(
            f"{options.records} records, {_CHANGED} changed, {_ADDED} new, {_MOVED} moved; load {os.getloadavg()[0]:.1f}"
        )
        command = casebook("review", "--root", root, "HEAD~1..HEAD")
        cold = [
            timed(command, lambda: shutil.rmtree(root / "build", ignore_errors=True)) for _ in range(options.repeats)
        ]
        within("review, from nothing", cold, 30)
        row("check of all", f"{timed(casebook('check', '--root', root)):8.2f} s")
        within("review, after that check", [timed(command) for _ in range(options.repeats)], 10)


if __name__ == "__main__":
    main()
