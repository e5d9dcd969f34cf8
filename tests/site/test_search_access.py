"""Search for who hears the page or has no mouse: axe on every state of it, the way by keyboard, an IME on the search page."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.site.axe import findings


@pytest.fixture
def root(site: Path, server: Callable[[Path], str]) -> str:
    return f"{server(site)}/"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    ("asked", "told"), [("", "输入几个字"), ("社区协商", "找到"), ("xyzzy", "没有找到"), ("“居民代表”", "找到")]
)
def test_axe_finds_nothing_on_the_search_page(page: Page, root: str, asked: str, told: str, width: int) -> None:
    """Wide in light colours, narrow in dark ones."""
    page.emulate_media(color_scheme="light" if width > 400 else "dark", reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{root}search.html?q={quote(asked)}")
    expect(page.get_by_role("status").filter(has_text=told).first).to_be_visible()
    expect(page.locator(".cb-find__list")).to_have_attribute("aria-busy", "false")
    assert findings(page) == []


def test_axe_finds_nothing_when_there_is_no_index(page: Page, root: str) -> None:
    page.route("**/search/index.js*", lambda route: route.abort())
    page.goto(f"{root}search.html?q={quote('议事')}")
    expect(page.get_by_role("status").filter(has_text="没有加载成功")).to_be_visible()
    assert findings(page) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(("typed", "told"), [("", ""), ("五事", "找到"), ("xyzzy", "没有找到")])
def test_axe_finds_nothing_below_the_field_in_the_header(
    page: Page, root: str, typed: str, told: str, width: int
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{root}about.html")
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type(typed)
    expect(page.locator("#casebook-search-results [role=status]")).to_contain_text(told)
    expect(field).to_have_attribute("aria-expanded", "true" if told == "找到" else "false")
    assert findings(page) == []


def test_tab_leads_from_the_field_over_order_kinds_and_filters_to_the_hits(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto(f"{root}search.html")
    page.locator(".cb-seek input").focus()
    page.keyboard.type("社区协商")
    expect(page.locator(".cb-find__status")).to_contain_text("找到")
    passed = []
    for _ in range(30):
        page.keyboard.press("Tab")
        passed.append(page.evaluate("document.activeElement.className.split(' ')[0] || document.activeElement.tagName"))
        if passed[-1] == "cb-hit__link":
            break
    places = [
        passed.index(name) for name in ("md-button", "cb-select", "cb-find__kind", "cb-find__open", "cb-hit__link")
    ]
    assert places == sorted(places)
    there = page.locator(".cb-hit__link").first.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(there or "")


def test_half_typed_pinyin_is_not_searched_on_the_search_page(page: Page, root: str) -> None:
    page.goto(f"{root}search.html")
    page.locator(".cb-seek input").focus()
    cdp = page.context.new_cdp_session(page)
    cdp.send("Input.imeSetComposition", {"text": "wu'shi", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(500)
    expect(page.locator(".cb-find__status")).to_contain_text("输入几个字")
    cdp.send("Input.insertText", {"text": "五事工作法"})
    expect(page.locator(".cb-hit__link").first).to_contain_text("五事工作法")
