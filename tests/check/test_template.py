"""`casebook new`: a template that is YAML as it is, and YAML again when every comment sign is taken away."""

from __future__ import annotations

import re

import pytest

from casebook.check.layout import key_order
from casebook.check.records import check_record
from casebook.check.template import id_of, template
from casebook.files import SourceText
from casebook.load.yaml import parse_yaml
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.names import ID_LIMIT, is_id, record_path

FULL = pytest.mark.parametrize("full", [False, True], ids=["short", "full"])
KINDS = pytest.mark.parametrize("kind", sorted(MODEL_OF_KIND))


def source(kind: str, text: str) -> SourceText:
    return SourceText(record_path(kind, "x"), text.encode())


def uncommented(text: str) -> str:
    """As an editor's "toggle comment" leaves each optional block: one sign and one blank less on every line."""
    blocks = text.split("\n\n")
    return "\n\n".join(re.sub(r"(?m)^#[ ]?", "", block) if block.startswith("## ") else block for block in blocks)


@KINDS
@FULL
def test_as_it_is_only_blanks_are_missing(kind: str, *, full: bool) -> None:
    problems = check_record(source(kind, template(kind, "x", "标题", full=full))).problems
    assert problems
    assert {problem.code for problem in problems} == {"CB214"}


@KINDS
@FULL
def test_with_every_comment_sign_taken_away_it_is_still_a_record(kind: str, *, full: bool) -> None:
    text = uncommented(template(kind, "x", "标题", full=full))
    assert parse_yaml(source(kind, text)).problems == ()
    assert {problem.code for problem in check_record(source(kind, text)).problems} <= {"CB214"}


@KINDS
def test_full_names_every_field(kind: str) -> None:
    text = uncommented(template(kind, "x", "标题", full=True))
    value = parse_yaml(source(kind, text)).value
    assert value is not None
    assert list(value) == list(key_order(MODEL_OF_KIND[kind]))


@KINDS
def test_every_field_says_what_to_write(kind: str) -> None:
    for block in template(kind, "x", "标题", full=True).split("\n\n")[1:]:
        assert re.match(r"##? [\u4e00-\u9fffSHA].*[：。]", block), block


@pytest.mark.parametrize("title", ["a: b", "# 甲", "'甲'", '"甲"', "- 甲", "*甲*", "&甲", "!甲", "甲 # 乙", "[甲]", "yes", "2018", "@甲", "%甲", "甲：乙", "?", "| 甲", "null", "~", "甲'乙", "《甲》"])  # fmt: skip
def test_a_title_of_any_signs_comes_back_as_it_was(title: str) -> None:
    value = parse_yaml(source("term", template("term", "x", title))).value
    assert value is not None
    assert value["title"] == title


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("五事工作法", "wu-shi-gong-zuo-fa"),
        ("重庆市重要行动", "chong-qing-shi-zhong-yao-xing-dong"),
        ("银行", "yin-hang"),
        ("4+1 模式", "4-1-mo-shi"),
        ("ＡＢ计划", "ab-ji-hua"),
        ("绿色社区", "lv-se-she-qu"),
        ("“三社联动”", "san-she-lian-dong"),
        ("《》", ""),
        ("", ""),
    ],
)
def test_an_id_is_the_title_s_pinyin(title: str, expected: str) -> None:
    assert id_of(title) == expected


def test_a_long_title_ends_at_a_syllable() -> None:
    record_id = id_of("双" * 80)
    assert is_id(record_id)
    assert len(record_id) <= ID_LIMIT
    assert set(record_id.split("-")) == {"shuang"}
