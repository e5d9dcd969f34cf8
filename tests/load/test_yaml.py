"""YAML to plain data: text stays text, nothing clever gets in, and no bomb goes off."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casebook.check.records import check_record
from casebook.files import SourceText
from casebook.load.yaml import DEPTH_LIMIT, KEY, SIZE_LIMIT, VALUE_LIMIT, Span, locate, parse_yaml
from casebook.problem import Problem

PATH = "content/terms/x.yaml"


def parse(text: str) -> object:
    outcome = parse_yaml(SourceText(PATH, text.encode()))
    assert outcome.problems == ()
    return outcome.value


def told(text: str) -> list[tuple[str, int, int]]:
    outcome = parse_yaml(SourceText(PATH, text.encode()))
    assert outcome.value is None
    return [(problem.code, problem.line, problem.column) for problem in outcome.problems]


@pytest.mark.parametrize(
    "text", ["no", "12:30", "2019-12-13", "010", "1e3", "0x1F", "true", "1_000", ".5", "=", "<<", "on"]
)
def test_a_scalar_stays_what_was_typed(text: str) -> None:
    assert parse(f"a: {text}\n") == {"a": text}


def test_nothing_is_nothing_however_it_is_written() -> None:
    assert parse("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: \"~\"\n") == {
        "a": "", "b": "", "c": "", "d": "", "e": "null", "f": "~"
    }  # fmt: skip


def test_lists_mappings_and_blocks() -> None:
    assert parse("a: [b, {c: d}]\ne: |\n  甲\n  乙\n") == {"a": ["b", {"c": "d"}], "e": "甲\n乙\n"}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("a: &a [*a]\n", [("CB107", 1, 4), ("CB107", 1, 8)]),
        ("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", [("CB107", 1, 4), ("CB107", 2, 4), ("CB107", 2, 8), ("CB107", 2, 12), ("CB107", 3, 5), ("CB107", 3, 9)]),
        ("<<: *a\n", [("CB107", 1, 5)]),
        ("a: !!python/object/apply:os.system [x]\n", [("CB108", 1, 4)]),
        ("a: !!str x\n", [("CB108", 1, 4)]),
        ("!<tag:x> a: b\n", [("CB108", 1, 1)]),
        ("a: b\n---\nc: d\n", [("CB113", 2, 1)]),
        ("a: b\n...\n---\nc: d\n", [("CB113", 3, 1)]),
        ("a: 1\nb: 2\na: 3\n", [("CB106", 3, 1)]),
        ("? [a]\n: b\n", [("CB119", 1, 3)]),
        ("- a\n", [("CB112", 1, 1)]),
        ("a\n", [("CB112", 1, 1)]),
        ("", [("CB111", 0, 0)]),
        ("---\n", [("CB111", 0, 0)]),
        ("# 说明\n", [("CB111", 0, 0)]),
        ('a: "\\u202e"\n', [("CB115", 1, 4)]),
        ('"a\\0": b\n', [("CB115", 1, 1)]),
        ("%TAG ! tag:x,2000:\n---\na: !x b\n", [("CB108", 3, 4)]),
    ],
)  # fmt: skip
def test_what_a_record_does_not_need_is_refused(text: str, verdict: list[tuple[str, int, int]]) -> None:
    assert told(text) == verdict


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 1000 + "]" * 1000 + "\n",
        "a: " + "{b: " * 1000 + "c" + "}" * 1000 + "\n",
        "- " * 1000 + "a\n",
        "- ? " * 1000 + "a\n",
        "? - " * 1000 + "a\n",
        "".join("  " * depth + "a:\n" for depth in range(1000))[: SIZE_LIMIT - 10],
        "[" * 100_000,
    ],
)
def test_a_thousand_levels_are_one_problem(text: str) -> None:
    assert [code for code, _, _ in told(text)] == ["CB110"]


def test_the_depth_limit_itself_is_allowed() -> None:
    assert parse("a: " + "[" * (DEPTH_LIMIT - 1) + "]" * (DEPTH_LIMIT - 1))
    assert [code for code, _, _ in told("a: " + "[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT)] == ["CB110"]


@pytest.mark.parametrize("text", ["a: [" + "1," * VALUE_LIMIT + "]\n", "a:\n" + "- b\n" * VALUE_LIMIT])
def test_too_many_values_are_one_problem(text: str) -> None:
    assert [code for code, _, _ in told(text)] == ["CB118"]


def test_a_large_file_is_not_parsed() -> None:
    assert told("a: " + "b" * SIZE_LIMIT) == [("CB109", 0, 0)]


def test_a_key_as_long_as_a_book_does_not_fill_the_report() -> None:
    (problem,) = parse_yaml(
        SourceText(PATH, ("? " + "k" * 900 + "\n: 1\n? " + "k" * 900 + "\n: 2\n").encode())
    ).problems
    assert problem.code == "CB106"
    assert len(problem.message) < 80


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: b: c\n", "冒号加空格"),
        ("a: '甲\nb: c\n", "引号或括号"),
        ("a: **重点**\n", "加粗"),
        ("a: [甲\nb: c\n", "列表"),
        ("a:\n  - b\n c: d\n", "对齐"),
        ("a: %b\n", "引号"),
        ('a: "\\q"\n', "单引号"),
        ("a: - b\n", "列表另起一行"),
        ("a: b\nc\nd: e\n", "半角冒号"),
    ],
)
def test_a_slip_of_syntax_says_what_to_do(text: str, words: str) -> None:
    (problem,) = parse_yaml(SourceText(PATH, text.encode())).problems
    assert problem.code == "CB103"
    assert words in problem.message + problem.hint


def test_an_open_quote_is_marked_where_it_opens() -> None:
    assert told("a: b\nc: '甲\nd: e\n") == [("CB103", 2, 4)]


def test_places_of_values_and_keys() -> None:
    spans = locate('a: 甲乙\nb:\n  - c: "丙"\n')
    assert spans["a",] == Span(1, 4, 2)
    assert spans["a", KEY] == Span(1, 1, 1)
    assert spans["b", 0, "c"] == Span(3, 8, 3)
    assert spans["b", 0, "c", KEY] == Span(3, 5, 1)


def test_the_slow_loader_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PyYAML without libyaml."""
    fast = parse("a: [b, {c: d}]\ne: |\n  甲\n")
    monkeypatch.setattr("casebook.load.yaml._Loader", yaml.BaseLoader)
    assert parse("a: [b, {c: d}]\ne: |\n  甲\n") == fast
    assert told("a: &a [*a]\n") == [("CB107", 1, 4), ("CB107", 1, 8)]
    assert [code for code, _, _ in told("a: '甲\n")] == ["CB103"]


