"""Footnotes and list numbers: two parts of a Word file that python-docx does not write."""

from __future__ import annotations

from html import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_RULES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    "<w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)


class FootnotePart:
    """Collects footnotes while the document is written; `close` puts them into it."""

    def __init__(self) -> None:
        self._notes: list[str] = []

    def add(self, text: str) -> int:
        """The id by which the text refers to the footnote."""
        self._notes.append(text)
        return len(self._notes)

    def close(self, document: Document) -> None:
        """Write the part, and tell the settings of its two rules."""
        if not self._notes:
            return
        notes = "".join(
            f'<w:footnote w:id="{no}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r></w:p></w:footnote>'
            for no, text in enumerate(self._notes, 1)
        )
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>{_RULES}{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        rules = f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        settings = document.settings.element
        settings.find(qn("w:compat")).addprevious(parse_xml(rules))


class Numbering:
    """Bullets, and ordered lists that each begin at 1."""

    def __init__(self, document: Document, size: float) -> None:
        self._root = document.part.numbering_part.element
        for child in list(self._root):
            self._root.remove(child)
        step = f"{size * 20:.0f}"
        for no, kind, sign in ((0, "bullet", "•"), (1, "decimal", "%1.")):
            self._root.append(
                parse_xml(
                    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{no}"><w:multiLevelType w:val="singleLevel"/>'
                    f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
                    f'<w:pPr><w:ind w:left="{2 * float(step):.0f}" w:hanging="{step}"/></w:pPr>'
                    '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="宋体" w:cs="Arial" w:hint="default"/></w:rPr></w:lvl></w:abstractNum>'
                )
            )
        self._last = 1
        self._root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="1"><w:abstractNumId w:val="0"/></w:num>'))

    def bullets(self) -> int:
        """numId of all bullets."""
        return 1

    def ordered(self) -> int:
        """numId of a list of its own."""
        self._last += 1
        self._root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._last}"><w:abstractNumId w:val="1"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        return self._last
