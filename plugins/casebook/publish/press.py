"""The site in sheets: files that are made together, each sheet by itself and in any process, so that only what changed is made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from casebook.files import OutFile
from casebook.link.library import Entry, Library
from casebook.link.reads import ALL, note
from casebook.model.names import RECORD_KINDS, SECTIONS, listing_path, page_path
from casebook.problem import Outcome, Problem
from casebook.publish.compare import compare_part, shard, shelves
from casebook.publish.course import Shelves, course_file, course_names, course_part, course_shelves
from casebook.publish.data import data_files, data_part
from casebook.publish.desk import Desk
from casebook.publish.doubts import doubts_part
from casebook.publish.form import known
from casebook.publish.form.data import form_files
from casebook.publish.form.page import form_part
from casebook.publish.graph import graph_part
from casebook.publish.guard import guarded
from casebook.publish.handmade import hand_page, is_kept, parts_of
from casebook.publish.home import home_part
from casebook.publish.items import Items
from casebook.publish.lifecycle import lifecycle_part
from casebook.publish.listings import browse_data, browse_part, kind_data, kind_pages
from casebook.publish.news import news_part
from casebook.publish.offline import offline_part
from casebook.publish.records import record_page
from casebook.publish.reference import reference_parts
from casebook.publish.shells import Page, Shell, cut, pour
from casebook.publish.shelves import shelf_count, shelf_of
from casebook.publish.situations import situation_page, situations_page
from casebook.publish.stubs import RECORD_STEM, shell_paths
from casebook.publish.taxonomy import Below, region_page, regions_page, spots_below, theme_page, themes_page
from casebook.publish.timeline import timeline_part

_NO_LASTMOD = None
_NOT_FOUND = "404.html"
_A_GROUP = 32  # records


def cut_shells(built: Mapping[str, bytes]) -> Outcome[dict[str, Shell]]:
    """The shells of all sections by path, or what is wrong with them. `built` are the engine's files by path."""
    shells: dict[str, Shell] = {}
    problems: list[Problem] = []
    for path in shell_paths(SECTIONS):
        outcome = cut(path, built[path])
        problems += outcome.problems
        if outcome.value is not None:
            shells[path] = outcome.value
    return Outcome(shells, tuple(problems))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one sheet gave: its files, and the pages among them with the day of their last change, for the sitemap."""

    files: tuple[OutFile, ...]
    addresses: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Press:
    """All that sheets are made from. `hand` are the engine's HTML files by path, `dates` record id → 'YYYY-MM-DD'."""

    desk: Desk
    shells: Mapping[str, Shell]
    items: Items
    dates: Mapping[str, str]
    hand: Mapping[str, bytes]
    below: Below
    compared: Mapping[str, tuple[str, ...]]
    course: Shelves
    known: Mapping[str, tuple[str, ...]]

    @property
    def library(self) -> Library:
        return self.desk.library

    def names(self) -> tuple[str, ...]:
        """All sheets, in the order of the sitemap: 'hand index.html', 'list method', 'theme …', 'record …'."""
        library = self.library
        return (
            *(f"hand {path}" for path in self.hand),
            *(f"list {kind}" for kind in RECORD_KINDS),
            "situations",
            *(f"situation {situation.id}" for situation in library.vocab.situations),
            "themes",
            *(f"theme {theme.id}" for theme in library.vocab.themes),
            "regions",
            *(f"region {spot_id}" for spot_id in library.spots),
            *(f"record {record_id}" for record_id in library.entries),
            *(f"compare {name}" for name in self.compared),
            *(f"course {name}" for name in course_names(library, self.course)),
            "form",
            *(f"known {name}" for name in self.known),
            "browse",
            "data",
            "redirects",
        )

    def group_of(self, name: str) -> int | None:
        """Sheets of one group open the same records, and are best made together: a record's page, and the data files that it
        stands in. None for a sheet that gathers many."""
        kind, _, key = name.rpartition(" ")
        count = shelf_count(len(self.items), _A_GROUP)
        match kind:
            case "record":
                return shelf_of(key, count)
            case "compare" | "course parts":
                return int(key.partition("/")[0]) % count
        return None

    def made(self, name: str) -> Sheet:
        """The files of a sheet."""
        kind, _, key = name.partition(" ")
        match kind:
            case "hand":
                return self._hand(key)
            case "compare" | "course" | "form" | "known" | "browse" | "data" | "redirects":
                return Sheet(tuple(self._data(kind, key)))
        pages = self.pages(name)
        files = tuple(OutFile(page.path, pour(_shell_of(page, self.shells), page)) for page in pages)
        rows = tuple(kind_data(self.library, self.items, key)) if kind == "list" else ()
        return Sheet((*files, *rows), tuple((page.path, page.updated) for page in pages))

    def _data(self, kind: str, key: str) -> Iterator[OutFile]:
        """Files that no shell goes around."""
        match kind:
            case "compare":
                yield shard(self.desk, self.compared, key)
            case "course":
                yield course_file(self.library, self.course, key)
            case "form":
                yield from form_files(self.library)
            case "known":
                yield known.shard(self.desk, self.known, key)
            case "browse":
                yield from browse_data(self.library, self.items)
            case "data":
                yield from data_files(self.library, self.desk.site)
            case "redirects":
                yield from redirects(self.library)

    def pages(self, name: str) -> tuple[Page, ...]:
        """What is poured for a sheet. ValueError for a sheet that is not poured: our bug."""
        library, items = self.library, self.items
        kind, _, key = name.partition(" ")
        match kind:
            case "record":
                return (record_page(self.desk, library.entries[key], self.dates.get(key)),)
            case "list":
                return tuple(kind_pages(library, items, key, downloads=self.desk.site.downloads))
            case "situations" | "situation" | "themes" | "theme":
                return (self._concept(kind, key),)
            case "regions" | "region":
                note("spots", ALL)
                return (self._region(key),)
        raise ValueError(name)

    def _concept(self, kind: str, key: str) -> Page:
        library, site = self.library, self.desk.site
        match kind:
            case "situations":
                return situations_page(library, site)
            case "situation":
                return situation_page(self.desk, next(one for one in library.vocab.situations if one.id == key))
            case "themes":
                return themes_page(library, self.items, site)
        return theme_page(library, self.items, next(one for one in library.vocab.themes if one.id == key), site)

    def _region(self, key: str) -> Page:
        if not key:
            return regions_page(self.library, self.below)
        spot = self.library.spots[key]
        return region_page(self.library, self.items, spot, self.below.get(key, ()), self.desk.site)

    def _hand(self, path: str) -> Sheet:
        """A hand-written page with the parts that its comments ask for."""
        note("hand", path)
        data = self.hand[path]
        parts = {name: self._part(name) for name in parts_of(data)}
        address = () if path == _NOT_FOUND else ((path, _NO_LASTMOD),)
        return Sheet((OutFile(path, hand_page(data, parts)),), address)

    def _part(self, name: str) -> str:
        library = self.library
        parts: dict[str, Callable[[], str]] = {
            "overview": lambda: home_part(library, self.items, self.dates),
            "browse": lambda: browse_part(library, self.items),
            "compare": lambda: compare_part(library, len(self.compared)),
            "course": lambda: course_part(library, self.desk.site, self.course),
            "timeline": lambda: timeline_part(library),
            "graph": lambda: graph_part(library),
            "figures": lambda: data_part(library, self.desk),
            "doubts": lambda: doubts_part(library, self.desk),
            "lifecycle": lambda: lifecycle_part(library),
            "news": lambda: news_part(self.items, self.dates),
            "offline": lambda: offline_part(None),
            "form": lambda: form_part(self.desk.site, len(self.known)),
        }
        return parts[name]() if name in parts else reference_parts().get(name, "")


