"""Problems as text, json, GitHub annotations and SARIF."""

from __future__ import annotations

import json
import unicodedata
from typing import Any
from urllib.parse import unquote

import click
import pytest

from casebook import __version__
from casebook.messages import MESSAGES
from casebook.problem import Problem, has_errors
from casebook.report import FORMATS, as_plain_text, write_report
from tests.records.library import bad_records, problems_with

PATH = "content/cases/a.yaml"


def a_problem(
    line: int = 2, column: int = 4, width: int = 2, code: str = "CB304", path: str = PATH, **values: str
) -> Problem:
    return Problem(path, line, column, code, {"value": "甲", **values}, width)


def text_of(problem: Problem, *lines: str) -> list[str]:
    return as_plain_text([problem], lambda _: lines).split("\n")


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def under(shown: list[str]) -> str:
    """What stands above the mark."""
    line, mark = shown[1], shown[2]
    start, end = len(mark) - len(mark.lstrip(" │")), len(mark)
    at = 0
    marked = ""
    for char in line:
        if start <= at < end:
            marked += char
        at += columns(char)
    return marked


# ---- text


def test_of_very_many_the_errors_come_first_and_the_rest_is_counted() -> None:
    reminders = [a_problem(line=number, code="CB409") for number in range(1, 201)]
    said = as_plain_text([*reminders, a_problem(line=900), a_problem(line=901)], lambda _: ())
    assert said.index(f"{PATH}:900:4 错误") < said.index(f"{PATH}:901:4 错误") < said.index(f"{PATH}:1:4 提醒")
    assert said.count("提醒 CB409") == 198
    assert "还有 2 处没有列出" in said
    assert "1 个文件，2 处错误，200 处提醒" in said


def test_a_block_has_place_line_mark_and_hint() -> None:
    assert text_of(a_problem(), "id: a", "a: 甲乙") == [
        f"{PATH}:2:4 错误 CB304 “甲”重复列出",
        "    2 │ a: 甲乙",
        "      │    ^^^^",
        "      提示：留下一处",
        "",
        "1 个文件，1 处错误，0 处提醒",
        "",
    ]


@pytest.mark.parametrize("line", ["a: 甲乙", "甲乙甲乙", "  ab甲乙", "“《甲乙", "ｆｕ甲乙"])
def test_the_mark_stands_under_han_characters(line: str) -> None:
    column = line.rindex("甲") + 1
    assert under(text_of(a_problem(line=1, column=column), line)) == "甲乙"


@pytest.mark.parametrize("before", [0, 10, 30, 200, 5000])
@pytest.mark.parametrize("after", [0, 5, 5000])
def test_a_long_line_is_cut_around_the_mark(before: int, after: int) -> None:
    line = "前" * before + "甲乙" + "后" * after
    shown = text_of(a_problem(line=1, column=before + 1), line)
    assert under(shown) == "甲乙"
    assert columns(shown[1]) <= 80
    assert ("…" in shown[1]) == (columns(line) > 72)


def test_a_long_span_is_marked_as_far_as_it_is_shown() -> None:
    shown = text_of(a_problem(line=1, column=1, width=301), "长" * 301)
    assert columns(shown[2]) <= columns(shown[1]) <= 80


def test_a_place_past_the_end_of_a_line_has_a_mark() -> None:
    assert text_of(a_problem(line=1, column=3, width=9), "ab")[2] == "      │   ^"


def test_a_line_of_nothing_but_combining_marks_takes_no_time() -> None:
    shown = text_of(a_problem(line=1, column=1000), "e" + "\u0301" * 200_000)
    assert len(shown[1]) < 400


@pytest.mark.parametrize("problem", [a_problem(line=0, column=0), a_problem(line=1, column=0), a_problem(line=99)])
def test_without_a_place_no_line_is_shown(problem: Problem) -> None:
    assert "│" not in "".join(text_of(problem, "id: a"))


def test_colours_are_there_and_can_be_taken_away() -> None:
    problems = [a_problem()]
    coloured = write_report("text", problems, lambda _: ("a", "b: 甲乙"))
    assert "\x1b[31m" in coloured
    assert click.unstyle(coloured) == as_plain_text(problems, lambda _: ("a", "b: 甲乙"))


