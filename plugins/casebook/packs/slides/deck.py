"""The slides of a pack: points as they stand, native tables and charts; what is said goes into the notes."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from casebook.packs.fixed import fixed
from casebook.packs.formats import Making
from casebook.packs.outline import Chart, Outline, Slide
from casebook.packs.properties import set_properties
from casebook.packs.slides.master import BARE, CONTENT, COVER, DEPTH, LEFT, ROOM, TOP, UNIT, blank_deck

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SIZES = (28, 26, 24, 22, 20, 18, 16, 14, 12)
_CELL_SIZES = (22, 20, 18, 16, 14, 12, 11, 10)


def deck_pptx(outline: Outline, _making: Making) -> bytes:
    """Cover, then the slides of every section; in a student's edition nothing is in the notes."""
    deck = blank_deck()
    _count_parts(deck.part.package)
    set_properties(deck.core_properties, outline)
    cover = deck.slides.add_slide(deck.slide_layouts[COVER])
    cover.shapes.title.text = outline.title
    cover.placeholders[1].text = f"{outline.site}　{outline.edition_label}"
    for section in outline.sections:
        for slide in section.slides:
            _add(deck, outline, slide)
    held = io.BytesIO()
    deck.save(held)
    return fixed(held.getvalue(), outline.version.date)


def _count_parts(package: Any) -> None:
    """python-pptx goes through the whole deck for the name of each part that it adds: with 300 slides that is most of its time."""
    ask, numbers = package.next_partname, dict[str, Iterator[int]]()

    def next_partname(template: str) -> PackURI:
        if template not in numbers:
            before, after = template.split("%d")
            numbers[template] = count(int(ask(template).removeprefix(before).removesuffix(after)))
        return PackURI(template % next(numbers[template]))

    package.next_partname = next_partname


def _add(deck: Any, outline: Outline, told: Slide) -> None:
    opens = told.look in ("unit", "break")
    layout = UNIT if opens else CONTENT if told.points or told.look == "choices" else BARE
    page = deck.slides.add_slide(deck.slide_layouts[layout])
    page.shapes.title.text = told.title
    _fit_title(page.shapes.title, told.title, opens=opens)
    if opens:
        page.placeholders[1].text = told.subtitle
    else:
        _subtitle(page, told)
        _fill(page, told)
        _footer(page, outline)
    if told.speaker:
        page.notes_slide.notes_text_frame.text = "\n".join(map(str, told.speaker))


def _fill(page: Any, told: Slide) -> None:
    if told.points or told.look == "choices":
        _points(page.placeholders[1], told)
    if told.facts:
        _table(page, ((name, value) for name, value in told.facts), (20, 80), head=False)
    if told.table is not None:
        rows = (told.table.head, *((str(cell) for cell in row) for row in told.table.rows))
        _table(page, rows, told.table.widths, head=True, right=told.table.right)
    if told.chart is not None:
        _chart(page, told.chart)


# ---- words


def _fit_title(shape: Any, title: str, *, opens: bool) -> None:
    """Two lines at most: 40 points for a unit, 30 elsewhere, less for a long one."""
    sizes = (40, 36, 32, 28, 24, 20) if opens else (30, 28, 26, 24, 22, 20, 18)
    room = 1.6 if opens else 0.95
    shape.text_frame.paragraphs[0].runs[0].font.size = Pt(_size((title,), ROOM / 914400, room, sizes))


def _subtitle(page: Any, told: Slide) -> None:
    """A line between title and text; the question itself on a slide of choices."""
    if not told.subtitle or told.look == "choices":
        return
    box = page.shapes.add_textbox(LEFT, Inches(1.32), ROOM, Inches(0.4))
    box.text_frame.word_wrap = True
    run = box.text_frame.paragraphs[0].add_run()
    run.text = told.subtitle
    run.font.size = Pt(14 if _wide(told.subtitle) <= 58 else 11)
    run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_6


def _points(shape: Any, told: Slide) -> None:
    lines = (told.subtitle, *told.points) if told.look == "choices" and told.subtitle else told.points
    size = _size(lines, ROOM / 914400 - 0.6, DEPTH / 914400, (36, 32, *_SIZES) if told.look == "question" else _SIZES)
    frame = shape.text_frame
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not index else frame.add_paragraph()
        paragraph.text = line.replace("\n", "\v")
        for run in paragraph.runs:
            run.font.size = Pt(size)
        paragraph.space_after = Pt(size * 0.45)
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-pptx knows no bullets
        if told.look in ("question", "choices"):
            properties.set("marL", "0" if not index else "342900")
            properties.set("indent", "0")
            properties.append(parse_xml(f'<a:buNone xmlns:a="{_A}"/>'))
        elif told.first:
            properties.set("marL", "685800")
            properties.set("indent", "-685800")
            properties.append(parse_xml(f'<a:buFont xmlns:a="{_A}" typeface="+mj-lt"/>'))
            properties.append(parse_xml(f'<a:buAutoNum xmlns:a="{_A}" type="arabicPeriod" startAt="{told.first}"/>'))
    if told.look == "question":
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _wide(text: str) -> float:
    """Width in Han characters."""
    return sum(0.55 if char.isascii() else 1 for char in text)


