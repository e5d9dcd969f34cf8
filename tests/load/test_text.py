"""Bytes to text: what is refused before any YAML is read, and what is not."""

from __future__ import annotations

import pytest

from casebook.files import SourceText
from casebook.load.text import EACH, decode, text_problems

PATH = "content/terms/x.yaml"


def told(text: str) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in text_problems(PATH, text)]


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        ("标题: 甲\n".encode("gbk"), ("CB101", 1, 1)),
        ("id: a\nti: 甲".encode() + "乙".encode("gbk"), ("CB101", 2, 6)),
        ("id: 甲".encode("utf-16"), ("CB101", 1, 1)),
        (b"\xef\xbb\xbfid: a\n", ("CB102", 1, 1)),
        (b"a" * 101, ("CB109", 0, 0)),
    ],
)
def test_bytes_that_are_no_text(data: bytes, verdict: tuple[str, int, int]) -> None:
    outcome = decode(SourceText(PATH, data), 100)
    assert outcome.value is None
    assert [(problem.code, problem.line, problem.column) for problem in outcome.problems] == [verdict]


@pytest.mark.parametrize(
    "char",
    ["\0", "\x1b", "\x85", "\u00ad", "\u061c", "\u200b", "\u200e", "\u2028", "\u202e", "\u2066", "\ufeff", "\ufffd"],
)
def test_a_sign_that_nobody_sees_is_found(char: str) -> None:
    assert told(f"a: b\nb: 甲{char}乙\n") == [("CB115", 2, 5)]


def test_a_lone_return_is_found_and_windows_line_ends_are_not() -> None:
    assert told("a: b\rc: d\r\n") == [("CB115", 1, 5)]
    assert told("a: b\r\nc: d\r\n") == []


@pytest.mark.parametrize("text", ["葛\U000e0100城", "❤\ufe0f", "“引号”——……", "𠮷野家"])
def test_what_rare_characters_and_emoji_need_stays(text: str) -> None:
    assert told(f"a: {text}\n") == []


def test_tabs_in_the_indentation_are_found_and_tabs_in_text_are_not() -> None:
    assert told("a:\n\t- b\n  \t- c\nd: e\tf\n") == [("CB104", 2, 1), ("CB104", 3, 3)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("title：甲\n", "title"),
        ("标题：甲\n", "title"),
        ("steps:\n  - name：听\n", "name"),
        ("没有这个：甲\n", "没有这个"),
    ],
)
def test_a_full_width_colon_after_a_key_is_found_with_the_key(text: str, key: str) -> None:
    (problem,) = text_problems(PATH, text)
    assert (problem.code, problem.values["key"]) == ("CB105", key)


@pytest.mark.parametrize(
    "text",
    [
        "who:\n  - 书记：总负责\n",
        "text: |\n  name：这是正文\n\n  第二段：也是\n",
        "steps:\n  - how: >-\n      title：正文\n",
        "summary: 三个环节：听、议、办\n",
        "# 类型：说明\n",
    ],
)
def test_a_full_width_colon_in_prose_stays(text: str) -> None:
    assert told(text) == []


def test_a_key_after_a_block_is_a_key_again() -> None:
    assert told("steps:\n  - how: |\n      正文\n    name：听\n") == [("CB105", 4, 9)]


@pytest.mark.parametrize(
    ("text", "column"),
    [("\u3000title: 甲\n", 1), ("title:\u3000甲\n", 7), ("title:\xa0甲\n", 7), ("  \xa0name: 甲\n", 3)],
)
def test_a_wide_blank_where_yaml_wants_a_narrow_one(text: str, column: int) -> None:
    assert told(text) == [("CB121", 1, column)]


def test_two_wide_blanks_before_a_paragraph_stay() -> None:
    assert told("text: |\n  \u3000\u3000第一段\n") == []


def test_a_flood_is_told_in_part() -> None:
    assert told("\0" * 1000 + "\n\t" * 1000) == [("CB115", 1, n + 1) for n in range(EACH)] + [
        ("CB104", n + 2, 1) for n in range(EACH)
    ]
