"""What people write to a Query, or to a Fault that says what is wrong and where.

A plain question must never be a mistake: 中发[2017]13号, 村(社区)证明 and 问题：停车难 are words. Signs only count where they can
mean nothing else: a bracket or a quote at the start of a word, a colon after the name of a field.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from casebook.index.words import squeeze, terms
from casebook.search.query import (
    FACET_FIELDS,
    FIELDS,
    TEXT_FIELDS,
    YEAR_FIELDS,
    And,
    Node,
    Not,
    Or,
    Query,
    Term,
    Wild,
    Years,
    words_node,
)

LIMIT = 1000
_DEPTH = 20
_CLOSING = {'"': '"', "“": "”", "＂": "＂"}
_OPEN, _CLOSE = "(（", ")）"
_FIELD = re.compile(r"-?([^\W\d_]{1,12})[:：]")
_RANGE = re.compile(r"[\[【]\s*(\d{4})?\s*(?:TO|到|至|\.\.|,)\s*(\d{4})?\s*[\]】]")
_SPAN = re.compile(r"(?:(\d{4})?(?:\.\.|-|—|到|至)(\d{4})?|(>=|<=|>|<|≥|≤)?(\d{4})年?)")
_OPERATORS = ("AND", "OR", "NOT")

Resolve = Callable[[str, str], "tuple[str, ...] | str"]
"""(facet, what was written) → values of the facet it stands for, or why it stands for none."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a query, in Chinese, at which character (0-based) and how many of them."""

    message: str
    at: int
    width: int = 1

    def marked(self, text: str) -> str:
        """The line around the place, and below it a mark."""
        start = max(0, self.at - 30)
        line = "".join(char if char.isprintable() else "�" for char in text[start : self.at + 30])
        before = "".join("　" if unicodedata.east_asian_width(char) in "WF" else " " for char in text[start : self.at])
        return f"  {line}\n  {before}{'^' * max(1, min(self.width, 30))}"


class _Stop(Exception):  # noqa: N818 - leaves the descent with a Fault; never leaves this file
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


@dataclass(frozen=True, slots=True)
class _Words:
    """Words not bound to a field: soft at the top of a query, hard within AND, OR and NOT."""

    text: str


_Part = Node | _Words


def parse(text: str, resolve: Resolve) -> Query | Fault:
    """The query, or the first thing wrong with it. Text past LIMIT characters is not read."""
    try:
        return _Parser(text[:LIMIT], resolve).query()
    except _Stop as stop:
        return stop.fault