def test_a_stranger_s_text_steers_no_terminal() -> None:
    problem = a_problem(line=1, column=1, path="content/cases/\x1b[2J.yaml", value="\x1b]0;x\x07\u202e\n行")
    shown = as_plain_text([problem], lambda _: ("\x1b[31m甲\u202e\t乙",))
    assert all(char == "\n" or char.isprintable() for char in shown)
    assert shown.count("\n") == 6


def test_a_private_number_is_repeated_by_no_report() -> None:
    """Not in the line that holds it, not in what another rule quotes; what is masked keeps its width, so the mark stays below."""
    lines = ("甲 找zhang@example.com或139 0013 9000，证11010519491231002X，3号楼2单元501室，乙", "")
    problems = [a_problem(line=1, column=lines[0].index("乙") + 1, width=1), a_problem(value=f"问{lines[0]}")]
    for style in FORMATS:
        said = click.unstyle(write_report(style, problems, lambda _: lines))
        assert [secret for secret in ("zhang", "0013", "1949", "501") if secret in said] == [], style
        assert "139 **** 9000" in said, style
    assert under(text_of(problems[0], *lines)) == "乙"


def test_nothing_found_says_so() -> None:
    assert as_plain_text([], lambda _: ()) == "没有发现问题\n"


def test_files_errors_and_warnings_are_counted() -> None:
    several = [a_problem(), a_problem(path="b"), Problem("b", 1, 1, "CB409")]
    assert as_plain_text(several, lambda _: ()).endswith("2 个文件，2 处错误，1 处提醒\n")
    assert has_errors(tuple(several))
    assert not has_errors(tuple(several[2:]))


# ---- json


def test_json_is_the_same_shape_every_time() -> None:
    assert json.loads(write_report("json", [a_problem()], lambda _: ())) == {
        "problems": [
            {
                "path": PATH, "line": 2, "column": 4, "width": 2, "code": "CB304", "level": "error",
                "message": "“甲”重复列出", "hint": "留下一处",
            }
        ],
        "errors": 1,
        "warnings": 0,
    }  # fmt: skip
    assert json.loads(write_report("json", [], lambda _: ())) == {"problems": [], "errors": 0, "warnings": 0}


# ---- github


def test_an_annotation_escapes_what_would_end_it() -> None:
    problem = a_problem(path="content/a,b:c.yaml", value="100%\r\n::error::假")
    assert write_report("github", [problem], lambda _: ()) == (
        "::error file=content/a%2Cb%3Ac.yaml,line=2,col=4,endColumn=6,title=CB304::"
        "“100%25%0D%0A::error::假”重复列出%0A留下一处\n"
    )


def test_an_annotation_of_a_whole_file_has_no_line() -> None:
    problem = Problem(PATH, 0, 0, "CB111")
    assert write_report("github", [problem], lambda _: ()).startswith(f"::error file={PATH},title=CB111::")
    assert write_report("github", [Problem(PATH, 1, 0, "CB122", {"kind": "case"})], lambda _: ()).startswith(
        "::warning "
    )


# ---- sarif


@pytest.fixture(scope="module")
def run() -> Any:
    """The run of a log over all bad records at once, and one file of an odd name."""
    problems = [*problems_with(*(bad.source for bad in bad_records())), Problem("content/案 例.yaml", 0, 0, "CB111")]
    log = json.loads(write_report("sarif", problems, lambda _: ()))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    assert len(log["runs"][0]["results"]) == len(problems)
    return log["runs"][0]


def test_a_result_points_at_its_rule(run: Any) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["defaultConfiguration"]["level"] == result["level"] == MESSAGES[result["ruleId"]].level
        assert result["message"]["text"]


def test_a_rule_s_sentence_has_no_holes(run: Any) -> None:
    for rule in run["tool"]["driver"]["rules"]:
        assert "{" not in rule["shortDescription"]["text"]


def test_a_place_is_a_relative_address_and_counts_from_one(run: Any) -> None:
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        (location,) = result["locations"]
        place = location["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert uri.isascii()
        assert " " not in uri
        assert unquote(uri).startswith("content/")
        region = place.get("region", {"startLine": 1})
        assert region["startLine"] >= 1
        if "startColumn" in region:
            assert region["endColumn"] > region["startColumn"] >= 1


def test_the_tool_is_named_with_its_version(run: Any) -> None:
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("casebook", __version__)


def test_the_same_problems_give_the_same_bytes() -> None:
    several = problems_with(*(bad.source for bad in bad_records()))
    for style in FORMATS:
        assert write_report(style, several, lambda _: ()) == write_report(style, tuple(several), lambda _: ()), style
