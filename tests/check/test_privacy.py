"""What is told of private persons, what is let through, and that the report does not repeat it."""

from __future__ import annotations

import pytest

from casebook.check.privacy import masked, private
from casebook.files import SourceText
from tests.records.library import good_records


def told(text: str) -> list[tuple[str, int, int, int]]:
    found = private(SourceText("content/cases/x.yaml", text.encode()))
    return [(one.code, one.line, one.column, one.width) for one in found]


@pytest.mark.parametrize(
    ("text", "code", "column", "width"),
    [
        ("电话13800138000联系", "CB331", 3, 11),
        ("text: 138 0013 8000", "CB331", 7, 13),
        ("+86-139-1234-5678", "CB331", 5, 13),
        ("找他１３８００１３８０００", "CB331", 3, 11),
        ("身份证11010519491231002X。", "CB332", 4, 18),
        ("11010519491231002x", "CB332", 1, 18),
        ("写信到 wang.wu+1@mail.example.com 。", "CB333", 5, 26),
        ("wang＠example.com", "CB333", 1, 16),
        ("3号楼2单元501室", "CB334", 4, 7),
        ("二单元502室", "CB334", 1, 7),
        ("老人住在12栋501室", "CB334", 3, 9),
        ("3号楼居民王建国说", "CB334", 1, 8),
    ],
)
def test_personal_data_is_an_error_at_its_place(text: str, code: str, column: int, width: int) -> None:
    assert told(f"id: x\n{text}\n") == [(code, 2, column, width)]


def test_a_comment_is_public_too() -> None:
    assert told("id: x  # 联系人 13800138000\n") == [("CB331", 1, 14, 11)]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/art/t13800138000.html",
        "https://example.com/@wang/11010519491231002X",
        "投入13800138000元",
        "sha256: aa13800138000bb13900139000",
        "110105194912310021",  # the last sign does not check the others
        "国发〔2016〕13号，2019-12-13 至 2020-01-15",
        "拨打12345热线，电话 010-12345678",
        "在3号楼开议事会",
        "议事厅设在5号楼301室",
        "3号楼50户居民",
        "3号楼居民王某说",
        "3号楼居民高兴地说",
        "街道党工委书记王建国",
        "开头的@不是邮箱",
    ],
)
def test_what_is_none_is_let_through(text: str) -> None:
    assert told(text) == []


def test_the_message_does_not_repeat_what_was_found() -> None:
    text = "13800138000 11010519491231002X wangwu@example.com 3号楼2单元501室 5号楼居民王建国说"
    found = private(SourceText("x", text.encode()))
    assert len(found) == 5
    for problem in found:
        said = problem.message + problem.hint
        assert not any(secret in said for secret in ("0013", "1949", "wangwu", "501", "建国"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("找王书记138 0013 8000，或者１３９００１３９０００。", "找王书记138 **** 8000，或者139****9000。"),
        ("身份证11010519491231002X。", "身份证110105************。"),
        ("13800138000@qq.com", "***********@qq.com"),
        ("3号楼2单元501室", "3号楼*单元***室"),
        ("到张家3号楼2单元501室", "到张家*号楼*单元***室"),
        (
            "投入13800138000元，见 https://example.com/13800138000",
            "投入13800138000元，见 https://example.com/13800138000",
        ),
    ],
)
def test_what_is_masked_stands_as_the_messages_show_it(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_good_records_hold_none() -> None:
    assert [one for source in good_records() for one in private(source)] == []
