"""The way back: the browser brings a page as it was left, and what was done on other pages shows on it all the same."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import ARGS, find_chromium


@pytest.fixture
def base(site: Path) -> Iterator[str]:
    """The site's address, with a slash. Not by `server`: it forbids to store, and such a page is not kept for the way back either."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(SimpleHTTPRequestHandler, directory=str(site)))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}/"
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page of a browser that keeps the pages one came from. Playwright takes that away, and the headless shell never had it."""
    path = find_chromium(whole=True)
    if path is None:
        pytest.skip("只有 chromium-headless-shell，它不留着来时的网页")
    keeping = browser.browser_type.launch(
        executable_path=path, args=list(ARGS), ignore_default_args=["--disable-back-forward-cache"]
    )
    # A worker that takes over while the first page is left behind (worker.ts, claim) has the browser forget that page.
    page = keeping.new_page(
        service_workers="block", viewport={"width": 1300, "height": 800}, locale="zh-CN", color_scheme="light"
    )
    page.set_default_timeout(10_000)
    yield page
    keeping.close()


def _kept(page: Page) -> bool:
    """Whether this is the page that `_mark` marked, brought back and not loaded anew."""
    return bool(page.evaluate("window.isKept === true"))


def _mark(page: Page) -> None:
    page.evaluate("window.isKept = true")


def test_a_list_and_a_record_come_back_as_they_were_left_and_say_how_things_stand(tab: Page, base: str) -> None:
    tab.goto(f"{base}methods/index.html")
    tab.get_by_label("主题", exact=True).first.select_option("xie-shang-yi-shi")
    found = tab.locator("[data-cb-status]").inner_text()
    assert "符合条件的有" in found
    _mark(tab)
    row = tab.locator("[data-cb-list] > li").first
    row.locator("h2 a").click()
    pick = tab.locator("[data-cb-tool=pack]")
    pick.click()
    tab.locator("[data-cb-tool=choose]").click()
    tab.locator("[data-cb-tool=size]").click()
    tab.locator("label[for=__palette_1]").click()
    tab.locator("label[for=__palette_2]").click()
    _mark(tab)

    tab.go_back(wait_until="commit")
    expect(row.locator(".cb-put")).to_have_text("已加入课程包")
    assert _kept(tab), "列表重新读取了"
    assert tab.locator("[data-cb-status]").inner_text() == found
    expect(row.locator("[data-cb-choose]")).to_have_text("已加入对比")
    expect(tab.locator(".cb-basket")).to_have_text("自己编课（1）")
    expect(tab.locator(".cb-choice")).to_be_visible()
    assert tab.evaluate("document.documentElement.dataset.cbSize") == "large"
    assert tab.evaluate("document.body.dataset.mdColorScheme") == "slate"
    row.locator(".cb-put").click()

    tab.go_forward(wait_until="commit")
    expect(pick).to_have_text("加入课程包")
    assert _kept(tab), "记录重新读取了"
    term = tab.locator(".md-content a[title]").first
    told = term.get_attribute("title")
    term.hover()
    expect(tab.get_by_role("tooltip")).to_be_visible()
    term.click()
    tab.go_back(wait_until="commit")
    assert _kept(tab), "记录重新读取了"
    expect(tab.get_by_role("tooltip")).to_have_count(0)
    assert term.get_attribute("title") == told


def test_a_course_that_is_come_back_to_has_what_was_picked_meanwhile(tab: Page, base: str) -> None:
    tab.goto(f"{base}course.html")
    expect(tab.get_by_role("button", name="撤销")).to_be_visible()
    tab.goto(f"{base}methods/wu-shi-gong-zuo-fa.html")
    tab.locator("[data-cb-tool=pack]").click()
    tab.go_back(wait_until="commit")
    expect(tab.locator("[data-cb-course]")).to_contain_text("五事工作法")
