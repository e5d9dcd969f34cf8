"""`casebook fmt` as people run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import RECORD, a_library, casebook

UNTIDY = "summary:   '先听后办，分两步把居民的事办完。'   # 一句话\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library in one layout, but for one line of one record."""
    folder = a_library(tmp_path / "案例库")
    casebook("fmt", "--root", folder)
    path = folder / RECORD
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(UNTIDY if line.startswith("summary:") else line for line in lines), encoding="utf-8")
    return folder


def test_it_changes_what_is_other_and_says_so(root: Path) -> None:
    (root / RECORD).chmod(0o640)
    done = casebook("fmt", "--root", root)
    assert (done.returncode, done.stdout) == (0, f"已整理：{RECORD}\n")
    assert "summary: 先听后办，分两步把居民的事办完。  # 一句话\n" in (root / RECORD).read_text(encoding="utf-8")
    assert (root / RECORD).stat().st_mode & 0o777 == 0o640
    assert casebook("fmt", "--root", root).stdout == "写法都是统一的\n"
    assert casebook("check", "--root", root).returncode == 0


def test_looking_changes_nothing(root: Path) -> None:
    before = (root / RECORD).read_bytes()
    done = casebook("fmt", "--check", "--root", root)
    assert (done.returncode, done.stdout) == (1, f"要整理：{RECORD}\n")
    assert (root / RECORD).read_bytes() == before
    assert casebook("fmt", "--check", "--root", root, root / "content/cases").returncode == 0


def test_wrong_syntax_is_told_and_the_others_are_laid_out(root: Path) -> None:
    wrong = root / "content/cases/a-an.yaml"
    wrong.write_text("title: '没有完\n", encoding="utf-8")
    done = casebook("fmt", "--root", root)
    assert done.returncode == 1
    assert "content/cases/a-an.yaml:1:8 错误 CB103" in done.stdout
    assert f"已整理：{RECORD}" in done.stdout
    assert wrong.read_text(encoding="utf-8") == "title: '没有完\n"


def test_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("title:   '甲'\n", encoding="utf-8")
    (root / "content/cases/lian-jie.yaml").symlink_to(outside)
    casebook("fmt", "--root", root)
    assert outside.read_text(encoding="utf-8") == "title:   '甲'\n"
