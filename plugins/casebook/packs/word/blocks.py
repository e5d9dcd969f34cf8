"""Blocks of an outline as paragraphs and tables of a Word document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from casebook.packs.citing import Footnotes
from casebook.packs.drawing import steps_png
from casebook.packs.formats import Making
from casebook.packs.outline import (
    Block,
    Facts,
    Heading,
    Items,
    Lines,
    Outline,
    Paragraph,
    Picture,
    Question,
    Run,
    Step,
    Steps,
    Table,
    Text,
)
from casebook.packs.word.layout import Layout
from casebook.packs.word.notes import FootnotePart, Numbering

_LOOKS = {"body": "BodyText", "lead": "Lead", "notice": "Notice", "note": "Remark"}
_DRAWN = range(2, 16)  # so many steps make a drawing that can be read


class BlockWriter:
    """Writes blocks at the end of a document."""

    def __init__(self, document: Document, outline: Outline, layout: Layout, making: Making) -> None:
        self.document, self.layout, self.making = document, layout, making
        self.footnotes = Footnotes(outline.references)
        self.notes = FootnotePart()
        self.numbering = Numbering(document, layout.body.size)
        self._bookmarks = 0

    def write(self, blocks: Iterable[Block]) -> None:
        """All of them, in order."""
        for block in blocks:
            _WRITERS[type(block)](self, block)

    # ---- paragraphs

    def paragraph(self, style_id: str, text: str = "") -> WordParagraph:
        """An empty paragraph of a style, or one with plain words."""
        paragraph = self.document.add_paragraph()
        _styled(paragraph, style_id)
        if text:
            add_run(paragraph, text)
        return paragraph

    def said(self, paragraph: WordParagraph, text: Text, label: str = "") -> WordParagraph:
        """Words with their marks and footnote; `label` stands out in front."""
        if label:
            add_run(paragraph, label, strong=True)
        for run in text.runs:
            self._run(paragraph, run)
        self._citation(paragraph, text)
        return paragraph

    def _run(self, paragraph: WordParagraph, run: Run) -> None:
        if not run.href:
            add_run(paragraph, run.text, strong=run.strong)
            return
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self.document.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        made = add_run(paragraph, run.text, style="Hyperlink")
        link.append(made)
        paragraph._p.append(link)  # noqa: SLF001 - python-docx knows no way to add a link

    def _citation(self, paragraph: WordParagraph, text: Text) -> None:
        citation = self.footnotes.cite(text.cites)
        if not citation.mark:
            return
        if citation.note:
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:customMarkFollows"), "1")
            reference.set(qn("w:id"), str(self.notes.add(citation.note)))
            # A run of its own: LibreOffice would print a mark in the same run twice.
            add_run(paragraph, "", style="FootnoteReference").append(reference)
        add_run(paragraph, citation.mark, style="FootnoteReference")

    # ---- blocks

    def heading(self, block: Heading) -> None:
        """Level 1 is the section's own, so a block's begin at 2."""
        self.paragraph(f"Heading{block.level + 1}", block.text)

    def section_heading(self, title: str, *, opens: bool) -> str:
        """A heading with a bookmark, whose name comes back; `opens`: on a new page."""
        paragraph = self.paragraph("Heading1")
        paragraph.paragraph_format.page_break_before = opens or None
        self._bookmarks += 1
        name = f"_Toc{self._bookmarks:06d}"
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self._bookmarks))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), name)
            paragraph._p.append(mark)  # noqa: SLF001 - as above
            if tag == "w:bookmarkStart":
                add_run(paragraph, title)
        return name

    def plain(self, block: Paragraph) -> None:
        """A paragraph in its look."""
        self.said(self.paragraph(_LOOKS[block.look]), block.text)

    def items(self, block: Items) -> None:
        """A list with real numbering."""
        number = self.numbering.ordered() if block.ordered else self.numbering.bullets()
        for item in block.items:
            paragraph = self.paragraph("ListItem")
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - as above
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
            self.said(paragraph, item)

    def facts(self, block: Facts) -> None:
        """Names and values in two columns without lines."""
        if not block.rows:
            return
        table = self._table(len(block.rows), (18, 82), "Facts")
        for row, (name, value) in zip(table.rows, block.rows, strict=True):
            add_run(_styled(row.cells[0].paragraphs[0], "CellName"), name)
            self.said(_styled(row.cells[1].paragraphs[0], "Cell"), value)
        table.rows[-1].cells[1].paragraphs[0].paragraph_format.space_after = Pt(6)

    def table(self, block: Table) -> None:
        """三线表, its head repeated on every page."""
        table = self._table(len(block.rows) + 1, block.widths, "ThreeLines")
        for index, (cell, name) in enumerate(zip(table.rows[0].cells, block.head, strict=True)):
            paragraph = _styled(cell.paragraphs[0], "CellName")
            _to_the_right(paragraph, index in block.right)
            add_run(paragraph, name)
        _property(table.rows[0], "w:tblHeader")
        for row, texts in zip(list(table.rows)[1:], block.rows, strict=True):
            for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                paragraph = _styled(cell.paragraphs[0], "Cell")
                _to_the_right(paragraph, index in block.right)
                self.said(paragraph, text)

    def _table(self, rows: int, widths: tuple[int, ...], style_id: str) -> WordTable:
        table: WordTable = self.document.add_table(rows, len(widths))
        properties = table._tbl.tblPr  # noqa: SLF001 - as above
        for child in list(properties):
            properties.remove(child)
        total = round(self.layout.width * 56.7)
        shares = [round(total * width / sum(widths)) for width in widths]
        for tag, values in (
            ("w:tblStyle", {"w:val": style_id}),
            ("w:tblW", {"w:w": str(sum(shares)), "w:type": "dxa"}),
            ("w:tblLayout", {"w:type": "fixed"}),
            ("w:tblLook", {"w:val": "0020", "w:firstRow": "1", "w:lastRow": "0", "w:firstColumn": "0", "w:lastColumn": "0", "w:noHBand": "1", "w:noVBand": "1"}),
        ):  # fmt: skip
            element = OxmlElement(tag)
            for name, value in values.items():
                element.set(qn(name), value)
            properties.append(element)
        for column, share in zip(table.columns, shares, strict=True):
            column.width = share * 635  # English Metric Units in a twentieth of a point
        for row in table.rows:
            _property(row, "w:cantSplit")
            for cell, share in zip(row.cells, shares, strict=True):
                cell.width = share * 635
        return table

    def steps(self, block: Steps) -> None:
        """The names as a picture, then each step."""
        if len(block.items) in _DRAWN:
            self._picture(steps_png(block), block.summary, min(150.0, self.layout.width))
        for step in block.items:
            self._step(step)
        if block.missing:
            self.paragraph("Remark", block.missing)

    def _step(self, step: Step) -> None:
        self.paragraph("StepName", f"{step.no}．{step.name}{step.stage}")
        for text in step.how:
            self.said(self.paragraph("BodyText"), text)
        for name, value in step.facts:
            paragraph = self.paragraph("Option")
            add_run(paragraph, f"{name}　", strong=True)
            add_run(paragraph, value)

    def picture(self, block: Picture) -> None:
        """A picture of the library with who made it; what is not there is left out."""
        data = self.making.pictures.get(block.file)
        if data:
            self._picture(data, block.alt, self.layout.width * 0.8)
            self.paragraph("Caption", block.caption)

    def _picture(self, data: bytes, alt: str, width: float) -> None:
        shape = self.paragraph("Picture").add_run().add_picture(io.BytesIO(data), width=Mm(width))
        shape._inline.docPr.set("descr", alt)  # noqa: SLF001 - as above

    def question(self, block: Question) -> None:
        """The question, its options, and in a teacher's edition the hint or the answer."""
        kind = "" if block.type == "思考" else f"（{block.type}）"
        held = [
            self.said(self.paragraph("BodyText" if index else "Question"), text, "" if index else f"{block.no}．{kind}")
            for index, text in enumerate(block.stem)
        ]
        held += [self.paragraph("Option", option) for option in block.choices]
        for index, text in enumerate(block.hint):
            self.said(self.paragraph("Answer"), text, "" if index else "参考思路　")
        if block.answer is not None:
            held.append(self.paragraph("Answer"))
            add_run(held[-1], f"答案：{block.answer_line}", strong=True)
            explanation = [self.said(self.paragraph("Answer"), text) for text in block.answer.explanation]
            held += explanation[:1]
        _keep_together(held)

    def lines(self, block: Lines) -> None:
        """Ruled room to write in, on one page with what it is for."""
        before = self.document.element.body[-2]  # the last is the section's
        _keep_together(
            [
                *([WordParagraph(before, self.document)] if before.tag == qn("w:p") else []),
                *(self.paragraph("WritingLine") for _ in range(block.count)),
            ]
        )


