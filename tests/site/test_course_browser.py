"""自己编课 in a real browser: from a record's page to a course that `casebook check` takes, by mouse and by keyboard."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from casebook.link.library import Library
from casebook.model.pack import Pack
from tests.site.axe import findings

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]


def _titles(page: Page) -> list[str]:
    names: list[str] = page.locator(".cb-unit h4").evaluate_all(
        "all => all.map(one => one.querySelector('input')?.value ?? one.querySelector('a')?.textContent ?? one.textContent)"
    )
    return names


def _saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as coming:
        page.get_by_role("button", name="存成文件（YAML）").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_picked_records_become_a_course_that_passes_the_check(
    page: Page, server: Callable[[Path], str], site: Path, scheme: str, tmp_path: Path
) -> None:
    base = server(site) if scheme == "http" else site.as_uri()
    page.set_viewport_size({"width": 1280, "height": 1800})  # what is dragged and where it goes are both in sight
    page.goto(f"{base}/methods/index.html")  # on a list, on a record's page, among what a search finds
    page.get_by_role("button", name="加入课程包：五事工作法").click()
    expect(page.get_by_role("button", name="已加入课程包：五事工作法")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("link", name="自己编课（1）")).to_be_in_viewport()
    page.goto(f"{base}/cases/kui-wen-qu.html")
    page.get_by_role("button", name="加入课程包").click()
    expect(page.get_by_role("button", name="已加入课程包")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{base}/search.html?q=民事民提")
    page.get_by_role("button", name="加入课程包：民事民提、民定、民办、民评").press("Enter")
    page.get_by_role("link", name="自己编课（3）").click()
    page.get_by_role("button", name="全部排进来（3）").click()
    expect(page.locator(".cb-unit")).to_have_count(2)
    expect(page.locator(".cb-course__reading li")).to_have_count(1)

    page.get_by_role("button", name="加讨论").click()
    page.keyboard.type("回去先做哪一件")
    page.locator(".cb-unit").nth(2).get_by_role("button", name="上移").click()
    page.keyboard.press("Enter")  # the focus stays on the button that was used
    expect(page.get_by_role("status").first).to_have_text("已移到第 1 个")
    assert [name[:4] for name in _titles(page)] == ["回去先做", "五事工作", "潍坊市奎"]
    page.locator(".cb-unit__grip").nth(0).drag_to(page.locator(".cb-unit").nth(2), target_position={"x": 20, "y": 90})
    assert _titles(page)[-1] == "回去先做哪一件"

    page.get_by_label("五事工作法，几分钟").fill("40")
    page.get_by_label("想上几小时").fill("2")
    expect(page.locator(".cb-course__sum")).to_have_text("共 85 分钟（1:25），还差 35 分钟")
    page.get_by_role("button", name="时长改成 1.42 小时").click()
    page.get_by_label("课程名称").fill("社区议事半天：练习")
    page.get_by_label("适用对象").fill("新任社区书记\n网格员")
    page.get_by_label("教学目标").fill("能说出五项")
    page.locator(".cb-unit").nth(0).get_by_role("button", name="目的和说明").click()
    page.get_by_role("textbox", name="说明").fill("先猜，再看。\n\n- 谁来做\n- 怎样算完")
    _saved(page, tmp_path)
    expect(page.locator("[data-faults] li")).to_have_count(2)  # id and summary
    page.get_by_role("button", name="还没有写摘要").click()
    page.keyboard.type("一个半小时，学会一套议事的办法。")
    page.get_by_text("交给案例库发布").click()
    page.get_by_label("编号").fill("she-qu-yi-shi-lian-xi")
    file = _saved(page, tmp_path)
    assert file.name == "she-qu-yi-shi-lian-xi.yaml"
    expect(page.get_by_role("status").first).to_have_text("已存成文件")

    page.evaluate("window.open = (url) => (window.opened = url)")  # the host of the example is nowhere
    page.get_by_role("button", name="在源文件仓库里新建").click()
    assert "/new/main/content/packs?filename=she-qu-yi-shi-lian-xi.yaml&value=" in page.evaluate("window.opened")
    assert _checked(tmp_path, [file]) == ""


def _checked(folder: Path, files: list[Path]) -> str:
    """What `casebook check` and `casebook fmt --check` have against these packs in our library; '' for nothing."""
    root = folder / "library"
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "mkdocs.yml", root)
    for file in files:
        shutil.copy(file, root / "content/packs")
    said = ""
    for words in (("check",), ("fmt", "--check", "content/packs")):
        done = subprocess.run(
            [sys.executable, "-m", "casebook", *words], cwd=root, capture_output=True, text=True, check=False
        )
        said += "" if done.returncode == 0 else done.stdout + done.stderr
    return said


# All that a pack may say, also what the page does not show.
WHOLE = """\
# yaml-language-server: $schema=../../schemas/pack.schema.json
id: yang-yang-dou-you
title: 样样都有的一课
aliases:
  - 什么都写的课
summary: 模型里的每一项都写上。
themes:
  - xie-shang-yi-shi
