"""A script that got into a built page does not run; the site's own do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from casebook.publish.offline import FOLDER, START, start_page
from casebook.publish.press import redirects
from tests.records.library import library_with

RECORD = "methods/wu-shi-gong-zuo-fa.html"
# What a hole in a template would let in, in the middle of a page.
INJECTED = (
    "<script>pwned='inline'</script>",
    "<img src=x onerror=\"pwned='handler'\">",
    "<svg onload=\"pwned='svg'\"></svg>",
    "<iframe srcdoc=\"<script>parent.pwned='frame'</script>\"></iframe>",
    "<script src=\"data:text/javascript,pwned='data'\"></script>",
    '<object data="data:text/html,<script>parent.pwned=1</script>"></object>',
    '<base href="https://evil.test/">',
    '<a id="evil" href="javascript:pwned=\'link\'">点我</a>',
)


@pytest.fixture(params=["file", "http"])
def opened(request: pytest.FixtureRequest, site: Path, tmp_path: Path, server: Callable[[Path], str]) -> str:
    """Address of a page of the site, over both ways to open it, with all of INJECTED in its text."""
    copy = tmp_path / "site"
    copy.mkdir()
    for path in site.iterdir():
        (copy / path.name).symlink_to(path)
    (copy / "methods").unlink()
    (copy / "methods").mkdir()
    for path in (site / "methods").iterdir():
        (copy / "methods" / path.name).symlink_to(path)
    html = (site / RECORD).read_text(encoding="utf-8")
    (copy / RECORD).unlink()
    spoilt = html.replace("</h1>", "</h1>" + "".join(INJECTED), 1)
    assert spoilt != html
    (copy / RECORD).write_text(spoilt, encoding="utf-8")
    return f"{server(copy)}/{RECORD}" if request.param == "http" else (copy / RECORD).as_uri()


def test_an_injected_script_does_not_run_and_ours_do(page: Page, opened: str) -> None:
    refused: list[str] = []
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.goto(opened, wait_until="load")
    page.locator("#evil").click()
    page.wait_for_timeout(300)
    assert page.evaluate("typeof pwned") == "undefined"
    assert len(refused) >= 5
    # The theme's and our own scripts: palette and search.
    before = page.locator("body").get_attribute("data-md-color-media")
    page.locator(".md-header__option label:visible").first.click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-media", str(before))
    page.locator("#casebook-search").fill("五事")
    expect(page.locator("#casebook-search-results a").first).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "search.html?q=议事",
        "compare.html",
        "course.html",
        "data/lifecycle.html",
        "form.html",
        "timeline.html",
        "dev/adr/0001-pour.html",
        "404.html",
    ],
)
def test_the_policy_refuses_nothing_of_our_own(
    page: Page, site: Path, server: Callable[[Path], str], path: str
) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(f"{server(site)}/{path}", wait_until="load")
    page.wait_for_timeout(500)
    assert refused == []


def test_every_page_carries_it(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 200
    assert [path.name for path in pages if b'http-equiv="Content-Security-Policy"' not in path.read_bytes()] == []


@pytest.mark.parametrize("name", ["er-bu-fa.html", START])
def test_pages_that_no_engine_built_are_guarded_too(page: Page, tmp_path: Path, name: str) -> None:
    """Where an old address leads on (were it to stay), and what a zip begins with."""
    made = [*redirects(library_with().value), start_page("示例库")]
    html = next(file.data for file in made if file.path.endswith(name)).decode()
    spoilt = re.sub(r'<meta http-equiv="refresh"[^>]*>', "", html).replace("<body>", "<body>" + "".join(INJECTED), 1)
    (tmp_path / name).write_text(spoilt, encoding="utf-8")
    page.goto((tmp_path / name).as_uri(), wait_until="load")
    page.locator("#evil").click()
    page.wait_for_timeout(300)
    assert page.evaluate("typeof pwned") == "undefined"


def test_the_page_a_zip_begins_with_still_leads_into_the_site(page: Page, site: Path, tmp_path: Path) -> None:
    start = start_page("示例库")
    (tmp_path / start.path).write_bytes(start.data)
    (tmp_path / FOLDER).symlink_to(site)
    page.goto((tmp_path / start.path).as_uri(), wait_until="load")
    page.wait_for_url("**/site/index.html")
