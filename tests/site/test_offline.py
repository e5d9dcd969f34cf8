"""The zip as a reader unpacks it, opened in Chromium with the network cut; and the site below some path of a server."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.app.bundle import bundle
from casebook.edges.progress import Stages
from casebook.link.library import Library
from casebook.model.names import page_path
from casebook.publish.offline import START
from tests.site.conftest import ROOT


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder somebody unpacked the zip into; its name has a blank, Han characters and a sign that URLs use otherwise."""
    folder = tmp_path_factory.mktemp("U") / "U 盘 #1"
    made = bundle(ROOT, site, folder.with_suffix(".zip"), stages=Stages(quiet=True)).value
    assert made is not None
    with zipfile.ZipFile(made.path) as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """A page of a browser without any network."""
    context = browser.new_context(locale="zh-CN", offline=True)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert errors == []


def test_the_zip_opens_reads_searches_and_filters_without_a_network(
    offline: Page, unpacked: Path, library: Library
) -> None:
    offline.goto((unpacked / START).as_uri())
    offline.wait_for_url("**/site/index.html")
    offline.get_by_role("link", name="由民做主").first.click()
    expect(offline.locator("article.cb-method h1")).to_contain_text("由民做主")

    offline.locator("#casebook-search").fill("五事工作法")
    offline.keyboard.press("Enter")
    offline.wait_for_url("**/search.html?q=*")
    expect(offline.locator(".cb-hit__link").first).to_contain_text("五事工作法")

    offline.goto((unpacked / "site/methods/index.html").as_uri())
    offline.get_by_label("主题", exact=True).first.select_option("xie-shang-yi-shi")
    some = sum(
        entry.kind == "method" for entry in map(library.entries.__getitem__, library.by_theme["xie-shang-yi-shi"])
    )
    expect(offline.locator("[data-cb-list] > li:visible")).to_have_count(some)


def test_the_start_page_says_what_to_do_when_the_zip_was_not_unpacked(
    offline: Page, unpacked: Path, tmp_path: Path
) -> None:
    alone = tmp_path / START
    alone.write_bytes((unpacked / START).read_bytes())  # what Windows opens out of a zip
    offline.goto(alone.as_uri())
    expect(offline.get_by_text("选“全部解压缩”")).to_be_visible()
    assert offline.url == alone.as_uri()


@pytest.fixture
def below(site: Path, server: Callable[[Path], str], tmp_path: Path) -> str:
    """Address of the site below some path of a server, with a slash at the end."""
    (tmp_path / "some").mkdir()
    (tmp_path / "some/path").symlink_to(site)
    return f"{server(tmp_path)}/some/path/"


def test_below_some_path_pages_search_and_old_addresses_work(page: Page, below: str, library: Library) -> None:
    page.goto(below)
    page.get_by_role("link", name="由民做主").first.click()
    expect(page.locator("article.cb-method h1")).to_contain_text("由民做主")
    page.locator("#casebook-search").fill("五事工作法")
    expect(page.locator("#casebook-search-results")).to_contain_text("五事工作法")
    page.keyboard.press("Enter")
    expect(page.locator(".cb-hit__link").first).to_contain_text("五事工作法")
    assert page.url == f"{below}search.html?q={quote('五事工作法')}"
    page.locator(".cb-hit__link").first.click()
    expect(page.locator("article h1")).to_contain_text("五事工作法")
    assert page.url.startswith(below)
    assert library.redirects
    for old, record_id in library.redirects.items():
        entry = library.entries[record_id]
        page.goto(below + page_path(entry.kind, old))
        page.wait_for_url(below + page_path(entry.kind, record_id))
        expect(page.locator("article h1")).to_contain_text(entry.title)
