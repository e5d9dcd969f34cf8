"""An archived text cut into the sections that citations name, by rules that hold for all sources.

Numbered locators follow the headings: 一 is the text below '一、', 一(二) below '(二)', 一(二)三是 from '三是' on, 第三条 and 第三部分 below them.
Where the headings of the first level are lost, (一) begins anew: the sets go in order to the named locators that have such
parts (做法(一), 建议(一)). Other names lie before the first heading or after the last paragraph, in the order of the
record's list: mastheads, titles and signatures are short lines, a 关键词 is one line, any other name one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casebook.proof.fold import bare, simplified

_NUMERALS = "一二三四五六七八九十百"
_NO = f"[{_NUMERALS}]+"
_FIRST = re.compile(rf"({_NO})、")
_SECOND = re.compile(rf"\(({_NO})\)")
_ARTICLE = re.compile(rf"第(?:{_NO}|\d+)(?:[章节条]|部分)")
_POINT = re.compile(rf"(?:^|(?<=[。;:!?”]))\s*([{_NUMERALS}]{{1,2}})是|^(\d{{1,2}})[.、](?!\d)", re.MULTILINE)
_NUMBERED = re.compile(rf"(?:{_NO}|{_ARTICLE.pattern})?(?:\({_NO}\))?(?:{_NO}是|\d{{1,2}})?")
_PARAGRAPH = re.compile(r"[。!?][”’\"'」』)■\s]*$")
_LONG = 120  # characters; no masthead line is as long
_TITLES = {"题", "标题", "题名"}
_SHORT = _TITLES | {"题下", "报头", "页眉", "抬头", "栏目", "署名", "作者", "落款", "文末", "页脚", "关键词", "关键字"}


@dataclass(frozen=True, slots=True)
class Sections:
    """`own` is a locator's text without its listed parts, folded; `missing` are listed locators that the text does not have."""

    own: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    missing: tuple[str, ...]

    def below(self, locator: str) -> tuple[str, ...]:
        """The listed parts of a locator, and theirs."""
        return tuple(found for part in self.parts.get(locator, ()) for found in (part, *self.below(part)))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text and the locators it belongs to, outermost first; () before the first heading."""

    chain: tuple[str, ...]
    text: str


def cut(text: str, locators: Sequence[str], title: str = "") -> Sections:
    """The text in sections. `title` is the source's own, which tells the lines of 题 from those around them."""
    listed = [simplified(locator) for locator in locators]
    lines = [line.strip() for line in simplified(text).splitlines() if line.strip()]
    groups = [name for name in listed if any(other.startswith(f"{name}(") for other in listed) and not _number(name)]
    front, pieces = _pieces(lines, groups)
    before, after = _outer_names(listed, groups)
    back: list[str] = []
    if after and pieces:
        pieces, back = _trailing(pieces)
    texts: dict[str, list[str]] = {}
    for name, found in (*_front(front, before, simplified(title)), *_front(back, after, "")):
        texts.setdefault(name, []).extend(found)
    known = set(listed)
    for piece in pieces:
        home = next((locator for locator in reversed(piece.chain) if locator in known), None)
        if home is not None:
            texts.setdefault(home, []).append(piece.text)
    there = set(texts) | {locator for piece in pieces for locator in piece.chain}
    return Sections(
        own={locator: "\n".join(texts.get(simplified(locator), ())) for locator in locators},
        parts={locator: _parts(locator, locators) for locator in locators},
        missing=tuple(locator for locator in locators if simplified(locator) not in there),
    )


def locators(text: str, title: str = "") -> tuple[str, ...]:
    """The locators by which `cut` finds every stretch of a text that no record describes yet, in its order.

    Where (一) begins anew without headings above it, the sets are named 部分一, 部分二; text without headings is 正文.
    """
    lines = [line.strip() for line in simplified(text).splitlines() if line.strip()]
    front, pieces = _pieces(lines, ())
    restarts = sum(piece.chain == ("(一)",) for piece in pieces)
    if restarts > 1:
        front, pieces = _pieces(lines, [f"部分{_NUMERALS[no]}" for no in range(min(restarts, len(_NUMERALS)))])
    numbered = tuple(dict.fromkeys(locator for piece in pieces for locator in piece.chain))
    end = ("落款",) if pieces and _trailing(pieces)[1] else ()
    return (*_front_names(front, simplified(title), "引言" if pieces else "正文"), *numbered, *end)


def _front_names(lines: Sequence[str], title: str, last: str) -> Iterator[str]:
    """报头, 题, 题下 for the short lines there are, `last` for what follows them."""
    short = next((no for no, line in enumerate(lines) if _is_paragraph(line)), len(lines))
    titles = [no for no in range(short) if _in_title(lines[no], title)]
    if titles:
        if titles[0]:
            yield "报头"
        yield "题"
        if titles[-1] + 1 < short:
            yield "题下"
    elif short:
        yield "报头"
    if short < len(lines):
        yield last


def _number(locator: str) -> bool:
    return _NUMBERED.fullmatch(locator) is not None


