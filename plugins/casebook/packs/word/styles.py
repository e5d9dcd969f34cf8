"""Styles of a handout: East-Asian fonts on every one, first lines indented by two characters, real headings."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from casebook.packs.word.layout import FALLBACK, Face, Layout

_LANG = '<w:lang w:val="zh-CN" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
_QUIET = "595959"
_ACCENT = "1C5F5A"


def set_styles(document: Document, layout: Layout) -> None:
    """Ours in the place of the template's."""
    root = document.styles.element
    for style in list(root):
        if style.tag in (qn("w:style"), qn("w:docDefaults")):
            root.remove(style)
    body, small = layout.body, layout.small
    added = [_defaults(body), *_base()]
    line = _line(layout)
    table_line = '<w:spacing w:line="240" w:lineRule="auto"/>'
    cell = Face(body.east, body.latin, min(body.size, 12) - 1.5)
    half = layout.body.size * 10  # half a line, in twentieths of a point
    added += [
        _paragraph("Normal", "Normal", body, line, default=True),
        _paragraph("BodyText", "Body Text", body, f'{line}{_indent(body)}<w:jc w:val="both"/>'),
        _paragraph("Title", "Title", layout.title, '<w:spacing w:before="900" w:after="240"/><w:jc w:val="center"/>'),
        _paragraph("Subtitle", "Subtitle", Face(layout.headings[0].east, layout.headings[0].latin, 14, colour=_ACCENT), '<w:jc w:val="center"/>'),
        *(_heading(level, face) for level, face in enumerate(layout.headings, 1)),
        _paragraph("Lead", "导语", body, f'{_frame(_ACCENT, "F4F8F8")}{_spaced(layout)}<w:ind w:left="170"/><w:jc w:val="both"/>'),
        _paragraph("Notice", "提醒", body, f'{_frame("B35900", "FDF5EC")}{_spaced(layout)}<w:ind w:left="170"/>'),
        _paragraph("Answer", "参考答案", cell, f'{_frame(_ACCENT, "F4F8F8")}<w:spacing w:line="300" w:lineRule="auto"/><w:ind w:left="170"/><w:jc w:val="both"/>'),
        _paragraph("Remark", "附注", Face(cell.east, cell.latin, cell.size, colour=_QUIET), f'<w:spacing w:line="300" w:lineRule="auto"/>{_indent(cell)}<w:jc w:val="both"/>'),
        _paragraph("Question", "题目", body, f'<w:keepNext/><w:spacing w:before="{half:.0f}"{_line_of(layout)}/>'),
        _paragraph("Option", "选项", body, f'{line}<w:ind w:leftChars="200" w:left="{body.size * 40:.0f}"/>'),
        _paragraph("StepName", "步骤名称", Face(layout.headings[2].east, layout.headings[2].latin, body.size, bold=layout.headings[2].bold), f'<w:keepNext/><w:spacing w:before="{half / 2:.0f}"{_line_of(layout)}/>'),
        _paragraph("ListItem", "列表", body, f'{line}<w:jc w:val="both"/>'),
        _paragraph("WritingLine", "书写线", body, '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="8C8C8C"/><w:between w:val="single" w:sz="4" w:space="1" w:color="8C8C8C"/></w:pBdr><w:spacing w:before="120" w:line="480" w:lineRule="exact"/>'),
        _paragraph("Cell", "表格文字", cell, f'{table_line}'),
        _paragraph("CellName", "表头", Face(layout.headings[2].east, layout.headings[2].latin, cell.size, bold=layout.headings[2].bold), f'<w:keepNext/>{table_line}'),
        _paragraph("Picture", "图", body, '<w:keepNext/><w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'),
        _paragraph("Caption", "caption", cell, '<w:spacing w:after="120"/><w:jc w:val="center"/>'),
        _paragraph("Reference", "参考文献", cell, '<w:spacing w:line="300" w:lineRule="auto"/><w:ind w:left="420" w:hanging="420"/>'),
        _paragraph("TOCHeading", "TOC Heading", layout.headings[1], '<w:spacing w:before="480" w:after="120"/>'),
        _paragraph("TOC1", "toc 1", body, f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{layout.width * 56.7:.0f}"/></w:tabs><w:spacing w:line="300" w:lineRule="auto"/>'),
        _paragraph("Header", "header", Face(small.east, small.latin, 9, colour=_QUIET), f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="8C8C8C"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="{layout.width * 56.7:.0f}"/></w:tabs>'),
        _paragraph("Footer", "footer", Face(small.east, small.latin, 9 if layout.line == 0 else 14), '<w:jc w:val="center"/>'),
        _paragraph("FootnoteText", "footnote text", Face(small.east, small.latin, 9), '<w:spacing w:line="240" w:lineRule="auto"/>'),
        _character("FootnoteReference", "footnote reference", body, '<w:vertAlign w:val="superscript"/>'),
        _character("Hyperlink", "Hyperlink", body, f'<w:color w:val="{_ACCENT}"/><w:u w:val="single"/>', sized=False),
        _character("Strong", "Strong", layout.headings[2], "", sized=False),
        *_tables(cell),
    ]  # fmt: skip
    made = [parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)) for xml in added]
    root.insert(0, made[0])  # the schema wants the defaults before all else
    root.extend(made[1:])