class _Parser:
    """One descent over the characters: blanks, OR, AND, item."""

    def __init__(self, text: str, resolve: Resolve) -> None:
        self.text = text
        self.resolve = resolve
        self.at = 0
        self.depth = 0
        self.words: list[str] = []
        self.denied = 0

    def query(self) -> Query:
        parts = self.side_by_side()
        self.blank()
        if self.at < len(self.text):  # only a closing bracket stops the descent early
            self.fail("多了一个右括号：删去它，或在前面补上左括号 (")
        free = tuple(part.text for part in parts if isinstance(part, _Words) and part.text)
        must = tuple(part for part in parts if not isinstance(part, _Words))
        return Query(free, And(must), tuple(self.words))

    def fail(self, message: str, at: int | None = None, width: int = 1) -> None:
        raise _Stop(Fault(message, self.at if at is None else at, width))

    def blank(self) -> None:
        while self.at < len(self.text) and self.is_blank(self.text[self.at]):
            self.at += 1

    def is_blank(self, char: str) -> bool:
        """A full-width bracket that was never opened is punctuation, a half-width one a slip."""
        return char.isspace() or not char.isprintable() or (char == "）" and not self.depth)

    def operator(self) -> str:
        """AND, OR or NOT when it stands here alone; ''."""
        self.blank()
        for name in _OPERATORS:
            end = self.at + len(name)
            if self.text.startswith(name, self.at) and (end == len(self.text) or not _is_word(self.text[end])):
                return name
        return ""

    def side_by_side(self) -> list[_Part]:
        """Parts with blanks between: the top level of a query or the inside of a bracket. OR and AND bind closer."""
        parts: list[_Part] = []
        while (part := self.either()) is not None:
            parts.append(part)
        return parts

    def either(self) -> _Part | None:
        return self.chain("OR", self.both, lambda sides: Or(tuple(_hard([side]) for side in sides)))

    def both(self) -> _Part | None:
        return self.chain("AND", self.item, _hard)

    def chain(self, name: str, one: Callable[[], _Part | None], join: Callable[[list[_Part]], Node]) -> _Part | None:
        """Parts with an operator between, joined; a part alone as it is; None where no part begins."""
        first = one()
        if first is None:
            return None
        parts = [first]
        while self.operator() == name:
            at = self.at
            self.at += len(name)
            after = one()
            if after is None:
                self.fail(f"{name} 后面还要有一个词", at, len(name))
            else:
                parts.append(after)
        return parts[0] if len(parts) == 1 else join(parts)

    def item(self) -> _Part | None:
        """The next word, phrase, bracket or field; None at the end and at a closing bracket."""
        name = self.operator()
        if self.at >= len(self.text) or self.text[self.at] in _CLOSE:
            return None
        start = self.at
        if name == "NOT" or (
            self.text[start] == "-" and start + 1 < len(self.text) and not self.text[start + 1].isspace()
        ):
            return self.negation(start, 3 if name else 1)
        if name in ("AND", "OR"):
            self.fail(f"{name} 前面还要有一个词；要找“{name.lower()}”这个词，请写成小写", width=len(name))
        if self.text[start] in _OPEN and self.has_close(start):
            return self.bracket("")
        if self.text[start] in _CLOSING:
            quoted = self.quoted()
            if quoted is not None:
                # Quotes around nothing that can be found ask for nothing.
                return self.said(quoted, "text") if terms(quoted) else _Words("")
        field = _FIELD.match(self.text, start)
        if field and self.is_field(field):
            return self.of_field(field)
        return self.plain()

    def negation(self, start: int, width: int) -> _Part:
        self.at += width
        self.denied += 1
        if self.denied > _DEPTH:
            self.fail(f"NOT 和减号连着写得太多，最多 {_DEPTH} 个", start, width)
        part = self.item()
        self.denied -= 1
        if part is None:
            self.fail(
                "NOT 后面要有一个词，说明不要什么" if width == 3 else "- 后面要有一个词，说明不要什么", start, width
            )
        return Not(_hard([part] if part is not None else []))

    def has_close(self, start: int) -> bool:
        """A full-width bracket that is never closed is taken for punctuation, a half-width one for a slip."""
        return self.text[start] == "(" or any(char in _CLOSE for char in self.text[start:])

    def bracket(self, field: str) -> Node:
        start = self.at
        self.depth += 1
        if self.depth > _DEPTH:
            self.fail(f"括号套得太深，最多 {_DEPTH} 层")
        self.at += 1
        parts = self.side_by_side() if not field else self.values(field)
        self.blank()
        if self.at >= len(self.text):
            self.fail("左括号没有配对：在后面补上右括号 )", start)
        if not parts:
            self.fail("括号里是空的：写上要找的词，或删去括号", start, self.at + 1 - start)
        self.at += 1
        self.depth -= 1
        return _hard(parts)

    def values(self, name: str) -> list[_Part]:
        """Values of one field in a bracket: 主题:(协商 OR 自治); a blank stands for OR."""
        found: list[_Part] = []
        while True:
            self.blank()
            if self.operator() == "OR":
                self.at += 2
                continue
            if self.at >= len(self.text) or self.text[self.at] in _CLOSE:
                return [Or(tuple(_hard([part]) for part in found))] if found else []
            found.append(self.value(name, self.at))

    def quoted(self) -> str | None:
        """The text between quotes. None when a Chinese quote is never closed: then it is punctuation."""
        start = self.at
        end = self.text.find(_CLOSING[self.text[start]], start + 1)
        if end < 0:
            if self.text[start] == "“":
                self.at += 1
                return None
            self.fail("引号没有配对：在短语后面补上另一个引号", start)
        self.at = end + 1
        return self.text[start + 1 : end]

    def said(self, text: str, field: str) -> Node:
        """Words in quotes or in a text field; they also count for the order unless denied."""
        if not self.denied:
            self.words.append(text)
        return words_node(text, field)

    def is_field(self, found: re.Match[str]) -> bool:
        name = found[1].lower()
        if name in FIELDS:
            return True
        if found[0].endswith(":") and found.end() < len(self.text) and not self.text[found.end()].isspace():
            self.fail(
                f"没有“{found[1]}”这个字段；可用：{'、'.join(key for key in FIELDS if not key.isascii())}",
                width=len(found[1]),
            )
        return False

    def of_field(self, found: re.Match[str]) -> Node:
        name = found[1].lower()
        self.at = found.end()
        self.blank()
        if self.at >= len(self.text) or self.text[self.at] in _CLOSE:
            self.fail(f"“{found[1]}”后面还没有写值，例如 {_EXAMPLE[FIELDS[name]]}", found.start(), len(found[0]))
        if self.text[self.at] in _OPEN:
            return self.bracket(name)
        return self.value(name, found.start())

    def value(self, name: str, start: int) -> Node:
        if name in YEAR_FIELDS:
            return self.years(start)
        text = self.quoted() if self.text[self.at] in _CLOSING else None
        is_quoted = text is not None
        text = self.bare() if text is None else text
        if name in TEXT_FIELDS:
            is_wild = not is_quoted and ("*" in text or "?" in text)
            return self.wild(text, start) if is_wild else self.said(text, TEXT_FIELDS[name])
        facet = FACET_FIELDS[name]
        values = self.resolve(facet, text)
        if isinstance(values, str):
            raise _Stop(Fault(values, start, self.at - start))
        return Or(tuple(Term(facet, value) for value in values))

    def years(self, start: int) -> Node:
        found = _RANGE.match(self.text, self.at)
        if found:
            self.at = found.end()
            low, high = (int(year) if year else None for year in found.groups())
        else:
            text = self.bare()
            span = _SPAN.fullmatch(unicodedata.normalize("NFKC", text))
            if span is None:
                raise _Stop(Fault(f"年份的写法看不懂；这样写：{_EXAMPLE['year']}", start, self.at - start))
            low, high = _span(span)
        if low is not None and high is not None and low > high:
            self.fail(f"年份前后颠倒了：{low} 在 {high} 之后", start, self.at - start)
        return Years(low, high)

    def bare(self) -> str:
        """Characters up to a blank or a bracket that was not opened within."""
        start = self.at
        opened = 0
        while self.at < len(self.text) and not self.text[self.at].isspace():
            char = self.text[self.at]
            opened += (char in _OPEN) - (char in _CLOSE)
            if opened < 0 and self.depth:
                break
            self.at += 1
        return self.text[start : self.at]

    def plain(self) -> _Part:
        start = self.at
        text = self.bare()
        if "*" in text and _wild_letters(text):
            return self.wild(text, start)
        if not self.denied:
            self.words.append(text)
        return _Words(text)

    def wild(self, text: str, start: int) -> Node:
        if not _wild_letters(text):
            raise _Stop(Fault("通配符 * 和 ? 旁边至少要有一个字", start, max(1, len(text))))
        pattern = "".join(char if char in "*?" else squeeze(char) for char in unicodedata.normalize("NFKC", text))
        if not self.denied:
            self.words += [piece for piece in re.split(r"[*?]+", text) if piece]
        return Or((Wild("keys", "=" + pattern), *((Wild("text", pattern),) if pattern.isascii() else ())))


