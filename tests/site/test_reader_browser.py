"""The reader's tools in a real browser, from a folder: nothing needs a server, nothing leaves the device."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

METHOD = "methods/you-min-zuo-zhu.html"


def test_what_is_kept_is_found_again_on_the_shelf(page: Page, site: Path) -> None:
    page.goto((site / METHOD).as_uri())
    page.get_by_role("button", name="收藏", exact=True).click()
    expect(page.get_by_role("button", name="已收藏")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="我的书签").first.click()
    kept = page.locator("[data-cb-shelf] .cb-kept").first
    expect(kept.get_by_role("link")).to_have_text("由民做主")
    kept.get_by_role("link").click()
    expect(page.locator("h1#record")).to_contain_text("由民做主")


def test_larger_text_stays_from_page_to_page_and_nothing_moves(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / METHOD).as_uri())
    text = page.locator(".cb-summary p").first
    before = text.evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)")
    page.get_by_role("button", name="字号：标准").click()
    page.get_by_role("button", name="字号：大", exact=True).click()
    page.goto((site / "cases/kui-wen-qu.html").as_uri())
    expect(page.get_by_role("button", name="字号：特大")).to_be_visible()
    assert (
        page.locator(".cb-summary p").first.evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)") > before * 1.3
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_sharing_from_a_folder_gives_the_published_address(page: Page, site: Path) -> None:
    page.goto((site / METHOD).as_uri())
    page.locator(".cb-share summary").click()
    address = page.locator("link[rel=canonical]").get_attribute("href")
    assert address
    assert address.endswith(METHOD)
    expect(page.locator(".cb-share p")).to_have_text(address)
    expect(page.get_by_role("img", name="本页网址的二维码")).to_be_visible()


def test_a_finger_sees_what_a_term_means_before_it_follows(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((site / METHOD).as_uri())
    term = page.locator("a.cb-term").first
    meaning = term.get_attribute("title")
    assert meaning
    term.tap()
    expect(page.get_by_role("tooltip").filter(has_text=meaning)).to_be_visible()
    assert page.url.endswith(METHOD)
    term.tap()
    page.wait_for_url("**/terms/*.html")
    context.close()


def test_without_scripts_there_are_no_dead_buttons_and_a_grade_still_opens(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "cases/kui-wen-qu.html").as_uri())
    tools = page.locator(".cb-tools")
    assert [tool.is_visible() for tool in tools.locator("button, summary").all()] == [False] * 7
    assert [link.is_visible() for link in tools.locator("a").all()] == [True] * 4
    grade = page.locator(".cb-grade").first
    expect(grade.locator("span")).to_be_hidden()
    grade.locator("summary").click()
    expect(grade.locator("span")).to_be_visible()
    context.close()


def test_answers_that_nobody_opened_are_not_printed(page: Page, site: Path) -> None:
    note = site / "notes/chong-qing-xie-shang-jiao-xue.html"
    page.goto(note.as_uri())
    page.locator(".cb-teacher summary").nth(1).click()
    page.emulate_media(media="print")
    shown = page.locator(".cb-teacher").evaluate_all("(all) => all.map((one) => one.checkVisibility())")
    assert shown[:3] == [False, True, False]
    assert shown.count(True) == 1
