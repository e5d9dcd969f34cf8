"""Documents that the browser makes of a course, against those of the command line: the same outline, the same words."""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from docx import Document
from openxml_audit import OpenXmlValidator
from playwright.sync_api import Page, expect
from pptx import Presentation

from casebook.app.settled import shared_out
from casebook.link.library import Library
from casebook.model.pack import Pack
from casebook.packs.compose import outline_of
from casebook.packs.formats import Making
from casebook.packs.outline import Edition
from casebook.packs.slides.deck import deck_pptx
from casebook.packs.word.document import handout_docx
from casebook.publish.site import read_site

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
SITE = read_site((ROOT / "mkdocs.yml").read_text(encoding="utf-8")).value
ODD = """\
id: qi-guai-de-ke
title: 样样都有的一课
summary: 把少见的情形放在一起。
status: 已发布
audience: [培训教师]
hours: 2
objectives: [能看出两边一样]
units:
  - session: 上午
    type: 讨论
    title: 议一议
    minutes: 20
    text: |-
      先想**三件**事：

      - 谁来做
      - 怎样算完，见[说明](https://x.cn/a)
      1) 一
      2) 二

      第一行
      第二行 with words
      third \\*line\\*
  - type: 案例
    ref: mei-you-zhe-ge
    minutes: 15
  - type: 教学说明
    ref: kui-wen-qu-jiao-xue
    minutes: 30
    alternative_ref: chong-qing-xie-shang-jiao-xue
  - type: 休息
    title: 歇一歇
    minutes: 10
  - session: 下午
    type: 案例
    ref: kui-wen-qu
    minutes: 20
  - type: 案例
    ref: kui-wen-qu
    minutes: 5
  - type: 测验
    ref: kui-wen-qu-jiao-xue
    minutes: 10
  - type: 工作法
    query: 主题:协商议事
    most: 3
    title: 看几种
    minutes: 10
    text: 先看名称
pre_reading: [min-shi-min-ti, kuiwen, mei-you]
"""
FOUND = ("wu-shi-gong-zuo-fa", "tai-cang-4-jia-1", "wu-bu-gong-zuo-fa", "you-min-zuo-zhu")
# As if a published pack had that query: the site then says what it found when it was made.
ANSWER = f"window.casebookCourse = {{'query 工作法 主题:协商议事': {json.dumps(FOUND)}}};"
# Takes what the page would make into a document, and makes none of it.
SPY = """
  window.told = [];
  let office;
  Object.defineProperty(window, "casebookOffice", {
    get: () => office,
    set: (made) => (office = { ...made, word: async (outline) => (window.told.push(outline), new Uint8Array()) }),
  });
"""


def _packs(library: Library, folder: Path) -> Iterator[tuple[Path, Pack]]:
    yield from ((ROOT / entry.path, pack) for entry, pack in library.of_model(Pack))
    odd = Pack.model_validate(yaml.safe_load(ODD))
    units = (shared_out(unit, FOUND[: unit.most]) if unit.query else [unit] for unit in odd.units)
    pack = odd.model_copy(update={"units": tuple(chain.from_iterable(units))})
    mark = outline_of(library, pack, Edition.STUDENT, "", "").version.mark
    path = folder / "odd.yaml"
    path.write_text(f'{ODD}lock:\n  mark: "{mark}"\n  on: 2026-11-26\n', encoding="utf-8")
    yield path, pack


def test_the_browser_puts_a_pack_together_as_the_command_line_does(
    page: Page, site: Path, library: Library, tmp_path: Path
) -> None:
    assert SITE is not None
    page.add_init_script(ANSWER + SPY)
    page.goto((site / "course.html").as_uri())
    for path, pack in _packs(library, tmp_path):
        page.locator("input[type=file]").set_input_files(path)
        expect(page.get_by_label("课程名称")).to_have_value(pack.title)
        for edition in Edition:
            with page.expect_download():
                page.get_by_role("button", name=f"Word 讲义：{edition.label}").click()
            theirs = page.evaluate("window.told.pop()")
            ours = json.loads(msgspec.json.encode(outline_of(library, pack, edition, SITE.name, SITE.url)))
            assert theirs == ours, (pack.id, edition)


