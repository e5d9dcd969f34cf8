"""Fixtures for all rooms: a browser that may not leave the site, a web server, and golden files."""

import functools
import os
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tests.chromium import ARGS, find_chromium

# Same examples every run, and no clock: a slow machine must not fail a true property.
settings.register_profile("casebook", derandomize=True, deadline=None)
settings.load_profile("casebook")
# Waiting ends as soon as the thing is there; a rebuild of hand-written pages took over 5 s once on a busy machine.
expect.set_options(timeout=15_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="重写 golden 文件，而不是与它们比较")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests often wait, for a page, a lock, a killed process."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for the browser, so that `-m "not browser"` needs no Chromium."""
    for item in items:
        if {"browser", "page"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """`golden(path, text)` fails when the text differs from the file; with --golden it writes the file instead."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        assert path.is_file(), f"{path} 还没有：运行 make golden，看过之后提交"
        assert text == path.read_bytes().decode()

    return compare


class _QuietHandler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        # What a test changes is seen at once.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the parent's
        pass


@pytest.fixture
def hosts() -> set[str]:
    """`host:port` of what this test itself serves; `page` reaches nothing else. A test with its own server adds to it."""
    return set()


@pytest.fixture
def server(hosts: set[str]) -> Iterator[Callable[[Path], str]]:
    """`server(directory)` serves the folder over http on a free port until the test ends; returns its URL, without a slash."""
    running: list[ThreadingHTTPServer] = []

    def serve(directory: Path) -> str:
        handler = functools.partial(_QuietHandler, directory=str(directory))
        httpd = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        running.append(httpd)
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        host = f"127.0.0.1:{httpd.server_address[1]}"
        hosts.add(host)
        return f"http://{host}"

    yield serve
    for httpd in running:
        httpd.shutdown()
        httpd.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    path = find_chromium()
    if path is None:
        pytest.fail('没有找到能运行的 Chromium：运行 make test 会说明怎么装；不测网页时加 -m "not browser"')
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(ARGS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, hosts: set[str]) -> Iterator[Page]:
    """A fresh page that may open file:// and `hosts` only.
    The test fails when the page asked anything else for anything, or when a script of it threw.
    """
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", service_workers="block")
    strangers: list[str] = []
    errors: list[str] = []

    def watch(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in ("file", "data", "blob") and url.netloc not in hosts:
            strangers.append(request.url)

    # Watched, not routed: a trip through the driver for each request would cost more than the request. No name but localhost has an
    # address anyhow (chromium.py).
    context.on("request", watch)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
    assert strangers == [], "网页向别的主机发出了请求"
    assert errors == [], "网页脚本出错"
