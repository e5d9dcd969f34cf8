"""Real builds, really killed: the published site is yesterday's or today's, complete."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.app.conftest import a_library, built, casebook, tree

KILLER = Path(__file__).with_name("killer.py")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 fork 和 SIGKILL")


@pytest.mark.parametrize("times", [6, pytest.param(100, marks=pytest.mark.slow)])
def test_builds_killed_at_random_moments_never_hurt_the_published_site(root: Path, tmp_path: Path, times: int) -> None:
    done = casebook(root, times, 8, program=str(KILLER), timeout=60 + 20 * times)
    assert done.returncode == 0, done.stderr
    *rows, last = (json.loads(line) for line in done.stdout.splitlines())
    assert len(rows) == times
    assert last == {"alive": 0}, "what a killed build started must not live on"
    assert [row for row in rows if not row["whole"]] == []
    killed = [row for row in rows if row["killed"]]
    assert len(killed) >= times / 2, "most builds must not have come to their end"
    assert [row for row in killed if row["swap"]], "some must have been killed in the swap"
    version = 0
    for row in rows:  # the version before, or this build's own; and what was not killed went live
        assert row["version"] in ((version, row["number"]) if row["killed"] else (row["number"],)), row
        version = row["version"]

    # After all that, the next build is the one a machine that never crashed makes.
    assert built(root).value is not None
    clean = a_library(tmp_path / "clean")
    shutil.rmtree(clean / "content")
    shutil.copytree(root / "content", clean / "content")
    assert built(clean).value is not None
    assert tree(root / "build/site") == tree(clean / "build/site")
    assert {path.name for path in (root / "build").iterdir()} <= {"site", ".site.casebook-lock", ".work", ".cache"}
