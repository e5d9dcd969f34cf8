"""YAML text to plain data, strictly: every scalar stays text, and nothing that a record does not need is let in.

The quick path composes with libyaml. A text that holds anything suspicious (anchors, tags, deep nesting) is first scanned
event by event, without recursion, so that no bomb reaches the composer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml

from casebook.files import SourceText
from casebook.load.signs import INVISIBLE
from casebook.load.text import EACH, decode, text_problems
from casebook.problem import Loc, Outcome, Problem

Plain = str | list["Plain"] | dict[str, "Plain"]
# A PyYAML built without libyaml is slower, not different.
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Composes without asking what type a scalar might be: all stay text. Those questions take half of the time."""

    def resolve(self, _kind: type, _value: str, _implicit: tuple[bool, bool]) -> str:
        return ""

    def descend_resolver(self, _parent: yaml.Node, _index: yaml.Node) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


SIZE_LIMIT = 256 * 1024
DEPTH_LIMIT = 12
VALUE_LIMIT = 20_000
_SUSPICIOUS = re.compile(
    r"(?:^|[\s\[{,])[&*!]|^\s*(?:- +){3}|[\[{]|^ {24}|(?:^|\s)\?(?:\s|$)|^%|^\.\.\.|^---", re.MULTILINE
)
# Most files have none of these signs: a look for them costs a tenth of the whole pattern.
_HINT = re.compile(r"[&*!?\[{]|\n(?:%| {24}|[ -]*- +- |---|\.\.\.)")
_NULL = {"~", "null", "Null", "NULL"}  # what an editor takes for nothing when it stands without quotes

# libyaml's sentence → what it means to a writer, and what to do
_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "这里不该再出现“: ”",
        "文字里含有“冒号加空格”时给整句加引号；或检查上一行的缩进",
    ),
    (
        "could not find expected ':'",
        "这一行没有“键: 值”里的冒号",
        "补上半角冒号和空格；多行文字请接在同一行，或用 | 开头并缩进",
    ),
    ("while scanning an alias", "值不能以 * 开头", "给整个值加上引号；要加粗的文字不放在最前面"),
    ("while scanning an anchor", "值不能以 & 开头", "给整个值加上引号"),
    ("scanning a tag", "值不能以 ! 开头", "给整个值加上引号"),
    ("parsing a tag", "值不能以 ! 开头", "给整个值加上引号"),
    ("did not find expected key", "缩进或引号对不上，看不出这一行属于哪里", "同级的键左边对齐；检查引号是否成对"),
    ("did not find expected '-' indicator", "列表里有一行没有以“- ”开头", "同一列表的各项都以“- ”开头并左对齐"),
    ("block sequence entries are not allowed", "这里不能开始一个列表", "列表另起一行，缩进两格，以“- ”开头"),
    ("found unexpected end of stream", "引号或括号没有结束，一直到文件末尾", "补上缺少的引号或括号"),
    ("found character that cannot start any token", "值不能以 @、` 或 % 这样的符号开头", "给整个值加上引号"),
    ("did not find expected ',' or", "方括号或花括号里缺少逗号或结尾", "改成每行一项的列表"),
    ("parsing a flow", "方括号或花括号里缺少逗号或结尾", "改成每行一项的列表"),
    ("while scanning a simple key", "这一行没有“键: 值”里的冒号", "补上半角冒号和空格"),
    ("found unknown escape character", "双引号里的反斜杠写法不认识", "改用单引号，或写成两个反斜杠"),
)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands: 1-based line and column in characters, and how many characters to mark."""

    line: int
    column: int
    width: int


def parse_yaml(
    source: SourceText, size_limit: int = SIZE_LIMIT, value_limit: int = VALUE_LIMIT
) -> Outcome[dict[str, Plain] | None]:
    """The file's mapping with text leaves (a blank value is ''), or None with the problems that stopped it."""
    decoded = decode(source, size_limit)
    text = decoded.value
    if text is None:
        return Outcome(None, decoded.problems)
    problems = text_problems(source.path, text)
    if problems:
        return Outcome(None, problems)
    try:
        # Without brackets a line holds two values at most.
        is_odd = (_HINT.search(text) or text.startswith(("-", ".", " ", "%"))) and _SUSPICIOUS.search(text)
        if is_odd or 2 * text.count("\n") > value_limit:
            problems = tuple(islice(_event_problems(source.path, text, value_limit), EACH))
        node = compose(text) if not problems else None
    except yaml.YAMLError as error:
        problems = (_syntax_problem(source.path, text, error),)
    if problems:
        return Outcome(None, problems)
    return _mapping(source.path, node)


