"""Sections of an outline as elements of HTML, for EPUB and SCORM: headings, tables, questions, footnotes below the section.

`STYLE` is how they look; each format adds what it needs for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from casebook.packs.citing import Footnotes, source_of
from casebook.packs.markup import Inside, tag
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
    Section,
    Step,
    Steps,
    Table,
    Text,
)

STYLE = Path(__file__).parent / "templates" / "pages.css"
PICTURES = "pictures"  # the folder where the files of pictures are, below the page
_EPUB_TYPE = "epub:type"


class Pages:
    """Sets the sections of one document, in reading order. A source has one footnote a section, to which all its marks lead."""

    def __init__(self, outline: Outline, *, is_epub: bool = False) -> None:
        self._footnotes = Footnotes(outline.references)
        self._is_epub = is_epub
        self._count = 0
        self._held: list[Element] = []
        self._notes: dict[str, int] = {}  # source → number of its footnote in this section

    def section(self, section: Section) -> tuple[Element, ...]:
        """Title, blocks and footnotes; room to write is for paper only."""
        self._footnotes.begin_section()
        made = [tag("h1", {}, section.title), *self.blocks(section.blocks)]
        if self._held:
            made.append(
                tag("section", {"class": "notes", **self._type("footnotes"), "aria-label": "脚注"}, *self._held)
            )
            self._held = []
        return tuple(made)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Element]:
        """Elements of blocks; footnotes are kept for the end of the section."""
        for block in blocks:
            if not isinstance(block, Lines):
                yield from self._OF_KIND[type(block)](self, block)

    # ---- kinds of block

    def _heading(self, block: Heading) -> Iterator[Element]:
        yield tag(f"h{block.level + 1}", {}, block.text)

    def _paragraph(self, block: Paragraph) -> Iterator[Element]:
        yield tag("p", {} if block.look == "body" else {"class": block.look}, *self.text(block.text))

    def _items(self, block: Items) -> Iterator[Element]:
        yield tag("ol" if block.ordered else "ul", {}, *(tag("li", {}, *self.text(one)) for one in block.items))

    def _facts(self, block: Facts) -> Iterator[Element]:
        yield _pairs((name, self.text(value)) for name, value in block.rows)

    def _table(self, block: Table) -> Iterator[Element]:
        def look(place: int) -> dict[str, str]:
            return {"class": "number"} if place in block.right else {}

        head = (tag("th", {"scope": "col", **look(place)}, name) for place, name in enumerate(block.head))
        rows = (
            tag("tr", {}, *(tag("td", look(place), *self.text(cell)) for place, cell in enumerate(row)))
            for row in block.rows
        )
        made = tag("table", {}, tag("caption", {}, block.caption), tag("thead", {}, tag("tr", {}, *head)))
        made.append(tag("tbody", {}, *rows))
        yield tag("div", {"class": "wide"}, made)

    def _steps(self, block: Steps) -> Iterator[Element]:
        yield tag(
            "ul" if block.parallel else "ol", {"class": "steps"}, *(self._step(step, block) for step in block.items)
        )
        if block.missing:
            yield tag("p", {"class": "notice"}, block.missing)

    def _step(self, step: Step, block: Steps) -> Element:
        how = (tag("p", {}, *self.text(text)) for text in step.how)
        facts = (_pairs((name, (value,)) for name, value in step.facts),) if step.facts else ()
        numbered = {} if block.parallel else {"value": str(step.no)}  # only of an ordered list, says EPUBCheck
        return tag("li", numbered, tag("p", {}, tag("strong", {}, step.name), step.stage), *how, *facts)

    def _picture(self, block: Picture) -> Iterator[Element]:
        shown = tag("img", {"src": f"{PICTURES}/{block.file}", "alt": block.alt})
        yield tag("figure", {}, shown, tag("figcaption", {}, block.caption))

    def _question(self, block: Question) -> Iterator[Element]:
        label = f"{block.no}．" if block.type == "思考" else f"{block.no}．（{block.type}）"
        first, *others = block.stem
        made = tag("div", {"class": "question"}, tag("p", {}, tag("strong", {}, label), *self.text(first)))
        made.extend(tag("p", {}, *self.text(text)) for text in others)
        if block.options:
            look = {"class": "options"}
            made.append(tag("ol" if block.has_letters else "ul", look, *(tag("li", {}, one) for one in block.options)))
        if block.hint:
            made.append(self._answer("参考思路", "", block.hint))
        if block.answer:
            made.append(self._answer("答案", block.answer_line, block.answer.explanation))
        yield made

    def _answer(self, label: str, line: str, more: Iterable[Text]) -> Element:
        said = (tag("p", {}, *self.text(text)) for text in more)
        return tag(
            "div", {"class": "answer"}, tag("p", {}, tag("strong", {}, label), f"　{line}" if line else ""), *said
        )

    # ---- text

    def text(self, text: Text) -> tuple[Inside, ...]:
        """Words, links and the mark of a footnote."""
        made: list[Inside] = []
        for run in text.runs:
            inside: Inside = tag("strong", {}, run.text) if run.strong else run.text
            made.append(tag("a", {"href": run.href}, inside) if run.href else inside)
        return (*made, *self._mark(text.cites))

    def _mark(self, cites: tuple[str, ...]) -> Iterator[Element]:
        for source in dict.fromkeys(map(source_of, cites)):
            citation = self._footnotes.cite([cite for cite in cites if source_of(cite) == source])
            self._count += 1
            ref = f"ref-{self._count}"
            if citation.note:
                self._notes[source] = self._count
                self._held.append(self._note(f"note-{self._count}", ref, citation.note))
            link = {"id": ref, "href": f"#note-{self._notes[source]}", **self._type("noteref"), "role": "doc-noteref"}
            yield tag("sup", {}, tag("a", link, citation.mark))

    def _note(self, name: str, ref: str, text: str) -> Element:
        back = tag("a", {"href": f"#{ref}", "role": "doc-backlink", "aria-label": "回到正文"}, "↑")
        return tag(
            "aside", {"id": name, **self._type("footnote"), "role": "doc-footnote"}, tag("p", {}, f"{text} ", back)
        )

    def _type(self, name: str) -> dict[str, str]:
        return {_EPUB_TYPE: name} if self._is_epub else {}

    _OF_KIND: ClassVar[dict[type, Callable[[Any, Any], Iterator[Element]]]] = {
        Heading: _heading,
        Paragraph: _paragraph,
        Items: _items,
        Facts: _facts,
        Table: _table,
        Steps: _steps,
        Picture: _picture,
        Question: _question,
    }


def _pairs(rows: Iterable[tuple[str, tuple[Inside, ...]]]) -> Element:
    pairs = (tag("div", {}, tag("dt", {}, name), tag("dd", {}, *value)) for name, value in rows)
    return tag("dl", {}, *pairs)


def reference_items(outline: Outline) -> Element:
    """The reference list by GB/T 7714, numbered as footnotes number it."""
    return tag("ol", {"class": "references"}, *(tag("li", {}, reference.text) for reference in outline.references))


def pictures_in(outline: Outline) -> tuple[str, ...]:
    """Files of the pictures shown, each once, in reading order."""
    blocks = (block for section in outline.sections for block in section.blocks)
    return tuple(dict.fromkeys(block.file for block in blocks if isinstance(block, Picture)))
