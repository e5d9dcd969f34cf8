"""What a careful first reader asks of every kind of page: on a phone, with the keyboard, in both schemes, on paper."""

from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from casebook.link.library import Library
from casebook.model.names import RECORD_KINDS, page_path
from tests.site.kinds import rich

PHONE = ViewportSize(width=390, height=844)
WIDE = ViewportSize(width=1440, height=900)
SMALL_PHONE = ViewportSize(width=320, height=640)
SCHEMES: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}  # as Material calls them
ZOOMED = ViewportSize(width=640, height=450)  # what 200 % leaves of 1280 × 900
# The contrast of every text with what it stands on, colours with alpha laid over each other; source: WCAG 2.2, 1.4.3.
CONTRAST = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const mixed = new Map(), grounds = new Map();
  const over = (colour, ground) => {
    const pair = `${colour} on ${ground.join()}`;
    if (!mixed.has(pair)) {
      canvas.fillStyle = `rgb(${ground.join()})`; canvas.fillRect(0, 0, 1, 1);
      canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
      mixed.set(pair, Array.from(canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)));
    }
    return mixed.get(pair);
  };
  const ground = (element) => {
    if (element === null) return [255, 255, 255];
    if (!grounds.has(element))
      grounds.set(element, over(getComputedStyle(element).backgroundColor, ground(element.parentElement)));
    return grounds.get(element);
  };
  const light = (rgb) => rgb
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, place) => sum + value * [0.2126, 0.7152, 0.0722][place], 0);
  const faint = new Set();
  for (const element of document.querySelectorAll(".md-content *, .md-header *, .md-tabs *, .md-footer *")) {
    const text = Array.from(element.childNodes).filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
    if (text === "" || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest("svg, :disabled, .headerlink")) continue;
    const under = ground(element), ink = over(getComputedStyle(element).color, under);
    const [low, high] = [light(ink), light(under)].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) faint.add(`${ratio.toFixed(2)} ${element.className} ${text.slice(0, 12)}`);
  }
  return Array.from(faint);
}"""
# Links inside a sentence are as high as the line; all that stands alone must be a finger wide. Source: 44 px, WCAG 2.5.5.
LOW = """() => {
  for (const element of document.querySelectorAll(".cb-items > *, .cb-scroll"))
    element.style.contentVisibility = "visible"; // has no height before
  return Array.from(document.querySelectorAll(
    ".cb-items .cb-item__title a, .cb-tags a, .cb-ways a, .cb-answers a, .cb-pick__title a, .cb-doors a, .cb-figures a, .cb-links > li > a, .cb-tagrows a," +
    ".cb-words a, .cb-terms dt a, .cb-taken-by a, .cb-crumbs a, .cb-tree summary, .cb-tree__leaf, .cb-pages a," +
    ".md-content button, .md-content select, .md-content input, .md-content summary"))
  .filter((element) => element.checkVisibility())
  .map((element) => [element.getBoundingClientRect().height, element.textContent.trim().slice(0, 12)])
  .filter(([height]) => height < 43.5)
  .map(([height, text]) => `${height} ${text}`);
}"""


TORN = """() => Array.from(document.querySelectorAll(".cb-cite"))
  .filter((mark) => mark.getClientRects().length > 1 ||
    mark.offsetHeight > 30 && mark.offsetWidth < mark.parentElement.clientWidth * 0.6)
  .map((mark) => mark.textContent)"""
LANDMARKS = """() => Array.from(document.querySelectorAll("nav, [role=search], [role=region]"))
  .filter((mark) => mark.checkVisibility() && !mark.closest(".md-nav .md-nav"))
  .map((mark) => `${mark.getAttribute("role") ?? mark.tagName} ${mark.getAttribute("aria-label")}`)"""
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


class Looked(NamedTuple):
    """What one page showed: lists of what is wrong, but for `landmarks`, which are all there are."""

    low: list[str]
    torn: list[str]
    too_wide: list[int]
    landmarks: list[str]
    faint: dict[str, list[str]]


@pytest.fixture(scope="module")
def looked(browser: Browser, site: Path, kinds_of_page: list[str]) -> dict[str, Looked]:
    """Every kind of page opened once, and looked at in every size and both schemes."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")  # no colour is caught halfway
    page = context.new_page()
    found = {}
    for path in kinds_of_page:
        page.set_viewport_size(PHONE)
        page.goto((site / path).as_uri())
        low, torn = page.evaluate(LOW), page.evaluate(TORN)
        too_wide = []
        for size in (SMALL_PHONE, ZOOMED):
            page.set_viewport_size(size)
            if page.evaluate(TOO_WIDE):
                too_wide.append(size["width"])
        page.set_viewport_size(WIDE)
        landmarks = page.evaluate(LANDMARKS)
        faint = {}
        for scheme, name in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
            faint[str(scheme)] = page.evaluate(CONTRAST)
        page.emulate_media(color_scheme="light")
        found[path] = Looked(low, torn, too_wide, landmarks, faint)
    context.close()
    return found


