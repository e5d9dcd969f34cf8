"""A contributor's file → plain text with its headings. Word files are read in word.py."""

from __future__ import annotations

import re
from contextlib import suppress

from casebook.draft.word import paragraphs
from casebook.load.signs import INVISIBLE
from casebook.problem import Outcome, Problem

LIMIT = 20_000_000  # bytes of a file, pictures of a Word file included
_LONGEST = 100_000  # characters: a book, not a report
_SHORTEST = 20
_NUMERALS = "一二三四五六七八九十"
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_NUMBERED = re.compile(
    r"^#{0,6}\s*(?:\*\*)?(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])", re.MULTILINE
)
_MARKS = re.compile(r"\*\*|__|`|^\s*>\s?|^\s*[-*+]\s+(?=\S)|!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")


def read_text(name: str, data: bytes) -> Outcome[str | None]:
    """The text of a .txt, .md or .docx, with \\n at the end of lines; None with a Problem when it cannot be used.

    Text is UTF-8, or GB18030 with a warning; a lead of UTF-16 is understood. Signs nobody sees are taken out, with a warning.
    """
    suffix = name.lower().rpartition(".")[2]
    if suffix not in ("txt", "md", "markdown", "docx"):
        return Outcome(None, (Problem(name, 0, 0, "CB901"),))
    if len(data) > LIMIT:
        return Outcome(None, (Problem(name, 0, 0, "CB902", {"limit": f"{LIMIT:,} 字节"}),))
    read = paragraphs(name, data) if suffix == "docx" else _decoded(name, data)
    return read if read.value is None else _tidied(name, suffix, Outcome(read.value, read.problems))


def _tidied(name: str, suffix: str, read: Outcome[str]) -> Outcome[str | None]:
    text = "\n".join(re.split(r"\r\n?|\n", read.value))
    problems = list(read.problems)
    clean = INVISIBLE.sub("", text)
    if clean != text:
        problems.append(Problem(name, 0, 0, "CB908", {"count": str(len(text) - len(clean))}))
    if len(clean) > _LONGEST:
        return Outcome(None, (Problem(name, 0, 0, "CB902", {"limit": f"{_LONGEST:,} 个字"}),))
    if len(clean.strip()) < _SHORTEST:
        return Outcome(None, (Problem(name, 0, 0, "CB904"),))
    if suffix == "txt":
        return Outcome(clean, tuple(problems))
    return Outcome(_headed(clean, marked=suffix != "docx"), tuple(problems))


def _decoded(name: str, data: bytes) -> Outcome[str | None]:
    for encoding in ("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if "\x00" not in text:
                return Outcome(text, (Problem(name, 0, 0, "CB907"),) if encoding == "gb18030" else ())
    return Outcome(None, (Problem(name, 0, 0, "CB903"),))


def _headed(text: str, *, marked: bool) -> str:
    """Headings without #, and numbered where nothing is: second level 一、, third (一), for a citation needs a number.

    `marked` text is Markdown and loses its other marks too.
    """
    numbered = _NUMBERED.search(text) is not None
    lines: list[str] = []
    first = second = 0
    for line in text.split("\n"):
        heading = _HEADING.match(line)
        words = heading[2] if heading else line
        if marked:
            words = _LINK.sub(r"\1", _MARKS.sub("", words))
        level = len(heading[1]) if heading and not numbered else 0
        if level == 2:
            first, second = first + 1, 0
            words = f"{_numeral(first)}、{words}"
        elif level == 3:
            second += 1
            words = f"({_numeral(second)}){words}"
        lines.append(words)
    return "\n".join(lines)


def _numeral(number: int) -> str:
    """12 → 十二, up to 99."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_NUMERALS[min(tens, 9) - 1]}十") + (
        _NUMERALS[ones - 1] if ones else ""
    )
