"""Three tasks walked as a new reader would, on a phone, each tap counted."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from casebook.app.bundle import _bundled
from casebook.publish.offline import START
from tests.site.conftest import ROOT


class Walk:
    """A reader's way through the site: `page` is where they are, `taps` how often they tapped so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone's browser without any network."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="zh-CN", offline=True
    )
    yield context
    context.close()


@pytest.fixture
def walk(context: BrowserContext, site: Path) -> Walk:
    """At the home page."""
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    return Walk(page)


def test_a_stalled_lift_leads_to_a_fitting_method_in_three_taps(walk: Walk) -> None:
    page = walk.page
    walk.tap(page.get_by_role("link", name="老旧小区", exact=True))
    walk.tap(page.locator(".cb-question").get_by_role("link", name="改造、加装电梯，居民说不到一块"))
    answer = page.locator("section:has(h2:target)")
    expect(answer.locator(".cb-pick").first).to_contain_text("对得上的问题")
    expect(answer.get_by_role("link", name="并排看前 4 种")).to_be_visible()
    walk.tap(answer.locator(".cb-pick__title a").first)
    expect(page.locator("article.cb-method h1")).to_be_visible()
    assert walk.taps == 3


def test_the_words_of_the_problem_lead_there_too(walk: Walk) -> None:
    page = walk.page
    walk.tap(page.locator("#cb-seek-words"))
    page.keyboard.type("加装电梯")
    page.keyboard.press("Enter")
    hit = page.locator(".cb-hit", has_text="问题导航").first
    expect(hit).to_contain_text("老旧小区")
    walk.tap(hit.get_by_role("link"))
    walk.tap(page.locator(".cb-question").get_by_role("link", name="改造、加装电梯，居民说不到一块"))
    walk.tap(page.locator("section:has(h2:target) .cb-pick__title a").first)
    expect(page.locator("article.cb-method h1")).to_be_visible()
    assert walk.taps == 4


def test_two_methods_of_like_names_are_found_and_compared_on_one_page(walk: Walk) -> None:
    page = walk.page
    walk.tap(page.locator(".cb-feature").get_by_role("link", name="并排对比"))
    field = page.get_by_label("找一个加进来")
    walk.tap(field)
    page.keyboard.type("五事工作法")
    walk.tap(page.locator(".cb-picker__one", has_text="五事工作法").first)
    expect(field).to_be_focused()
    page.keyboard.type("wubu")
    walk.tap(page.locator(".cb-picker__one", has_text="五步工作法").first)
    expect(page.get_by_role("table", name="五事工作法、五步工作法的对比")).to_be_visible()
    assert page.url.endswith("?ids=wu-shi-gong-zuo-fa,wu-bu-gong-zuo-fa")
    assert walk.taps == 4


@pytest.fixture
def with_zip(site: Path, tmp_path: Path) -> Path:
    """The site with its zip to download, as `casebook bundle` leaves it."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder, copy_function=os.link)
    _bundled(ROOT, folder, None)
    return folder


def test_a_brief_is_taken_along_and_the_library_opens_from_its_zip(
    context: BrowserContext, with_zip: Path, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto((with_zip / "index.html").as_uri())
    walk = Walk(page)
    walk.tap(page.locator(".cb-feature").get_by_role("link", name="看全文和出处"))
    title = page.locator("article.cb-method h1").inner_text().split("\n")[0]
    with page.expect_download() as brief:
        walk.tap(page.get_by_role("link", name="一页 PDF"))
    document = pdfium.PdfDocument(brief.value.path())
    assert len(document) == 1
    assert "".join(title.split()) in "".join(document[0].get_textpage().get_text_range().split())
    assert walk.taps == 2

    page.goto((with_zip / "index.html").as_uri())
    door = page.locator("li", has=page.get_by_role("link", name="离线使用", exact=True)).last
    expect(door).to_contain_text("MB）")
    walk.tap(door.get_by_role("link"))
    with page.expect_download() as packed:
        walk.tap(page.get_by_role("link", name="下载离线版"))
    assert walk.taps == 4
    with zipfile.ZipFile(packed.value.path()) as held:
        held.extractall(tmp_path / "U 盘")
    page.goto((tmp_path / "U 盘" / START).as_uri())
    page.wait_for_url("**/site/index.html")
    page.goto((tmp_path / "U 盘/site/compare.html").as_uri())
    page.get_by_label("找一个加进来").fill("五事工作法")
    expect(page.locator(".cb-picker__one").first).to_contain_text("五事工作法")
