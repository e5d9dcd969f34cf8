"""What a page looks like: one sheet of thumbnails a page, and where two sheets differ."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page


class Look(NamedTuple):
    """Width and height of the window in pixels, and the scheme that the reader's system asks for."""

    width: int
    height: int
    scheme: Literal["light", "dark"]


# Of a page no more is kept than one window: tall enough for the parts that a kind of page has, at a phone's width twice the screen.
LOOKS = tuple(
    Look(width, height, scheme)
    for width, height in ((390, 2600), (768, 2000), (1440, 1800))
    for scheme in ("light", "dark")
)  # fmt: skip
_SHRUNK = 2
_GAP = 8
# Compared is the mean colour of tiles of 16 × 16 pixels of the screen. Letters smoothed otherwise, and what WebP loses, move it by
# less than this much of 255, but for a few tiles; a line that breaks elsewhere, a colour, a box or a margin move many by more.
_TILE = 16 // _SHRUNK
_SEEN = 16
_FEW = 8


def sheet(browser: Browser, address: str, tamper: str = "") -> Image.Image:
    """The page in all looks, side by side, shrunk to the half. `tamper`: a script that changes the page first."""
    whole = Image.new("RGB", (_lefts()[-1][2], max(look.height for look in LOOKS) // _SHRUNK), "#888")
    for look, left, _ in _lefts():
        if look.scheme == "light":  # the page follows the system to the dark without being loaded anew
            context = browser.new_context(
                viewport={"width": look.width, "height": look.height},
                reduced_motion="reduce", locale="zh-CN", timezone_id="Asia/Shanghai",
            )  # fmt: skip
            page = context.new_page()
            page.goto(address, wait_until="networkidle")
        page.emulate_media(color_scheme=look.scheme)
        if tamper:
            page.evaluate(tamper)
        shot = Image.open(BytesIO(_settled(page)))
        whole.paste(shot.convert("RGB").reduce(_SHRUNK), (left, 0))
        if look.scheme == "dark":
            context.close()
    return whole


def _settled(page: Page) -> bytes:
    """A picture of what does not change any more: scripts put their parts in after the page is there."""
    before = b""
    while True:
        page.evaluate("new Promise((done) => requestIdleCallback(done))")
        page.wait_for_timeout(150)
        now = page.screenshot(animations="disabled", caret="hide")
        if now == before:
            return now
        before = now


def _lefts() -> list[tuple[Look, int, int]]:
    """Each look with the pixels of the sheet where it begins and ends."""
    found, left = [], 0
    for look in LOOKS:
        right = left + -(-look.width // _SHRUNK // _TILE) * _TILE  # whole tiles
        found.append((look, left, right))
        left = right + _GAP
    return found


def write(picture: Image.Image, path: Path) -> None:
    """As WebP."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, "WEBP", quality=50, method=6)


def differences(one: Image.Image, other: Image.Image) -> list[str]:
    """Looks in which the sheets differ, and in how many tiles: '768 light: 12'. A few count as none."""
    changed = _changed(one, other)
    told = []
    for look, left, right in _lefts():
        column = changed.crop((left // _TILE, 0, right // _TILE, changed.height))
        if (count := column.histogram()[255]) > _FEW:
            told.append(f"{look.width} {look.scheme}: {count}")
    return told


def marked(one: Image.Image, other: Image.Image) -> Image.Image:
    """`other`, with red over the tiles in which it differs from `one`."""
    mask = _changed(one, other).resize(other.size, Image.Resampling.NEAREST).point(lambda value: value // 2)
    return Image.composite(Image.new("RGB", other.size, "#f00"), other, mask)


def _changed(one: Image.Image, other: Image.Image) -> Image.Image:
    """A pixel a tile: 255 where any colour's mean differs, else 0."""
    bands = ImageChops.difference(one.reduce(_TILE), other.reduce(_TILE)).split()
    largest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return largest.point(lambda value: 255 if value > _SEEN else 0)


def fonts(page: Page) -> list[str]:
    """The families that Chromium really set the words of the open page in, sorted."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    texts = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "h1, p, a, button"})["nodeIds"]
    used = (devtools.send("CSS.getPlatformFontsForNode", {"nodeId": text})["fonts"] for text in texts)
    return sorted({font["familyName"] for found in used for font in found})
