"""Text of a record without the little Markdown that it may hold."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_HINT = re.compile(r"[\[*`>#+-]")  # most text has no sign of Markdown
_MARKS = re.compile(r"[*`]+|^\s*(?:[-+>]|#+)\s+", re.MULTILINE)


def plain(text: str) -> str:
    """Prose without its Markdown: '**先**[看](x)' → '先看'."""
    return _MARKS.sub("", _LINK.sub(r"\1", text)).strip() if _HINT.search(text) else text.strip()
