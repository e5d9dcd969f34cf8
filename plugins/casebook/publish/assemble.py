"""All files of the site, streamed: what the engine made, cleaned; every record, poured; lists, sitemap, redirects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from casebook.files import OutFile
from casebook.link.library import Library
from casebook.model.names import SECTIONS, listing_path, page_path
from casebook.problem import Outcome, Problem
from casebook.publish.data import data_files, data_part
from casebook.publish.desk import desk_for
from casebook.publish.doubts import doubts_part
from casebook.publish.handmade import hand_page, is_kept, sitemap
from casebook.publish.home import hand_parts
from casebook.publish.items import Item, items_of
from casebook.publish.listings import listing_data, listing_pages
from casebook.publish.records import record_page
from casebook.publish.shells import Page, Shell, cut, pour
from casebook.publish.site import Site
from casebook.publish.stubs import RECORD_STEM, shell_paths
from casebook.publish.taxonomy import region_pages, theme_pages

Dates = Mapping[str, str]  # record id → 'YYYY-MM-DD'
_NO_LASTMOD = None


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


def site_files(
    library: Library, site: Site, shells: Mapping[str, Shell], built: Iterable[OutFile], dates: Dates
) -> Iterator[OutFile]:
    """Every file below the site root but the search index and the scripts; sitemap last, since it knows all pages."""
    items = items_of(library)
    desk = desk_for(library, site)
    own = {"figures": data_part(library, desk), "doubts": doubts_part(library, desk)}
    parts = {**hand_parts(library, items, dates), **own}
    addresses: list[tuple[str, str | None]] = []
    listings = {listing_path(section.kind) for section in SECTIONS}
    for file in built:
        if not is_kept(file.path) or file.path in listings:
            continue
        if file.path.endswith(".html"):
            if file.path != "404.html":
                addresses.append((file.path, _NO_LASTMOD))
            yield OutFile(file.path, hand_page(file.data, parts))
        else:
            yield file
    for page in _pages(library, site, items, dates):
        addresses.append((page.path, page.updated))
        yield OutFile(page.path, pour(_shell_of(page, shells), page))
    yield from listing_data(library, items)
    yield from data_files(library, site)
    yield from redirects(library)
    yield OutFile("sitemap.xml", sitemap(addresses, site.url))


def _pages(library: Library, site: Site, items: Mapping[str, Item], dates: Dates) -> Iterator[Page]:
    yield from listing_pages(library, items)
    yield from theme_pages(library, items, site)
    yield from region_pages(library, items, site)
    for entry in library.entries.values():
        yield record_page(library, entry, site, dates.get(entry.id))


def _shell_of(page: Page, shells: Mapping[str, Shell]) -> Shell:
    folder, _, name = page.path.rpartition("/")
    stem = "index" if name.startswith("index.") else RECORD_STEM
    return shells[f"{folder}/{stem}.html"]


def redirects(library: Library) -> Iterator[OutFile]:
    """A small page at every old address that leads to the record's new one, with and without scripts."""
    for old, record_id in library.redirects.items():
        entry = library.entries[record_id]
        target, title = f"{record_id}.html", escape(entry.record.title)
        text = (
            f'<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><title>{title}</title>'
            f'<link rel="canonical" href="{target}"><meta http-equiv="refresh" content="0; url={target}">'
            f'<meta name="robots" content="noindex"></head><body><p>这一页已移到<a href="{target}">{title}</a>。</p></body></html>\n'
        )
        yield OutFile(page_path(entry.kind, old), text.encode())
