"""Every kind of page looks as it did when somebody last looked at it: three widths, light and dark.

The library is the small fictional one, so that new content changes no picture.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page

from casebook.app.content import load_library
from casebook.publish.home import FEATURED
from tests.app.conftest import a_library, built, codes
from tests.app.repository import commit, git
from tests.site.kinds import kinds_of_page
from tests.site.pictures import LOOKS, differences, fonts, marked, sheet, write

HERE = Path(__file__).resolve()
GOLDEN = HERE.parents[1] / "golden/pictures"
FONTS = GOLDEN / "fonts.json"
SEEN = HERE.parents[2] / "build/pictures"
# Text by hand, as about.html is, but changed more often.
LIKE_OTHERS = {"contribute.html", "dev/index.html"}
ASKED = {
    "search-asked": "search.html?q=议事",
    "compare-asked": "compare.html?ids=liang-bu-gong-zuo-fa,yi-bu-gong-zuo-fa",
}


# What only a library of real places and names has: the map, the method on the home page, four steps in a row, a long title.
METHOD = f"""\
# yaml-language-server: $schema=../../schemas/method.schema.json
id: {FEATURED[0]}
title: 示例四步工作法：以居民提出、居民商量、居民办理、居民评价推动老旧小区公共空间更新
summary: 居民提出、商量、办理、评价，四步办完公共空间的事。
status: 已发布
themes: [yi-shi]
sources: [lai-yuan-jia]
form: 工作法
stage: 已实施
origin: {{region: "370000", cite: lai-yuan-jia 一}}
problem_solved: [{{text: 公共空间没有人管, cite: lai-yuan-jia 一}}]
steps:
  - {{no: 1, name: 提, how: 楼栋长收集居民的意见, who: [楼栋长], output: 问题清单, cite: lai-yuan-jia 二}}
  - {{no: 2, name: 议, how: 开会商量怎么办, cite: lai-yuan-jia 二}}
  - {{no: 3, name: 办, how: 居民和物业一起办, cite: lai-yuan-jia 二}}
  - {{no: 4, name: 评, how: 居民打分, cite: lai-yuan-jia 二}}
preconditions: [{{text: 居民愿意参加}}]
not_suitable_when: [{{text: 产权不清}}]
"""


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = a_library(tmp_path_factory.mktemp("pictures"))
    git(root, "init", "-q")
    commit(root, "all")
    (root / f"content/methods/{FEATURED[0]}.yaml").write_text(METHOD, encoding="utf-8")
    with (root / "content/vocab/regions.tsv").open("a", encoding="utf-8") as register:
        register.write("370000\t山东省\t\t\t\t\n")
    commit(root, "news", day="2021-05-06")
    outcome = built(root)
    assert outcome.value is not None, codes(outcome)
    return root / "build/site"


@pytest.fixture
def addresses(small_site: Path) -> dict[str, str]:
    """Name of the picture → address, for one page of each kind."""
    kinds = set(kinds_of_page(load_library(small_site.parents[1]).value)) - LIKE_OTHERS
    kinds.add("methods/liang-bu-gong-zuo-fa.html")  # steps below each other, one of them missing
    paths = {path.removesuffix(".html").replace("/", "-"): path for path in sorted(kinds)} | ASKED
    return {name: f"{small_site.as_uri()}/{path}" for name, path in paths.items()}


@pytest.fixture
def same_fonts(page: Page, addresses: dict[str, str], request: pytest.FixtureRequest) -> None:
    """In other letters every line breaks elsewhere: then there is nothing to compare with."""
    page.goto(addresses["index"])
    ours = fonts(page)
    if request.config.getoption("--golden"):
        FONTS.write_text(json.dumps(ours) + "\n", encoding="utf-8")
    theirs = json.loads(FONTS.read_text(encoding="utf-8"))
    if ours != theirs:
        pytest.skip(f"网页的样子没有比：金样的字体是 {'、'.join(theirs)}，这台机器用的是 {'、'.join(ours)}")


@pytest.mark.slow
def test_every_kind_of_page_looks_as_it_did(
    browser: Browser, addresses: dict[str, str], same_fonts: None, request: pytest.FixtureRequest
) -> None:
    shutil.rmtree(SEEN, ignore_errors=True)
    if request.config.getoption("--golden"):
        for old in GOLDEN.glob("*.webp"):
            old.unlink()
        for name, address in addresses.items():
            write(sheet(browser, address), GOLDEN / f"{name}.webp")
        return
    assert {path.stem for path in GOLDEN.glob("*.webp")} == addresses.keys()
    changed = {}
    for name, address in addresses.items():
        golden, now = Image.open(GOLDEN / f"{name}.webp").convert("RGB"), sheet(browser, address)
        if found := differences(golden, now):
            changed[name] = found
            write(now, SEEN / f"{name}.webp")
            write(marked(golden, now), SEEN / f"{name}-changed.webp")
    assert changed == {}, f"这些网页的样子变了，新的样子和标红的不同之处在 {SEEN}；看过是对的，就用 --golden 重写"


@pytest.mark.slow
@pytest.mark.parametrize(
    "tamper",
    [
        "document.querySelector('.cb-summary').style.visibility = 'hidden'",
        "document.querySelector('.cb-tools').style.marginTop = '24px'",
        "document.body.style.setProperty('--md-typeset-a-color', '#b00020')",
        "document.body.style.setProperty('--md-default-bg-color', '#ffe')",
    ],
    ids=["a part is missing", "everything stands lower", "links have another colour", "the ground has another colour"],
)
def test_what_changes_is_found_in_every_look(
    browser: Browser, addresses: dict[str, str], same_fonts: None, tamper: str
) -> None:
    name = "methods-liang-bu-gong-zuo-fa"
    golden = Image.open(GOLDEN / f"{name}.webp").convert("RGB")
    assert len(differences(golden, sheet(browser, addresses[name], tamper))) == len(LOOKS)


def test_a_missing_line_and_another_colour_are_told_and_smoother_letters_are_not() -> None:
    def a_sheet(*, lines: int = 20, colour: str = "#1c5f5a", shift: float = 0) -> Image.Image:
        """Dark strokes in the first look, drawn large and shrunk, so that `shift` may be a part of a pixel."""
        drawn = Image.new("RGB", (800, 3200), "white")
        draw = ImageDraw.Draw(drawn)
        for row in range(lines):
            for stroke in range(60):
                left = 40 + stroke * 12 + shift * 4
                draw.rectangle((left, 100 + row * 60, left + 3, 140 + row * 60), fill="#333")
        draw.rectangle((40, 20, 400, 80), fill=colour)
        whole = Image.new("RGB", (2640, 1000), "white")
        whole.paste(drawn.reduce(4), (0, 0))
        return whole

    plain = a_sheet()
    assert differences(plain, a_sheet(shift=0.25)) == []
    assert differences(plain, a_sheet(lines=19)) == ["390 light: 37"]
    assert differences(plain, a_sheet(colour="#b00020")) == ["390 light: 36"]
