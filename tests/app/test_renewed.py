"""A reader's browser and a site that is built again: never the old one while there is a network, the visited one without."""

from __future__ import annotations

import functools
import json
import struct
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.app.conftest import ROOT, a_library, built, change

OLD, NEW = "两步工作法", "两步议事工作法"
METHOD = "methods/liang-bu-gong-zuo-fa.html"


class _Lasting(SimpleHTTPRequestHandler):
    """As many servers are set up: whatever was sent once may be shown for an hour."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the parent's
        pass


class _Host(ThreadingHTTPServer):
    request_queue_size = 128  # a page asks for more at once than the library's five


class Host:
    """A web server that can be cut off, with the site below some path of it."""

    def __init__(self, folder: Path) -> None:
        self._handler = functools.partial(_Lasting, directory=str(folder))
        self._port = 0
        self.connect()

    def connect(self) -> None:
        self._server = _Host(("127.0.0.1", self._port), self._handler)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def cut(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._port}/build/site/"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = a_library(tmp_path / "lib")
    assert built(root).value is not None
    return root


@pytest.fixture
def host(library: Path) -> Iterator[Host]:
    made = Host(library)
    yield made
    made.cut()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="zh-CN")
    errors: list[str] = []
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    made.close()
    assert errors == []


def _settled(page: Page) -> None:
    """The worker has taken over, and what the page is made of is kept."""
    # Asked within the page: wait_for_function reads its words as script, which the page's policy refuses.
    page.evaluate(
        """async () => {
          const isKept = async () => (await (await caches.open("casebook-1")).keys()).some(key => key.url.endsWith("assets/casebook.css"));
          while (navigator.serviceWorker.controller === null || !(await isKept())) await new Promise(done => setTimeout(done, 50));
        }"""
    )


def _found(page: Page, host: Host, words: str) -> None:
    page.goto(f"{host.base}search.html?q={quote(words)}")
    expect(page.locator(".cb-hit__link").first).to_contain_text(words)


def test_what_was_opened_opens_without_a_network_and_search_too(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.base + METHOD)
    _settled(page)
    _found(page, host, OLD)
    host.cut()
    try:
        page.goto(host.base + METHOD)
        expect(page.locator("h1")).to_contain_text(OLD)
        assert (
            page.locator(".md-header").evaluate("bar => getComputedStyle(bar).position") == "sticky"
        )  # with its styles
        _found(page, host, OLD)
        page.goto(host.base + "about.html")
        expect(page.locator("h1")).to_have_text("没有网络，这一页还没有看过")
        page.get_by_role("link", name="首页").click()
        expect(page.locator("h1").first).to_be_visible()
    finally:
        host.connect()


def test_after_a_new_build_a_reload_shows_it_and_an_open_page_is_told(
    context: BrowserContext, host: Host, library: Path
) -> None:
    page, left_open = context.new_page(), context.new_page()
    left_open.goto(host.base + METHOD)
    _settled(left_open)
    _found(page, host, OLD)
    left_open.wait_for_load_state("networkidle")
    change(library, OLD, NEW)
    assert built(library).value is not None

    page.goto(host.base + METHOD)
    expect(page.locator("h1")).to_contain_text(NEW)
    _found(page, host, NEW)
    expect(page.locator(".cb-news")).to_have_count(0)  # it is the new one already

    expect(left_open.locator("h1")).to_contain_text(OLD)
    left_open.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as when somebody comes back to it
    expect(left_open.get_by_role("status").filter(has_text="网站有了新内容")).to_be_visible()
    # Playwright has waited in vain for a reload that the page began itself: the new page tells that it came.
    left_open.get_by_role("button", name="刷新").click(no_wait_after=True)
    expect(left_open.locator("h1")).to_contain_text(NEW)
    expect(left_open.locator(".cb-news")).to_have_count(0)


def test_the_site_can_be_installed(context: BrowserContext, host: Host, library: Path) -> None:
    """What Chromium asks of an app: a worker, a manifest it can read, a window of its own, and large icons of the sizes they say."""
    page = context.new_page()
    page.goto(host.base + METHOD)
    _settled(page)
    said = context.new_cdp_session(page).send("Page.getAppManifest")
    assert (said["url"], said["errors"]) == (host.base + "app.webmanifest", [])
    told = json.loads(said["data"])
    assert told["display"] == "standalone"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in told["icons"]}
    assert page.request.get(urljoin(said["url"], told["start_url"])).ok
    assert told["name"] == "城乡社区治理案例库"
    for icon in told["icons"]:
        data = (library / "build/site" / icon["src"]).read_bytes()
        width, height = struct.unpack(">II", data[16:24])
        assert f"{width}x{height}" == icon["sizes"]


def test_a_share_shows_title_summary_and_a_picture_of_the_size_it_says(library: Path) -> None:
    page = (library / "build/site" / METHOD).read_text(encoding="utf-8")
    for name in ("og:title", "og:description", "og:type", "og:url", "og:site_name"):
        assert f'<meta property="{name}" content="' in page
    assert '<meta property="og:image" content="https://casebook.example.org/assets/images/share.png">' in page
    data = (library / "build/site/assets/images/share.png").read_bytes()
    assert struct.unpack(">II", data[16:24]) == (1200, 630)
    assert len(data) < 60_000  # WeChat and phones on the road
    assert (ROOT / "plugins/casebook/theme/assets/images/share.png").read_bytes() == data