def set_font_table(document: Document, layout: Layout) -> None:
    """Names of the fonts with what may stand in for them."""
    faces = (layout.body, layout.small, layout.title, *layout.headings)
    names = dict.fromkeys(name for face in faces for name in (face.east, face.latin))
    fonts = "".join(_font(name) for name in names)
    for rel in document.part.rels.values():
        if rel.reltype.endswith("/fontTable"):
            part: Any = rel.target_part
            part._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()  # noqa: SLF001 - no other way in


def _font(name: str) -> str:
    other = f'<w:altName w:val="{FALLBACK[name]}"/>' if name in FALLBACK else ""
    charset = "86" if name in FALLBACK else "00"
    return f'<w:font w:name="{name}">{other}<w:charset w:val="{charset}"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'


def fonts(face: Face) -> str:
    """w:rFonts that names both scripts and reads what could be either (“ ” …) as Chinese."""
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{face.latin}" w:hAnsi="{face.latin}" w:eastAsia="{face.east}" '
        f'w:cs="{face.latin}"/>'
    )


def _run(face: Face, more: str = "", *, sized: bool = True) -> str:
    bold = "<w:b/>" if face.bold else ""
    colour = f'<w:color w:val="{face.colour}"/>' if face.colour else ""
    size = f'<w:sz w:val="{face.size * 2:.0f}"/><w:szCs w:val="{face.size * 2:.0f}"/>' if sized else ""
    return f"<w:rPr>{fonts(face)}{bold}{colour}{size}{more}</w:rPr>"


def _defaults(body: Face) -> str:
    run = f'<w:rPr>{fonts(body)}<w:sz w:val="{body.size * 2:.0f}"/>{_LANG}</w:rPr>'
    return f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"


def _base() -> tuple[str, ...]:
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
    )


def _paragraph(style_id: str, name: str, face: Face, properties: str, *, default: bool = False) -> str:
    first = ' w:default="1"' if default else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{style_id}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr>{_run(face)}</w:style>"
    )


def _heading(level: int, face: Face) -> str:
    before, after = ((360, 200), (300, 120), (200, 80))[level - 1]
    properties = f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}"/><w:outlineLvl w:val="{level - 1}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="BodyText"/><w:qFormat/><w:pPr>{properties}</w:pPr>{_run(face)}</w:style>'
    )


def _character(style_id: str, name: str, face: Face, more: str, *, sized: bool = True) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/>{_run(face, more, sized=sized)}</w:style>'
    )


def _tables(cell: Face) -> tuple[str, str]:
    """三线表: thick above and below, thin under the head; and a table of facts without lines."""
    thick, thin = (
        '<w:{} w:val="single" w:sz="12" w:space="0" w:color="000000"/>',
        '<w:{} w:val="single" w:sz="6" w:space="0" w:color="000000"/>',
    )
    margins = '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
    head = f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>{thin.format("bottom")}</w:tcBorders></w:tcPr></w:tblStylePr>'
    return (
        f'<w:style w:type="table" w:styleId="ThreeLines"><w:name w:val="三线表"/><w:basedOn w:val="TableNormal"/>{_run(cell)}<w:tblPr><w:tblBorders>{thick.format("top")}{thick.format("bottom")}</w:tblBorders>{margins}</w:tblPr>{head}</w:style>',
        f'<w:style w:type="table" w:styleId="Facts"><w:name w:val="要素表"/><w:basedOn w:val="TableNormal"/>{_run(cell)}<w:tblPr>{margins}</w:tblPr></w:style>',
    )


def _frame(colour: str, fill: str) -> str:
    return f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{colour}"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _indent(face: Face) -> str:
    """Two characters, whatever the size: firstLineChars counts, firstLine is for who does not know it."""
    return f'<w:ind w:firstLineChars="200" w:firstLine="{face.size * 40:.0f}"/>'


def _line(layout: Layout) -> str:
    return f"<w:spacing{_line_of(layout)}/>"


def _spaced(layout: Layout) -> str:
    return f'<w:spacing w:before="120" w:after="120"{_line_of(layout)}/>'


def _line_of(layout: Layout) -> str:
    return f' w:line="{layout.line * 20:.0f}" w:lineRule="exact"' if layout.line else ' w:line="360" w:lineRule="auto"'
