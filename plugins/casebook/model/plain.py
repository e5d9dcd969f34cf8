"""Text of a record without the little Markdown that it may hold."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_HINT = re.compile(r"[\[*`>#+-]")  # most text has no sign of Markdown
_MARKS = re.compile(r"[*`]+|^\s*(?:[-+>]|#+)\s+", re.MULTILINE)

# Two patterns: a search for either, one of them at the beginning only, takes three times as long.
_SIGN = re.compile(r"[*_`\[\]<>\\#|~&\n]")
_ITEM = re.compile(r"\s*(?:[-+]|\d+[.)])\s")


def is_bare(text: str) -> bool:
    """Whether prose is one paragraph without any Markdown, as by far the most is: no parser need see it."""
    return not (_SIGN.search(text) or _ITEM.match(text))


def plain(text: str) -> str:
    """Prose without its Markdown: '**先**[看](x)' → '先看'."""
    return _MARKS.sub("", _LINK.sub(r"\1", text)).strip() if _HINT.search(text) else text.strip()