def test_what_cannot_be_printed_is_told(page: Page, site: Path, library: Library, tmp_path: Path) -> None:
    """A query that the site was not asked, and a lock on records that were others."""
    page.goto((site / "course.html").as_uri())
    file = tmp_path / "ke.yaml"
    said = page.get_by_role("status").first
    file.write_text(ODD, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Word 讲义：学员版").click()
    expect(said).to_contain_text("第 8 段按查询挑选")
    chosen = ODD.replace("query: 主题:协商议事", "ref: wu-shi-gong-zuo-fa").replace("    most: 3\n", "")
    file.write_text(f"{chosen}lock:\n  mark: '00000000'\n  on: 2026-11-26\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files([])
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Word 讲义：学员版").click()
    expect(said).to_contain_text("锁定的内容版本是 00000000，现在是 ")
    page.get_by_role("button", name="去掉锁定").click()
    with page.expect_download():
        page.get_by_role("button", name="Word 讲义：学员版").click()


def test_all_files_of_a_course_come_in_one_archive(page: Page, site: Path, library: Library) -> None:
    """And nothing that answers a question reaches the students'."""
    page.goto((site / "course.html").as_uri() + "?from=xin-ren-ru-men-ban-tian")
    expect(page.get_by_label("课程名称")).to_have_value("新社区工作者入门半天（改）")
    archives = []
    for _ in range(2):
        with page.expect_download() as coming:
            page.get_by_role("button", name="全部打成一个压缩包").click()
        assert coming.value.suggested_filename == "新社区工作者入门半天（改） 全部文件.zip"
        archives.append(Path(coming.value.path()).read_bytes())
    assert archives[0] == archives[1]
    with zipfile.ZipFile(io.BytesIO(archives[0])) as archive:
        names = archive.namelist()
        assert names == [
            "handout-student.docx",
            "slides-student.pptx",
            "handout-teacher.docx",
            "slides-teacher.pptx",
            "pack.yaml",
        ]
        said = {name: _said(archive.read(name)) for name in names if not name.endswith("yaml")}
    note = library.entries["kui-wen-qu-jiao-xue"].record
    secret = note.quiz[0].explanation or ""  # type: ignore[attr-defined]
    hint = next(question.hint for question in note.questions if question.hint)  # type: ignore[attr-defined]
    for kind in ("handout", "slides"):
        suffix = "docx" if kind == "handout" else "pptx"
        student, teacher = said[f"{kind}-student.{suffix}"], said[f"{kind}-teacher.{suffix}"]
        assert (secret in student, hint in student) == (False, False)
        assert (secret in teacher, hint in teacher) == (True, True)


def _said(data: bytes) -> str:
    """All text of an Office file, without its tags."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    return re.sub("<[^>]*>", "", "".join(parts))


def test_handouts_say_what_those_of_the_command_line_say(
    page: Page, site: Path, library: Library, tmp_path: Path
) -> None:
    """Word for word, footnotes too, for every published pack and a strange one, with the same drawings; and a judge of Office files
    finds nothing."""
    assert SITE is not None
    page.add_init_script(ANSWER)
    page.goto((site / "course.html").as_uri())
    judged = []
    for path, pack in _packs(library, tmp_path):
        page.locator("input[type=file]").set_input_files(path)
        expect(page.get_by_label("课程名称")).to_have_value(pack.title)
        for edition in Edition:
            outline = outline_of(library, pack, edition, SITE.name, SITE.url)
            theirs = _made(page, f"Word 讲义：{edition.label}")
            ours = handout_docx(outline, Making())
            for part in ("word/document.xml", "word/footnotes.xml"):
                assert _words(theirs, part) == _words(ours, part), (pack.id, edition, part)
            assert _drawn(theirs) == _drawn(ours), (pack.id, edition)
            assert _pages(theirs) == _pages(ours), (pack.id, edition)
            judged.append((f"{pack.id}-{edition}.docx", theirs))
            slides = _made(page, f"幻灯片：{edition.label}")
            foot = f"{outline.title}　{outline.edition_label}"  # on the master here, on every slide there
            assert _slides(slides, foot) == _slides(deck_pptx(outline, Making()), foot), (pack.id, edition)
            assert _options(slides) == _options(deck_pptx(outline, Making())), (pack.id, edition)
            judged.append((f"{pack.id}-{edition}.pptx", slides))
    for name, data in judged:
        (tmp_path / name).write_bytes(data)
        assert OpenXmlValidator().validate(tmp_path / name).errors == [], name


def _made(page: Page, button: str) -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    return Path(coming.value.path()).read_bytes()


def _words(data: bytes, part: str) -> list[str]:
    """The text of each paragraph that has any."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read(part).decode() if part in archive.namelist() else ""
    paragraphs = ("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one)) for one in xml.split("</w:p>"))
    return [html.unescape(one) for one in paragraphs if one.strip()]


def _pages(data: bytes) -> tuple[list[str], list[str]]:
    """What stays with the next paragraph where its style does not say so, and where no line is broken."""
    found: Any = Document(io.BytesIO(data))
    kept = [one.text for one in found.element.body.xpath("./w:p[w:pPr/w:keepNext]")]
    return kept, found.settings.element.xpath("(w:noLineBreaksBefore | w:noLineBreaksAfter)/@w:val")


def _drawn(data: bytes) -> list[str]:
    """What each picture says to who does not see it; all of them are there, and none is wider than the text."""
    found: Any = Document(io.BytesIO(data))
    section = found.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for shape in found.inline_shapes:
        assert shape.width <= room
        image = found.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].image
        assert image.px_width / image.px_height == pytest.approx(shape.width / shape.height, rel=0.01)  # not stretched
    return [shape._inline.docPr.get("descr") for shape in found.inline_shapes]


def _slides(data: bytes, foot: str) -> list[tuple[list[str], list[str]]]:
    """What stands on each slide and in its notes, without the foot."""
    return [
        (
            sorted(line for shape in slide.shapes for line in _lines(shape) if line != foot),
            [line for line in _notes(slide).split("\n") if line],
        )
        for slide in Presentation(io.BytesIO(data)).slides
    ]


def _options(data: bytes) -> list[str]:
    """Lines without a bullet that stand further in than the one above."""
    inside = ".//a:p[a:pPr[@marL > 0]/a:buNone]"
    return [
        "".join(one.itertext())
        for slide in Presentation(io.BytesIO(data)).slides
        for one in slide.element.xpath(inside)
    ]


def _notes(slide: Any) -> str:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return frame.text if frame is not None else ""


def _lines(shape: Any) -> list[str]:
    if shape.has_table:
        return [cell.text for row in shape.table.rows for cell in row.cells]
    if not shape.has_text_frame or "sldNum" in shape._element.xml:
        return []
    lines = (paragraph.text.replace("\v", "\n").split("\n") for paragraph in shape.text_frame.paragraphs)
    return [line for found in lines for line in found if line]
