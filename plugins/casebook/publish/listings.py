"""A list page per kind, and one list of everything: plain lists that the script can filter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.files import OutFile, compact_json
from casebook.link.library import Library
from casebook.model.names import SECTION, listing_path, page_path
from casebook.publish.facets import Facet, facets_of
from casebook.publish.items import Item, Items
from casebook.publish.pages import base_of, html_of
from casebook.publish.shells import Page

# One page of this many rows is about 400 kB of HTML. Past it the list has further pages, and the script takes all rows from a
# data file, which is a script itself: file:// allows no fetch.
PAGE_SIZE = 500
_ALL = "browse"
_FILES = "每个课程包都有 Word 讲义、幻灯片、PDF、电子书和学习平台的课件，有测验的还有题库；学员版和教师版分开，可以一次打包下载。"
_WAYS = {"pack": ("course.html", "没有合适的，自己编一堂")}


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a list of several; `href` is relative."""

    no: int
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class ListView:
    """What listing.html.j2 shows. An empty `title` leaves the heading to the hand-written page around it. `files` says what can be
    downloaded of each, `way` is an address from the root and what it leads to."""

    title: str
    anchor: str
    lede: str
    base: str
    name: str
    total: int
    items: Sequence[Item]
    facets: tuple[Facet, ...]
    mixed: bool
    data: str
    pages: tuple[PageLink, ...]
    files: str = ""
    way: tuple[str, str] | None = None


def _page_name(number: int) -> str:
    # An id never holds a dot, so no record's page can have this name.
    return "index.html" if number == 1 else f"index.{number}.html"


def kind_pages(library: Library, items: Items, kind: str, *, downloads: bool = False) -> Iterator[Page]:
    """The list of a kind of record, in pages of PAGE_SIZE; a kind without records has one that says so. `downloads`: packs have
    files."""
    own = items.of_kind(kind)
    facets = facets_of(library, own, all_kinds=False)
    count = max(1, -(-len(own) // PAGE_SIZE))
    for number in range(1, count + 1):
        yield _listing_page(kind, own, facets, (number, count), _FILES if downloads and kind == "pack" else "")


def _listing_page(
    kind: str, own: Sequence[Item], facets: tuple[Facet, ...], place: tuple[int, int], files: str
) -> Page:
    number, count = place
    section = SECTION[kind]
    path = f"{section.folder}/{_page_name(number)}"
    title = section.label if number == 1 else f"{section.label}（第 {number} 页）"
    view = ListView(
        title=title,
        anchor=section.folder,
        lede=f"{section.blurb}。",
        base=base_of(path),
        name=kind,
        total=len(own),
        items=own[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        facets=facets,
        mixed=False,
        data="items.js" if count > 1 else "",
        pages=tuple(PageLink(no, _page_name(no), no == number) for no in range(1, count + 1)) if count > 1 else (),
        files=files,
        way=_WAYS.get(kind),
    )
    return Page(
        path=path,
        title=title,
        description=f"{section.blurb}。共 {len(own)} 条。",
        content=html_of("listing.html.j2", view),
        anchor=section.folder,
        og_type="website",
    )


def browse_part(library: Library, items: Items) -> str:
    """HTML for the hand-written page browse.html: every record of every kind, the first PAGE_SIZE of them without the script."""
    everything = items.listed()
    return html_of(
        "listing.html.j2",
        ListView(
            title="",
            anchor="",
            lede="",
            base="",
            name=_ALL,
            total=len(everything),
            items=[items[item.id] for item in everything[:PAGE_SIZE]],
            facets=facets_of(library, everything, all_kinds=True),
            mixed=True,
            data=f"{_ALL}.js" if len(everything) > PAGE_SIZE else "",
            pages=(),
        ),
    )


def kind_data(library: Library, items: Items, kind: str) -> Iterator[OutFile]:
    """The data file of a list that has more than one page: 'methods/items.js'."""
    own = items.of_kind(kind)
    if len(own) > PAGE_SIZE:
        path = listing_path(kind).replace("index.html", "items.js")
        yield OutFile(path, _data(library, kind, own, mixed=False))


def browse_data(library: Library, items: Items) -> Iterator[OutFile]:
    """The same for the list of everything: 'browse.js'."""
    if len(items) > PAGE_SIZE:
        yield OutFile(f"{_ALL}.js", _data(library, _ALL, items.of_kind(), mixed=True))


def _data(library: Library, name: str, items: Sequence[Item], *, mixed: bool) -> bytes:
    """A classic script that sets window.casebookItems[name]; its shape is `Data` in web/src/rows.ts."""
    data = {
        "themes": {theme.id: [theme.label, page_path("theme", theme.id)] for theme in library.vocab.themes},
        "mixed": mixed,
        "rows": [_row(item) for item in items],
    }
    return b"(window.casebookItems=window.casebookItems||{}).%s=%s;\n" % (name.encode(), compact_json(data))


def _row(item: Item) -> list[object]:
    values = {name: list(found) for name, found in item.values.items()}
    return [item.path, item.kind_label, item.title, item.status, item.summary, list(item.facts), values]
