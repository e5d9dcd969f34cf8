"""What a query asks for, as a tree that any engine can be asked; see parse.py for how people write it."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.index.words import terms

# Fields of text, by the names people may write. '' is all text.
TEXT_FIELDS = {
    "标题": "names",
    "名称": "names",
    "别名": "names",
    "title": "names",
    "摘要": "summary",
    "summary": "summary",
    "步骤": "steps",
    "steps": "steps",
    "正文": "body",
    "body": "body",
}
# Fields of one value or a few, compared whole.
FACET_FIELDS = {
    "类型": "kind",
    "kind": "kind",
    "主题": "theme",
    "theme": "theme",
    "地区": "region",
    "region": "region",
    "级别": "level",
    "level": "level",
    "场景": "setting",
    "setting": "setting",
    "形式": "form",
    "form": "form",
    "状态": "status",
    "status": "status",
    "教学说明": "note",
    "note": "note",
    "编号": "id",
    "id": "id",
}
YEAR_FIELDS = {"年份": "year", "年": "year", "year": "year"}
FIELDS = {**TEXT_FIELDS, **FACET_FIELDS, **YEAR_FIELDS}
FACETS = tuple(dict.fromkeys(FACET_FIELDS.values()))


@dataclass(frozen=True, slots=True)
class Term:
    """Records with a term of index/words.py in a text field ('text': anywhere) or a value in a facet or in 'keys'."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Records with the terms side by side in a text field."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Records with a term or key that begins so."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Wild:
    """Records with a key, or a term of a text field, of this shape: * any characters, ? one."""

    field: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Years:
    """Records of these years, both ends included; None: open."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class And:
    """Records that each part finds; no parts: all records."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Records that any part finds; no parts: none."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Records that the part does not find."""

    part: Node


Node = Term | Phrase | Prefix | Wild | Years | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """`free`: words as written, of which a record should have as many as possible; `must`: what it has to fulfil.

    `words` are all words that speak for a record, free or not: by them results are ranked and marked.
    """

    free: tuple[str, ...]
    must: And
    words: tuple[str, ...]


def words_node(text: str, field: str) -> Node:
    """Records with the text as it stands. A single Han character finds the pairs that begin or end with it."""
    found = terms(text)
    if not found:
        return Or(())
    if len(found) > 1:
        return Phrase(field, tuple(found))
    if len(found[0]) == 1 and not found[0].isascii():
        return Or((Prefix(field, found[0]), Wild(field, "?" + found[0])))
    return Term(field, found[0])
