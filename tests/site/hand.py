"""A person at the form, who writes an invented case with a new method and a new source, and how many steps that takes."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

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


def write_case(hand: Hand) -> None:
    """All of the case; the source and the method are begun beside it."""
    begin_case(hand)
    hand.begin(hand.box('["sources"]'), SOURCE)
    tell_case(hand)


def begin_case(hand: Hand) -> None:
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


def tell_case(hand: Hand) -> None:
    page = hand.page
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


def write_source(hand: Hand) -> None:
    hand.click(hand.page.locator(".cb-tab", has_text=SOURCE))
    hand.page.get_by_label("文献类型必填").select_option("报告")
    hand.steps += 1
    hand.write("摘要必填", "社区写的一年工作总结，第二部分讲议事会怎么开。")


def write_method(hand: Hand) -> None:
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
