"""Cut a shell the engine has built at its markers; pour records into it. What the engine says once, every record says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import chain

from casebook.problem import Outcome, Problem
from casebook.publish import stubs
from casebook.publish.handmade import strip_shell_entries
from casebook.publish.toc import ENTRY, Toc, TocShape, find_shape, render_toc


@dataclass(frozen=True, slots=True)
class Page:
    """One page to pour. `content` and `head` are trusted HTML from our templates; all else is text and is escaped."""

    path: str  # posix, below the site root, in the shell's folder: 'methods/you-min-zuo-zhu.html'
    title: str
    description: str
    content: str  # with the <h1>
    toc: Toc = ()
    anchor: str = ""  # id of the <h1>, where "skip to content" leads; else the first entry of the toc
    edit_url: str | None = None
    updated: str | None = None  # as people read it: '2024-05-01'
    og_type: str = "article"
    head: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap of a shell. `before` and `after` go together with a value that is None."""

    name: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """A built page, cut into literal text and slots."""

    path: str
    parts: tuple[str | Slot, ...]
    toc: TocShape


_IN_LABEL = r"(?:(?!</label>).)*?"
# Slot and pattern: the whole match is the fragment that comes and goes, group 'gap' the place for the value. Earlier
# rules claim their text first, so that a title in the toc's label or in the content is theirs and not a slot of its own.
_RULES: tuple[tuple[str, str], ...] = (
    ("content", r'(?P<gap><div[^>]*id="casebook-content">.*?<div[^>]*id="casebook-content-end"></div>)'),
    ("edit", r'<a href="(?P<gap>[^"]*)"[^>]* rel="edit">.*?</a>'),
    ("updated", rf'<aside class="md-source-file">(?:(?!</aside>).)*?(?P<gap>{stubs.UPDATED}).*?</aside>'),
    ("skip", rf'<a href="#(?P<gap>{stubs.TOC_OUTER_ID})" class="md-skip">.*?</a>'),
    ("toc_label", rf'<label[^>]*for="__toc">{_IN_LABEL}(?P<gap>{stubs.TITLE}){_IN_LABEL}</label>'),
    ("toc", rf'<label[^>]*for="__toc">{_IN_LABEL}</label>\s*<ul[^>]*>\s*(?P<gap>{ENTRY})\s*</ul>'),
    ("head", r"(?P<gap>)(?=</head>)"),
    ("title", f"(?P<gap>{stubs.TITLE})"),
    ("description", f"(?P<gap>{stubs.DESCRIPTION})"),
    ("og_type", f"(?P<gap>{stubs.OG_TYPE})"),
)
_COMPILED = tuple((name, re.compile(pattern, re.DOTALL)) for name, pattern in _RULES)
# The others are the site owner's choice: without repo_url there is no edit link, without issue_url no report link.
_REQUIRED = ("content", "toc", "head", "title", "description", "path")
_BLANK = re.compile(r"\n\s*\n")


def cut(path: str, html: bytes) -> Outcome[Shell | None]:
    """The shell built at `path` ('methods/_record.html'), ready to pour; None with CB601 when a marker is missing."""
    # Templates leave a third of a built page as blank lines; a shell's own text holds no <pre>.
    text = _BLANK.sub("\n", strip_shell_entries(html.decode("utf-8")))
    shape = find_shape(text)
    spans = _spans(path, text)
    found = {slot.name for _, _, slot in spans}
    missing = [name for name in _REQUIRED if name not in found]
    if shape is None or missing:
        return Outcome(None, (Problem("mkdocs.yml", 0, 0, "CB601", {"path": path, "missing": "、".join(missing)}),))
    return Outcome(Shell(path, tuple(_parts(text, spans)), shape))


def _spans(path: str, text: str) -> list[tuple[int, int, Slot]]:
    name = path.rpartition("/")[2]
    own = [("path", re.compile(f"(?P<gap>{re.escape(path)})"))]
    if name == f"{stubs.RECORD_STEM}.html":
        own.append(("name", re.compile(f"(?P<gap>{re.escape(name)})")))
    taken: list[tuple[int, int, Slot]] = []
    for slot, pattern in chain(_COMPILED, own):
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= left or right <= start for left, right, _ in taken):
                left, right = match.span("gap")
                taken.append((start, end, Slot(slot, text[start:left], text[right:end])))
    return sorted(taken, key=lambda span: span[:2])


def _parts(text: str, spans: list[tuple[int, int, Slot]]) -> Iterator[str | Slot]:
    at = 0
    for start, end, slot in spans:
        yield text[at:start]
        yield slot
        at = end
    yield text[at:]


def pour(shell: Shell, page: Page) -> bytes:
    """The finished page. ValueError for a page of another folder: its relative links would lead astray (our bug)."""
    folder, _, name = page.path.rpartition("/")
    if folder != shell.path.rpartition("/")[0]:
        raise ValueError(f"{page.path} does not belong into the shell {shell.path}")
    values = _values(shell, page, name)
    pieces: list[str] = []
    for part in shell.parts:
        if isinstance(part, str):
            pieces.append(part)
        elif (value := values[part.name]) is not None:
            pieces += (part.before, value, part.after)
    return "".join(pieces).encode("utf-8")


def _values(shell: Shell, page: Page, name: str) -> dict[str, str | None]:
    title = escape(page.title)
    return {
        "title": title,
        "description": escape(page.description),
        "path": escape(page.path),
        "name": escape(name),
        "content": page.content,
        "toc": render_toc(shell.toc, page.toc) or None,
        "toc_label": title if page.toc else None,
        "skip": escape(page.anchor or (page.toc[0][0] if page.toc else "")) or None,
        "edit": _text(page.edit_url),
        "updated": _text(page.updated),
        "og_type": escape(page.og_type),
        "head": page.head,
    }


def _text(value: str | None) -> str | None:
    return None if value is None else escape(value)
