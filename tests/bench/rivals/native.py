"""The same content as Markdown pages, for an engine that renders every page itself: MkDocs with Material, or Zensical."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from casebook.app.site import Prepared
from casebook.edges.engine import theme_dir
from casebook.publish.shells import Page

_BLOCKS = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "figcaption",
    "header",
    "footer",
    "section",
    "table",
    "ul",
    "ol",
    "dl",
}
_QUIET = {"svg", "form", "button", "script"}
_HEADING = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### "}


def native_command(root: Path, engine: str) -> list[str]:
    """What builds the site of `root` with the engine."""
    return [sys.executable, "-m", engine, "build", "--config-file", str(root / "mkdocs.yml")]


def write_native(root: Path, settings: Path, prepared: Prepared, pages: Iterable[Page], engine: str) -> None:
    """A Markdown file a page below `root`/docs, and the library's settings without its nav (the engine finds the pages)."""
    docs = root / "docs"
    docs.mkdir(parents=True)
    for file in prepared.built.rglob("*.svg"):
        shutil.copyfile(file, docs / file.name)
    (docs / "index.md").write_text("# 首页\n", encoding="utf-8")
    for page in pages:
        file = docs / page.path.replace(".html", ".md")
        file.parent.mkdir(exist_ok=True)
        front = {"title": page.title, "description": page.description}
        head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
        file.write_text(f"---\n{head}---\n\n{markdown_of(page.content)}\n", encoding="utf-8")
    text = settings.read_text(encoding="utf-8").partition("\nnav:")[0]
    for extra in (
        "extra_css:\n  - assets/theme.css\n  - assets/casebook.css\n",
        "extra_javascript:\n  - path: assets/casebook.js\n    defer: true\n",
    ):
        assert extra in text
        text = text.replace(extra, "")
    (root / "settings.yml").write_text(text.replace("strict: true", "strict: false"), encoding="utf-8")
    own = {"INHERIT": "settings.yml", "docs_dir": "docs", "site_dir": "site", "theme": {"custom_dir": str(theme_dir())}}
    if engine == "zensical":
        own["theme"] = {"custom_dir": str(theme_dir()), "variant": "classic"}
    (root / "mkdocs.yml").write_text(json.dumps(own, ensure_ascii=False), encoding="utf-8")


def markdown_of(html: str) -> str:
    """A page's content as an author would write it: headings, paragraphs, lists, links, tables."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return "\n".join(writer.lines)


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line, self.href = "", ""
        self.cells: list[str] = []
        self.quiet = 0
        self.lists: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _QUIET:
            self.quiet += 1
        elif tag == "a":
            self.href = (given.get("href") or "").replace(".html", ".md")
            self.line += "["
        elif tag in ("b", "strong"):
            self.line += "**"
        elif tag in ("th", "td"):
            self.end_cell()
        elif tag in _BLOCKS or tag in ("dt", "dd", "tr"):
            self.end_line()
            if tag in ("ul", "ol"):
                self.lists.append("1. " if tag == "ol" else "- ")
            elif tag == "li":
                self.line = "    " * (len(self.lists) - 1) + self.lists[-1]
            elif tag in _HEADING:
                self.line = _HEADING[tag]
            elif tag == "dd":
                self.line = ":   "

    def handle_endtag(self, tag: str) -> None:
        if tag in _QUIET:
            self.quiet -= 1
        elif tag == "a":
            self.line += f"]({self.href})"
        elif tag in ("b", "strong"):
            self.line += "** "
        elif tag == "tr":
            self.end_row()
        elif tag in _BLOCKS or tag in ("dt", "dd"):
            self.end_line()
            if tag in ("ul", "ol"):
                self.lists.pop()

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.line += " ".join(data.split())

    def end_cell(self) -> None:
        if self.line.strip():
            self.cells.append(self.line.strip())
        self.line = ""

    def end_row(self) -> None:
        """The first row of a table is its head."""
        self.end_cell()
        started = bool(self.lines) and self.lines[-1].startswith("|")
        self.lines += ([] if started else [""]) + [f"| {' | '.join(self.cells)} |"]
        if not started:
            self.lines.append("|" + " --- |" * len(self.cells))
        self.cells = []

    def end_line(self) -> None:
        if self.line.strip(" *-:#1."):
            self.lines += ([] if self.line.lstrip().startswith(("- ", "1. ", ": ")) else [""]) + [self.line.rstrip()]
        self.line = ""
