"""Record text to HTML: a small Markdown (bold, lists, links) with the library's terms lit up at first sight."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from casebook.link.reads import note
from casebook.model.names import SECTIONS
from casebook.model.plain import is_bare
from casebook.publish.glossary import Glossary
from casebook.publish.trusted import trusted

_HEADING = re.compile(r"^ {0,3}#{1,6}\s+", re.MULTILINE)
_TAG = re.compile(r"<[^>]+>")
_FOLDERS = "|".join(section.folder for section in SECTIONS)
_INSIDE = re.compile(rf"^(?:\.\./)?((?:{_FOLDERS})/[a-z0-9-]+\.html(?:#[a-z0-9-]+)?)$")
_HERE = re.compile(r"^#[a-z0-9-]+$")
_OUTSIDE = re.compile(r"^(?:https?://|mailto:)[^\s\"'<>\\]+$", re.IGNORECASE)


def _allowed(url: str) -> bool:
    return bool(_OUTSIDE.match(url) or _INSIDE.match(url) or _HERE.match(url))


def _link_open(
    _self: RendererHTML, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    env["links"] = env.get("links", 0) + 1
    href = str(tokens[idx].attrs.get("href", ""))
    inside = _INSIDE.match(href)
    rel = ' rel="noopener"' if _OUTSIDE.match(href) else ""
    return f'<a href="{escape("../" + inside[1] if inside else href)}"{rel}>'


def _link_close(
    _self: RendererHTML, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    env["links"] -= 1
    return "</a>"


def _text(
    _self: RendererHTML, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    lights: Lights | None = env["lights"]
    if lights is None or env.get("links", 0):
        return escape(tokens[idx].content)
    return lights.lit(tokens[idx].content)


def _softbreak(
    _self: RendererHTML, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: MutableMapping[str, Any]
) -> str:
    """Nothing where Chinese meets Chinese: a line break in the file is no blank in the sentence."""
    before = tokens[idx - 1].content[-1:] if idx else ""
    after = tokens[idx + 1].content[:1] if idx + 1 < len(tokens) else ""
    return " " if before.isascii() and after.isascii() else ""


def _parser() -> MarkdownIt:
    """From nothing upward: what is not named here (HTML, headings, images, code blocks, tables) stays text."""
    parser = MarkdownIt("zero", {"html": False, "linkify": False})
    parser.enable(["list", "emphasis", "link", "escape", "newline"])
    parser.validateLink = _allowed  # type: ignore[method-assign]
    for name, rule in (
        ("text", _text),
        ("link_open", _link_open),
        ("link_close", _link_close),
        ("softbreak", _softbreak),
    ):
        parser.add_render_rule(name, rule)
    return parser


_PARSER = _parser()


@dataclass(slots=True)
class Lights:
    """The terms of one page: each lights up once. Changes while a page is built; `seen` is in order of appearance."""

    glossary: Glossary
    page_of: Mapping[str, str]  # term id → relative address
    seen: dict[str, None] = field(default_factory=dict)
    never: frozenset[str] = frozenset()  # the page's own term

    def lit(self, text: str) -> str:
        """Escaped text, with the first occurrence of each term as a link that carries its definition."""
        return self.glossary.marked(text, self._mark, escape)

    def _mark(self, term: str, name: str) -> str:
        if term in self.seen or term in self.never:
            return escape(name)
        self.seen[term] = None
        note("tip", term)
        return f'<a class="cb-term" href="{self.page_of[term]}" title="{escape(self.glossary.tips[term])}">{escape(name)}</a>'


def block(text: str, lights: Lights | None = None, *, head: str = "", tail: str = "") -> Markup:
    """One or more paragraphs or lists. `head` and `tail` are HTML of ours: they open the first and close the last paragraph."""
    if is_bare(text):
        return trusted(f"<p>{head}{lights.lit(text) if lights else escape(text)}{tail}</p>")
    html = _PARSER.render(_HEADING.sub("", text), {"lights": lights}).rstrip("\n")
    if head:
        html = f"<p>{head}{html[3:]}" if html.startswith("<p>") else f'<p class="cb-tail">{head}</p>{html}'
    if tail:
        html = f"{html[:-4]}{tail}</p>" if html.endswith("</p>") else f'{html}<p class="cb-tail">{tail}</p>'
    return trusted(html)


def line(text: str, lights: Lights | None = None) -> Markup:
    """One line without Markdown: names, titles, short remarks."""
    return trusted(lights.lit(text) if lights else escape(text))


def plain(text: str) -> str:
    """The text without Markdown and on one line, for tooltips and descriptions. Not escaped."""
    if is_bare(text):
        return text
    return " ".join(unescape(_TAG.sub("", str(block(text)))).split())
