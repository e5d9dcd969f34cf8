"""axe on every kind of page, in light and dark, on a phone and on a wide screen; and the page without scripts."""

from itertools import cycle
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.site.axe import findings

PHONE, WIDE = ViewportSize(width=390, height=844), ViewportSize(width=1440, height=900)
Scheme = Literal["light", "dark"]
LOOKS: tuple[tuple[Scheme, ViewportSize], ...] = (("light", WIDE), ("dark", PHONE), ("dark", WIDE), ("light", PHONE))


def _found(browser: Browser, site: Path, look: tuple[Scheme, ViewportSize], paths: list[str]) -> dict[str, list[str]]:
    context = browser.new_context(color_scheme=look[0], viewport=look[1], reduced_motion="reduce", locale="zh-CN")
    page = context.new_page()
    found = {}
    for path in paths:
        page.goto((site / path).as_uri())
        found[path] = findings(page)
    context.close()
    return {path: lines for path, lines in found.items() if lines}


@pytest.mark.parametrize("turn", range(4), ids=["light-wide", "dark-phone", "dark-wide", "light-phone"])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, site: Path, kinds_of_page: list[str], turn: int
) -> None:
    """Each kind in one of the looks, the next kind in the next; all of them in all looks below."""
    paths = [path for path, number in zip(kinds_of_page, cycle(range(4)), strict=False) if number == turn]
    assert _found(browser, site, LOOKS[turn], paths) == {}


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[1]['width']}")
def test_axe_finds_nothing_on_any_kind_of_page_in_any_look(
    browser: Browser, site: Path, kinds_of_page: list[str], look: tuple[Scheme, ViewportSize]
) -> None:
    assert _found(browser, site, look, kinds_of_page) == {}


def test_every_page_says_its_language_and_can_be_read_without_scripts(
    browser: Browser, site: Path, kinds_of_page: list[str]
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    empty = []
    for path in kinds_of_page:
        page.goto((site / path).as_uri())
        assert page.locator("html").get_attribute("lang") == "zh"
        assert page.locator("h1").first.is_visible(), path
        if len(page.locator(".md-content").inner_text()) < 60:
            empty.append(path)
        assert page.locator(".md-search__form").count() == 1  # a plain form that asks search.html
    context.close()
    assert empty == []
