"""The four doors where what strangers send is read. Each may refuse; it may never crash, hang, or let HTML through."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from casebook.draft.report import read_report
from casebook.draft.text import read_text
from casebook.files import SourceText
from casebook.link.checked import checked
from casebook.publish.prose import block, line, plain
from casebook.search.parse import Fault, parse
from tests.app.hostile import PAYLOADS
from tests.draft.reports import REPORT, document, docx
from tests.records.library import bad_records, good_records

_RECORDS = [*(source.data for source in good_records()), *(bad.source.data for bad in bad_records())]
_PATHS = sorted({source.path for source in good_records()})
_SIGNS = [
    b"&a",
    b"*a",
    b"!!python/object:os.system",
    b"<<: ",
    b"\t",
    b"\xef\xbb\xbf",
    b"\xff",
    b"- - - - ",
    b"{[" * 40,
    b"---\n",
    "：".encode(),
]
_TEXT = [
    *PAYLOADS,
    "**",
    "[",
    "](",
    ")",
    "`",
    "\n\n",
    "- ",
    "1. ",
    "> ",
    "<",
    "&#x3c;",
    "\u202e",
    "\u200b",
    "![",
    "javascript:",
    "https://a.cn/",
]
_ASKED = [
    "年份:2019..2021",
    "主题:",
    "标题:",
    '"',
    "(",
    ")",
    "AND",
    "OR",
    "NOT",
    "-",
    "*",
    "?",
    "^",
    "~",
    "..",
    ":",
    "老旧小区",
    "加装电梯",
]
_WORD = [b"<w:p>", b"</w:p>", b"<!DOCTYPE x>", b"&x;", b"<w:numPr>", b"\x00", b"PK\x03\x04", b"PK\x05\x06", b"\xff" * 8]
_OURS = re.compile(
    r'</?(?:p|strong|em|ul|ol|li|code|br|blockquote|hr|a)>|<a href="[^"<>]*" rel="noopener">|<a href="[^"<>]*">|<ol start="\d+">'
)


def _coded(texts: list[str]) -> list[bytes]:
    return [text.encode() for text in texts]


class Door(NamedTuple):
    """`check` takes what was sent and raises AssertionError when the door let something through; sound `seeds`, and the
    `words` that mean something at this door, are what inputs are made of."""

    check: Callable[[bytes], None]
    seeds: list[bytes]
    words: list[bytes]


def loader(data: bytes) -> None:
    """A record's file is a record or has errors, each at a place in the file, and can be said."""
    verdict = checked(SourceText(_PATHS[len(data) % len(_PATHS)], data))
    rows = data.decode("utf-8", "replace").count("\n") + 1
    for problem in verdict.problems:
        assert problem.message
        assert 0 <= problem.line <= rows + 1
    assert verdict.entry is not None or any(problem.level == "error" for problem in verdict.problems)


def markdown(data: bytes) -> None:
    """Nothing but the small Markdown's own tags, and no address but the allowed."""
    text = data.decode("utf-8", "replace")
    for html in (str(block(text)), str(line(text))):
        left = _OURS.sub("", html)
        assert "<" not in left, html
        assert ">" not in left, html
        assert not re.search(r'href="\s*(?:javascript|data|vbscript|file):', html, re.IGNORECASE), html
    plain(text)


def word(data: bytes) -> None:
    """A Word file (or the document within one) is text or has an error; what was read can be read on."""
    sent = data if data.startswith(b"PK") else docx(data.decode("utf-8", "replace"))
    read = read_text("稿.docx", sent)
    assert (read.value is None) is any(problem.level == "error" for problem in read.problems)
    if read.value is not None:
        read_report(read.value, "")


def query(data: bytes) -> None:
    """A query is understood, or has a fault at a place in it, and can be said."""
    text = data.decode("utf-8", "replace")
    asked = parse(text, lambda _facet, value: (value,))
    if isinstance(asked, Fault):
        assert asked.message
        assert 0 <= asked.at <= len(text)
        assert asked.marked(text)


_DOCUMENT = document(*REPORT.splitlines())
DOORS = {
    "loader": Door(loader, _RECORDS, _SIGNS),
    "markdown": Door(markdown, _coded(_TEXT), _coded(_TEXT)),
    "word": Door(word, [_DOCUMENT.encode(), docx(_DOCUMENT)], _WORD),
    "query": Door(query, _coded(_ASKED), _coded(_ASKED)),
}
