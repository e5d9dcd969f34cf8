"""Tables of contents in the engine's own markup, which is learnt from the stub's two headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from casebook.publish import stubs

Toc = tuple[tuple[str, str, "Toc"], ...]  # (anchor, text, children); h2 outermost, as below Material's own h1

ENTRY = (
    rf'(?P<open><li[^>]*>\s*<a href="[^"#]*#){stubs.TOC_OUTER_ID}(?P<middle>"[^>]*>.*?){stubs.TOC_OUTER}(?P<close>.*?)'
    rf'(?P<nav_open><nav[^>]*aria-label="){stubs.TOC_OUTER}(?P<list_open>"[^>]*>\s*<ul[^>]*>\s*)'
    rf'<li[^>]*>\s*<a href="[^"#]*#{stubs.TOC_INNER_ID}".*?{stubs.TOC_INNER}.*?</li>'
    r"(?P<list_close>\s*</ul>\s*</nav>)(?P<end>\s*</li>)"
)
_ENTRY = re.compile(ENTRY, re.DOTALL)


@dataclass(frozen=True, slots=True)
class TocShape:
    """One entry: open ANCHOR middle TEXT close, then with children nav_open TEXT list_open … list_close, then end."""

    open: str
    middle: str
    close: str
    nav_open: str
    list_open: str
    list_close: str
    end: str


def find_shape(html: str) -> TocShape | None:
    """The markup of the first table of contents that holds the stub's headings; None when there is none."""
    found = _ENTRY.search(html)
    return TocShape(**found.groupdict()) if found else None


def render_toc(shape: TocShape, toc: Toc) -> str:
    """The entries of `toc`, to any depth; empty for an empty one."""
    return "".join(_entry(shape, anchor, escape(text), children) for anchor, text, children in toc)


def _entry(shape: TocShape, anchor: str, text: str, children: Toc) -> str:
    nested = ""
    if children:
        nested = shape.nav_open + text + shape.list_open + render_toc(shape, children) + shape.list_close
    return shape.open + escape(anchor) + shape.middle + text + shape.close + nested + shape.end
