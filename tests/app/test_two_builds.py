"""Two builds of one site at once, from two terminals."""

import subprocess
import sys
from pathlib import Path

from casebook.edges.publication import held
from tests.app.conftest import built, change, environment, is_whole, tree


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "casebook", "build", "--root", str(root), *arguments],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_the_second_says_that_it_waits_and_then_builds(root: Path) -> None:
    with held(root / "build/site", 0):
        second = start(root)
        assert second.stderr is not None
        assert second.stderr.readline() == "另一个程序正在生成这个网站，等它结束……\n"
        assert second.poll() is None
        assert not (root / "build/site").exists()
    second.communicate(timeout=120)
    assert second.returncode == 0
    assert is_whole(root / "build/site")


def test_who_has_no_patience_is_told_where_and_how_long_it_waited(root: Path) -> None:
    with held(root / "build/site", 0):
        outcome = built(root)
    assert [(problem.path, problem.code) for problem in outcome.problems] == [("build/site", "CB613")]
    assert "0.2 秒" in outcome.problems[0].message


def test_three_at_once_all_end_well(root: Path) -> None:
    builds = [start(root) for _ in range(3)]
    said = [build.communicate(timeout=120) for build in builds]
    assert [build.returncode for build in builds] == [0, 0, 0], said
    assert is_whole(root / "build/site")
    assert {path.name for path in (root / "build").iterdir()} <= {"site", ".site.casebook-lock", ".work", ".cache"}


def test_builds_of_one_library_into_two_folders_do_not_meet(root: Path, tmp_path: Path) -> None:
    """They share what is cached below build/, and nothing else."""
    places = [tmp_path / name / "www" for name in ("a", "b")]
    for place in places:
        place.parent.mkdir()
    for _ in range(2):  # from nothing, and with what the others have left
        builds = [start(root, "--out", str(place)) for place in places]
        said = [build.communicate(timeout=120) for build in builds]
        assert [build.returncode for build in builds] == [0, 0], said
        assert all(map(is_whole, places))
        one, other = map(tree, places)
        assert one == other
        change(root, "先听后办", "先问后办")