# ---- whatever comes in

_PIECES = st.sampled_from(
    ["id: x", "title: 甲", "summary:", "themes: [a]", "sources:\n  - b", "definition:\n  - text: 甲", "- ", "  ", "\t", ": ",
     "&a ", "*a", "!!x ", "| ", ">", "'", '"', "\\", "{", "}", "[", "]", "#", "\n", "---", "...", "? ", "：", "\u3000", "\u200b",
     "<<: ", "~", "%", "@", "甲", "\r", "\x85", "𠮷"]
)  # fmt: skip


def inside(problem: Problem, data: bytes) -> bool:
    """Whether the place is in the file: a line there is, and at most one past its end."""
    lines = data.decode("utf-8", "replace").split("\n")
    if problem.line == 0:
        return problem.column == 0
    return problem.line <= len(lines) and problem.column <= len(lines[problem.line - 1]) + 1 and problem.width >= 1


def holds(data: bytes) -> None:
    source = SourceText(PATH, data)
    plain = parse_yaml(source)
    record = check_record(source)
    assert (plain.value is None) == bool(plain.problems)
    assert record.value is not None or any(problem.level == "error" for problem in record.problems)
    for problem in (*plain.problems, *record.problems):
        assert inside(problem, data)
        assert problem.message
        assert "{" not in problem.hint or "{" in data.decode("utf-8", "replace")


@pytest.mark.property
@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_problems(data: bytes) -> None:
    holds(data)


@pytest.mark.property
@given(st.text(max_size=200))
def test_any_text_gives_a_value_or_problems(text: str) -> None:
    holds(text.encode("utf-8", "surrogatepass"))


@pytest.mark.property
@given(st.lists(_PIECES, max_size=30))
def test_any_pieces_of_yaml_give_a_value_or_problems(pieces: list[str]) -> None:
    holds("".join(pieces).encode())
