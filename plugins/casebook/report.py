"""Problems → text for people, json for programs, annotations for GitHub, SARIF for code scanners. The numbers and addresses of
private persons are masked in all of them: logs and comments are read by more people than the file.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import click

from casebook import __version__
from casebook.check.privacy import masked
from casebook.load.signs import INVISIBLE
from casebook.messages import MESSAGES
from casebook.problem import Problem

Lines = Callable[[str], Sequence[str]]  # path → the file's lines, () when it cannot be shown
SHOWN = 200
_WORD = {"error": "错误", "warning": "提醒"}
_COLOUR = {"error": "red", "warning": "yellow"}


def write_report(style: str, problems: Sequence[Problem], lines: Lines) -> str:
    """The problems in one of FORMATS."""
    return _WRITERS[style]([_discreet(problem) for problem in problems], lines)


def as_plain_text(problems: Sequence[Problem], lines: Lines) -> str:
    """The text for people without colours."""
    return click.unstyle(write_report("text", problems, lines))


def _discreet(problem: Problem) -> Problem:
    return replace(problem, values={name: masked(value) for name, value in problem.values.items()})


def _as_text(problems: Sequence[Problem], lines: Lines) -> str:
    """One block a problem: place, message, the source line with the span marked, hint; a count at the end. With ANSI colours.

    Of more than SHOWN the errors come first, and the rest is only counted: nobody reads thousands at once.
    """
    shown = problems
    if len(problems) > SHOWN:
        shown = sorted(problems, key=lambda problem: problem.level != "error")[:SHOWN]
    blocks = [_block(problem, lines) for problem in shown]
    if len(problems) > SHOWN:
        blocks.append(f"还有 {len(problems) - SHOWN} 处没有列出：先改上面的，再检查一次；要看全部，用 --format json\n")
    return "\n".join([*blocks, _summary(problems)]) + "\n"


def _block(problem: Problem, lines: Lines) -> str:
    colour = _COLOUR[problem.level]
    where = ":".join(str(part) for part in (_harmless(problem.path), problem.line, problem.column) if part)
    head = f"{click.style(where, bold=True)} {click.style(f'{_WORD[problem.level]} {problem.code}', fg=colour)} {_harmless(problem.message)}"
    parts = [head]
    text = lines(problem.path)
    if 0 < problem.line <= len(text) and problem.column:
        line = _harmless(masked(text[problem.line - 1]))
        line, start, end = _window(line, problem.column - 1, problem.column - 1 + problem.width)
        gutter = f"{problem.line:>5} │ "
        blank = " " * (len(gutter) - 2) + "│ " + " " * _columns(line[:start])
        mark = blank + "^" * max(1, _columns(line[start:end]))
        parts += [click.style(gutter, dim=True) + line, click.style(mark, fg=colour)]
    if problem.hint:
        parts.append(f"      提示：{_harmless(problem.hint)}")
    return "\n".join(parts) + "\n"


def _harmless(text: str) -> str:
    """One sign for each that would steer the terminal, turn the line around or take no room: a record is a stranger's text."""
    return INVISIBLE.sub("\ufffd", text).replace("\t", " ").replace("\r", " ").replace("\n", " ")


def _window(line: str, start: int, end: int, room: int = 72) -> tuple[str, int, int]:
    """A line of at most `room` columns around the span, and where the span stands in it, so that the mark stays below."""
    start = min(start, len(line))
    if _columns(line) <= room and len(line) <= 2 * room:  # signs of no width can go on for ever
        return line, start, min(end, max(len(line), start + 1))
    left = start
    while left and start - left < room and _columns(line[left - 1 : start]) <= room // 3:
        left -= 1
    right = start
    while (
        right < min(len(line), left + 2 * room) and _columns(line[left : right + 1]) <= room - 4
    ):  # two for each of the marks of the cut
        right += 1
    head, tail = "…" if left else "", "…" if right < len(line) else ""
    shift = left - len(head)
    return head + line[left:right] + tail, start - shift, max(min(end, right), start + 1) - shift


def _columns(text: str) -> int:
    """Columns on a terminal: two for a Han character, none for a mark set upon the one before."""
    return sum(
        0 if unicodedata.combining(char) or unicodedata.category(char) == "Mn" else _width(char) for char in text
    )


def _width(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _summary(problems: Sequence[Problem]) -> str:
    errors = sum(problem.level == "error" for problem in problems)
    files = len({problem.path for problem in problems})
    if not problems:
        return click.style("没有发现问题", fg="green")
    text = f"{files} 个文件，{errors} 处错误，{len(problems) - errors} 处提醒"
    return click.style(text, fg="red" if errors else "yellow", bold=True)


def _as_json(problems: Sequence[Problem], _lines: Lines) -> str:
    """{"problems": [{path, line, column, width, code, level, message, hint}], "errors": n, "warnings": n}"""
    rows = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "width": problem.width,
            "code": problem.code,
            "level": problem.level,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    errors = sum(row["level"] == "error" for row in rows)
    return (
        json.dumps({"problems": rows, "errors": errors, "warnings": len(rows) - errors}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _as_github(problems: Sequence[Problem], _lines: Lines) -> str:
    """Workflow commands, one a line: ::error file=…,line=…,col=…,title=CB203::message"""
    return "".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    where = [f"file={_property(problem.path)}"]
    if problem.line:
        where.append(f"line={problem.line}")
    if problem.column:
        where += [f"col={problem.column}", f"endColumn={problem.column + problem.width}"]
    where.append(f"title={problem.code}")
    text = "\n".join(part for part in (problem.message, problem.hint) if part)
    return f"::{problem.level} {','.join(where)}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _as_sarif(problems: Sequence[Problem], _lines: Lines) -> str:
    """SARIF 2.1.0 with one rule a code that occurs."""
    codes = sorted({problem.code for problem in problems})
    rules = [_rule(code) for code in codes]
    results = [_sarif_result(problem, codes.index(problem.code)) for problem in problems]
    driver = {"name": "casebook", "version": __version__, "language": "zh-CN", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    """The rule's sentence without the values that one result puts in."""
    said = MESSAGES[code]
    text = re.sub(r"\{\w+\}", "…", said.text)
    return {"id": code, "shortDescription": {"text": text}, "defaultConfiguration": {"level": said.level}}


def _sarif_result(problem: Problem, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.path)}}
    if problem.line:
        region = {"startLine": problem.line}
        if problem.column:
            region |= {"startColumn": problem.column, "endColumn": problem.column + problem.width}
        place["region"] = region
    text = "。".join(part for part in (problem.message, problem.hint) if part)
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.level,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }


_WRITERS: dict[str, Callable[[Sequence[Problem], Lines], str]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_github,
    "sarif": _as_sarif,
}
FORMATS = tuple(_WRITERS)
