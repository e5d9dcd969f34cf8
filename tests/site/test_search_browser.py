"""Search on the built site, in real Chromium, over http and from a folder."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from casebook.index.keys import shard_of
from casebook.link.library import Library
from casebook.model.note import Note
from tests.search.browser import search_in_chromium


@pytest.fixture
def root(site: Path, server: Callable[[Path], str]) -> str:
    """Address of the site's folder, with a slash at the end."""
    return f"{server(site)}/"


@pytest.fixture(params=["http", "file"])
def either(request: pytest.FixtureRequest, site: Path, root: str) -> str:
    """The same, over http and from a folder: for what loads files, of every sort once."""
    return root if request.param == "http" else f"{site.as_uri()}/"


def _search(page: Page, root: str, query: str) -> Locator:
    """The search page's hits for a query that its address carries."""
    page.goto(f"{root}search.html?q={quote(query)}")
    expect(page.locator(".cb-find__status")).to_contain_text("找到")
    return page.locator(".cb-hit__link")


def _type(page: Page, root: str, query: str) -> Locator:
    """The options below the header's field after typing on a record's page."""
    page.goto(f"{root}methods/index.html")
    page.locator("#casebook-search").focus()
    page.keyboard.type(query)
    options = page.locator("#casebook-search-results [role=option]")
    expect(options.first).to_be_visible()
    return options


FIRST = {
    "天天敲门十八法": "methods/tian-tian-qiao-men-shi-ba-fa.html",
    "敲门十八法": "methods/tian-tian-qiao-men-shi-ba-fa.html",
    "天天敲门十八发": "methods/tian-tian-qiao-men-shi-ba-fa.html",
    "五事工作法": "methods/wu-shi-gong-zuo-fa.html",
    "5事工作法": "methods/wu-shi-gong-zuo-fa.html",
    "由民做主": "methods/you-min-zuo-zhu.html",
    "由民作主": "methods/you-min-zuo-zhu.html",
    "由民坐主": "methods/you-min-zuo-zhu.html",
    "逢时协商日": "methods/feng-shi-xie-shang-ri.html",
    "政社互动": "methods/zheng-she-hu-dong.html",
    "三社联动 项目化": "methods/san-she-lian-dong-xiang-mu-hua.html",
    "中发〔2017〕13号": "policies/zhong-fa-2017-13.html",
    "中发[2017]13號": "policies/zhong-fa-2017-13.html",
    "葦灣社區": "regions/wei-wan.html",
    "濰坊市奎文區": "regions/370705.html",
    "協商議事": "themes/xie-shang-yi-shi.html",
    "sylgk": "methods/si-yi-liang-gong-kai.html",
    "wushi gongzuofa": "methods/wu-shi-gong-zuo-fa.html",
    "youminzuoz": "methods/you-min-zuo-zhu.html",
    "由民作注": "methods/you-min-zuo-zhu.html",
    "由做民主": "methods/you-min-zuo-zhu.html",
    "敲门": "methods/tian-tian-qiao-men-shi-ba-fa.html",
}


def test_what_people_type_brings_the_right_page_to_the_top(
    page: Page, site: Path, server: Callable[[Path], str]
) -> None:
    found = search_in_chromium(page, server(site), list(FIRST))
    assert [ids[0] for ids in found] == [Path(url).stem for url in FIRST.values()]


def test_the_same_over_http_and_from_a_folder(page: Page, either: str) -> None:
    words = {
        "关于加强城乡社区协商": "关于加强城乡社区协商",
        "關於加強城鄉社區協商": "关于加强城乡社区协商",
        "居委会印章": "印章",
        "四張清單減負": "四张清单",
    }
    for query, word in words.items():
        expect(_search(page, either, query).first).to_contain_text(word)


def test_hits_are_told_apart_by_kind_and_the_address_remembers(page: Page, root: str) -> None:
    hits = _search(page, root, "社区协商")
    everything = int(page.locator(".cb-find__kind").first.locator(".cb-find__count").inner_text())
    counts = [int(text) for text in page.locator(".cb-find__kind:not(:first-child) .cb-find__count").all_inner_texts()]
    assert sum(counts) == everything > len(counts) > 2
    page.get_by_role("button", name=re.compile("^政策 ")).click()
    expect(page.get_by_role("button", name=re.compile("^政策 "))).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name=re.compile("^政策 "))).to_be_focused()
    expect(page.locator(".cb-hit__link:not([data-kind=policy])")).to_have_count(0)  # a large list comes a moment later
    assert hits.count() > 0
    assert "kind=policy" in page.url
    page.reload()
    expect(page.get_by_role("button", name=re.compile("^政策 "))).to_have_attribute("aria-pressed", "true")


