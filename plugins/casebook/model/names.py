"""Kinds and the names made from them: folders, labels, ids and page paths."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LIMIT = 80
_ID = re.compile(ID_PATTERN)
# methods/index.html is the list of methods; the others are devices on Windows, where no file may bear their name.
RESERVED_IDS = ("index", "con", "prn", "aux", "nul", *(f"{port}{no}" for port in ("com", "lpt") for no in range(1, 10)))


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of thing that has pages of its own. `folder` is its place in content/ (records) and on the site."""

    kind: str
    folder: str
    label: str
    is_record: bool
    blurb: str


SECTIONS: tuple[Section, ...] = (
    Section("situation", "situations", "问题导航", False, "从遇到的问题找工作法"),
    Section("method", "methods", "工作法", True, "来源里记到的工作法、机制、制度和流程，有的只有名称"),
    Section("case", "cases", "案例", True, "一个地方的做法：怎么做、有什么成效、还有什么不足"),
    Section("policy", "policies", "政策", True, "工作法和案例所依据的文件，以及文件之间的上下位关系"),
    Section("theme", "themes", "主题", False, "按要解决的问题归类"),
    Section("region", "regions", "地区", False, "按省、市、县和具体地方查找"),
    Section("term", "terms", "术语", True, "简称、数字口号和专门说法的含义"),
    Section("note", "notes", "教学说明", True, "配合案例上课用的说明、问题和课堂计划"),
    Section("pack", "packs", "课程包", True, "编排好的一堂课或一天课"),
    Section("source", "sources", "来源", True, "记录所依据的原始文献"),
)
PICTURE_PATTERN = r"^[a-z0-9][a-z0-9-]*\.(jpg|jpeg|png|webp)$"  # no SVG: opened by itself, it could run a script
SECTION = {section.kind: section for section in SECTIONS}
BRIEF_KINDS = ("method", "case")  # of these there is a brief
RECORD_KINDS: tuple[str, ...] = tuple(section.kind for section in SECTIONS if section.is_record)
VOCABULARIES = ("themes", "settings", "places", "situations")  # content/vocab/<name>.yaml
KIND_OF_FOLDER = {section.folder: section.kind for section in SECTIONS if section.is_record}


def is_id(text: str) -> bool:
    """True for lower-case Latin words and digits joined by hyphens, at most 80 characters, not reserved."""
    return len(text) <= ID_LIMIT and _ID.fullmatch(text) is not None and text not in RESERVED_IDS


def folded(name: str) -> str:
    """The name without width, case and signs; a name of nothing but signs is itself."""
    return "".join(char for char in unicodedata.normalize("NFKC", name).lower() if char.isalnum()) or name


def page_path(kind: str, record_id: str) -> str:
    """Path of a record's page below the site root, e.g. 'methods/you-min-zuo-zhu.html'."""
    return f"{SECTION[kind].folder}/{record_id}.html"


def brief_path(record_id: str) -> str:
    """Path of a record's one-page brief below the site root, e.g. 'briefs/you-min-zuo-zhu.pdf'."""
    return f"briefs/{record_id}.pdf"


def listing_path(kind: str) -> str:
    """Path of a kind's listing page below the site root, e.g. 'methods/index.html'."""
    return f"{SECTION[kind].folder}/index.html"


def record_path(kind: str, record_id: str) -> str:
    """Path of a record's file below the repository root, e.g. 'content/methods/you-min-zuo-zhu.yaml'."""
    return f"content/{SECTION[kind].folder}/{record_id}.yaml"
