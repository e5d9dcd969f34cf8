"""Our own master, 16:9: colours, fonts, where things stand. Made from the template of python-pptx, of which four layouts stay."""

from __future__ import annotations

from typing import Any

import pptx
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

COVER, CONTENT, UNIT, BARE = range(4)
_KEPT = ((0, "封面"), (1, "标题和要点"), (2, "单元"), (5, "只有标题"))
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ROOM = Inches(0.75), Inches(11.83)  # where text begins, and how wide it is
TOP, DEPTH = Inches(1.9), Inches(4.8)  # of what stands below the title
EAST, LATIN = "微软雅黑", "Arial"
_COLOURS = {
    "dk1": "1F1F1F", "lt1": "FFFFFF", "dk2": "144A46", "lt2": "EEF5F4", "accent1": "1C5F5A", "accent2": "B35900",
    "accent3": "6B8E23", "accent4": "2F7D76", "accent5": "8C6D31", "accent6": "595959", "hlink": "1C5F5A", "folHlink": "595959",
}  # fmt: skip
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NAMESPACES = f'xmlns:a="{_A}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'


def blank_deck() -> Any:
    """A presentation without slides, with layouts COVER, CONTENT, UNIT and BARE."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _keep_layouts(deck)
    _set_theme(deck)
    _set_master(deck.slide_master)
    _set_layouts(deck)
    package = deck.part.package
    for rels, unwanted in ((package._rels, "/thumbnail"), (deck.part.rels, "/printerSettings")):  # noqa: SLF001 - no other way
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(unwanted)]:
            rels.pop(key)
    return deck


def _keep_layouts(deck: Any) -> None:
    layouts = deck.slide_layouts
    kept = [layouts[index] for index, _ in _KEPT]
    for layout in list(layouts):
        if not any(layout is one or layout.part is one.part for one in kept):
            layouts.remove(layout)
    for layout, (_, name) in zip(deck.slide_layouts, _KEPT, strict=True):
        layout.name = name


def _set_theme(deck: Any) -> None:
    part = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    theme = parse_xml(part.blob)
    scheme = theme.find(f".//{{{_A}}}clrScheme")
    for colour in scheme:
        name = colour.tag.split("}")[1]
        for child in list(colour):
            colour.remove(child)
        colour.append(parse_xml(f'<a:srgbClr xmlns:a="{_A}" val="{_COLOURS[name]}"/>'))
    for kind in ("majorFont", "minorFont"):
        fonts = theme.find(f".//{{{_A}}}{kind}")
        for child in list(fonts):
            fonts.remove(child)
        for tag, face in (("latin", LATIN), ("ea", EAST), ("cs", "")):
            fonts.append(parse_xml(f'<a:{tag} xmlns:a="{_A}" typeface="{face}"/>'))
    part._blob = serialize_part_xml(theme)  # noqa: SLF001 - as above


def _set_master(master: Any) -> None:
    for shape in list(master.placeholders):
        kind = shape.placeholder_format.type
        if "DATE" in str(kind):
            shape._element.getparent().remove(shape._element)  # noqa: SLF001 - as above
    _place_all(master)
    _bar(master)
    styles = master._element.find(qn("p:txStyles"))  # noqa: SLF001 - as above
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", "3000")
    _coloured(title.find(qn("a:defRPr")), "tx2")
    body = styles.find(qn("p:bodyStyle"))
    for level in body:
        for space in level.findall(qn("a:spcBef")):  # each slide says what its lines need, and counts on no more
            level.remove(space)
        run = level.find(qn("a:defRPr"))
        if run is not None:
            run.set("sz", "2400" if level.tag == qn("a:lvl1pPr") else "2000")


def _set_layouts(deck: Any) -> None:
    for index, layout in enumerate(deck.slide_layouts):
        for shape in list(layout.placeholders):
            if "DATE" in str(shape.placeholder_format.type):
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 - as above
        _place_all(layout)
        if index in (COVER, UNIT):
            _background(layout, "accent1" if index == COVER else "bg2")
            title, text = (
                next(shape for shape in layout.placeholders if shape.placeholder_format.idx == idx) for idx in (0, 1)
            )
            _place(title, LEFT, Inches(2.1), ROOM, Inches(1.7))
            _place(text, LEFT, Inches(4.0), ROOM, Inches(1.2))
            for shape, size in ((title, 4000), (text, 2200)):
                _style(shape, size, "bg1" if index == COVER else "tx2", "b" if shape is title else "t")


def _place_all(holder: Any) -> None:
    for shape in holder.placeholders:
        kind = str(shape.placeholder_format.type)
        if "TITLE" in kind and "SUB" not in kind:
            _place(shape, LEFT, Inches(0.5), ROOM, Inches(0.95))
        elif "SLIDE_NUMBER" in kind:
            _place(shape, Inches(11.6), Inches(6.9), Inches(0.98), Inches(0.35))
        elif "FOOTER" in kind:
            _place(shape, LEFT, Inches(6.9), Inches(9), Inches(0.35))
            for paragraph in shape._element.iter(qn("a:lvl1pPr")):  # noqa: SLF001 - as above
                paragraph.set("algn", "l")
        elif "BODY" in kind or "OBJECT" in kind:
            _place(shape, LEFT, TOP, ROOM, DEPTH)


def _place(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = Emu(left), Emu(top), Emu(width), Emu(height)


def _bar(master: Any) -> None:
    """A stripe along the left edge, behind everything."""
    tree = master.shapes._spTree  # noqa: SLF001 - as above
    bar = parse_xml(
        f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="99" name="色条"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{Inches(0.22)}" cy="{HEIGHT}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    tree.insert(2, bar)


def _background(layout: Any, colour: str) -> None:
    held = layout._element.find(qn("p:cSld"))  # noqa: SLF001 - as above
    held.insert(
        0,
        parse_xml(
            f'<p:bg {_NAMESPACES}><p:bgPr><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        ),
    )


def _style(shape: Any, size: int, colour: str, anchor: str) -> None:
    body = shape._element.find(qn("p:txBody"))  # noqa: SLF001 - as above
    body.find(qn("a:bodyPr")).set("anchor", anchor)
    styles = body.find(qn("a:lstStyle"))
    for child in list(styles):
        styles.remove(child)
    styles.append(
        parse_xml(
            f'<a:lvl1pPr xmlns:a="{_A}" marL="0" indent="0" algn="l"><a:buNone/><a:defRPr sz="{size}" b="0" cap="none">'
            f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        )
    )


def _coloured(run: Any, colour: str) -> None:
    fill = run.find(qn("a:solidFill"))
    if fill is not None:
        run.remove(fill)
    run.insert(0, parse_xml(f'<a:solidFill xmlns:a="{_A}"><a:schemeClr val="{colour}"/></a:solidFill>'))
