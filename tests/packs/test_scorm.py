"""A pack as SCORM: an LMS that is not ours (scorm-again, in Chromium) records what a student does and gives it back."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from casebook.app.content import load_library
from casebook.link.library import Library
from casebook.model.choices import QuizType
from casebook.model.pack import Pack
from casebook.packs.compose import outline_of
from casebook.packs.outline import Edition, Outline
from casebook.packs.questions import Bank, Item, bank_of
from casebook.packs.scorm import SCORM_12, SCORM_2004, Standard, scorm
from tests.node import WEB
from tests.packs.test_questions import EVIL
from tests.records.library import HERE as RECORDS
from tests.records.library import library_with

ROOT = Path(__file__).parents[2]
BOTH = pytest.mark.parametrize("standard", [SCORM_12, SCORM_2004], ids=["1.2", "2004"])
PICTURES = {path.name: path.read_bytes() for path in (RECORDS / "good" / "media").iterdir()}
PACK = "xin-ren-ru-men-ban-tian"

# An LMS in a page: it opens the course in a frame, with what it kept of the last time, and notes every call that it refuses.
# 403 is no refusal: it says that a value has not been set yet.
LMS = """<!doctype html><meta charset="utf-8"><title>LMS</title>
<script src="scorm.js"></script><script src="kept.js"></script><script>
const api = new CLASS({ autocommit: false, logLevel: 5, autoProgress: false });
if (window.kept) api.loadFromJSON(window.kept);
const refused = [], errorOf = () => api.LAST();
window.NAME = new Proxy({}, { get: (_, call) => (...given) => {
  const said = api[call](...given);
  if (call !== "LAST" && !["0", "403"].includes(errorOf())) refused.push([call, ...given, errorOf()].join(" "));
  return said;
} });
</script><iframe src="course/index.html" width="1000" height="700"></iframe>"""
NAMES = {
    "1.2": {"CLASS": "Scorm12API", "NAME": "API", "LAST": "LMSGetLastError"},
    "2004": {"CLASS": "Scorm2004API", "NAME": "API_1484_11", "LAST": "GetLastError"},
}
SCRIPT = {"1.2": "scorm12.min.js", "2004": "scorm2004.min.js"}


@pytest.fixture(scope="module")
def content() -> Library:
    return load_library(ROOT).value


def student(library: Library, pack: str) -> Outline:
    return outline_of(library, library.get(pack, Pack), Edition.STUDENT, "案例库", "https://x.cn/")


def unpacked(course: bytes, folder: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(course)).extractall(folder)
    return folder


def an_essay(no: int) -> Item:
    return Item(f"jian-da-{no}", f"简答 {no}", QuizType.SHORT, EVIL, (), ("言之成理",), "", ())


# ---- the package


@BOTH
def test_the_manifest_names_every_file_in_the_order_of_the_schemas(standard: Standard, content: Library) -> None:
    packed = zipfile.ZipFile(
        io.BytesIO(scorm(student(content, PACK), bank_of(content, content.get(PACK, Pack)), standard, {}))
    )
    manifest = ET.fromstring(packed.read("imsmanifest.xml"))
    bare = [re.sub(r"\{.*?\}", "", child.tag) for child in manifest]
    assert bare == ["metadata", "organizations", "resources"]
    named = [file.get("href") for file in manifest.iter() if file.tag.endswith("}file")]
    assert ["imsmanifest.xml", *named] == packed.namelist()
    sco = next(one for one in manifest.iter() if one.tag.endswith("}resource"))
    assert "sco" in sco.attrib.values()
    passing = {"1.2": "60", "2004": "0.6"}[standard.version]
    assert passing in [
        one.text for one in manifest.iter() if one.tag.endswith(("}masteryscore", "}minNormalizedMeasure"))
    ]
    assert manifest.findtext(".//{*}schemaversion") == standard.schema


@BOTH
def test_a_course_without_questions_has_no_score(standard: Standard, content: Library) -> None:
    empty = Bank("p", "包", ())
    packed = zipfile.ZipFile(io.BytesIO(scorm(student(content, PACK), empty, standard, {})))
    assert b"masteryscore" not in packed.read("imsmanifest.xml")
    assert b"sequencing" not in packed.read("imsmanifest.xml")
    assert b'id="test"' not in packed.read("index.html")


@BOTH
def test_the_same_pack_gives_the_same_bytes_with_its_pictures(standard: Standard) -> None:
    made = [
        scorm(
            student(library, "shi-li-ke-cheng"),
            bank_of(library, library.get("shi-li-ke-cheng", Pack)),
            standard,
            PICTURES,
        )
        for library in (library_with().value, library_with().value)
    ]
    assert made[0] == made[1]
    assert "pictures/hui-chang.jpg" in zipfile.ZipFile(io.BytesIO(made[0])).namelist()


def test_students_read_no_answers_in_any_file() -> None:
    library = library_with().value
    course = scorm(
        student(library, "shi-li-ke-cheng"), bank_of(library, library.get("shi-li-ke-cheng", Pack)), SCORM_12, PICTURES
    )
    packed = zipfile.ZipFile(io.BytesIO(course))
    said = "".join(packed.read(name).decode() for name in packed.namelist() if not name.endswith(".jpg"))
    for secret in ("从居民的角度想", "先看难处，再看办法", "听了要办", "言之成理即可", "参考思路", "课堂计划"):
        assert secret not in said
    assert "为什么先听？" in said
    told = json.loads(b64decode(packed.read("answers.js").split(b'"')[1]))
    assert [item["right"] for item in told["items"]] == ["a", "b", "ab", ""]


# ---- with an LMS


def lms(folder: Path, course: bytes, standard: Standard) -> Path:
    """A folder that serves as LMS for this course."""
    unpacked(course, folder / "course")
    shutil.copy(WEB / "node_modules/scorm-again/dist" / SCRIPT[standard.version], folder / "scorm.js")
    (folder / "kept.js").write_text("", encoding="utf-8")
    page = LMS
    for place, name in NAMES[standard.version].items():
        page = page.replace(place, name)
    (folder / "lms.html").write_text(page, encoding="utf-8")
    return folder


def told(page: Page) -> dict[str, Any]:
    """What the LMS knows, as plain data."""
    said: dict[str, Any] = page.evaluate("() => JSON.parse(JSON.stringify(api.cmi))")
    return said


def answer_all(course: FrameLocator | Page, bank: Bank, *, rightly: bool, essay: str = "我的回答") -> None:
    for no, item in enumerate(bank.items, 1):
        field = course.locator(f"#q-{no}")
        if not item.options:
            field.locator("textarea").fill(essay)
            continue
        chosen = item.right if rightly else [place for place in range(len(item.options)) if place not in item.right][:1]
        for place, box in enumerate(field.locator("input").all()):
            if place in chosen or box.get_attribute("type") == "checkbox":
                box.set_checked(place in chosen)


@BOTH
def test_an_lms_records_and_gives_back(
    standard: Standard, content: Library, page: Page, server: Callable[[Path], str], tmp_path: Path
) -> None:
    some = bank_of(content, content.get(PACK, Pack))
    bank = replace(some, items=(*some.items, *map(an_essay, range(6))))
    folder = lms(tmp_path, scorm(student(content, PACK), bank, standard, {}), standard)
    base = server(folder)
    page.goto(f"{base}/lms.html")
    course = page.frame_locator("iframe")
    expect(course.locator("#record")).to_contain_text("进度和成绩会记下来")
    pages = course.locator(".page").count()

    # Pages are turned and remembered; a question left out is told of.
    course.locator("#next").click()
    course.locator("#next").click()
    expect(course.locator(".page.here h1")).to_be_focused()
    expect(course.locator("#where")).to_have_text(f"3 / {pages}")
    course.locator("nav a", has_text="自测").click()
    course.get_by_role("button", name="交卷").click()
    expect(course.locator("#result")).to_contain_text("第 1、2、")

    # Handed in all wrong, then all right, with six answers that together are longer than an LMS keeps.
    answer_all(course, bank, rightly=False, essay="长" * 1000)
    course.get_by_role("button", name="交卷").click()
    expect(course.locator("#result")).to_contain_text("得 0 分")
    expect(course.locator("#q-1 .answer")).to_contain_text("正确答案")
    answer_all(course, bank, rightly=True)
    course.get_by_role("button", name="交卷").click()
    expect(course.locator("#result")).to_contain_text("得 100 分，及格")
    expect(course.locator("#q-1 .answer")).to_contain_text("出处")
    first = told(page)
    check(standard, first, len(bank.items))
    assert page.evaluate("() => refused") == []

    # Another day: the same page, the same answers, the same score.
    page.evaluate("() => document.querySelector('iframe').remove()")
    kept = told(page)
    (folder / "kept.js").write_text(f"window.kept = {json.dumps(kept_of(standard, kept))};", encoding="utf-8")
    page.goto(f"{base}/lms.html?again")
    course = page.frame_locator("iframe")
    expect(course.locator(".page.here h1")).to_have_text("自测")
    expect(course.locator("#result")).to_contain_text("得 100 分")
    expect(course.locator("#q-9 textarea")).to_have_value("我的回答")
    assert course.locator("nav a[data-seen]").count() == 4
    assert page.evaluate("() => refused") == []


def check(standard: Standard, cmi: dict[str, Any], items: int) -> None:
    """What an LMS has to know after a full score."""
    held = cmi["core"] if standard is SCORM_12 else cmi
    if standard is SCORM_12:
        assert held["lesson_status"] == "passed"
        assert held["lesson_location"] == "self-test"
        assert re.fullmatch(r"00:0\d:\d\d(\.\d+)?", held["session_time"])
        assert held["score"]["raw"] == "100"
    else:
        assert (held["completion_status"], held["success_status"]) == ("completed", "passed")
        assert held["location"] == "self-test"
        assert re.fullmatch(r"PT\d+S", held["session_time"])
        assert (held["score"]["raw"], held["score"]["scaled"]) == ("100", "1")
    assert 0 < len(cmi["suspend_data"]) <= 4096
    interactions = list(cmi["interactions"].values()) if isinstance(cmi["interactions"], dict) else cmi["interactions"]
    told_of = [one for one in interactions if isinstance(one, dict) and one.get("id")]
    assert len(told_of) == 2 * items
    assert {one["result"] for one in told_of[items:]} == {"correct", "neutral"}


def kept_of(standard: Standard, cmi: dict[str, Any]) -> dict[str, Any]:
    """What an LMS brings back the next time."""
    if standard is SCORM_12:
        core = {"lesson_location": cmi["core"]["lesson_location"], "lesson_status": cmi["core"]["lesson_status"]}
        return {"cmi": {"core": core, "suspend_data": cmi["suspend_data"]}}
    return {"cmi": {"location": cmi["location"], "suspend_data": cmi["suspend_data"]}}


# ---- with none


def test_from_a_folder_it_works_and_says_that_nothing_is_recorded(content: Library, page: Page, tmp_path: Path) -> None:
    bank = bank_of(content, content.get(PACK, Pack))
    folder = unpacked(scorm(student(content, PACK), bank, SCORM_2004, {}), tmp_path)
    page.goto((folder / "index.html").as_uri())
    expect(page.locator("#record")).to_contain_text("什么都不会记录")
    page.locator("nav a", has_text="自测").click()
    answer_all(page, bank, rightly=True)
    page.get_by_role("button", name="交卷").click()
    expect(page.locator("#result")).to_contain_text("得 100 分，及格")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
