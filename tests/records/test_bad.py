"""Each broken record, added to the good library, has the problems of its first line and no others; all of them read well."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from casebook.messages import MESSAGES
from casebook.problem import Problem
from casebook.report import as_plain_text
from tests.records.library import Bad, bad_records, problems_with, record, verdict

ROOT = Path(__file__).parents[2]
BAD = bad_records()
GOLDEN = ROOT / "tests/golden/messages.txt"
# Latin that a Chinese sentence may hold: ids and field names, file names, formats, what the record itself says.
_ALLOWED = re.compile(
    r"“[^”]*”|（[^（）]*）|content/\S+|[a-z]+(?:[-_][a-z0-9]+)+(?:\.yaml)?|# yaml-language-server: \S+"
    r"|CC BY 4\.0|YAML|UTF-8|BOM|Tab|SHA-256|casebook (?:new|check)|U\+[0-9A-F]{4}|Markdown|!![\w/.:]+|https?://"
    r"|\.(?:yaml|jpg|png|svg|webp)|\[|\]"
)


@cache
def found_by(bad: Bad) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems_with(bad.source) if problem.path == bad.source.path)


def test_there_are_many() -> None:
    assert len(BAD) >= 120


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.source.path.removeprefix("content/").removesuffix(".yaml"))
def test_the_verdict_is_exact(bad: Bad) -> None:
    assert tuple(verdict(problem) for problem in found_by(bad)) == bad.expected


def test_nobody_else_is_blamed() -> None:
    """But for the other side of a collision, which names the record."""
    for bad in BAD:
        for problem in problems_with(bad.source):
            assert problem.path == bad.source.path or problem.values["other"] == bad.source.path


def test_all_at_once_tell_at_least_what_each_tells_alone() -> None:
    """One run reports every file; only warnings that nothing links to a record wait until all files can be read.
    The record that takes another's id stays away: whose links those are then is not to be told."""
    several = [bad for bad in BAD if not bad.expected[0].startswith("CB405")]
    together = {(problem.path, verdict(problem)) for problem in problems_with(*(bad.source for bad in several))}
    waiting = ("CB409", "CB416")
    alone = {(bad.source.path, said) for bad in several for said in bad.expected if not said.startswith(waiting)}
    assert alone - together == set()


def test_problems_are_sorted_whatever_the_order_of_the_files() -> None:
    sources = [bad.source for bad in BAD]
    forward, backward = problems_with(*sources), problems_with(*reversed(sources))
    assert forward == backward
    assert [problem.message for problem in forward] == [problem.message for problem in backward]
    assert list(forward) == sorted(forward)


def test_the_wording(golden: Callable[[Path, str], None]) -> None:
    parts = []
    for bad in BAD:
        parts.append(as_plain_text(found_by(bad), lambda _, bad=bad: bad.lines).rpartition("\n\n")[0] + "\n")  # type: ignore[misc]
    golden(GOLDEN, "\n".join(parts))


def test_marks_stand_inside_the_file() -> None:
    for bad in BAD:
        for problem in found_by(bad):
            if problem.line:
                line = bad.lines[problem.line - 1]
                assert problem.column <= len(line) + 1
                assert problem.width >= 1


def test_no_english_sentence_reaches_a_person() -> None:
    for bad in BAD:
        for problem in found_by(bad):
            for text in (problem.message, problem.hint):
                assert_chinese(text)


def assert_chinese(text: str) -> None:
    """What is left after names and formats holds no run of Latin words."""
    left = _ALLOWED.sub("", text)
    words = re.findall(r"[A-Za-z]{2,}", left)
    fields = {"title", "summary", "text", "cite", "ref", "id", "hours", "objectives", "sources", "sections", "form"}
    fields |= {"stage", "content", "status", "steps", "url", "aliases", "evidence", "themes", "keywords", "reviewed"}
    fields |= {"definition", "expansion", "note", "cadre", "background", "process", "outcome", "reflection"}
    assert set(words) <= fields, text
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", left), text


def test_templates_of_messages_are_chinese() -> None:
    for code, message in MESSAGES.items():
        assert re.search(r"[\u4e00-\u9fff]|^\{\w+\}$", message.text), code
        assert not message.hint or re.search(r"[\u4e00-\u9fff]|^\{\w+\}$", message.hint), code
        assert not re.search(
            r"(?i)\b(should|input|valid|error|expected|must|found|unable)\b",
            re.sub(r"\{\w+\}", "", message.text + message.hint),
        ), code


def test_one_list_says_one_thing() -> None:
    """A faulty item does not also make its list too short."""
    text = "id: x\ntitle: 词\nsummary: 词\nthemes: [yi-shi]\nsources: [lai-yuan-jia]\ndefinition:\n  - text:\n"
    assert [problem.code for problem in problems_with(record("terms/x", text))] == ["CB214"]
