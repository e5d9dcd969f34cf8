"""Citations in the text: the marks behind a statement, and the anchors they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from markupsafe import Markup

from casebook.model.fields import Cite
from casebook.model.source import Source
from casebook.publish.trusted import trusted

_LABEL = 12  # characters of a label
_NUMERALS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")}
_NO_QUOTES = dict.fromkeys(map(ord, "“”‘’「」『』《》〈〉 "))  # a cut title must not leave one open
_CHINESE_NUMBER = re.compile("[〇一二三四五六七八九十]+")
_PROVED = (
    '<span class="cb-proved" role="img" aria-label="已核对原文" title="已核对原文：数字和名称在这一节里找到了">✓</span>'
)


def _number(text: str) -> str:
    """'十二' → '12', '二十' → '20', '一' → '1'; digits without 十 are read one by one."""
    if "十" not in text:
        return "".join(_NUMERALS[char] for char in text)
    tens, _, ones = text.partition("十")
    return (
        str(int(_number(tens) or 1) * 10 + int(_number(ones) or 0)) if "十" not in ones else text.encode("utf-8").hex()
    )


@lru_cache(maxsize=4096)
def section_anchor(locator: str) -> str:
    """ASCII id of a source's section, the same for ever: '一(二)' → 's-1-2', '导语' → 's-u5bfcu8bed'."""
    arabic = _CHINESE_NUMBER.sub(lambda found: f"-{_number(found[0])}-", locator)
    ascii_only = "".join(
        char.lower() if char.isascii() and char.isalnum() else "-" if char.isascii() else f"u{ord(char):x}"
        for char in arabic
    )
    return "s-" + re.sub("-+", "-", ascii_only).strip("-")


def source_labels(sources: Iterable[Source]) -> dict[str, str]:
    """Source id → short label as in author-year citing: '湖北省民政厅 2019'. Labels that would be the same get a, b, c."""
    bare = {source.id: _bare_label(source) for source in sources}
    taken: dict[str, list[str]] = {}
    for source_id in sorted(bare):
        taken.setdefault(bare[source_id], []).append(source_id)
    return {
        source_id: label + (_letter(place, label) if len(ids) > 1 else "")
        for label, ids in taken.items()
        for place, source_id in enumerate(ids)
    }


def _letter(place: int, label: str) -> str:
    letter = chr(ord("a") + place) if place < 26 else f"-{place + 1}"
    return letter if label[-1:].isdigit() else f" {letter}"


def _bare_label(source: Source) -> str:
    """The first author; an unsigned source goes by a short alias, else by the head of its title."""
    short = (alias for alias in source.aliases if len(alias) <= _LABEL)
    name = source.author[0] if source.author else next(short, source.title).translate(_NO_QUOTES)
    if len(name) > _LABEL:
        name = name[:_LABEL] + "…"
    return f"{name} {source.published.year}" if source.published else name


@dataclass(frozen=True, slots=True)
class Marks:
    """Turns citations into the small marks behind a statement."""

    labels: Mapping[str, str]
    titles: Mapping[str, str]
    # The same few places are cited on page after page.
    _made: dict[tuple[tuple[Cite, ...], bool], Markup] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def html(self, cites: Iterable[Cite], *, proved: bool = False) -> Markup:
        """'〔湖北省民政厅 2019 · 一(二)〕', each section linked; sections of one source share its label. Empty without citations.

        `proved` adds the tick that says: numbers and names were found in the source's text.
        """
        key = (tuple(cites), proved)
        if key not in self._made:
            self._made[key] = self._html(key[0], proved=proved)
        return self._made[key]

    def _html(self, cites: tuple[Cite, ...], *, proved: bool) -> Markup:
        by_source: dict[str, list[Cite]] = {}
        for cite in cites:
            by_source.setdefault(cite.source, []).append(cite)
        marks = "".join(self._mark(source, group) for source, group in by_source.items())
        return trusted(f"{marks.removesuffix('</span>')}{_PROVED}</span>" if marks and proved else marks)

    def _mark(self, source: str, group: list[Cite]) -> str:
        label, title = escape(self.labels.get(source, source)), escape(self.titles.get(source, source))
        first, *rest = [self._place(source, cite.locator) for cite in group]
        joined = f"{label} · {first[1]}"
        links = f'<a href="{first[0]}" title="{title}">{joined}</a>'
        links += "".join(f'、<a href="{href}" title="{title}">{text}</a>' for href, text in rest)
        return f'<span class="cb-cite">〔{links}〕</span>'

    @staticmethod
    def _place(source: str, locator: str) -> tuple[str, str]:
        return f"../sources/{source}.html#{section_anchor(locator)}", escape(locator)
