from __future__ import annotations

import pytest

from casebook.draft import text as module
from casebook.draft.text import read_text
from tests.draft.reports import REPORT


def codes(name: str, data: bytes) -> list[str]:
    return [problem.code for problem in read_text(name, data).problems]


def test_text_comes_as_it_is_with_one_kind_of_line_end() -> None:
    assert read_text("稿.txt", REPORT.replace("\n", "\r\n").encode()).value == REPORT
    assert read_text("稿.TXT", b"\xef\xbb\xbf" + REPORT.encode()).value == REPORT
    assert read_text("稿.txt", REPORT.encode("utf-16")).value == REPORT


def test_gb18030_is_read_and_told() -> None:
    read = read_text("稿.txt", REPORT.encode("gb18030"))
    assert read.value == REPORT
    assert [problem.code for problem in read.problems] == ["CB907"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("稿.doc", REPORT.encode(), "CB901"),
        ("稿", REPORT.encode(), "CB901"),
        ("稿.txt", b"\xff" * 40, "CB903"),
        ("稿.txt", bytes(range(256)) * 4, "CB903"),
        ("稿.txt", "短".encode(), "CB904"),
        ("稿.txt", "长".encode() * 100_001, "CB902"),
        ("稿.docx", REPORT.encode(), "CB905"),
    ],
)
def test_what_cannot_be_used_is_refused_and_says_what_to_do(name: str, data: bytes, code: str) -> None:
    read = read_text(name, data)
    assert read.value is None
    assert [problem.code for problem in read.problems] == [code]
    assert read.problems[0].hint


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 100)
    assert codes("稿.txt", REPORT.encode()) == ["CB902"]


def test_signs_nobody_sees_are_taken_out() -> None:
    read = read_text("稿.txt", REPORT.replace("样板区", "样\u200b板\u202e区").encode())
    assert read.value == REPORT
    assert [problem.code for problem in read.problems] == ["CB908"]


def test_markdown_loses_its_marks_and_headings_get_numbers() -> None:
    said = "# 某区的做法\n\n## 背景\n\n**老小区**多，见[文件](http://example.org/a)。\n\n## 做法\n\n### 搭平台\n\n- 建议事点\n"
    assert read_text("稿.md", said.encode()).value == (
        "某区的做法\n\n一、背景\n\n老小区多，见文件。\n\n二、做法\n\n(一)搭平台\n\n建议事点\n"
    )


def test_markdown_with_numbers_of_its_own_keeps_them() -> None:
    said = "# 某区的做法\n\n## 一、背景\n\n老小区多。\n\n### （一）搭平台\n\n建议事点，大家商量。\n"
    assert read_text("稿.md", said.encode()).value == said.replace("# ", "").replace("#", "")