def test_snippets_mark_why_and_links_lead_there(page: Page, either: str) -> None:
    hits = _search(page, either, "敲門 調研")
    assert "敲门" in page.locator(".cb-find__list mark").all_inner_texts()
    expect(page.locator(".cb-hit__snippet mark", has_text="调研").first).to_be_visible()
    there = hits.nth(1).get_attribute("href")
    hits.nth(1).click()
    expect(page).to_have_url(there or "")


def test_hits_appear_while_typing_and_keys_lead_through_them(page: Page, either: str) -> None:
    options = _type(page, either, "五事")
    field = page.locator("#casebook-search")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options.last).to_contain_text("查看全部")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile(".*"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("五事工作法")


def test_enter_in_the_field_and_the_last_option_show_all_hits(page: Page, root: str) -> None:
    options = _type(page, root, "协商 日")
    total = re.search(r"\d+", options.last.inner_text())
    options.last.click()
    expect(page.locator(".cb-find__status")).to_contain_text(total.group() if total else "-")
    _type(page, root, "清单")
    page.keyboard.press("Enter")
    expect(page.locator(".cb-find__status")).to_contain_text("找到")
    assert f"q={quote('清单')}" in page.url
    # On the search page the header's field asks the page itself.
    page.locator("#casebook-search").fill("由民做主")
    page.locator("#casebook-search").press("Enter")
    expect(page.locator(".cb-hit__link").first).to_contain_text("由民做主")
    expect(page.locator(".cb-seek input")).to_have_value("由民做主")


def test_escape_closes_and_slash_opens(page: Page, root: str) -> None:
    _type(page, root, "五事")
    page.keyboard.press("Escape")
    expect(page.locator("#casebook-search")).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#casebook-search")).not_to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#casebook-search")).to_be_focused()
    expect(page.locator("#casebook-search")).to_have_value("五事")


def test_half_typed_pinyin_is_not_searched(page: Page, root: str) -> None:
    page.goto(f"{root}index.html")
    field = page.locator("#casebook-search")
    field.focus()
    cdp = page.context.new_cdp_session(page)
    cdp.send("Input.imeSetComposition", {"text": "wu'shi", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(400)
    expect(page.locator("#casebook-search-results")).to_have_text("")
    cdp.send("Input.insertText", {"text": "五事工作法"})
    expect(page.locator("#casebook-search-results [role=option]").first).to_contain_text("五事工作法")


HOSTILE = (
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>社区",
    "社区.*[a-z](?=",
    "\\",
    "constructor __proto__",
    "👍🏽" * 50,
    "\u0000\u202e社区\ufeff",
    "治" * 1900,
    "%E0%A4%A",
)


def test_hostile_queries_only_find_or_do_not_find(page: Page, root: str) -> None:
    for query in HOSTILE:
        page.goto(f"{root}search.html")
        page.locator(".cb-seek input").fill(query)
        expect(page.locator(".cb-find__status")).to_contain_text("找到")
        assert page.evaluate("window.hit") is None, query
        assert page.locator(".cb-find__list img, .cb-find__list script").count() == 0, query


def test_a_query_of_ten_thousand_characters_is_cut_and_answered(page: Page, root: str) -> None:
    page.goto(f"{root}search.html")
    page.locator(".cb-seek input").fill("社区协商" * 2500)
    expect(page.locator(".cb-find__note")).to_contain_text("输入太长")
    expect(page.locator(".cb-hit__link").first).to_be_visible()


def test_who_finds_nothing_is_shown_other_ways(page: Page, root: str) -> None:
    _search(page, root, "xyzzy")
    expect(page.locator(".cb-find__status")).to_contain_text("没有找到")
    ways = page.locator("#casebook-search-ways a")
    expect(ways.first).to_be_visible()
    _search(page, root, "协商")
    expect(ways.first).to_be_hidden()


def test_a_phone_shows_it_without_sideways_scrolling(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    _search(page, root, "城乡社区治理")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("label.md-header__button[for=__search]").click()
    expect(page.locator("#casebook-search")).to_be_focused()
    page.keyboard.type("由民")
    expect(page.locator("#casebook-search-results [role=option]").first).to_be_visible()
    # Not the page's width here: Material's overlay is a circle blown up beyond the screen.
    assert page.evaluate("document.querySelector('#casebook-search-results').scrollWidth") <= 390


def test_from_the_field_to_all_hits_to_a_record_and_on(page: Page, root: str) -> None:
    page.goto(f"{root}about.html")
    page.locator("#casebook-search").focus()
    page.keyboard.type("议事")
    page.get_by_role("option", name=re.compile("查看全部")).click()
    expect(page.locator(".cb-hit__link").first).to_be_visible()
    page.locator(".cb-hit__link").first.click()
    expect(page.locator(".cb-hit__link")).to_have_count(0)
    page.locator("#casebook-search").fill("五事工作法")
    option = page.locator("#casebook-search-results [role=option]").first
    expect(option).to_contain_text("五事工作法")
    option.click()
    expect(page.locator("h1")).to_contain_text("五事工作法")


def _broken(site: Path, tmp_path: Path, name: str, data: bytes | None) -> Path:
    """A copy of what search needs, with one file cut off or, with None, taken away."""
    copy = tmp_path / "copy"
    shutil.copytree(site / "search", copy / "search")
    shutil.copytree(site / "assets", copy / "assets")
    shutil.copy(site / "search.html", copy)
    if data is None:
        (copy / name).unlink()
    else:
        (copy / name).write_bytes(data)
    return copy


@pytest.mark.parametrize("data", [None, b'casebookSearch("t",0,"'])
def test_a_missing_or_cut_off_shard_is_told_and_the_rest_is_shown(
    browser: Browser, site: Path, tmp_path: Path, data: bytes | None
) -> None:
    count = re.search(rb'"terms":(\d+)', (site / "search/index.js").read_bytes())
    assert count is not None
    shard = f"search/t/{shard_of('由民', int(count[1]))}.js"
    copy = _broken(site, tmp_path, shard, data)
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    hits = _search(page, f"{copy.as_uri()}/", "由民做主 议事")
    expect(page.locator(".cb-find__note")).to_contain_text(shard)  # and no other remark
    expect(hits.first).to_be_visible()
    context.close()


def test_without_any_index_the_reader_gets_a_sentence_and_other_ways(page: Page, site: Path, tmp_path: Path) -> None:
    copy = _broken(site, tmp_path, "search/index.js", None)
    page.goto(f"{copy.as_uri()}/search.html?q={quote('议事')}")
    expect(page.locator(".cb-find__status")).to_contain_text("搜索数据没有加载成功")
    expect(page.locator("#casebook-search-ways a").first).to_be_visible()


def _renew(copy: Path) -> None:
    """The search data of another build in place: other edition, other version, as after a record was added."""
    old = re.search(
        rb'casebookSearch\("m",0,"(\w+)",\{"format":\d+,"version":"(\w+)"', (copy / "search/index.js").read_bytes()
    )
    assert old is not None
    for file in (copy / "search").rglob("*.js"):
        file.write_bytes(file.read_bytes().replace(old[1], b"0" * len(old[1])).replace(old[2], b"1" * len(old[2])))


def test_a_site_renewed_under_an_open_page_is_read_anew_or_told(
    page: Page, site: Path, server: Callable[[Path], str], tmp_path: Path
) -> None:
    copy = _broken(site, tmp_path, "search/index.js", (site / "search/index.js").read_bytes())
    root = f"{server(copy)}/"
    page.set_viewport_size({"width": 390, "height": 844})  # the filters stay closed: their files are not loaded yet
    hits = _search(page, root, "社区")
    expect(hits).to_have_count(10)
    _renew(copy)
    page.get_by_role("button", name="再显示一些").click()
    expect(page.locator(".cb-find__note")).to_contain_text("网站更新了")
    page.locator(".cb-find__open").click()
    page.get_by_label("排序").select_option("date")
    expect(page.locator(".cb-find__status")).to_contain_text("找到")
    # The next search reads the new data and says no more of it.
    page.get_by_label("排序").select_option("")
    page.locator(".cb-seek input").fill("由民做主")
    expect(hits.first).to_contain_text("由民做主")
    expect(page.locator(".cb-find__note")).to_have_count(0)


def test_a_site_renewed_under_an_open_page_still_answers_in_the_header(
    page: Page, site: Path, server: Callable[[Path], str], tmp_path: Path
) -> None:
    copy = _broken(site, tmp_path, "search/index.js", (site / "search/index.js").read_bytes())
    root = f"{server(copy)}/"
    _search(page, root, "社区")
    _renew(copy)
    page.locator("#casebook-search").fill("五事工作法")
    expect(page.locator("#casebook-search-results [role=option]").first).to_contain_text("五事工作法")


def _filters(page: Page, root: str, query: str) -> Locator:
    """The open filters of the search page for a query."""
    page.set_viewport_size({"width": 1280, "height": 900})
    _search(page, root, query)
    panel = page.locator(".cb-find__filters")
    expect(panel.locator("#cb-find-theme")).to_be_visible()
    return panel


def test_filters_count_what_they_would_leave_and_the_address_remembers(page: Page, either: str) -> None:
    panel = _filters(page, either, "社区协商")
    option = panel.locator("#cb-find-theme option").nth(1)
    label = option.inner_text()
    count = re.search(r"（(\d+)）", label)
    assert count is not None
    panel.locator("#cb-find-theme").focus()
    panel.locator("#cb-find-theme").select_option(label=label)
    expect(page.locator(".cb-find__status")).to_contain_text(f"找到 {count.group(1)} 条")
    kinds = page.locator(".cb-find__kind .cb-find__count")
    expect(kinds.first).to_have_text(count.group(1))
    assert "theme=" in page.url
    expect(panel.locator("#cb-find-theme")).to_be_focused()  # whoever chooses by keyboard goes on from there
    page.reload()
    expect(page.locator(".cb-find__status")).to_contain_text(f"找到 {count.group(1)} 条")
    expect(page.locator(".cb-find__open")).to_contain_text("已选 1 项")
    page.get_by_role("button", name="清除筛选").click()
    expect(page.locator(".cb-find__open")).to_have_text("筛选")
    assert "theme=" not in page.url


def test_regions_are_a_tree_and_a_province_holds_what_lies_below(page: Page, root: str) -> None:
    panel = _filters(page, root, "社区")
    region = panel.locator(".cb-find__field--region select:visible")
    province = region.first.locator("option", has_text="山东省").inner_text()
    region.first.select_option(label=province)
    expect(page.locator(".cb-find__status")).to_contain_text(re.sub(r"\D", "", province))
    expect(region).to_have_count(2)
    page.locator(".cb-find__kind", has_text="工作法").click()
    titles = page.locator(".cb-hit__link")
    expect(titles.first).to_be_visible()
    assert "region=370000" in page.url
    assert "kind=method" in page.url
    assert set(titles.evaluate_all("links => links.map(link => link.dataset.kind)")) == {"method"}


def test_hits_can_stand_by_date_and_by_evidence(page: Page, root: str) -> None:
    _filters(page, root, "社区治理 意见")
    page.locator(".cb-find__kind", has_text="政策").click()
    page.get_by_label("排序").select_option("date")
    facts = page.locator(".cb-find__list .cb-hit__facts")
    expect(page.locator(".cb-find__list")).to_have_attribute("aria-busy", "false")
    years: list[int] = []
    for _ in range(50):  # the old order stands until the new one is there
        years = [int(found.group(1)) for text in facts.all_inner_texts() if (found := re.search(r"(\d{4})年", text))]
        if len(years) > 3 and years == sorted(years, reverse=True):
            break
        page.wait_for_timeout(100)
    assert len(years) > 3
    assert years == sorted(years, reverse=True)
    assert "sort=date" in page.url
    page.get_by_label("排序").select_option("evidence")
    expect(page.locator(".cb-hit__link").first).to_be_visible()
    assert "sort=evidence" in page.url


def test_only_cases_with_a_teaching_note_are_left_when_asked_for(page: Page, root: str, library: Library) -> None:
    panel = _filters(page, root, "社区")
    panel.locator("#cb-find-note").select_option("yes")
    noted = {entry.record.case for entry in library.of_kind("note") if isinstance(entry.record, Note)}
    expect(page.locator(".cb-find__status")).to_contain_text("找到")
    links = page.locator(".cb-hit__link")
    expect(links).to_have_count(len(noted))
    assert {href.rsplit("/", 1)[-1] for href in links.evaluate_all("links => links.map(link => link.href)")} == {
        f"{case}.html" for case in noted
    }


def test_a_name_that_may_have_been_meant_is_one_click_away(page: Page, root: str) -> None:
    _search(page, root, "由民坐主")
    page.locator(".cb-hit__meant", has_text="由民做主").first.click()
    expect(page.locator(".cb-seek input")).to_have_value("由民做主")
    expect(page.locator(".cb-hit__meant")).to_have_count(0)


def test_a_newer_query_is_not_overtaken_by_filters_that_arrive_late(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    answers = search_in_chromium(page, root, ["社区", "五事工作法", "由民做主"] * 4)
    assert [found[0] for found in answers[1::3]] == ["wu-shi-gong-zuo-fa"] * 4
    assert [found[0] for found in answers[2::3]] == ["you-min-zuo-zhu"] * 4
