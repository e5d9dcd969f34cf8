"""Bytes to text: size, encoding, and the slips that are seen before any YAML is read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import islice

from casebook.files import SourceText
from casebook.load.signs import INVISIBLE
from casebook.model.kinds import FIELD_NAMES, NAME_OF_TITLE
from casebook.problem import Outcome, Problem

EACH = 20  # problems of one sort that are told for one file: a thousand more say nothing new
_TAB = re.compile(r"^ *\t", re.MULTILINE)
_FIELDS = "|".join(sorted(FIELD_NAMES))
_BEFORE_COLON = re.compile(r"^([^：\n]{1,60})：", re.MULTILINE)
_KEY = re.compile(rf" *(?:- +)*({_FIELDS})|([^\s:#'\"&*!|>{{\[-][^\s:#]{{0,19}})")
_WIDE_BLANK = re.compile(
    rf"^[ -]*(?:[\u3000\xa0][\u3000\xa0 -]*(?:{_FIELDS})[:：]|(?:{_FIELDS}):(?=[\u3000\xa0]))", re.MULTILINE
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_BLOCK = re.compile(r"^( *(?:- +)*)(?:[^#\n]*: +)?[|>][-+0-9]*[ ]*(?:#.*)?$")


def decode(source: SourceText, size_limit: int) -> Outcome[str | None]:
    """The file as text, or None and why not: too large, a byte order mark, not UTF-8."""
    path, data = source
    if len(data) > size_limit:
        return Outcome(None, (Problem(path, 0, 0, "CB109", {"limit": f"{size_limit:,}"}),))
    if data.startswith(b"\xef\xbb\xbf"):
        return Outcome(None, (Problem(path, 1, 1, "CB102"),))
    try:
        return Outcome(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        return Outcome(None, (Problem(path, before.count("\n") + 1, len(before) - before.rfind("\n"), "CB101"),))


def text_problems(path: str, text: str) -> tuple[Problem, ...]:
    """Invisible characters, tabs and wide blanks in the indentation, full-width colons: at most EACH of a sort. Of a file that git
    could not merge only that is told."""
    at = _places(text)
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (conflict := _CONFLICT.search(text)):
        return (Problem(path, *at(conflict.start()), "CB124", {"mark": conflict[0][:7]}),)
    found = [
        *islice((_invisible(path, at(match.start()), match[0]) for match in INVISIBLE.finditer(text)), EACH),
        *islice((Problem(path, *at(match.end() - 1), "CB104") for match in _TAB.finditer(text)), EACH),
    ]
    wide = list(_wide_signs(path, text, at))
    if wide:
        prose = _block_lines(text)
        found += islice((problem for problem in wide if problem.line not in prose), EACH)
    return tuple(found)


def _invisible(path: str, place: tuple[int, int], char: str) -> Problem:
    return Problem(path, *place, "CB115", {"char": f"U+{ord(char):04X}"})


def _wide_signs(path: str, text: str, at: Callable[[int], tuple[int, int]]) -> Iterator[Problem]:
    for match in _BEFORE_COLON.finditer(text):
        key = _KEY.fullmatch(match[1])
        if key:
            said = key[1] or key[2]
            yield Problem(path, *at(match.end() - 1), "CB105", {"key": NAME_OF_TITLE.get(said, said)})
    if "\u3000" in text or "\xa0" in text:
        for match in _WIDE_BLANK.finditer(text):
            blank = re.search("[\u3000\xa0]", text[match.start() : match.end() + 1])
            yield Problem(path, *at(match.start() + (blank.start() if blank else 0)), "CB121")


def _places(text: str) -> Callable[[int], tuple[int, int]]:
    """From an index to its line and column, both from 1, without counting from the start each time."""
    breaks: list[int] = []

    def at(index: int) -> tuple[int, int]:
        if not breaks:  # most files never ask
            breaks.extend(match.start() for match in re.finditer(r"\n|\Z", text))
        line = bisect_left(breaks, index)
        return line + 1, index - (breaks[line - 1] if line else -1)

    return at


def _block_lines(text: str) -> frozenset[int]:
    """Numbers of the lines inside | and > blocks, where any sign is prose."""
    inside: set[int] = set()
    indent: int | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if indent is not None and (not line.strip() or len(line) - len(line.lstrip(" ")) > indent):
            inside.add(number)
            continue
        match = _BLOCK.match(line.rstrip("\r"))
        indent = len(match[1]) if match else None
    return frozenset(inside)
