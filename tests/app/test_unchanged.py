"""A build of what is there already reads nothing; a build of anything else is a build."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.app.site import build
from casebook.edges.progress import Stages
from tests.app.conftest import RECORD, is_whole, tree

A_WHILE = 0.3  # seconds; in earnest two, for disks that tell time coarsely
LINKED = "建立联系"  # the stage that every real build goes through


def stages_of(root: Path, engine: str | None = None, address: str | None = None) -> dict[str, float]:
    outcome = build(root, root / "build/site", engine, stages=Stages(quiet=True), site_url=address)
    assert outcome.value is not None
    assert outcome.value.files == len(tree(root / "build/site"))
    return outcome.value.seconds


@pytest.fixture
def settled(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library that was built, and whose files lie there for a while."""
    monkeypatch.setattr("casebook.app.unchanged.FRESH", int(A_WHILE * 10**9))
    time.sleep(A_WHILE)
    stages_of(root)
    assert LINKED not in stages_of(root)
    return root


def _same_size_and_time(root: Path) -> None:
    """What a careless tool does: other bytes under the old size and time."""
    path = root / RECORD
    stat = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("听", "问", 1), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _a_commit(root: Path) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q"), ("add", "content"), (*who, "commit", "-q", "-m", "a")):
        subprocess.run(["git", *command], cwd=root, check=True)


def _write(path: str, text: str) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        (root / path).write_text(text, encoding="utf-8")

    return write


@pytest.mark.parametrize(
    "change",
    [
        _same_size_and_time,
        _a_commit,
        _write("content/pages/neu.md", "# 新页\n"),
        _write("content/proof.tsv", ""),
        _write("build/site/index.html", "x"),
        lambda root: (root / "build/site/index.html").unlink(),
        lambda root: (root / RECORD).touch(),
        lambda root: (root / "mkdocs.yml").touch(),
    ],
)
def test_any_change_makes_a_build(settled: Path, change: Callable[[Path], None]) -> None:
    change(settled)
    assert LINKED in stages_of(settled)
    assert is_whole(settled / "build/site")


def test_other_choices_make_a_build(settled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert LINKED in stages_of(settled, address="https://example.org/")
    stages_of(settled)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert LINKED in stages_of(settled)


def test_what_was_saved_a_moment_ago_is_built_again(settled: Path) -> None:
    (settled / RECORD).touch()
    stages_of(settled)
    assert LINKED in stages_of(settled)


def test_what_is_not_quite_right_is_said_again(settled: Path) -> None:
    path = settled / RECORD
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[1:]) + "\n", encoding="utf-8")
    time.sleep(A_WHILE)
    for _ in range(2):
        outcome = build(settled, settled / "build/site", stages=Stages(quiet=True))
        assert [problem.code for problem in outcome.problems] == ["CB122"]
