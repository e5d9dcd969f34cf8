"""The ways in, in a real browser: from a problem to a method, records side by side, the map without scripts, the timeline."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.link.library import Library

Serve = Callable[[Path], str]
PAIR = "?ids=wu-shi-gong-zuo-fa,wu-bu-gong-zuo-fa"


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A page whose browser runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_the_map_leads_to_a_province_without_scripts_and_by_keyboard(still: Page, site: Path, library: Library) -> None:
    still.goto((site / "regions/index.html").as_uri())
    tiles = still.locator(".cb-map a")
    held = {spot.id for spot in library.children_of(None) if spot.region is not None}
    assert tiles.count() == len(held)
    expect(still.locator(".cb-map > li")).to_have_count(34)
    tiles.first.focus()
    name = tiles.first.locator("span").first.inner_text()
    still.keyboard.press("Enter")
    expect(still.locator("h1")).to_have_text(name)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_two_methods_are_compared_by_the_address(page: Page, server: Serve, site: Path, scheme: str) -> None:
    base = server(site) if scheme == "http" else site.as_uri()
    page.goto(f"{base}/compare.html{PAIR}")
    table = page.get_by_role("table", name="五事工作法、五步工作法的对比")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    order = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="步骤"))
    expect(order).to_contain_text("1 群众说事")
    expect(order.get_by_role("rowheader")).to_contain_text("不同")
    same = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="类型"))
    expect(same.get_by_role("rowheader")).to_contain_text("相同")
    page.get_by_label("只看不同的").check()
    expect(same).to_be_hidden()
    expect(order).to_be_visible()
    page.get_by_role("button", name="去掉“五步工作法”").click()
    expect(page.locator("[data-cb-compare] .cb-total")).to_contain_text("再选一个才能对比")
    assert page.url.endswith("?ids=wu-shi-gong-zuo-fa")


def test_records_chosen_in_a_list_and_on_a_page_come_together(page: Page, site: Path) -> None:
    page.goto((site / "methods/index.html").as_uri() + "?theme=xie-shang-yi-shi")
    page.get_by_role("button", name="加入对比：五事工作法").click()
    expect(page.locator(".cb-choice")).to_contain_text("再选一个就能对比")
    page.goto((site / "methods/wu-bu-gong-zuo-fa.html").as_uri())
    page.get_by_role("button", name="加入对比：五步工作法").click()
    page.get_by_role("link", name="并排看这 2 个").click()
    page.wait_for_url(f"**/compare.html{PAIR}")
    expect(page.get_by_role("table")).to_be_visible()


def test_what_cannot_be_compared_is_said(page: Page, site: Path) -> None:
    status = page.locator("[data-cb-compare] .cb-total")
    page.goto((site / "compare.html").as_uri())
    expect(status).to_contain_text("还没有选")
    page.goto((site / "compare.html").as_uri() + "?ids=wu-shi-gong-zuo-fa,mei-you-zhe-ge,kui-wen-qu,wu-bu-gong-zuo-fa")
    expect(status).to_contain_text("没有找到 mei-you-zhe-ge")
    expect(status).to_contain_text("略去了 1 个")
    expect(page.get_by_role("columnheader")).to_have_count(3)


def test_on_a_phone_columns_are_swiped_and_the_page_stays(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / "compare.html").as_uri() + PAIR + ",si-shi-gong-zuo-fa,hu-jue-zhi")
    box = page.get_by_role("region", name="对比表")
    expect(box).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert box.evaluate("(box) => box.scrollWidth > box.clientWidth * 2")
    label = page.get_by_role("rowheader", name="步骤")
    before = label.bounding_box()
    box.evaluate("(box) => { box.scrollLeft = 300 }")
    after = label.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] == pytest.approx(before["x"], abs=1)


def test_a_comparison_prints_across_the_paper(page: Page, site: Path) -> None:
    page.goto((site / "compare.html").as_uri() + PAIR)
    expect(page.get_by_role("table")).to_be_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = [tuple(map(float, box.split())) for box in _boxes(pdf)]
    assert all(width > height for _, _, width, height in sizes), sizes
    assert len(sizes) <= 3  # the comparison alone, and on the first sheet, below the heading


def _boxes(pdf: bytes) -> list[str]:
    return [found.decode() for found in re.findall(rb"/MediaBox \[([^\]]+)\]", pdf)]


def test_without_scripts_pairs_are_told_apart_and_years_run_on(still: Page, site: Path) -> None:
    still.goto((site / "compare.html").as_uri())
    expect(still.locator("noscript")).to_be_visible()
    expect(still.locator(".cb-pair").filter(has_text="五步工作法").first).to_be_visible()
    still.goto((site / "timeline.html").as_uri())
    years = [int(text) for text in still.locator(".cb-years a").all_inner_texts()]
    assert years == sorted(years)
    assert len(years) > 3
    expect(still.locator(".cb-status", has_text="推断").first).to_be_visible()