def test_nothing_is_wider_than_a_small_phone_or_a_window_at_twice_the_size(looked: dict[str, Looked]) -> None:
    assert {path: page.too_wide for path, page in looked.items() if page.too_wide} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(looked: dict[str, Looked], scheme: str) -> None:
    assert {path: page.faint[scheme] for path, page in looked.items() if page.faint[scheme]} == {}


def test_fingers_hit_what_stands_alone(looked: dict[str, Looked]) -> None:
    assert {path: page.low for path, page in looked.items() if page.low} == {}


def test_a_mark_stays_in_one_piece_unless_it_is_longer_than_the_line(looked: dict[str, Looked]) -> None:
    assert {path: page.torn for path, page in looked.items() if page.torn} == {}


def test_landmarks_have_names_of_their_own(looked: dict[str, Looked]) -> None:
    assert [path for path, page in looked.items() if len(page.landmarks) != len(set(page.landmarks))] == []


def test_a_phone_shows_at_once_what_a_method_is_and_which_problem_it_answers(
    browser: Browser, site: Path, library: Library
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # the page must not need them for this
    page = context.new_page()
    below = []
    longest = sorted(
        library.of_kind("method"), key=lambda entry: -len(str((entry.record.summary, entry.record.aliases)))
    )
    for entry in longest[:12]:
        page.goto((site / page_path("method", entry.id)).as_uri())
        first = page.locator(".cb-s-problem").locator(".cb-statement, .cb-statements > li, .cb-none").first
        box = first.bounding_box()
        assert box is not None
        if box["y"] + box["height"] > PHONE["height"]:
            below.append(entry.id)
    context.close()
    assert below == []


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_an_address_leads_to_its_section_though_what_stands_before_is_laid_out_only_then(
    page: Page, site: Path, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    address = (site / "cases/kui-wen-qu.html").as_uri()
    page.goto(address)
    after = page.evaluate(
        """() => Array.from(document.querySelectorAll(".cb-section"))
          .filter((section) => Array.from(section.children).some((child) => getComputedStyle(child).contentVisibility === "auto"))
          .map((section) => section.nextElementSibling.querySelector("h2").id)"""
    )
    assert after
    for anchor in after:
        page.goto("about:blank")
        page.goto(f"{address}#{anchor}")
        page.wait_for_timeout(200)  # two frames and more: what comes near is laid out after the first
        assert 0 < page.locator(f"#{anchor}").evaluate("(title) => title.getBoundingClientRect().top") < 150, anchor


def test_from_home_to_a_method_in_two_taps(page: Page, site: Path) -> None:
    page.set_viewport_size(PHONE)
    page.goto((site / "index.html").as_uri())
    page.locator(".cb-doors a").first.click()
    page.locator(".cb-pick__title a").first.click()
    expect(page.locator("article.cb-method h1")).to_be_visible()


def test_a_long_title_breaks_after_punctuation_and_never_leaves_the_screen(page: Page, site: Path) -> None:
    page.set_viewport_size(PHONE)
    page.goto((site / "cases/kui-wen-qu.html").as_uri())
    title = page.locator("h1")
    lines = """(title) => {
      const range = document.createRange(), text = title.firstChild, rows = new Map();
      for (let at = 0; at < text.length; at++) {
        range.setStart(text, at); range.setEnd(text, at + 1);
        const top = Math.round(range.getBoundingClientRect().top);
        rows.set(top, (rows.get(top) ?? "") + text.data[at]);
      }
      return Array.from(rows.values());
    }"""
    title.evaluate("(title) => { title.textContent = '潍坊市奎文区：党组织领导下的由民做主' }")
    assert title.evaluate(lines) == ["潍坊市奎文区：", "党组织领导下的由民做主"]
    page.goto((site / "methods/zhi-yuan-dui-jie-ping-tai.html").as_uri())
    assert title.text_content() == "志愿者、服务对象和服务项目对接平台"
    assert min(map(len, title.evaluate(lines))) > 3  # no character stands alone on the last line
    title.evaluate("(title) => { title.textContent = '社'.repeat(60) }")
    assert "".join(title.evaluate(lines)) == "社" * 60
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_picture_that_comes_late_moves_nothing(page: Page, site: Path) -> None:
    """As templates/_case.html.j2 writes it; the content has none yet."""
    page.goto((site / "cases/kui-wen-qu.html").as_uri())
    page.evaluate(
        """document.querySelector(".cb-record").insertAdjacentHTML("afterbegin",
        '<figure class="cb-picture"><img src="not-yet.jpg" alt=""><figcaption>图</figcaption></figure>')"""
    )
    picture = page.locator(".cb-picture > img")
    before = picture.bounding_box()
    assert before is not None
    assert before["height"] > 100
    picture.evaluate("image => image.src = '../assets/images/icon-192.png'")
    page.wait_for_function("document.querySelector('.cb-picture > img').naturalWidth > 0")
    assert picture.bounding_box() == before


def test_figures_are_a_table_to_those_who_hear_them_and_whole_on_a_phone(page: Page, site: Path) -> None:
    page.set_viewport_size(PHONE)
    page.goto((site / "cases/kui-wen-qu.html").as_uri())
    names = [table.get_attribute("aria-label") for table in page.get_by_role("table").all()]
    assert len(names) == len(set(names)) >= 3
    table = page.get_by_role("table", name="成效数字")
    expect(table.get_by_role("columnheader", name="指标")).to_have_count(1)
    row = table.get_by_role("row").filter(has_text="信访总量同比降幅")
    expect(row.get_by_role("rowheader")).to_contain_text("信访总量同比降幅")
    expect(row.get_by_role("cell", name="28.7", exact=True)).to_be_visible()
    for cell in row.get_by_role("cell").all():
        box = cell.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= PHONE["width"]


def test_the_keyboard_is_seen_everywhere_and_stops_nowhere_in_the_dark(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto((site / "methods/you-min-zuo-zhu.html").as_uri())
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    for _ in range(45):
        page.keyboard.press("Tab")
        unseen = page.evaluate(
            """() => {
              const here = document.activeElement, shown = here.matches(".md-option") ? here.nextElementSibling : here;
              const style = getComputedStyle(shown), bar = shown.closest(".md-header, .md-tabs");
              const same = bar && style.outlineColor === getComputedStyle(bar).backgroundColor;
              const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !same;
              return seen && shown.checkVisibility({ visibilityProperty: true }) ? "" : here.outerHTML.slice(0, 80);
            }"""
        )
        assert unseen == ""


def test_a_term_is_explained_to_the_keyboard_in_readable_size(page: Page, site: Path) -> None:
    page.goto((site / "methods/you-min-zuo-zhu.html").as_uri())
    term = page.locator("a.cb-term").first
    meaning = term.get_attribute("title")
    assert meaning
    term.focus()
    tip = page.get_by_role("tooltip").filter(has_text=meaning)
    expect(tip).to_be_visible()
    expect(term).to_have_accessible_description(meaning)
    assert tip.evaluate("(tip) => parseFloat(getComputedStyle(tip).fontSize)") >= 12
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_who_wants_no_movement_gets_none(browser: Browser, site: Path) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    moving = page.evaluate(
        """() => Array.from(document.querySelectorAll("*"))
          .filter((element) => getComputedStyle(element).transitionDuration.split(",").some((time) => parseFloat(time) > 0.01))
          .map((element) => element.outerHTML.slice(0, 60))"""
    )
    context.close()
    assert moving == []


def test_a_copy_is_confirmed(page: Page, site: Path) -> None:
    page.goto((site / "methods/you-min-zuo-zhu.html").as_uri())
    message = page.locator(".cb-toast")
    expect(message).to_be_empty()
    page.get_by_role("button", name="复制", exact=True).click()
    expect(message).not_to_be_empty()


@pytest.mark.parametrize("kind", [*RECORD_KINDS, "theme"])
def test_paper_is_white_and_holds_the_page_alone(browser: Browser, site: Path, library: Library, kind: str) -> None:
    """Printed from a dark screen: no navigation, no dark ground, no table cut off at the right, no underlined links."""
    found = dict(rich(library))
    if kind not in found:
        pytest.skip("no record of this kind yet")
    context = browser.new_context(color_scheme="dark", viewport={"width": 700, "height": 1000})  # A4 less its margins
    page = context.new_page()
    page.goto((site / page_path(kind, found[kind])).as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    for part in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".md-path", ".cb-copy", ".casebook-report"):
        for one in page.locator(part).all():
            expect(one).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    underlined = "(a) => getComputedStyle(a).textDecorationLine !== 'none'"
    assert not any(link.evaluate(underlined) for link in page.locator(".md-content a").all()[:80])
    context.close()
