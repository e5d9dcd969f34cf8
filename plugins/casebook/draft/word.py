"""The text of a Word file (.docx), read and nothing else: no macro runs, no link is followed, no picture opened. What is not read
is named.

A .docx is a zip of XML parts (ECMA-376). Parts are read up to a limit whatever their header says, and a part with a DOCTYPE is
refused, for only there can entities be declared (XXE, billion laughs).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

from casebook.problem import Outcome, Problem

_PART = 20_000_000  # bytes of one part, unpacked
_ENTRIES = 5_000
_NODES = 600_000
_DEPTH = 150
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_LEFT_OUT = {"del", "moveFrom", "Fallback"}  # deleted, moved away, said again for old programs
_NUMERALS = "零一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCountingThousand",
    "ideographTraditional",
}


class _RefusedError(Exception):
    """Not a text to read; the code of the Problem."""


@dataclass(slots=True)
class _Node:
    tag: str
    attrs: Mapping[str, str]
    children: list[_Node] = field(default_factory=list)
    text: str = ""

    def find(self, *path: str) -> _Node | None:
        node: _Node | None = self
        for tag in path:
            node = next((child for child in node.children if child.tag == tag), None) if node else None
        return node

    def value(self, *path: str) -> str:
        found = self.find(*path)
        return found.attrs.get("val", "") if found else ""


def paragraphs(name: str, data: bytes) -> Outcome[str | None]:
    """A paragraph a line, so is a row of a table; heading styles as ##, Word's own numbers written out, footnotes below what they
    belong to; None with a Problem when it cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if len(names) > _ENTRIES:
                return Outcome(None, (Problem(name, 0, 0, "CB906"),))
            body = _part(archive, "word/document.xml")
            styles = _Styles(
                *(_part(archive, part) if part in names else None for part in ("word/styles.xml", "word/numbering.xml"))
            )
            notes = {
                (f"{kind}Reference", note.attrs.get("id", "")): " ".join(_texts(note))
                for kind in ("footnote", "endnote")
                if f"word/{kind}s.xml" in names
                for note in _part(archive, f"word/{kind}s.xml").children
            }
            unread = _unread(archive, names)
    except _RefusedError as refused:
        return Outcome(None, (Problem(name, 0, 0, str(refused)),))
    except (
        zipfile.BadZipFile,
        LookupError,  # no such part; no such encoding
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
        zlib.error,
        expat.ExpatError,
    ):
        return Outcome(None, (Problem(name, 0, 0, "CB905"),))
    macros = any(part.lower().endswith("vbaproject.bin") for part in names)
    problems = (
        *((Problem(name, 0, 0, "CB910"),) if macros else ()),
        *((Problem(name, 0, 0, "CB911", {"what": "，".join(unread)}),) if unread else ()),
    )
    return Outcome("\n".join(_lines(body, styles, notes)), problems)