def press_for(
    desk: Desk,
    shells: Mapping[str, Shell],
    built: Mapping[str, bytes],
    dates: Mapping[str, str],
    course: Shelves | None = None,
    *,
    before: Press | None = None,
) -> Press:
    """A press for these `built` HTML files of the engine, shells and all. Without `course` the page 自己编课 makes no documents;
    `before`, a press of last time, saves work that would come to the same."""
    library = desk.library
    listings = {listing_path(section.kind) for section in SECTIONS}
    hand = {path: data for path, data in built.items() if is_kept(path) and path not in listings}
    return Press(
        desk=desk,
        shells=shells,
        items=Items(library, before.items if before else None),
        dates=dates,
        hand=hand,
        below=spots_below(library),
        compared=shelves(library),
        course=course or course_shelves(library),
        known=known.shelves(library),
    )


def _shell_of(page: Page, shells: Mapping[str, Shell]) -> Shell:
    folder, _, name = page.path.rpartition("/")
    stem = "index" if name.startswith("index.") else RECORD_STEM
    return shells[f"{folder}/{stem}.html"]


def redirects(library: Library) -> Iterator[OutFile]:
    """A small page at every old address that leads to the record's new one, with and without scripts."""
    heirs = {old: library.entries[record_id] for old, record_id in library.redirects.items()}
    pages = {page_path(entry.kind, old): _redirect(entry) for old, entry in heirs.items()}
    yield from (OutFile(path, data) for path, data in guarded(pages).items())


def _redirect(entry: Entry) -> bytes:
    target, title = f"{entry.id}.html", escape(entry.title)
    return (
        f'<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="{target}"><meta http-equiv="refresh" content="0; url={target}">'
        f'<meta name="robots" content="noindex"></head><body><p>这一页已移到<a href="{target}">{title}</a>。</p></body></html>\n'
    ).encode()
