"""A report's text in sections, with its title and the lines around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from casebook.proof.dates import dates
from casebook.proof.fold import simplified
from casebook.proof.sections import cut, locators

_LABEL = re.compile(
    r"^[(\s]*(?:主办|承办|协办|作者|来源|发布时间|发布日期|发布|日期|时间|编辑|责任编辑|当前位置|关键词|摘要|单位|浏览|索引号)[^:]{0,6}:"
)
_NO_TITLE = re.compile(r"^[(\s]*(?:20\d\d|www\.|https?:)|(?:厅|局|委|委员会|室|办|办事处|支部|政府)\s*(?:\([^()]*\))?$")
_SUBTITLE = re.compile(r"^\s*[—-]{1,2}")
_LINE = 120
_SECTIONS = 200


@dataclass(frozen=True, slots=True)
class Report:
    """`sections` are locator → folded own text, in order; `text` is the report as it was read."""

    title: str
    text: str
    sections: Mapping[str, str]
    published: str  # EDTF; '' when neither masthead nor signature says a day
    traditional: bool

    def below(self, locator: str) -> tuple[str, ...]:
        """Locators of the points right below a section: 二(一) → 二(一)一是, 二(一)二是."""
        points = re.compile(re.escape(locator) + r"(?:[一二三四五六七八九十]{1,2}是|\d{1,2})")
        return tuple(other for other in self.sections if points.fullmatch(other))


def read_report(text: str, title: str = "") -> Report:
    """The report; without `title` the likeliest of the short lines at its head, '' when there is none."""
    chosen = title or _title(text)
    names = _few(locators(text, chosen))
    sections = cut(text, names, chosen).own
    edges = "\n".join(sections.get(name, "") for name in ("报头", "题下", "落款"))
    han = "".join(re.findall("[\u3400-\u9fff]", text))
    changed = sum(one != other for one, other in zip(han, simplified(han), strict=False))
    return Report(
        chosen,
        text,
        sections,
        _day(edges),
        changed * 20 > len(han),
    )


def _day(text: str) -> str:
    """The first day that a calendar has, as EDTF; '' when there is none."""
    for found in dates(text):
        year, month, day = found.parts
        with suppress(ValueError):
            if month and day:
                return date(year, month, day).isoformat()
    return ""


def _few(names: tuple[str, ...]) -> tuple[str, ...]:
    """As many sections as a source may list: the points 一是, 二是 go first, and their text falls to the section above."""
    if len(names) > _SECTIONS:
        names = tuple(name for name in names if not re.search(r"是$|\d$", name))
    return names[:_SECTIONS]


def _title(text: str) -> str:
    """The longest short line before the first paragraph or heading that is no label and no office, with its subtitle."""
    best, lines = "", [line.strip() for line in text.splitlines() if line.strip()]
    at = 0
    for no, line in enumerate(lines):
        plain = simplified(line)
        if (
            len(line) >= _LINE
            or plain.endswith(("。", "!", "?", ":"))
            or re.match(r"(?:[一二三四五六七八九十]+、|\([一二三]|第[一二三四五六七八九十]+(?:[章节条]|部分))", plain)
        ):
            break
        if (
            not _LABEL.match(plain)
            and not _NO_TITLE.search(plain)
            and len(line) > max(3, len(best))
            and not _SUBTITLE.match(plain)
        ):
            best, at = line, no
    if best and at + 1 < len(lines) and _SUBTITLE.match(simplified(lines[at + 1])):
        best += "——" + _SUBTITLE.sub("", lines[at + 1]).strip(" —")
    return best
