"""The handout: cover, contents, sections, references."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from casebook.packs.fixed import fixed
from casebook.packs.formats import Making
from casebook.packs.outline import Outline, Section
from casebook.packs.properties import set_properties
from casebook.packs.word.blocks import BlockWriter, add_run
from casebook.packs.word.layout import LAYOUTS, Layout
from casebook.packs.word.styles import set_font_table, set_styles

_NEVER_FIRST = "!%),.:;&gt;?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠[("
_NEVER_LAST = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥]"


def handout_docx(outline: Outline, making: Making) -> bytes:
    """The whole pack. The contents are filled in; their page numbers Word works out when it opens the file."""
    layout = LAYOUTS[making.layout]
    document = docx.Document()
    _bare(document)
    set_styles(document, layout)
    set_font_table(document, layout)
    _set_page(document, layout, outline)
    _set_language(document)
    _set_line_breaks(document)
    set_properties(document.core_properties, outline)
    writer = BlockWriter(document, outline, layout, making)
    _cover(writer, outline)
    writer.paragraph("Remark", "页码空着时，在目录上点右键，选“更新域”。")
    contents = writer.paragraph("TOC1")
    entries = [_section(writer, section) for section in outline.sections if section.kind != "break"]
    if outline.references:
        entries.append(("参考文献", writer.section_heading("参考文献", opens=False)))
        for reference in outline.references:
            writer.paragraph("Reference", f"[{reference.no}] {reference.text}")
    _contents(contents, entries)
    writer.notes.close(document)
    held = io.BytesIO()
    document.save(held)
    return fixed(held.getvalue(), outline.version.date)


def _section(writer: BlockWriter, section: Section) -> tuple[str, str]:
    writer.footnotes.begin_section()
    name = writer.section_heading(section.title, opens=section.opens)
    writer.write(section.blocks)
    return section.title, name


def _bare(document: Document) -> None:
    """Without what the template of python-docx brings along: a thumbnail, a second set of styles, an empty paragraph, and the ways
    of Word 2010, for which later ones write 兼容模式 beside the title."""
    package: Any = document.part.package
    for rels, unwanted in ((package.rels, "/thumbnail"), (document.part.rels, "/stylesWithEffects")):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(unwanted)]:
            del rels[key]
    for child in list(document.element.body):
        if child.tag == qn("w:p"):
            document.element.body.remove(child)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_page(document: Document, layout: Layout, outline: Outline) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, layout.margins)
    section.header_distance, section.footer_distance = Mm(layout.margins[0] * 0.55), Mm(layout.margins[2] * 0.6)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.style = None
    header._p.get_or_add_pPr().get_or_add_pStyle().val = "Header"  # noqa: SLF001 - by id
    add_run(header, outline.title)
    add_run(header, "").append(OxmlElement("w:tab"))
    add_run(header, outline.edition_label)
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = "Footer"  # noqa: SLF001 - by id
        add_run(paragraph, "— ")
        _field(paragraph, "PAGE", "1")
        add_run(paragraph, " —")
    first = section.first_page_header.paragraphs[0]
    first._p.get_or_add_pPr().get_or_add_pStyle().val = "Normal"  # noqa: SLF001 - by id


def _set_language(document: Document) -> None:
    language = f'<w:themeFontLang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'
    settings = document.settings.element
    old = settings.find(qn("w:themeFontLang"))
    if old is not None:
        old.getparent().replace(old, parse_xml(language))


def _set_line_breaks(document: Document) -> None:
    """No line begins with the mark of a citation, '[1]一(二)', nor ends with its number: the brackets go with the signs that no
    Chinese line begins or ends with. A word joiner would be a box in fonts that lack it. LibreOffice 7.4 reads neither set.
    Source: ISO/IEC 29500-1, 17.15.1.58 and 59."""
    before = document.settings.element.find(qn("w:characterSpacingControl"))
    for tag, signs in (("noLineBreaksBefore", _NEVER_FIRST), ("noLineBreaksAfter", _NEVER_LAST)):
        before.addnext(parse_xml(f'<w:{tag} {nsdecls("w")} w:lang="zh-CN" w:val="{signs}"/>'))


def _cover(writer: BlockWriter, outline: Outline) -> None:
    writer.paragraph("Subtitle", outline.site)
    writer.paragraph("Title", outline.title)
    writer.paragraph("Subtitle", outline.edition_label)
    writer.paragraph("TOCHeading", "目录")


def _contents(first: WordParagraph, entries: list[tuple[str, str]]) -> None:
    """A TOC field around its entries; marked as stale, for only Word knows the pages."""
    lines = [first]
    for _ in entries[1:]:
        following = OxmlElement("w:p")
        lines[-1]._p.addnext(following)  # noqa: SLF001 - as in blocks
        lines.append(WordParagraph(following, first._parent))  # noqa: SLF001 - as in blocks
    for index, (line, (title, bookmark)) in enumerate(zip(lines, entries, strict=True)):
        line._p.get_or_add_pPr().get_or_add_pStyle().val = "TOC1"  # noqa: SLF001 - by id
        if not index:
            _sign(line, "begin", dirty=True)
            _instruction(line, ' TOC \\o "1-1" \\h \\z \\u ')
            _sign(line, "separate")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), bookmark)
        link.set(qn("w:history"), "1")
        link.append(add_run(line, title))
        tab = add_run(line, "")
        tab.append(OxmlElement("w:tab"))
        link.append(tab)
        for piece in _page_of(line, bookmark):
            link.append(piece)
        line._p.append(link)  # noqa: SLF001 - as in blocks
    _sign(lines[-1], "end")


def _page_of(line: WordParagraph, bookmark: str) -> tuple[Any, ...]:
    """A field for the number of the page, empty until the pages are known."""
    return (
        _sign(line, "begin", dirty=True),
        _instruction(line, f" PAGEREF {bookmark} \\h "),
        _sign(line, "separate"),
        add_run(line, ""),
        _sign(line, "end"),
    )


def _field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    _sign(paragraph, "begin")
    _instruction(paragraph, f" {instruction} ")
    _sign(paragraph, "separate")
    add_run(paragraph, shown)
    _sign(paragraph, "end")


def _sign(paragraph: WordParagraph, kind: str, *, dirty: bool = False) -> Any:
    sign = OxmlElement("w:fldChar")
    sign.set(qn("w:fldCharType"), kind)
    if dirty:
        sign.set(qn("w:dirty"), "true")
    run = add_run(paragraph, "")
    run.append(sign)
    return run


def _instruction(paragraph: WordParagraph, text: str) -> Any:
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = text
    run = add_run(paragraph, "")
    run.append(element)
    return run