def _size(lines: Sequence[str], width: float, height: float, sizes: Iterable[int]) -> int:
    """The largest size in points at which the lines fit, by count of characters; `width` and `height` in inches."""
    size = 0
    for size in sizes:
        across = max(1, width * 72 / size)
        rows = sum(-(-_wide(part) // across) or 1 for line in lines for part in line.split("\n"))
        if rows * size * 1.3 + len(lines) * size * 0.45 <= height * 72:
            return size
    return size


def _footer(page: Any, outline: Outline) -> None:
    """Whose slides these are, and their number: a slide has to bear both itself."""
    for shape in page.slide_layout.placeholders:
        kind = str(shape.placeholder_format.type)
        if "FOOTER" not in kind and "SLIDE_NUMBER" not in kind:
            continue
        own = copy.deepcopy(shape._element)  # noqa: SLF001 - as above
        page.shapes._spTree.append(own)  # noqa: SLF001 - as above
        own.find(qn("p:nvSpPr")).find(qn("p:cNvPr")).set("id", str(len(page.shapes) + 20))
        if "FOOTER" in kind:
            page.shapes[-1].text_frame.text = f"{outline.title}　{outline.edition_label}"


# ---- tables and charts


def _table(
    page: Any, rows: Iterable[Iterable[str]], widths: Sequence[int], *, head: bool, right: Sequence[int] = ()
) -> None:
    cells = [list(row) for row in rows]
    inches = [ROOM / 914400 * width / sum(widths) for width in widths]
    fits = (size for size in _CELL_SIZES if sum(_heights(cells, inches, size)) <= DEPTH / 914400 * 72)
    size = next(fits, _CELL_SIZES[-1])
    heights = _heights(cells, inches, size)
    frame = page.shapes.add_table(len(cells), len(widths), LEFT, TOP, ROOM, Pt(sum(heights)))
    table = frame.table
    look = table._tbl.tblPr  # noqa: SLF001 - as above
    look.set("firstRow", "1" if head else "0")
    look.set("bandRow", "0")
    look.find(qn("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid: ours is below
    for column, wide in zip(table.columns, inches, strict=True):
        column.width = Inches(wide)
    for row, height in zip(table.rows, heights, strict=True):
        row.height = Pt(height)
    for row_no, row in enumerate(cells):
        for column_no, text in enumerate(row):
            cell = table.cell(row_no, column_no)
            _cell(cell, text, size, strong=(head and not row_no) or (not head and not column_no))
            if column_no in right:
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
            _rule(cell, 19050 if head and not row_no else 6350)


def _heights(cells: Sequence[Sequence[str]], inches: Sequence[float], size: int) -> list[float]:
    """Of the rows in points, by count of characters."""
    return [
        max(-(-_wide(text) // max(1, (wide - 0.25) * 72 / size)) or 1 for text, wide in zip(row, inches, strict=True))
        * size
        * 1.3
        + 10
        for row in cells
    ]


def _cell(cell: Any, text: str, size: int, *, strong: bool) -> None:
    cell.text = text
    cell.margin_top = cell.margin_bottom = Pt(4)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    run = cell.text_frame.paragraphs[0].runs[0]
    run.font.size = Pt(size)
    if strong:
        run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1


def _rule(cell: Any, width: int) -> None:
    """A line below the cell."""
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - as above
    properties.insert(
        0,
        parse_xml(
            f'<a:lnB xmlns:a="{_A}" w="{width}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
            '<a:prstDash val="solid"/></a:lnB>'
        ),
    )


def _chart(page: Any, told: Chart) -> None:
    """Bars from the top in the order given, each with its number."""
    data = CategoryChartData()
    data.categories = told.labels
    data.add_series(f"{told.title}（{told.unit}）", [float(value) for value in told.values])
    frame = page.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, LEFT, TOP, ROOM, Emu(DEPTH), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", told.summary)  # noqa: SLF001 - as above
    chart = frame.chart
    _mend_axes(chart)
    chart.has_legend = False
    chart.has_title = True
    chart.chart_title.text_frame.text = f"{told.title}（{told.unit}）"
    chart.chart_title.text_frame.paragraphs[0].runs[0].font.size = Pt(18)
    chart.font.size = Pt(16)
    plot = chart.plots[0]
    plot.gap_width = 60
    plot.has_data_labels = True
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = RGBColor(0x1C, 0x5F, 0x5A)
    chart.category_axis.reverse_order = True
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0


def _mend_axes(chart: Any) -> None:
    """python-pptx numbers axes below zero, which the schema does not allow."""
    for tag in ("c:axId", "c:crossAx"):
        for element in chart._chartSpace.iter(qn(tag)):  # noqa: SLF001 - as above
            element.set("val", element.get("val").lstrip("-"))