_EXAMPLE = {
    "names": "标题:敲门",
    "summary": "摘要:协商",
    "steps": "步骤:公示",
    "body": "正文:停车",
    "kind": "类型:案例",
    "theme": "主题:协商",
    "region": "地区:重庆",
    "level": "级别:省",
    "setting": "场景:老城社区",
    "form": "形式:机制",
    "status": "状态:已发布",
    "note": "教学说明:有",
    "id": "编号:you-min-zuo-zhu",
    "year": "年份:2018、年份:2015..2019、年份:[2015 TO 2019] 或 年份:>=2016",
}


def _is_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")


def _wild_letters(text: str) -> bool:
    return bool(squeeze(text.replace("*", "").replace("?", "")))


def _hard(parts: list[_Part]) -> Node:
    """The parts as conditions: each has to be fulfilled."""
    nodes = tuple(words_node(part.text, "text") if isinstance(part, _Words) else part for part in parts)
    return nodes[0] if len(nodes) == 1 else And(nodes)


def _span(found: re.Match[str]) -> tuple[int | None, int | None]:
    low, high, sign, year = found.groups()
    if year is None:
        return int(low) if low else None, int(high) if high else None
    only = int(year)
    match sign:
        case ">=" | "≥":
            return only, None
        case "<=" | "≤":
            return None, only
        case ">":
            return only + 1, None
        case "<":
            return None, only - 1
        case _:
            return only, only
