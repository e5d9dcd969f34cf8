"""The pictures of the guide for contributors show the form as it is: what stands on them is what stands in the form.

`pytest --golden` takes them anew. Compared are the words in the pictured parts, not the pixels, which differ from one machine's
fonts to another's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.hand import SOURCE, Hand, begin_case, tell_case, write_method, write_source

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "content/pages/guide.md"
PICTURES = ROOT / "content/pages/guide"
_WIDTH = 390
_HEIGHT = 620
# What a reader sees of a part, but for the choices of a list that is not open.
_WORDS = """box => {
  const said = [];
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.currentNode; node !== null; node = walker.nextNode()) {
    if (node instanceof Element) {
      if (node.matches("input:not([type=checkbox]), textarea") && node.checkVisibility()) said.push(node.value || node.placeholder);
      if (node.matches("select") && node.checkVisibility()) said.push(node.selectedOptions[0]?.text ?? "");
    } else if (node.parentElement.closest("select") === null && node.parentElement.checkVisibility()) said.push(node.data);
  }
  return said.map(one => one.trim()).filter(one => one !== "").join("\\n");
}"""

# No ring around what has the focus; a list that is open stays so.
_AT_REST = """() => {
  if (document.activeElement.ariaExpanded !== "true") document.activeElement.blur();
  scrollTo(0, 0);
}"""


class Album:
    """Pictures of parts of the page, and what is to be read on them."""

    def __init__(self, page: Page, *, keeps: bool) -> None:
        self._page, self._keeps = page, keeps
        self.words: dict[str, str] = {}

    def take(self, name: str, *parts: Locator) -> None:
        """From the top of the first part to the end of the last, as wide as a phone."""
        self.words[name] = "\n".join(str(part.evaluate(_WORDS)) for part in parts)
        if not self._keeps:
            return
        self._page.evaluate(_AT_REST)
        boxes = [box for part in parts if (box := part.bounding_box()) is not None]
        top = boxes[0]["y"] - 12
        height = min(_HEIGHT, boxes[-1]["y"] + boxes[-1]["height"] + 12 - top)
        shot = self._page.screenshot(full_page=True, clip={"x": 0, "y": top, "width": _WIDTH, "height": height})
        PICTURES.mkdir(exist_ok=True)
        with Image.open(BytesIO(shot)) as picture:
            picture.convert("RGB").save(PICTURES / f"{name}.webp", quality=70, method=6)


def test_the_pictures_show_the_form_as_it_is(
    browser: Browser, site: Path, golden: Callable[[Path, str], None], request: pytest.FixtureRequest
) -> None:
    context = browser.new_context(
        viewport={"width": _WIDTH, "height": 844}, device_scale_factor=2, locale="zh-CN", reduced_motion="reduce"
    )
    page = context.new_page()
    page.clock.set_fixed_time("2026-03-04T12:00:00+08:00")  # the receipt bears the day
    page.goto((site / "form.html").as_uri())
    hand, album = Hand(page), Album(page, keeps=request.config.getoption("--golden"))
    expect(page.locator(".cb-kind").first).to_be_visible()
    album.take("kind", page.locator(".cb-kinds"))
    begin_case(hand)
    album.take("title", hand.box('["title"]'), hand.box('["region"]'))
    sources = hand.box('["sources"]')
    sources.get_by_role("combobox").fill(SOURCE)
    new = sources.get_by_role("option", name=f"“{SOURCE}”")
    expect(new).to_be_visible()
    album.take("source", sources, new)
    sources.get_by_role("combobox").fill("")
    hand.begin(sources, SOURCE)
    tell_case(hand)
    album.take("cite", hand.box('["narrative","background",0]'))
    expect(page.get_by_text("草稿存在这台设备上")).to_be_visible()
    album.take("tabs", page.locator(".cb-form__top"))
    page.get_by_role("button", name="检查，生成文件").click()
    errors = page.locator(".cb-form__errors")
    expect(errors).to_be_visible()
    album.take("errors", errors)
    write_source(hand)
    write_method(hand)
    page.get_by_role("button", name="检查，生成文件").click()
    done = page.locator(".cb-done")
    expect(done).to_be_visible()
    album.take("done", done.locator("h2").first, done.locator(".cb-done__files"))
    album.take("receipt", page.locator(".cb-receipt"))
    context.close()
    told = "".join(f"== {name}\n{words}\n" for name, words in album.words.items())
    golden(ROOT / "tests/golden/guide.txt", told)
    assert {path.stem for path in PICTURES.iterdir()} == set(album.words)


def test_each_picture_is_on_the_page_small_and_told_in_words() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(guide/([a-z]+)\.webp\)\{([^}]*)\}", GUIDE.read_text(encoding="utf-8"))
    assert {name for _, name, _ in shown} == {path.stem for path in PICTURES.iterdir()}
    for told, name, attributes in shown:
        assert len(told) >= 10
        path = PICTURES / f"{name}.webp"
        assert path.stat().st_size <= 60_000
        with Image.open(path) as picture:  # with its size told, the text below does not jump
            assert f"width={picture.width // 2} height={picture.height // 2}" in attributes