def compose(text: str) -> yaml.Node | None:
    """The nodes of a text with their places; None for a text that holds nothing. YAMLError for wrong syntax."""
    loader = _Loader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def _mapping(path: str, node: yaml.Node | None) -> Outcome[dict[str, Plain] | None]:
    if node is None or node.value == "":
        return Outcome(None, (Problem(path, 0, 0, "CB111"),))
    problems: list[Problem] = []
    plain = _plain(node, path, problems)
    if not isinstance(plain, dict):
        got = "一个列表" if isinstance(plain, list) else "一段文字"
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        return Outcome(None, (Problem(path, line, column, "CB112", {"got": got}),))
    return Outcome(plain if not problems else None, tuple(problems))


def _event_problems(path: str, text: str, value_limit: int) -> Iterator[Problem]:
    """Anchors, aliases, tags, second documents, depth and count, found without building anything."""
    depth = values = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        here = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        values += isinstance(event, yaml.ScalarEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            yield Problem(path, *here, "CB113")
            return
        if depth > DEPTH_LIMIT:
            yield Problem(path, *here, "CB110", {"limit": str(DEPTH_LIMIT)})
            return
        if values > value_limit:
            yield Problem(path, *here, "CB118", {"limit": f"{value_limit:,}"})
            return
        yield from _unwanted(path, here, event)


def _unwanted(path: str, here: tuple[int, int], event: yaml.Event) -> Iterator[Problem]:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        yield Problem(path, *here, "CB107")
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        yield Problem(path, *here, "CB108", {"tag": str(tag).replace("tag:yaml.org,2002:", "!!")})


def _inside(text: str, line: int, column: int) -> tuple[int, int]:
    """The place, or the end of what is written when libyaml only noticed behind it."""
    lines = text.rstrip().split("\n")
    return (line, column) if line <= len(lines) else (len(lines), len(lines[-1]) + 1)


def _syntax_problem(path: str, text: str, error: yaml.YAMLError) -> Problem:
    said = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    # What was opened is mended where it opens, not at the end of the file; a key without a colon at the key.
    if any(words in said for words in ("unexpected end of stream", "could not find expected ':'", "parsing a flow")):
        marks.reverse()
    mark = marks[0] or marks[1]
    line, column = _inside(text, mark.line + 1, mark.column + 1) if mark else (0, 0)
    for english, what, fix in _SYNTAX:
        if english in said:
            return Problem(path, line, column, "CB103", {"what": what, "fix": fix})
    return Problem(
        path, line, column, "CB103", {"what": "这里的写法看不懂", "fix": "检查缩进、冒号后的空格和引号是否成对"}
    )


def _scalar(node: yaml.ScalarNode, path: str, problems: list[Problem]) -> str:
    """What was typed; '' for a bare ~ or null. Escapes in double quotes may not bring in what the text may not hold."""
    text = str(node.value)
    if node.style == '"' and (match := INVISIBLE.search(text)):
        mark = node.start_mark
        problems.append(Problem(path, mark.line + 1, mark.column + 1, "CB115", {"char": f"U+{ord(match[0]):04X}"}))
    return "" if text in _NULL and node.style in (None, "") else text


def _plain(node: yaml.Node, path: str, problems: list[Problem]) -> Plain:
    if type(node) is yaml.ScalarNode:
        return _scalar(node, path, problems)
    if type(node) is yaml.SequenceNode:
        return [_plain(item, path, problems) for item in node.value]
    result: dict[str, Plain] = {}
    first: dict[str, int] = {}
    for key_node, value_node in node.value:
        mark = key_node.start_mark
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(path, mark.line + 1, mark.column + 1, "CB119", {"key": "…"}))
            continue
        key = _scalar(key_node, path, problems)
        if key in first:
            values = {"key": " ".join(key.split())[:40], "first": str(first[key])}
            problems.append(Problem(path, mark.line + 1, mark.column + 1, "CB106", values, len(key)))
            continue
        first[key] = mark.line + 1
        result[key] = _plain(value_node, path, problems)
    return result


def locate(text: str) -> dict[Loc, Span]:
    """Loc → span of each value and, under (*loc, '~key'), of its key. Called only for a file that has a problem."""
    node = compose(text)
    return dict(_spans(node, ())) if node is not None else {}


KEY = "~key"


def _spans(node: yaml.Node, loc: Loc) -> Iterator[tuple[Loc, Span]]:
    yield loc, _span(node)
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            here = (*loc, str(key_node.value))
            yield (*here, KEY), _span(key_node)
            yield from _spans(value_node, here)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _spans(item, (*loc, index))


def _span(node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    width = max(1, end.column - start.column) if end.line == start.line else 1
    return Span(start.line + 1, start.column + 1, width)
