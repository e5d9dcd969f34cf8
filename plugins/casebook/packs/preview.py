"""What a pack looks like, as small pictures for its page: first pages of what is printed, first slides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import chain, islice
from typing import Any

from casebook.packs.formats import Making
from casebook.packs.outline import Outline, Slide
from casebook.packs.pdf import Setting, agenda, cards, handout
from casebook.packs.typst import pngs

_PAGE_PPI, _SLIDE_PPI = 58, 36  # both 480 pixels wide: twice as wide as they are shown
_COLOURS = 8
_SLIDES = 6
_PRINTED: tuple[tuple[str, str, int, Callable[[Outline, Making], Setting | None]], ...] = (
    ("pdf-student.pdf", "讲义", 2, handout),
    ("pdf-agenda.pdf", "日程", 1, agenda),
    ("pdf-cards.pdf", "讨论卡片", 1, cards),
)


@dataclass(frozen=True, slots=True)
class Preview:
    """`slug` is the picture's name in an address, `of` that of the file that it shows, '' for a slide: the deck has other fonts.
    `width` and `height` are in pixels."""

    slug: str
    label: str
    of: str
    width: int
    height: int
    data: bytes


def previews(outline: Outline, making: Making) -> Iterator[Preview]:
    """Pictures of a student's outline. Cheap right after its PDFs were made, for typst remembers how it laid them out."""
    for slug, label, most, setting in _PRINTED:
        printed = setting(outline, making)
        for no, png in enumerate(pngs(*printed, _PAGE_PPI)[:most] if printed else (), 1):
            yield _preview(f"{slug.removesuffix('.pdf')}-{no}.webp", f"{label}第 {no} 页", slug, png)
    told = {"footer": f"{outline.title}　{outline.edition_label}", "slides": list(_slides(outline))}
    for no, png in enumerate(pngs("slides.typ", told, _SLIDE_PPI), 1):
        yield _preview(f"slide-{no}.webp", f"幻灯片第 {no} 张", "", png)


def _preview(slug: str, label: str, of: str, png: bytes) -> Preview:
    """A picture of few colours, without loss beyond them: a quarter of the bytes, and the same ones everywhere."""
    from PIL import Image  # noqa: PLC0415 - an extra

    held = BytesIO()
    picture = Image.open(BytesIO(png)).convert("RGB").quantize(_COLOURS).convert("RGB")
    picture.save(held, "WEBP", lossless=True, method=6)
    return Preview(slug, label, of, picture.width, picture.height, held.getvalue())


def _slides(outline: Outline) -> Iterator[dict[str, Any]]:
    yield {"look": "cover", "title": outline.title, "subtitle": f"{outline.site}　{outline.edition_label}"}
    told = chain.from_iterable(section.slides for section in outline.sections)
    yield from map(_slide, islice(told, _SLIDES - 1))


def _slide(slide: Slide) -> dict[str, Any]:
    table = slide.table and {
        "head": slide.table.head,
        "rows": [[str(cell) for cell in row] for row in slide.table.rows],
        "widths": slide.table.widths,
        "right": slide.table.right,
    }
    chart = slide.chart and {**asdict(slide.chart), "title": f"{slide.chart.title}（{slide.chart.unit}）"}
    shown = {name: getattr(slide, name) for name in ("look", "title", "subtitle", "points", "first", "facts")}
    return {**shown, "table": table, "chart": chart}