_WRITERS: dict[type[Any], Any] = {
    Heading: BlockWriter.heading,
    Paragraph: BlockWriter.plain,
    Items: BlockWriter.items,
    Facts: BlockWriter.facts,
    Table: BlockWriter.table,
    Steps: BlockWriter.steps,
    Picture: BlockWriter.picture,
    Question: BlockWriter.question,
    Lines: BlockWriter.lines,
}


def add_run(paragraph: WordParagraph, text: str, *, strong: bool = False, style: str = "") -> Any:
    """A run whose ambiguous signs (“ ” …) are read as Chinese; its element comes back."""
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    if strong or style:
        named = OxmlElement("w:rStyle")
        named.set(qn("w:val"), style or "Strong")
        properties.append(named)
    hint = OxmlElement("w:rFonts")
    hint.set(qn("w:hint"), "eastAsia")
    properties.append(hint)
    run.append(properties)
    if text:
        run.append(_words(text))
    paragraph._p.append(run)  # noqa: SLF001 - as above
    return run


def _words(text: str) -> Any:
    element = OxmlElement("w:t")
    element.text = text
    element.set(qn("xml:space"), "preserve")
    return element


def _styled(paragraph: WordParagraph, style_id: str) -> WordParagraph:
    paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = style_id  # noqa: SLF001 - by id: names are looked up each time
    return paragraph


def _keep_together(paragraphs: Sequence[WordParagraph]) -> None:
    """On one page, as far as one is long enough."""
    for paragraph in paragraphs[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _to_the_right(paragraph: WordParagraph, is_number: bool) -> None:  # noqa: FBT001 - one question, one answer
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _property(row: Any, tag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(tag))  # noqa: SLF001 - as above
