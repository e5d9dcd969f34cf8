"""The build that `make bench` holds against Hugo's pages: ours in everything but the search index."""

import subprocess
import sys
from pathlib import Path

from tests.bench.library import write_library
from tests.bench.measured import casebook, environment


def build(command: list[str], root: Path, site: Path) -> dict[str, bytes]:
    done = subprocess.run(
        [*command, "build", "--root", str(root), "--out", str(site)],
        env=environment(), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_only_the_index_is_left_out(tmp_path: Path) -> None:
    write_library(tmp_path / "lib", 60, seed=1)
    whole = build(casebook(), tmp_path / "lib", tmp_path / "whole")
    pages = build([sys.executable, "-m", "tests.bench.pages_only"], tmp_path / "lib", tmp_path / "pages")
    left_out = whole.keys() - pages.keys()
    assert left_out
    assert {path.partition("/")[0] for path in left_out} == {"search"}
    other = {path for path in pages if pages[path] != whole[path]}
    assert other == {"manifest.json", "sw.js"}  # both tell of all the files
