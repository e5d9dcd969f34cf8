"""The files of course packs on the site: all that a page offers is there, made once, the same everywhere."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from docx import Document
from PIL import Image
from playwright.sync_api import Browser, expect

from casebook.app import packed, site
from casebook.app.site import BuildReport, build
from casebook.edges.progress import Stages
from casebook.packs import formats
from casebook.publish.offline import size_label
from tests.app.conftest import a_library, change, is_whole, tree

PACK = "content/packs/shi-li-ke-cheng.yaml"
CASE = "content/cases/shi-li-she-qu-yi-shi.yaml"
LOCK = 'lock: {mark: "0123abcd", on: "2026-11-26"}\n'
HARD = f"""\
id: nan-ban-de-ke
title: {"难" * 60}
summary: 有撤回的案例，也有不带教学说明的。
status: 已发布
audience: [书记]
hours: 1
objectives: [会]
units:
  - {{type: 案例, ref: che-hui-de-an-li, minutes: 30}}
  - {{type: 讲授, title: 讲一讲, minutes: 30}}
"""
_LINK = re.compile(r'<li><a href="([^"]+)" download="([^"]+)">(?:<b>)?([^<]+)(?:</b>)?</a><small>([^<]+)</small>')
_PICTURE = re.compile(r'<img src="([^"]+)" width="(\d+)" height="(\d+)" loading="lazy" alt="([^"]+)"')


def published(folder: Path) -> Path:
    """A library with one published pack, which has a unit that is chosen by a query."""
    root = a_library(folder)
    change(root, "themes:", "status: 已发布\nthemes:", PACK)
    change(root, LOCK, "", PACK)
    change(root, "downloads: false", "downloads: true", "mkdocs.yml")
    return root


def made(root: Path, *expected: str) -> BuildReport:
    """A build that ends well, with these warnings of packs."""
    outcome = build(root, root / "build/site", stages=Stages(quiet=True))
    assert outcome.value is not None, [problem.message for problem in outcome.problems]
    assert tuple(one.code for one in outcome.problems if one.code.startswith("CB7")) == expected
    return outcome.value


def page(root: Path, pack: str = "shi-li-ke-cheng") -> str:
    return (root / f"build/site/packs/{pack}.html").read_text(encoding="utf-8")


def offered(root: Path, pack: str = "shi-li-ke-cheng") -> dict[str, tuple[str, str, str]]:
    """Path below packs/ → name to save it under, label, size, as the page of the pack says."""
    found = _LINK.findall(page(root, pack))
    return {href: (unescape(name), unescape(label), size) for href, name, label, size in found}


def words(path: Path) -> str:
    """The text of a PDF without white space."""
    return "".join("".join(one.get_textpage().get_text_range().split()) for one in pdfium.PdfDocument(path))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once with all files; its tests leave it so."""
    root = published(tmp_path_factory.mktemp("带走") / "案例库 副本")
    (root / "content/packs/nan-ban-de-ke.yaml").write_text(HARD, encoding="utf-8")
    made(root)
    return root


def test_a_page_offers_every_format_and_every_file_is_there(library: Path) -> None:
    files = offered(library)
    assert {href.split("/")[1].split("-")[0] for href in files} >= set(formats.FORMATS)
    for href, (name, _, size) in files.items():
        data = (library / "build/site/packs" / href).read_bytes()
        assert name.startswith("示例课程")
        assert Path(name).suffix == Path(href).suffix
        assert size.endswith(size_label(len(data)))
    assert is_whole(library / "build/site")


def test_pictures_show_what_the_files_look_like_and_keep_their_room(library: Path) -> None:
    shown = _PICTURE.findall(page(library))
    assert [alt for *_, alt in shown] == [
        "讲义第 1 页", "讲义第 2 页", "日程第 1 页", "讨论卡片第 1 页", *(f"幻灯片第 {no} 张" for no in range(1, 7)),
    ]  # fmt: skip
    for src, width, height, _ in shown:
        picture = Image.open(library / "build/site/packs" / src)
        assert picture.size == (int(width), int(height))
        assert len(picture.getcolors() or ()) > 1
    links = re.findall(r'<a href="([^"]+)"><img', page(library))
    assert links == [href for href in links if href in offered(library)]