keywords:
  - 样样都有
status: 被替代
superseded_by: xin-ren-ru-men-ban-tian
reviewed:
  by: 某人
  on: "2026-11-23"
  next_review: 2027-11
redirect_from:
  - jiu-de-ke
audience:
  - 培训教师
hours: 1.67
objectives:
  - "能说出：什么都没有丢 #1"
units:
  - type: 讲授
    title: 开场
    minutes: 10
    text: |
      先说一段。

      - 再列一条
  - session: 下午
    type: 工作法
    query: 主题:协商议事 地区:江苏
    most: 3
    minutes: 60
    purpose: 挑三种
  - type: 案例
    ref: kui-wen-qu
    minutes: 30
    alternative_ref: chong-qing-xie-shang-shi-fan
pre_reading:
  - ref: min-shi-min-ti
    note: 四句话
    cite: hubei-2019 一(二)
  - ref: kuiwen
lock:
  mark: 6c50466b
  on: "2026-11-26"
outputs:
  - 一张表
editor_notes:
  - kind: 缺载
    text: 没有写的不补
"""


def test_every_pack_goes_through_the_page_unchanged(page: Page, site: Path, library: Library, tmp_path: Path) -> None:
    """A file opened and saved says the same, those published and one in which everything is told."""
    whole = tmp_path / "whole.yaml"
    whole.write_text(WHOLE, encoding="utf-8")
    page.goto((site / "course.html").as_uri())
    saved = []
    for path in (*(ROOT / entry.path for entry in library.of_kind("pack")), whole):
        page.locator("input[type=file]").set_input_files(path)
        expect(page.get_by_role("status").first).to_contain_text(f"已打开“{path.name}”")
        saved.append(_saved(page, tmp_path))
        given, made = (Pack.model_validate(yaml.load(one.read_bytes(), yaml.BaseLoader)) for one in (path, saved[-1]))
        assert made == given
    assert _checked(tmp_path, saved) == ""


def test_a_shared_address_opens_the_same_course_elsewhere(browser: Browser, site: Path) -> None:
    mine, theirs = browser.new_context(), browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    mine.grant_permissions(["clipboard-read", "clipboard-write"])
    page = mine.new_page()
    page.goto((site / "course.html").as_uri())
    page.get_by_role("button", name="新社区工作者入门半天").click()
    expect(page.get_by_label("课程名称")).to_have_value("新社区工作者入门半天（改）")
    names = _titles(page)
    page.get_by_role("button", name="复制分享网址").click()
    expect(page.get_by_role("status").first).to_contain_text("已复制")
    address = page.evaluate("navigator.clipboard.readText()")

    other = theirs.new_page()
    other.goto(address)
    expect(other.get_by_role("status").first).to_have_text("已打开分享来的课")
    assert _titles(other) == names
    assert len(names) > 5
    assert other.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert findings(other) == []
    other.goto(address[:-30])
    expect(other.get_by_role("status").first).to_contain_text("可能被截断了")
    mine.close()
    theirs.close()


def test_a_broken_file_is_answered_with_its_line(page: Page, site: Path, tmp_path: Path) -> None:
    page.goto((site / "course.html").as_uri())
    bad = tmp_path / "坏.yaml"
    bad.write_text(
        "title: 课\nunits:\n  - type: 演戏\n    minutes: 5\n  - type: 讨论\n    title: 议\n    minutes: 很久\n",
        encoding="utf-8",
    )
    page.locator("input[type=file]").set_input_files(bad)
    told = page.locator("[data-faults] li")
    expect(told).to_have_count(2)
    expect(told.nth(0)).to_contain_text("第 3 行：type 要从这些里选")
    expect(told.nth(1)).to_contain_text("第 7 行：minutes 要写")
    bad.write_text("title: 课\ntitle: 又一个\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files([])
    page.locator("input[type=file]").set_input_files(bad)
    expect(told).to_have_text(["第 2 行：同一个键写了两次，只留一个"])


def test_records_are_found_by_words_and_by_theme(page: Page, site: Path) -> None:
    page.goto((site / "course.html").as_uri())
    page.get_by_label("找工作法、案例").fill("五步工作法")
    page.get_by_role("button", name="排进来：五步工作法").click()
    expect(page.locator(".cb-unit")).to_have_count(1)
    page.get_by_label("或者按主题挑").select_option(label="协商议事")
    page.locator(".cb-course__found").get_by_role("button").first.click()
    expect(page.locator(".cb-unit")).to_have_count(2)
    page.locator(".cb-unit").first.get_by_role("button", name="换一条").click()
    page.locator(".cb-swap").get_by_role("button", name="换上").first.click()
    assert "五步工作法" not in _titles(page)
    page.get_by_role("button", name="撤销").click()
    assert _titles(page)[0] == "五步工作法"


def test_without_scripts_the_page_leads_to_the_packs(browser: Browser, site: Path, library: Library) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "course.html").as_uri())
    expect(page.locator("[data-cb-course] li a")).to_have_count(len(library.of_kind("pack")))
    context.close()
