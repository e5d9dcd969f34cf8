"""填表供稿 in a real browser, as somebody would who never heard of git: an invented case with a new method and a new source."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from casebook.app.checking import check
from casebook.app.layout import lay_out
from tests.site.axe import findings

ROOT = Path(__file__).resolve().parents[2]
PHONE, WIDE = ViewportSize(width=390, height=844), ViewportSize(width=1440, height=900)
TITLE, SOURCE, METHOD = "芦苇湾社区的晾衣杆议事会", "芦苇湾社区议事会工作总结", "晾衣杆三问法"


@dataclass
class Hand:
    """A person at the form: every click, choice and filled field is a step."""

    page: Page
    steps: int = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.steps += 1

    def write(self, label: str, text: str, within: Locator | None = None) -> None:
        (within or self.page.locator(".cb-form")).get_by_label(label, exact=True).first.fill(text)
        self.steps += 1

    def choose(self, what: Locator, label: str) -> None:
        what.select_option(label=label)
        self.steps += 1

    def box(self, place: str) -> Locator:
        """The box of a field, by its place."""
        return self.page.locator(f"[data-at='{place}']")

    def begin(self, box: Locator, words: str) -> None:
        """Looks for a record that is not there, and begins it."""
        box.get_by_role("combobox").fill(words)
        self.steps += 1
        self.click(box.get_by_role("option", name=f"“{words}”"))

    def take(self, box: Locator, words: str) -> None:
        """Looks for a record of this contribution, and takes it."""
        box.get_by_role("combobox").fill(words)
        self.steps += 1
        self.click(box.get_by_role("option").first)

    def cite(self, place: str, section: str) -> None:
        box = self.box(place)
        if box.locator(".cb-cite__row").count() == 0:
            self.click(box.get_by_role("button", name="写出处"))
        where = box.get_by_label("出处：哪一节")
        if where.evaluate("one => one.tagName") == "SELECT":
            is_there = section in where.locator("option").all_inner_texts()
            self.choose(where, section if is_there else "别的一节……")
            if is_there:
                return
        where.fill(section)
        where.press("Tab")
        self.steps += 1


def _case(hand: Hand) -> None:
    page = hand.page
    hand.click(page.locator(".cb-kind", has_text="案例").first)
    hand.write("标题必填", TITLE)
    for level, name in (("省", "湖北省"), ("市", "武汉市"), ("区县", "江岸区")):
        hand.choose(page.get_by_label(f"地区：{level}", exact=True), name)
    hand.write("具体地方", "芦苇湾社区")
    hand.write("时间", "2023")
    hand.choose(
        hand.box('["themes"]').get_by_label("主题"), hand.box('["themes"]').locator("option").nth(2).inner_text()
    )
    hand.write("摘要必填", "芦苇湾社区的居民为楼道里的晾衣杆开了三次会，定出大家都能接受的晾晒办法。")
    hand.begin(hand.box('["sources"]'), SOURCE)
    hand.write("内容必填", "楼道里晾衣服挡路，邻居常为这事拌嘴。", hand.box('["narrative","background",0]'))
    hand.cite('["narrative","background",0,"cite"]', "一")
    hand.write(
        "内容必填",
        "社区请各楼的居民坐在一起，先问谁要晾，再问晾在哪里，最后问谁来收。",
        hand.box('["narrative","process",0]'),
    )
    hand.cite('["narrative","process",0,"cite"]', "二(一)")
    hand.click(page.get_by_label("来源没有说，写“未见报道”"))
    hand.click(page.get_by_text("照着哪种工作法做的"))
    hand.click(hand.box('["procedure"]').get_by_role("button", name="加一条"))
    used = hand.box('["procedure",0]')
    hand.begin(used, METHOD)
    hand.write("这里怎么做必填", "三次会各问一个问题。", used)
    hand.cite('["procedure",0,"cite"]', "二(一)")


def _source(hand: Hand) -> None:
    hand.click(hand.page.locator(".cb-tab", has_text=SOURCE))
    hand.page.get_by_label("文献类型必填").select_option("报告")
    hand.steps += 1
    hand.write("摘要必填", "社区写的一年工作总结，第二部分讲议事会怎么开。")


def _method(hand: Hand) -> None:
    page = hand.page
    hand.click(page.locator(".cb-tab", has_text=METHOD))
    page.get_by_label("类型必填").select_option("工作法")
    page.get_by_label("进展", exact=True).first.select_option("已实施")
    hand.steps += 2
    hand.choose(
        hand.box('["themes"]').get_by_label("主题"), hand.box('["themes"]').locator("option").nth(2).inner_text()
    )
    hand.write("摘要必填", "议一件小事开三次会，每次只问一个问题：谁要、放哪里、谁来管。")
    hand.take(hand.box('["sources"]'), SOURCE)
    hand.click(hand.box('["steps"]').get_by_role("button", name="加一步"))
    hand.write("步骤名称必填", "问谁要", hand.box('["steps",0]'))
    hand.cite('["steps",0,"cite"]', "二(一)")


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_an_invented_case_is_written_and_clean_at_the_first_try(
    browser: Browser, site: Path, tmp_path: Path, size: ViewportSize
) -> None:
    # Without motion: a button that is still changing its colour under the pointer is found too faint.
    context = browser.new_context(viewport=size, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if size is PHONE else "light")
    page.goto((site / "form.html").as_uri())
    hand = Hand(page)
    _case(hand)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert findings(page) == []
    _source(hand)
    _method(hand)
    hand.click(page.get_by_role("button", name="检查，生成文件"))
    expect(page.get_by_role("heading", name="写好了")).to_be_visible()
    assert findings(page) == []
    with page.expect_download() as coming:
        hand.click(page.get_by_role("button", name="下载压缩包（3 个文件）"))
    assert page.locator(".cb-receipt h3").all_inner_texts() == [TITLE, SOURCE, METHOD]
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    with zipfile.ZipFile(coming.value.path()) as archive:
        assert sorted(archive.namelist()) == [
            "content/cases/lu-wei-wan-she-qu-de-liang-yi-gan-yi-shi-hui.yaml",
            "content/methods/liang-yi-gan-san-wen-fa.yaml",
            "content/sources/lu-wei-wan-she-qu-yi-shi-hui-gong-zuo-zong-jie.yaml",
        ]
        assert not any((tmp_path / name).exists() for name in archive.namelist())
        archive.extractall(tmp_path)
    assert check(tmp_path) == ()
    assert lay_out(tmp_path, check_only=True).changed == ()
    assert hand.steps <= 60
    context.close()


def test_the_draft_stays_until_it_is_thrown_away(page: Page, site: Path) -> None:
    page.goto((site / "form.html").as_uri())
    page.locator(".cb-kind", has_text="工作法").first.click()
    page.get_by_label("标题必填").fill("五事工作方法")
    near = page.locator(".cb-near a")
    expect(near.first).to_have_text("五事工作法")
    expect(page.get_by_text("草稿存在这台设备上")).to_be_visible()
    page.reload()
    expect(page.get_by_label("标题必填")).to_have_value("五事工作方法")
    page.get_by_role("button", name="检查，生成文件").click()
    errors = page.locator(".cb-form__errors")
    expect(errors.get_by_role("heading")).to_have_text("还有 4 处要改")
    expect(errors).to_be_focused()
    errors.get_by_role("link", name="缺少“summary”（摘要）").click()
    summary = page.get_by_label("摘要必填")
    expect(summary).to_be_focused()
    expect(summary).to_have_attribute("aria-invalid", "true")
    assert findings(page) == []
    summary.fill("一种工作法。")
    expect(summary).not_to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="扔掉草稿").click()
    page.get_by_role("button", name="确定扔掉").click()
    page.reload()
    expect(page.get_by_role("heading", name="要写什么？")).to_be_visible()
