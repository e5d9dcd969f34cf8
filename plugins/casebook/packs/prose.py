"""A record's prose as runs: the small Markdown that it may hold (bold, lists, links) becomes data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from casebook.model.fields import Cite
from casebook.model.plain import is_bare
from casebook.packs.outline import Run, Text

_OUTSIDE = re.compile(r"^(?:https?://|mailto:)[^\s\"'<>\\]+$", re.IGNORECASE)
_PARSER = MarkdownIt("zero", {"html": False, "linkify": False}).enable(
    ["list", "emphasis", "link", "escape", "newline"]
)


def paragraphs(text: str, cites: Sequence[Cite] = (), head: str = "", tail: str = "") -> tuple[Text, ...]:
    """One Text a paragraph or list item; `head` opens the first, `tail` and the citations close the last."""
    found: list[tuple[Run, ...]] = [(Run(text),)] if is_bare(text) else _parsed(text)
    if head:
        found[0] = (Run(head, strong=True), *found[0])
    if tail:
        found[-1] = (*found[-1], Run(tail))
    made = [Text(runs) for runs in found]
    return (*made[:-1], replace(made[-1], cites=tuple(map(str, cites))))


def _parsed(text: str) -> list[tuple[Run, ...]]:
    found = []
    marks: list[str] = []  # what stands before the next paragraph: '• ' or '1. '
    numbers: list[int] = []
    for token in _PARSER.parse(text):
        if token.type == "ordered_list_open":
            numbers.append(int(token.attrGet("start") or 1))
        elif token.type == "bullet_list_open":
            numbers.append(0)
        elif token.type.endswith("_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            marks.append(f"{numbers[-1]}. " if numbers[-1] else "• ")
            numbers[-1] += bool(numbers[-1])
        elif token.type == "inline":
            runs = tuple(_runs(token.children or []))
            found.append((Run(marks.pop()), *runs) if marks else runs)
    return found or [(Run(text),)]


def _runs(tokens: Sequence[Token]) -> list[Run]:
    runs: list[Run] = []
    strong, href = 0, ""
    for token in tokens:
        if token.type == "strong_open":
            strong += 1
        elif token.type == "strong_close":
            strong -= 1
        elif token.type == "link_open":
            target = str(token.attrGet("href") or "")
            href = target if _OUTSIDE.match(target) else ""
        elif token.type == "link_close":
            href = ""
        elif token.type == "softbreak":
            runs.append(Run(" " if runs and runs[-1].text[-1:].isascii() else ""))
        elif token.content:
            runs.append(Run(token.content, bool(strong), href))
    return [run for run in runs if run.text]