def test_a_zip_has_all_files_and_a_students_none_of_a_teachers(library: Path) -> None:
    packs = library / "build/site/packs"
    files = {href: name for href, (name, *_) in offered(library).items() if "/all-" not in href}
    student, teacher = (zipfile.ZipFile(packs / f"shi-li-ke-cheng/all-{one}.zip") for one in ("student", "teacher"))
    by_name = {name: (packs / href).read_bytes() for href, name in files.items()}
    told = {name: teacher.read(name) for name in teacher.namelist()}
    assert {name.removeprefix("教师用/"): data for name, data in told.items()} == by_name
    assert {name: student.read(name) for name in student.namelist()} == {
        name: data for name, data in told.items() if not name.startswith("教师用/")
    }
    assert [name for name in student.namelist() if "教师" in name or "测验题" in name] == []


def test_a_query_is_answered_on_the_page_and_in_the_files(library: Path) -> None:
    assert "两步工作法" in words(library / "build/site/packs/shi-li-ke-cheng/pdf-agenda.pdf")
    assert re.search(r'<span class="cb-unit-kind">工作法</span><a href="[^"]+">两步工作法</a>', page(library))
    assert "从库里挑选" not in page(library)


@pytest.mark.browser
def test_a_query_is_answered_in_the_browser_as_in_the_files(library: Path, browser: Browser) -> None:
    """Of a published pack that is opened in 自己编课: shown as it is written, and printed with the records of the build."""
    builder = browser.new_page()
    builder.goto((library / "build/site/course.html").as_uri())
    builder.locator("input[type=file]").set_input_files(library / PACK)
    unit = builder.locator(".cb-unit").filter(has_text="按查询挑选：议事")
    expect(unit).to_contain_text("两步工作法")
    with builder.expect_download() as coming:
        builder.get_by_role("button", name="Word 讲义：学员版").click()
    ours = Document(str(library / "build/site/packs/shi-li-ke-cheng/docx-student.docx"))
    theirs = Document(str(coming.value.path()))
    told = [[one.text for one in document.paragraphs if one.text] for document in (ours, theirs)]
    printed, made_here = (lines[lines.index("第3单元　两步工作法") :] for lines in told)
    assert len(printed) > 10
    assert printed == made_here
    unit.get_by_role("button", name="就用这几条：议事").click()
    expect(unit).to_have_count(0)
    expect(builder.locator(".cb-unit").filter(has_text="两步工作法")).not_to_have_count(0)
    builder.close()


def test_a_withdrawn_case_and_a_title_of_60_characters_come_out_clearly(library: Path) -> None:
    packs = library / "build/site/packs"
    files = offered(library, "nan-ban-de-ke")
    assert {len(name.split("（")[0].split(" ")[0].removesuffix(".zip")) for name, *_ in files.values()} == {60}
    assert not any(href.split("/")[1].startswith("quiz") for href in files)
    assert all((packs / href).is_file() for href in files)
    assert "已撤回，内容不再印出" in words(packs / "nan-ban-de-ke/pdf-student.pdf")
    assert [alt for *_, alt in _PICTURE.findall(page(library, "nan-ban-de-ke"))][:3] == ["讲义第 1 页", "讲义第 2 页", "日程第 1 页"]  # fmt: skip


