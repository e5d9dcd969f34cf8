"""Dates of last change from a real repository, and none where git cannot tell."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from casebook.edges.git import changed_dates, head

AUTHOR = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "c", "GIT_COMMITTER_EMAIL": "c@example.org"}  # fmt: skip


def git(folder: Path, *arguments: str, day: str = "2020-01-01") -> None:
    dates = {"GIT_AUTHOR_DATE": f"{day}T12:00:00+0800", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00+0800"}
    subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **AUTHOR, **dates}
    )


def write(folder: Path, name: str, text: str, day: str) -> None:
    path = folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", name, day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "库"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    write(folder, "cases/a.yaml", "1", "2020-01-02")
    write(folder, "cases/二.yaml", "1", "2020-01-03")
    write(folder, "cases/a.yaml", "2", "2020-02-04")
    return folder


def test_the_author_date_of_the_last_commit_that_touched_a_file(repository: Path) -> None:
    assert changed_dates(repository) == {"content/cases/a.yaml": "2020-02-04", "content/cases/二.yaml": "2020-01-03"}


def test_a_commit_that_only_changed_the_layout_is_no_news(repository: Path) -> None:
    known = head(repository)
    laid_out = subprocess.run(["git", "rev-parse", "HEAD"], cwd=repository, check=True, capture_output=True, text=True)
    (repository / ".git-blame-ignore-revs").write_text(f"# layout\n{laid_out.stdout}", encoding="utf-8")
    assert changed_dates(repository)["content/cases/a.yaml"] == "2020-01-02"
    assert head(repository) != known


def test_a_moved_file_has_the_date_of_the_move(repository: Path) -> None:
    git(repository, "mv", "content/cases/a.yaml", "content/cases/b.yaml")
    git(repository, "commit", "-q", "-m", "move", day="2021-05-06")
    assert changed_dates(repository)["content/cases/b.yaml"] == "2021-05-06"


def test_a_shallow_clone_does_not_date_everything_to_its_oldest_commit(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "flach")
    assert changed_dates(tmp_path / "flach") == {}


def test_no_repository_no_dates(tmp_path: Path) -> None:
    assert changed_dates(tmp_path) == {}


def test_a_folder_inside_another_repository_has_no_dates_of_its_own(repository: Path) -> None:
    inner = repository / "inner"
    write(repository, "../inner/content/x.yaml", "1", "2020-01-01")
    assert changed_dates(inner) == {}


def test_no_git_no_dates(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert changed_dates(repository) == {}
