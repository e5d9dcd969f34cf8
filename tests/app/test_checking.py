"""What `check` says without looking at the whole library again is what it would say after it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.app.checking import check, from_last_time, memory_folder
from casebook.app.content import load_library
from tests.app.conftest import RECORD, change, environment

OTHER = "content/vocab/themes.yaml"
Change = Callable[[Path], object]


@pytest.fixture
def sound(root: Path) -> Path:
    """A library without any Problem, loaded once."""
    assert check(root) == ()
    return root


def text(before: str, after: str, path: str = RECORD) -> Change:
    return lambda root: change(root, before, after, path)


def added(root: Path) -> None:
    file = root / RECORD
    data = file.read_text(encoding="utf-8").replace("id: liang-bu", "id: san-bu").replace("两步", "三步")
    file.with_name("san-bu-gong-zuo-fa.yaml").write_text(data, encoding="utf-8")


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: None,
        text("summary: ", "summary: 新的说法，"),
        text("summary: ", "zusammenfassung: "),
        text("summary: ", "summary: "),
        text("\n", "\n\t"),
        text("title: ", "title: '"),
    ],
    ids=["nothing", "another summary", "an unknown field", "nothing but the time", "a tab", "no YAML"],
)
def test_a_record_s_own_affair_is_told_without_the_others(sound: Path, edit: Change) -> None:
    edit(sound)
    told = from_last_time(sound)
    assert told == load_library(sound).problems
    assert check(sound, [RECORD]) == tuple(problem for problem in told or () if problem.path == RECORD)
    assert check(sound, ["content/cases"]) == ()


@pytest.mark.parametrize(
    "edit",
    [
        text("title: ", "title: 另一个"),
        text("id: liang-bu", "id: er-bu"),
        text("  - yi-shi", "  - nowhere"),
        text("label: ", "label: 另一个", OTHER),
        added,
        lambda root: (root / RECORD).unlink(),
        lambda root: (root / "content/cases/垃圾.txt").write_text("x"),
        lambda root: (memory_folder(root) / "sound.bin").write_bytes(b"casebook cache x"),
        lambda root: (memory_folder(root) / "stamps.bin").unlink(),
    ],
    ids=["title", "id", "theme", "vocabulary", "added", "deleted", "stray", "damaged", "stampless"],
)
def test_what_may_concern_others_is_not_told(sound: Path, edit: Change) -> None:
    edit(sound)
    assert from_last_time(sound) is None
    assert check(sound) == load_library(sound).problems


def test_a_library_with_a_problem_is_looked_at_again(root: Path) -> None:
    change(root, "summary: ", "zusammenfassung: ")
    assert check(root)
    assert from_last_time(root) is None


def test_an_unchanged_library_needs_no_models(sound: Path) -> None:
    """Importing them takes longer than all the rest."""
    program = "import sys; from casebook.cli import main\ntry: main()\nfinally: print('pydantic' in sys.modules)"
    command = [sys.executable, "-c", program, "check", "--root", str(sound), str(sound / RECORD)]
    done = subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == ["没有发现问题", "False"]
