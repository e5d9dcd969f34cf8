"""A review as text for a terminal, with ANSI colours."""

from __future__ import annotations

import click

from casebook.review.comment import harmless
from casebook.review.difference import Change
from casebook.review.told import Block, Diff, Heading, Link, Part, Said, told
from casebook.review.verdict import Review

_VALUE = 300


def as_text(review: Review, preview: str = "") -> str:
    """All blocks, one below the other. `preview` is the address of a built site, ending with a slash."""
    return "".join(_block(block, preview) for block in told(review)).lstrip("\n")


def _block(block: Block, preview: str) -> str:
    if isinstance(block, Diff):
        return f"  {block.title}\n" + "".join(_change(change) for change in block.changes)
    words = "".join(_part(part, preview) for part in block.parts)
    if isinstance(block, Heading):
        return f"\n{click.style(words, bold=True)}\n"
    return f"{'  ' * (block.depth + 1)}{words}\n"


def _part(part: Part, preview: str) -> str:
    if isinstance(part, Link):
        return preview + part.path if preview else part.path
    return _one_line(part) if isinstance(part, Said) else part.replace("**", "")


def _one_line(text: str) -> str:
    plain = " ".join(harmless(text).split())
    return plain if len(plain) <= _VALUE else plain[:_VALUE] + "…"


def _change(change: Change) -> str:
    lines = [f"    {_one_line(change.at)}\n"]
    for sign, value, colour in (("-", change.old, "red"), ("+", change.new, "green")):
        said = [] if value is None else value.split("\n")
        lines += [click.style(f"      {sign} {_one_line(line)}", fg=colour) + "\n" for line in said]
    return "".join(lines)
