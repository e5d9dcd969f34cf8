"""`make fuzz`: what strangers send, spoilt in every way, at the four doors where it is read. A door may refuse, never crash,
hang, or let HTML through. What Hypothesis finds is kept below build/fuzz and tried first the next time; make a test of it."""

from __future__ import annotations

import argparse
import faulthandler
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase

from casebook.draft.report import read_report
from casebook.draft.text import read_text
from casebook.files import SourceText
from casebook.link.checked import checked
from casebook.publish.prose import block, line, plain
from casebook.search.parse import parse
from tests.app.hostile import PAYLOADS
from tests.draft.reports import REPORT, document, docx
from tests.records.library import bad_records, good_records

CORPUS = Path(__file__).parents[2] / "build" / "fuzz"
HANG = 30  # seconds for one input; the slowest sound one takes a tenth
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
_WORDS = [
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
_OURS = re.compile(
    r'</?(?:p|strong|em|ul|ol|li|code|br|blockquote|hr|a)>|<a href="[^"<>]*" rel="noopener">|<a href="[^"<>]*">|<ol start="\d+">'
)


@st.composite
def spoilt(draw: st.DrawFn, seeds: list[bytes], signs: list[bytes]) -> bytes:
    """One of the seeds with pieces cut out, put in, doubled or exchanged for those of another."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        other = draw(st.sampled_from(seeds))
        at = draw(st.integers(0, len(other)))
        put = draw(
            st.one_of(st.just(b""), st.binary(max_size=8), st.sampled_from(signs), st.just(other[at : at + 60]), st.just(data[start:end] * 20))
        )  # fmt: skip
        data = data[:start] + put + data[end:]
    return data


def texts(words: list[str]) -> st.SearchStrategy[str]:
    """Words and any other text, one after the other."""
    return st.lists(st.one_of(st.sampled_from(words), st.text(max_size=12)), max_size=30).map("".join)


def loader(data: bytes, path: str) -> None:
    """A record's file is a record or has errors, each at a place in the file, and can be said."""
    verdict = checked(SourceText(path, data))
    rows = data.decode("utf-8", "replace").count("\n") + 1
    for problem in verdict.problems:
        assert problem.message
        assert 0 <= problem.line <= rows + 1
    assert verdict.entry is not None or any(problem.level == "error" for problem in verdict.problems)


def markdown(text: str) -> None:
    """Nothing but the small Markdown's own tags, and no address but the allowed."""
    for html in (str(block(text)), str(line(text))):
        left = _OURS.sub("", html)
        assert "<" not in left, html
        assert ">" not in left, html
        assert not re.search(r'href="\s*(?:javascript|data|vbscript|file):', html, re.IGNORECASE), html
    plain(text)


def word(data: bytes) -> None:
    """A Word file is text or has an error; what was read can be read on."""
    read = read_text("稿.docx", data)
    assert (read.value is None) is any(problem.level == "error" for problem in read.problems)
    if read.value is not None:
        read_report(read.value, "")


def query(text: str) -> None:
    """A query is understood or has a fault with a Chinese sentence."""
    asked = parse(text, lambda _facet, value: (value,))
    assert asked is not None


_WORD_XML = document(*REPORT.splitlines()).encode()
_PARTS = st.one_of(
    spoilt([_WORD_XML], [b"<w:p>", b"</w:p>", b"<!DOCTYPE x>", b"&x;", b"<w:numPr>", b"\x00"]).map(
        lambda body: docx(body.decode("utf-8", "replace"))
    ),
    spoilt([docx(document(*REPORT.splitlines()))], [b"PK\x03\x04", b"PK\x05\x06", b"\xff" * 8]),
)
TARGETS: dict[str, tuple[Callable[..., None], tuple[st.SearchStrategy[object], ...]]] = {
    "loader": (loader, (spoilt(_RECORDS, _SIGNS), st.sampled_from(_PATHS))),
    "markdown": (markdown, (texts(_WORDS),)),
    "word": (word, (_PARTS,)),
    "query": (query, (texts(_ASKED),)),
}


def run(name: str, seconds: float) -> int:
    """How many inputs a target took in that time. Raises what the target raises, on the smallest input that does it."""
    check, strategies = TARGETS[name]
    taken = 0

    def one(sent: tuple[object, ...]) -> None:
        nonlocal taken
        taken += 1
        faulthandler.dump_traceback_later(HANG, exit=True)
        try:
            check(*sent)
        finally:  # what was found wrong is told, and must not end the process half a minute later
            faulthandler.cancel_dump_traceback_later()

    ends = time.monotonic() + seconds
    number = time.time_ns()  # other inputs every time; a failure is kept and told
    while time.monotonic() < ends:
        number += 1
        seed(number)(
            settings(
                max_examples=500,
                deadline=None,
                database=DirectoryBasedExampleDatabase(CORPUS / name),
                suppress_health_check=list(HealthCheck),
                phases=[Phase.reuse, Phase.generate, Phase.target, Phase.shrink],
            )(given(st.tuples(*strategies))(one))
        )()
    return taken


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], help="只跑这几个")
    parser.add_argument("--seconds", type=float, default=600, help="每个跑多久")
    chosen = parser.parse_args()
    for name in chosen.targets or TARGETS:
        taken = run(name, chosen.seconds)
        sys.stdout.write(f"{name}\t{taken} 份，没有出错\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