def _unread(archive: zipfile.ZipFile, names: set[str]) -> list[str]:
    """What a file holds besides its text: what stands in its heads and feet, pictures, comments."""
    edges = [_part(archive, name) for name in sorted(names) if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
    said = dict.fromkeys(text[:60] for edge in edges for text in _texts(edge) if re.search("[\u4e00-\u9fff]{2}", text))
    found = [f"页眉页脚“{text}”" for text in list(said)[:4]]
    for start, words in (("word/media/", "图片 {} 张"), ("word/embeddings/", "嵌入的表格或图 {} 个")):
        if count := sum(name.startswith(start) for name in names):
            found.append(words.format(count))
    if "word/comments.xml" in names and (count := len(_part(archive, "word/comments.xml").children)):
        found.append(f"批注 {count} 条")
    return found


def _part(archive: zipfile.ZipFile, path: str) -> _Node:
    with archive.open(path) as file:
        data = file.read(_PART + 1)
    if len(data) > _PART:
        raise _RefusedError("CB906")
    return _parsed(data)


def _parsed(data: bytes) -> _Node:
    root = _Node("", {})
    stack = [root]
    count = 0

    def start(tag: str, attrs: Mapping[str, str]) -> None:
        nonlocal count
        count += 1
        if count > _NODES or len(stack) > _DEPTH:
            raise _RefusedError("CB906")
        node = _Node(_local(tag), {_local(key): value for key, value in attrs.items()})
        stack[-1].children.append(node)
        stack.append(node)

    def end(_: str) -> None:
        stack.pop()

    def text(said: str) -> None:
        stack[-1].text += said

    def doctype(*_: object) -> None:
        raise _RefusedError("CB906")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(data, True)
    return root.children[0]


def _local(tag: str) -> str:
    """Word's own names without their namespace; of others only what is left out is told apart."""
    for namespace in _WORD:
        if tag.startswith(namespace):
            return tag.removeprefix(namespace)
    return "Fallback" if tag.endswith(" Fallback") else tag


class _Styles:
    """Which styles are headings, and what number Word puts before a paragraph."""

    def __init__(self, styles: _Node | None, numbering: _Node | None) -> None:
        self._styles = {
            node.attrs.get("styleId", ""): node for node in (styles.children if styles else ()) if node.tag == "style"
        }
        parts = numbering.children if numbering else []
        self._levels = {
            node.attrs.get("abstractNumId", ""): {
                level.attrs.get("ilvl", ""): level for level in node.children if level.tag == "lvl"
            }
            for node in parts
            if node.tag == "abstractNum"
        }
        self._abstract = {
            node.attrs.get("numId", ""): node.value("abstractNumId") for node in parts if node.tag == "num"
        }
        self._counts: dict[tuple[str, int], int] = {}

    def mark(self, paragraph: _Node) -> str:
        """'## ' for Word's 标题 1 and so on; '' for text and for the title of the whole."""
        style = self._styles.get(paragraph.value("pPr", "pStyle"))
        name = style.value("name").lower() if style else ""
        level = name.removeprefix("heading ")
        return f"{'#' * (int(level) + 1)} " if level != name and level in "12345" else ""

    def number(self, paragraph: _Node) -> str:
        """'一、' as Word would print it; '' where there is none, or only a bullet."""
        style = self._styles.get(paragraph.value("pPr", "pStyle"))
        own = paragraph.find("pPr", "numPr") or (style.find("pPr", "numPr") if style else None)
        if own is None:
            return ""
        abstract = self._abstract.get(own.value("numId"), "")
        level = own.value("ilvl") or "0"
        known = self._levels.get(abstract, {})
        if level not in known or not level.isdigit():
            return ""
        at = int(level)
        self._counts[abstract, at] = self._counts.get((abstract, at), _start(known[level]) - 1) + 1
        for deeper in [key for key in self._counts if key[0] == abstract and key[1] > at]:
            del self._counts[deeper]
        said = known[level].value("lvlText")
        for upper in range(at + 1):
            if (node := known.get(str(upper))) is not None:
                count = self._counts.get((abstract, upper), _start(node))
                said = said.replace(f"%{upper + 1}", _written(count, node.value("numFmt")))
        return said if known[level].value("numFmt") in {"decimal", *_CHINESE} else ""


def _start(level: _Node) -> int:
    start = level.value("start")
    return int(start) if start.isdigit() and len(start) < 5 else 1


def _written(count: int, style: str) -> str:
    if style not in _CHINESE or not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十") + (_NUMERALS[ones] if ones else "")


def _lines(root: _Node, styles: _Styles, notes: dict[tuple[str, str], str]) -> Iterator[str]:
    for block in _blocks(root):
        said = [(styles.mark(node), styles.number(node), text) for node in block if (text := _text(node))]
        line = "　".join(f"{mark}{number}{text}".replace("\n", " " if mark else "\n") for mark, number, text in said)
        if line:
            yield line
        for mark in (mark for node in block for mark in _own(node)):
            if note := notes.pop((mark.tag, mark.attrs.get("id", "")), ""):
                yield f"注：{note}"


def _blocks(node: _Node) -> Iterator[list[_Node]]:
    """Paragraphs, each for itself; those of a row together, where no cell has two."""
    for child in node.children:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == "tr" and (row := _row(child)):
            yield row
            continue
        if child.tag == "p":
            yield [child]
        yield from _blocks(child)


def _row(node: _Node) -> list[_Node]:
    """The paragraphs of a row; [] when a cell has two, or a table or a text box inside it."""
    row: list[_Node] = []
    for cell in (child for child in node.children if child.tag == "tc"):
        inside = list(_own(cell))
        held = [one for one in inside if one.tag == "p" and _text(one)]
        boxes = (each for one in inside if one.tag == "p" for each in _own(one))
        if len(held) > 1 or any(one.tag in ("tbl", "tr") for one in inside) or any(one.tag == "p" for one in boxes):
            return []
        row += held
    return row


def _own(node: _Node) -> Iterator[_Node]:
    """What is inside a node, without what is inside paragraphs and tables in it: so each is looked at once, however deep."""
    for child in node.children:
        if child.tag not in _LEFT_OUT:
            yield child
            if child.tag not in ("p", "tbl", "tr"):
                yield from _own(child)


def _texts(node: _Node) -> list[str]:
    """The text of each paragraph that has one."""
    return [text for one in _within(node, "p") if (text := _text(one))]


def _text(paragraph: _Node) -> str:
    return "".join(_said(paragraph)).strip()


def _within(node: _Node, tag: str) -> Iterator[_Node]:
    """Nodes of a tag outermost first; what was left out is not entered."""
    for child in node.children:
        if child.tag == tag:
            yield child
        if child.tag not in _LEFT_OUT:
            yield from _within(child, tag)


def _said(node: _Node) -> Iterator[str]:
    """The text of a paragraph without that of paragraphs inside it (text boxes), which come by themselves."""
    for child in node.children:
        if child.tag == "t":
            yield child.text
        elif child.tag == "tab":
            yield " "
        elif child.tag in ("br", "cr"):
            yield "\n"
        elif child.tag not in ("p", "pPr", *_LEFT_OUT) and not (child.tag == "r" and child.find("rPr", "vanish")):
            yield from _said(child)
