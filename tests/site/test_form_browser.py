"""填表供稿 in a real browser, as somebody would who never heard of git: an invented case with a new method and a new source."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from casebook.app.checking import check
from casebook.app.layout import lay_out
from tests.site.axe import findings
from tests.site.hand import METHOD, SOURCE, TITLE, Hand, write_case, write_method, write_source

ROOT = Path(__file__).resolve().parents[2]
PHONE, WIDE = ViewportSize(width=390, height=844), ViewportSize(width=1440, height=900)


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
    write_case(hand)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert findings(page) == []
    write_source(hand)
    write_method(hand)
    hand.click(page.get_by_role("button", name="检查，生成文件"))
    expect(page.get_by_role("heading", name="写好了")).to_be_visible()
    assert findings(page) == []
    with page.expect_download() as coming:
        hand.click(page.get_by_role("button", name="下载压缩包（3 个文件）"))
    assert page.locator(".cb-receipt h3").all_inner_texts() == [TITLE, SOURCE, METHOD]
    receipt = page.locator(".cb-receipt").inner_text()
    assert all(said in receipt for said in ("湖北省武汉市江岸区", f"《{SOURCE}》二(一)", METHOD))
    assert "lu-wei-wan-she-qu-yi-shi-hui-gong-zuo-zong-jie 二" not in receipt
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


def test_the_form_comes_when_a_reader_turns_to_it_and_at_once_where_there_is_a_draft(page: Page, site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    page.goto((site / "form.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert not {"form.js", "models.js"} & set(asked)
    page.get_by_role("button", name="术语").press("Enter")  # focus asks for the form, the key begins it
    expect(page.get_by_label("标题必填")).to_be_focused()
    expect(page.locator(".cb-kinds")).to_be_hidden()
    page.get_by_label("标题必填").fill("晾衣杆")
    page.reload()  # at once: nothing is lost
    expect(page.get_by_label("标题必填")).to_have_value("晾衣杆")
    page.get_by_role("button", name="扔掉草稿").click()
    page.get_by_role("button", name="确定扔掉").click()
    expect(page.locator(".cb-kind").first).to_be_focused()


def test_a_draft_may_be_thrown_away_while_it_is_being_checked(page: Page, site: Path) -> None:
    page.goto((site / "form.html").as_uri())
    page.get_by_role("button", name="术语").click()
    title = page.get_by_label("标题必填")
    expect(title).to_be_focused()
    page.get_by_role("button", name="扔掉草稿").click()
    sure = page.get_by_role("button", name="确定扔掉")
    # The draft is kept as a check begins: the click comes at its first wait.
    title.fill("晾衣杆")
    sure.evaluate("""button => {
      const keep = Storage.prototype.setItem;
      Storage.prototype.setItem = function (...args) {
        keep.apply(this, args);
        Storage.prototype.setItem = keep;
        queueMicrotask(() => button.click());
      };
      document.querySelector("#cb-title-in").dispatchEvent(new Event("input", { bubbles: true }));
    }""")
    expect(page.locator(".cb-kind").first).to_be_focused()
    page.wait_for_timeout(300)  # for what the check would still do; an error of a script fails the test
    expect(page.locator(".cb-form__section")).to_have_count(0)


def test_each_record_keeps_its_own_id_when_all_are_checked(page: Page, site: Path) -> None:
    page.goto((site / "form.html").as_uri())
    page.locator(".cb-kind", has_text="术语").click()
    page.get_by_label("标题必填").fill("晾衣杆")
    page.get_by_label("一起再写一条").select_option(label="来源")
    page.get_by_label("标题必填").fill("竹竿登记册")
    ident = page.locator("#cb-id-in")
    expect(ident).to_have_value("zhu-gan-deng-ji-ce")
    page.locator(".cb-tab").first.click()
    expect(ident).to_have_value("liang-yi-gan")
    page.get_by_role("button", name="检查，生成文件").click()
    expect(page.locator(".cb-form__errors")).to_be_focused()
    expect(ident).to_have_value("liang-yi-gan")


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
