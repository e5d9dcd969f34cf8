"""数据 in a real browser: filter, sort, both together, the address, and the page without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.link.library import Library
from casebook.model.case import Case

pytestmark = pytest.mark.browser


def _figures(library: Library) -> int:
    return sum(len(case.results) for _, case in library.of_model(Case))


def _values(page: Page) -> list[float]:
    """The numbers of the 数值 column, top down; rows without one are left out."""
    sizes: list[str] = page.locator("[data-cb-list] [data-sort]").evaluate_all(
        "cells => cells.map(c => c.dataset.sort)"
    )
    return [float(size) for size in sizes if size]


def test_filter_and_sort_go_together_and_the_address_keeps_the_filter(page: Page, site: Path, library: Library) -> None:
    page.goto((site / "data/index.html").as_uri())
    rows = page.locator("[data-cb-list] > tr")
    expect(rows).to_have_count(_figures(library))
    page.get_by_role("button", name="数值").click()
    assert _values(page) == sorted(_values(page))
    page.get_by_label("单位", exact=True).select_option("%")
    percent = sum(figure.unit == "%" for _, case in library.of_model(Case) for figure in case.results)
    expect(rows).to_have_count(percent)
    assert _values(page) == sorted(_values(page))
    page.get_by_role("button", name="数值").click()
    assert _values(page) == sorted(_values(page), reverse=True)
    assert "unit=%25" in page.url
    page.reload()
    expect(rows).to_have_count(percent)


def test_every_case_with_figures_is_reached_from_the_table(page: Page, site: Path, library: Library) -> None:
    page.goto((site / "data/index.html").as_uri())
    cases = {entry.id for entry, case in library.of_model(Case) if case.results}
    links: list[str] = page.locator("[data-cb-list] td > a").evaluate_all("links => links.map(a => a.href)")
    assert {link.rpartition("/")[2].partition(".")[0] for link in links} == cases
    page.locator("[data-cb-list] td > a").first.click()
    expect(page.locator("#figures")).to_be_visible()


def test_without_scripts_the_table_is_whole(browser: Browser, site: Path, library: Library) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "data/index.html").as_uri())
    expect(page.locator("[data-cb-list] > tr")).to_have_count(_figures(library))
    expect(page.locator("form.cb-filters")).to_be_hidden()
    context.close()


def test_the_table_scrolls_in_its_box_on_a_phone(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("data/index.html", "data/doubts.html"):
        page.goto((site / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_every_editors_note_is_on_the_page_of_doubts(page: Page, site: Path, library: Library) -> None:
    page.goto((site / "data/doubts.html").as_uri())
    total = sum(len(entry.record.editor_notes) for entry in library.entries.values())
    expect(page.locator(".cb-doubt-on")).to_have_count(total)


def test_the_csv_is_there_with_a_mark_for_excel(site: Path, library: Library) -> None:
    data = (site / "data/figures.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == _figures(library) + 1


def test_on_a_phone_each_figure_is_whole_and_the_heads_still_sort(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / "data/index.html").as_uri())
    table = page.get_by_role("table", name="数字表")
    for cell in table.get_by_role("row").nth(1).get_by_role("cell").all():
        box = cell.bounding_box()
        assert box is None or 0 <= box["x"] <= box["x"] + box["width"] <= 390
    table.get_by_role("columnheader", name="数值").get_by_role("button").click()
    assert _values(page) == sorted(_values(page))