def _parts(locator: str, locators: Sequence[str]) -> tuple[str, ...]:
    """Listed locators directly below: 一 has 一(二), 一(二) has 一(二)三是."""
    parents = {other: _parent(other, locators) for other in locators}
    return tuple(other for other in locators if parents[other] == locator)


def _parent(locator: str, locators: Sequence[str]) -> str | None:
    above = [
        other
        for other in locators
        if locator.startswith(other) and len(other) < len(locator) and _number(locator[len(other) :])
    ]
    # 十 is not above 十一: what follows the shorter one must begin a new level.
    above = [other for other in above if locator[len(other)] == "(" or locator.endswith("是") or locator[-1].isdigit()]
    return max(above, key=len, default=None)


def _pieces(lines: Iterable[str], groups: Sequence[str]) -> tuple[list[str], list[_Piece]]:
    """Lines before the first heading; then the pieces, split at headings and at 一是, 二是."""
    front: list[str] = []
    blocks: list[tuple[tuple[str, ...], list[str]]] = []
    first, group, last = "", -1, 0
    for line in lines:
        top, second, article = _FIRST.match(line), _SECOND.match(line), _ARTICLE.match(line)
        if top:
            first = top[1]
            blocks.append(((first,), [line]))
        elif second:
            number = _value(second[1])
            if not first and number <= last:
                group += 1
            elif not first and group < 0:
                group = 0
            last = number
            root = first or (groups[group] if group < len(groups) else "")
            chain = (root, f"{root}({second[1]})") if root else (f"({second[1]})",)
            blocks.append((chain, [line]))
        elif article:
            blocks.append(((article[0],), [line]))
        elif blocks:
            blocks[-1][1].append(line)
        else:
            front.append(line)
    return front, [piece for chain, held in blocks for piece in _points(chain, "\n".join(held))]


def _points(chain: tuple[str, ...], text: str) -> list[_Piece]:
    """The block up to 一是, and each point. A point counts when it is the next in turn: 一是 in a sentence of its own is none."""
    starts: list[tuple[int, str]] = []
    for found in _POINT.finditer(text):
        name = f"{found[1]}是" if found[1] else found[2]
        value = _value(found[1]) if found[1] else int(found[2])
        if value == len(starts) + 1:
            starts.append((found.start(), name))
    bounds = [0, *(start for start, _ in starts), len(text)]
    names = ["", *(name for _, name in starts)]
    return [
        _Piece((*chain, f"{chain[-1]}{name}") if name else chain, text[left:right])
        for name, left, right in zip(names, bounds, bounds[1:], strict=False)
        if text[left:right].strip()
    ]


def _value(numeral: str) -> int:
    """'十二' → 12."""
    tens, ten, ones = numeral.rpartition("十")
    digits = {char: value for value, char in enumerate(_NUMERALS[:9], start=1)}
    return (digits.get(tens, 1) * 10 if ten else 0) + digits.get(ones, 0)


def _outer_names(listed: Sequence[str], groups: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names of what lies before and after the numbered sections."""
    numbered = [
        place
        for place, name in enumerate(listed)
        if _number(name) or name in groups or any(name.startswith(f"{group}(") for group in groups)
    ]
    if not numbered:
        return list(listed), []
    outer = set(range(len(listed))) - set(numbered)
    before = [listed[place] for place in sorted(outer) if place < numbered[0]]
    return before, [listed[place] for place in sorted(outer) if place > numbered[0]]


def _is_paragraph(line: str) -> bool:
    return len(line) >= _LONG or _PARAGRAPH.search(line) is not None


def _trailing(pieces: list[_Piece]) -> tuple[list[_Piece], list[str]]:
    """Short lines at the very end are signature and footer, not part of the last section."""
    *others, last = pieces
    lines = last.text.split("\n")
    end = len(lines)
    while end > 1 and not _is_paragraph(lines[end - 1]):
        end -= 1
    return [*others, _Piece(last.chain, "\n".join(lines[:end]))], lines[end:]


def _front(lines: Sequence[str], names: Sequence[str], title: str) -> list[tuple[str, list[str]]]:
    """Each name with its lines, in order; the last takes what is left. A name without lines is left out."""
    found: list[tuple[str, list[str]]] = []
    at = 0
    for place, name in enumerate(names):
        rest = names[place + 1 :]
        end = len(lines) if not rest else _end(lines, at, name, rest[0], title)
        if end > at:
            found.append((name, list(lines[at:end])))
        at = end
    return found


def _end(lines: Sequence[str], at: int, name: str, following: str, title: str) -> int:
    """Where the lines of a name end that is not the last one."""
    short = at
    while short < len(lines) and not _is_paragraph(lines[short]):
        short += 1
    titles = [no for no in range(at, short) if _in_title(lines[no], title)]
    if name in _TITLES:
        return titles[-1] + 1 if titles else min(at + 1, short)
    if following in _TITLES and titles:
        return titles[0]
    if name.startswith("关键"):
        return min(at + 1, len(lines))
    if name in _SHORT:
        return short
    return min(short + 1, len(lines))


def _in_title(line: str, title: str) -> bool:
    head, whole = re.sub(r"[^\w]", "", bare(line)), re.sub(r"[^\w]", "", bare(title))
    return len(head) > 3 and head in whole
