from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casebook.cli import main
from tests.draft.reports import REPORT, document, docx
from tests.records.library import good_folder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = good_folder(tmp_path / "示例 库")
    (tmp_path / "来稿.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), catch_exceptions=False)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_report_becomes_drafts_and_a_text_to_verify_them_by(root: Path) -> None:
    result = run("draft", "../来稿.txt", "--out", "content", "--id", "lai-gao", "--archive", "../原文")
    assert result.exit_code == 0
    assert "找到政策 3 份" in result.stderr
    assert (root.parent / "原文/lai-gao.txt").read_text(encoding="utf-8") == REPORT
    assert (root / "content/cases/lai-gao-an-li.yaml").is_file()
    verified = run("verify", "--archive", root.parent / "原文", "content/cases/lai-gao-an-li.yaml")
    assert "CB80" not in verified.stdout.replace("CB803", "").replace("CB805", "")


def test_word_gives_the_records_that_text_gives(root: Path, tmp_path: Path) -> None:
    (tmp_path / "来稿.docx").write_bytes(docx(document(*(line for line in REPORT.splitlines() if line))))
    for name in ("来稿.txt", "来稿.docx"):
        assert run("draft", tmp_path / name, "--out", tmp_path / name.replace(".", "-")).exit_code == 0
    one, other = files(tmp_path / "来稿-txt"), files(tmp_path / "来稿-docx")
    assert one.keys() == other.keys()
    assert {path for path in one if one[path] != other[path]} == {path for path in one if path.startswith("sources/")}


def test_nothing_is_ever_overwritten_nor_half_written(root: Path, tmp_path: Path) -> None:
    there = tmp_path / "草稿/policies/shi-li-sheng-wu-ye-guan-li-tiao-li.yaml"
    there.parent.mkdir(parents=True)
    there.write_text("别人的", encoding="utf-8")
    result = run("draft", "../来稿.txt", "--out", tmp_path / "草稿")
    assert result.exit_code == 1
    assert "CB909" in result.stdout
    assert files(tmp_path / "草稿") == {"policies/shi-li-sheng-wu-ye-guan-li-tiao-li.yaml": "别人的".encode()}


def test_a_second_run_takes_other_ids_when_the_first_lies_in_the_library(root: Path) -> None:
    before = files(root)
    assert run("draft", "../来稿.txt", "--out", "content").exit_code == 0
    once = files(root)
    result = run("draft", "../来稿.txt", "--out", "content")
    assert result.exit_code == 0
    assert "库里已经有同名的来源" in result.stderr
    after = files(root)
    assert all(after[path] == data for path, data in {**before, **once}.items() if not path.startswith("build/"))


def test_what_cannot_be_read_says_why_and_leaves_nothing(root: Path, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 not a zip")
    result = run("draft", tmp_path / "坏.docx", "--out", tmp_path / "草稿")
    assert result.exit_code == 1
    assert "CB905" in result.stdout
    assert not (tmp_path / "草稿").exists()


@pytest.mark.parametrize("given", [("--id", "../x"), ("--id", "con"), ("--title", "\u202e题")])
def test_an_id_or_title_that_cannot_be_used_is_wrong_usage(root: Path, given: tuple[str, str]) -> None:
    assert run("draft", "../来稿.txt", "--out", "草稿", *given).exit_code == 2
    assert not (root / "草稿").exists()


def test_outside_of_a_library_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "来稿.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = run("draft", "来稿.txt", "--out", "草稿")
    assert result.exit_code == 2
    assert "请先 cd 到案例库的文件夹" in result.stderr
