"""A review as a comment in GitHub's, GitLab's and Gitee's Markdown.

What strangers wrote stands in code spans and code blocks only, where no host sees mentions, links, images or HTML; a span's
ticks are more than any that it holds. Source: CommonMark 0.31.2, 6.1 and 4.5.
"""

from __future__ import annotations

import re

from casebook.load.signs import INVISIBLE
from casebook.review.difference import Change
from casebook.review.told import Block, Diff, Heading, Link, Part, Said, told
from casebook.review.verdict import Review

MARK = "<!-- casebook-review -->"  # by which the next run finds its own comment
LIMIT = 60_000  # characters; GitHub takes 65,536
_VALUE = 600
_TICKS = re.compile("`+")


def as_markdown(review: Review, preview: str = "") -> str:
    """The comment, at most LIMIT characters long. `preview` is the address of a built site, ending with a slash."""
    text = MARK + "\n"
    left = 0
    for block in told(review):
        part = _block(block, preview)
        if left or len(text) + len(part) > LIMIT:
            left += 1
        else:
            text += part
    if left:
        text += f"\n还有 {left} 段放不下，完整的在检查产物 review.json 里。\n"
    return text


def _block(block: Block, preview: str) -> str:
    if isinstance(block, Diff):
        return f"\n<details><summary>{block.title}</summary>\n\n{_fenced(block.changes)}\n\n</details>\n\n"
    words = "".join(_part(part, preview) for part in block.parts)
    if isinstance(block, Heading):
        return f"\n{'#' * (block.level + 1)} {words}\n\n"
    return f"{'  ' * block.depth}- {words}\n"


def _part(part: Part, preview: str) -> str:
    if isinstance(part, Link):
        title = span(part.title)
        return f"[{title}]({preview}{part.path})" if preview else f"{title}"
    return span(part) if isinstance(part, Said) else part


def span(text: str) -> str:
    """A code span that shows the text, whatever it is."""
    plain = " ".join(harmless(text).split())
    if not plain:
        return "（空）"
    if len(plain) > _VALUE:
        plain = plain[:_VALUE] + "…"
    ticks = "`" * (1 + max((len(run) for run in _TICKS.findall(plain)), default=0))
    pad = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{ticks}{pad}{plain}{pad}{ticks}"


def harmless(text: str) -> str:
    """One sign for each that would turn the line around, take no room or break the text."""
    return INVISIBLE.sub("\ufffd", text)


def _fenced(changes: tuple[Change, ...]) -> str:
    lines = [line for change in changes for line in _lines(change)]
    fence = "`" * max(3, 1 + max((len(run) for line in lines for run in _TICKS.findall(line)), default=0))
    return "\n".join((f"{fence}diff", *lines, fence))


def _lines(change: Change) -> list[str]:
    head = [f"@@ {' '.join(harmless(change.at).split())} @@"]
    old = [] if change.old is None else [f"- {line}" for line in _value(change.old)]
    new = [] if change.new is None else [f"+ {line}" for line in _value(change.new)]
    return [*head, *old, *new]


def _value(text: str) -> list[str]:
    shown = text if len(text) <= _VALUE else f"{text[:_VALUE]}…（共 {len(text)} 字）"
    return [harmless(line) for line in shown.split("\n")]