def test_a_pack_whose_lock_or_query_does_not_hold_has_no_files_and_the_page_says_why(tmp_path: Path) -> None:
    root = published(tmp_path)
    (root / PACK).write_text((root / PACK).read_text(encoding="utf-8") + LOCK, encoding="utf-8")
    made(root, "CB704")
    assert offered(root) == {}
    assert "现在没有文件可以下载：锁定的内容版本是 0123abcd" in page(root)
    assert is_whole(root / "build/site")
    change(root, "query: 议事", "query: 主题:没有这个主题", PACK)
    made(root, "CB704")
    assert "没有叫“没有这个主题”的主题" in page(root)


@pytest.mark.slow
def test_a_pack_of_200_units_comes_out_whole(tmp_path: Path) -> None:
    root = published(tmp_path)
    unit = "  - {type: 工作法, ref: liang-bu-gong-zuo-fa, minutes: 1, text: 说明}\n"
    text = HARD.replace("hours: 1\n", f"hours: {200 / 60:.2f}\n").split("units:\n")[0] + "units:\n" + unit * 200
    (root / "content/packs/nan-ban-de-ke.yaml").write_text(text, encoding="utf-8")
    made(root)
    assert "第200单元" in words(root / "build/site/packs/nan-ban-de-ke/pdf-student.pdf")
    hard, plain = ({href.split("/")[1] for href in offered(root, one)} for one in ("nan-ban-de-ke", "shi-li-ke-cheng"))
    missing = {"pdf-reading.pdf", "pdf-cards.pdf", *(slug for slug in plain if slug.startswith("quiz"))}
    assert hard == plain - missing


def test_an_empty_pack_is_an_error_and_leaves_the_site_as_it_is(tmp_path: Path) -> None:
    root = published(tmp_path)
    text = HARD.split("units:\n", maxsplit=1)[0] + "units: []\n"
    (root / "content/packs/nan-ban-de-ke.yaml").write_text(text, encoding="utf-8")
    outcome = build(root, root / "build/site", stages=Stages(quiet=True))
    assert outcome.value is None
    assert [(one.code, one.line) for one in outcome.problems if one.level == "error"] == [("CB205", 8)]


def test_whoever_builds_it_gets_the_same_bytes(library: Path, tmp_path: Path) -> None:
    other = published(tmp_path / "elsewhere")
    (other / "content/packs/nan-ban-de-ke.yaml").write_text(HARD, encoding="utf-8")
    made(other)
    assert tree(other / "build/site") == tree(library / "build/site")


def test_what_did_not_change_is_not_made_again_and_what_is_damaged_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = published(tmp_path)
    made(root)
    book = root / "build/site/packs/shi-li-ke-cheng/epub-student.epub"
    before, offer = book.read_bytes(), offered(root)

    def never(*_: object) -> None:
        raise AssertionError("a pack's files were made again")

    monkeypatch.setattr(packed, "apart", never)
    change(root, "summary: ", "summary: 改了，", "content/policies/jiu-tong-zhi.yaml")
    assert made(root).written > 0
    assert (book.read_bytes(), offered(root)) == (before, offer)
    monkeypatch.undo()

    for path in (root / "build/.cache/packs").rglob("*.epub"):
        path.write_bytes(b"")
    book.unlink()
    made(root)
    assert book.read_bytes() == before

    change(root, "summary: ", "summary: 改了，", CASE)
    made(root)
    assert book.read_bytes() != before
    assert is_whole(root / "build/site")
    change(root, "downloads: true", "downloads: false", "mkdocs.yml")
    made(root)
    assert offered(root) == {}
    assert not book.parent.exists()


def test_without_the_extra_the_build_says_so_and_offers_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site, "is_installed", lambda: False)
    root = published(tmp_path)
    build(root, root / "build/site", stages=Stages())
    assert "没有装附加项 casebook[packs]" in capsys.readouterr().err
    assert offered(root) == {}
    assert is_whole(root / "build/site")


def test_drafts_are_not_given_away(tmp_path: Path) -> None:
    root = a_library(tmp_path)
    change(root, "downloads: false", "downloads: true", "mkdocs.yml")
    made(root)
    assert offered(root) == {}
