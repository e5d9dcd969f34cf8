"""The built site as a whole: every page is there, every link leads somewhere, nothing comes from elsewhere."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page

from casebook.app.links import check_links
from casebook.app.site import BuildReport
from casebook.link.library import Library
from casebook.model.names import SECTIONS, listing_path, page_path

BASE = "http://site.test/"
_LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}


class _Page(HTMLParser):
    """Links, loaded files and anchors of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in _LOADS and given.get(_LOADS[tag]) and given.get("rel") not in ("canonical", "edit"):
            self.loads.append(given[_LOADS[tag]])


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, _Page]:
    return {
        path.relative_to(site).as_posix(): _Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def _inside(page: str, link: str) -> tuple[str, str] | None:
    """Path and anchor of a link that stays on the site."""
    target = urlsplit(urljoin(BASE + page, link))
    if target.netloc != "site.test" or target.scheme != "http":
        return None
    return unquote(target.path.lstrip("/")) or "index.html", unquote(target.fragment)


def test_every_record_theme_and_place_has_its_page(library: Library, pages: dict[str, _Page]) -> None:
    wanted = {page_path(entry.kind, entry.id) for entry in library.entries.values()}
    wanted |= {page_path("theme", theme.id) for theme in library.vocab.themes}
    wanted |= {page_path("region", spot) for spot in library.spots}
    wanted |= {listing_path(section.kind) for section in SECTIONS}
    wanted |= {"index.html", "about.html", "contribute.html", "search.html", "404.html"}
    assert wanted - set(pages) == set()


def test_no_link_is_dead_and_nothing_is_loaded_from_another_host(site: Path, pages: dict[str, _Page]) -> None:
    done = check_links(site)
    assert [f"{one.path}:{one.line} {one.message}" for one in done.problems] == []
    assert done.looked >= len(pages)


def test_all_pages_carry_our_bundle_and_no_shell_is_left(site: Path, pages: dict[str, _Page]) -> None:
    for name, found in pages.items():
        text = (site / name).read_text(encoding="utf-8")
        assert "@@" not in text, name
        if "http-equiv" not in text:
            assert any(load.endswith("assets/casebook.js") for load in found.loads), name
    assert not list(site.rglob("_record.html"))


def test_links_go_both_ways(library: Library, pages: dict[str, _Page]) -> None:
    """theme ↔ method ↔ case ↔ policy ↔ region ↔ source: who is named by a record links back to it."""
    missing = []
    for target, links in library.backlinks.items():
        path = page_path(library.entries[target].kind, target)
        shown = {_inside(path, link) for link in pages[path].links}
        reached = {place[0] for place in shown if place}
        for link in links:
            source = library.entries[link.source]
            if page_path(source.kind, source.id) not in reached:
                missing.append(f"{path} ← {link.source} ({link.field})")
    assert missing == []


def test_every_page_of_a_record_links_to_its_themes_regions_and_sources(
    library: Library, pages: dict[str, _Page]
) -> None:
    missing = []
    for entry in library.entries.values():
        path = page_path(entry.kind, entry.id)
        reached = {place[0] for link in pages[path].links if (place := _inside(path, link))}
        wanted = {page_path("theme", theme) for theme in getattr(entry.record, "themes", ())}
        wanted |= {page_path("source", source) for source in getattr(entry.record, "sources", ())}
        wanted |= {page_path("region", spot) for spot in library.spot_of[entry.id]}
        missing += [f"{path} → {target}" for target in sorted(wanted - reached)]
    assert missing == []


def test_theme_and_region_pages_list_their_records(library: Library, pages: dict[str, _Page]) -> None:
    missing = []
    groups = {page_path("theme", theme): ids for theme, ids in library.by_theme.items()}
    groups |= {page_path("region", spot): ids for spot, ids in library.by_spot.items()}
    for path, ids in groups.items():
        reached = {place[0] for link in pages[path].links if (place := _inside(path, link))}
        missing += [f"{path} → {i}" for i in ids if page_path(library.entries[i].kind, i) not in reached]
    assert missing == []


def test_two_builds_have_the_same_bytes(site: Path, tmp_path: Path) -> None:
    from casebook.app.site import build
    from casebook.edges.progress import Stages
    from tests.site.conftest import ROOT

    again = build(ROOT, tmp_path / "site-again", stages=Stages(quiet=True)).value
    assert again is not None
    one = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    two = {path.relative_to(again.site): path.read_bytes() for path in again.site.rglob("*") if path.is_file()}
    assert one.keys() == two.keys()
    assert [str(path) for path in one if one[path] != two[path]] == []


def test_report_counts_what_is_there(report: BuildReport, site: Path) -> None:
    assert report.files == sum(path.is_file() for path in site.rglob("*"))


@pytest.mark.parametrize("opened", ["http", "file"])
def test_a_reader_walks_from_home_to_source_without_leaving_the_site(
    page: Page, site: Path, opened: str, server: object
) -> None:
    """Home → 工作法 → 由民做主 → its case → the source. The `page` fixture fails on any request to another host."""
    base = server(site) + "/" if opened == "http" else site.as_uri() + "/"  # type: ignore[operator]
    page.goto(base + "index.html")
    page.get_by_role("link", name="由民做主").first.click()
    page.wait_for_url("**/methods/you-min-zuo-zhu.html")
    assert page.locator("h1").inner_text().strip().startswith("由民做主")
    page.locator("a[href$='cases/kui-wen-qu.html']").first.click()
    page.wait_for_url("**/cases/kui-wen-qu.html")
    page.locator("article a[href*='sources/kuiwen.html']").first.click()
    page.wait_for_url("**/sources/kuiwen.html*")
    assert "kuiwen" in page.url
