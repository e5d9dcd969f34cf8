"""A brief is one page, readable by machines and people, and the same bytes each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from casebook.app.content import load_library
from casebook.link.library import Entry, Library
from casebook.model.names import BRIEF_KINDS
from casebook.packs.brief import brief_of, brief_pdf
from tests.publish.small_library import a_case, a_library, a_method

ROOT = Path(__file__).parents[2]
SITE, URL = "案例库", "https://x.cn/"


@pytest.fixture(scope="module")
def content() -> Library:
    return load_library(ROOT).value


def briefed(library: Library) -> list[Entry]:
    return [entry for kind in BRIEF_KINDS for entry in library.of_kind(kind)]


def read(data: bytes) -> tuple[int, str]:
    """How many pages, and the text without white space."""
    document = pdfium.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    return len(document), "".join(text.split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_longest_records_fit_on_one_page(content: Library) -> None:
    longest = sorted(briefed(content), key=lambda entry: (-len(entry.record.model_dump_json()), entry.id))
    for entry in longest[:6]:
        pages, text = read(brief_pdf(content, entry, SITE, URL))
        assert (entry.id, pages) == (entry.id, 1)
        assert squeezed(entry.title) in text
        assert squeezed(entry.card.summary[:20]) in text
        assert squeezed(f"{URL}{entry.kind}s/{entry.id}.html") in text


@pytest.mark.slow
def test_every_method_and_case_fits_on_one_page(content: Library) -> None:
    entries = briefed(content)
    assert {entry.id: read(brief_pdf(content, entry, SITE, URL))[0] for entry in entries} == {
        entry.id: 1 for entry in entries
    }


def test_even_a_record_with_everything_as_long_as_may_be_fits() -> None:
    claims = [{"text": "长" * 900, "cite": "wen-ji 一"}] * 8
    steps = [
        {"no": no, "name": "名" * 60, "how": "做" * 900, "who": ["人" * 50] * 12, "output": "果" * 100}
        for no in range(1, 41)
    ]
    passages = [{"text": "长" * 900}] * 12
    library = a_library(
        a_method("m", "题" * 80, summary="摘" * 300, steps=steps, declared_steps=99, problem_solved=claims,
                 preconditions=claims, not_suitable_when=claims, participants=[{"name": "谁" * 60}] * 20),
        a_case("c", "题" * 80, summary="摘" * 300, limits=claims, transfer_conditions=claims, scale="大" * 100,
               narrative={"background": passages, "process": passages, "outcome": passages}),
    )  # fmt: skip
    for record in ("m", "c"):
        pages, text = read(brief_pdf(library, library.entries[record], SITE, URL))
        assert pages == 1
        assert "未完，见网页" in text
        assert "文集[R]." in text


def test_a_screen_reader_is_told_language_title_and_headings() -> None:
    steps = [{"no": 1, "name": "说事", "cite": "wen-ji 一"}]
    library = a_library(a_method("m", "五事", steps=steps))
    document = pdfium.PdfDocument(brief_pdf(library, library.entries["m"], SITE, URL))
    assert pdfium.raw.FPDFCatalog_IsTagged(document)
    assert document.get_metadata_dict()["Title"] == "五事（工作法）"
    assert document.get_metadata_dict()["CreationDate"] == ""
    assert [mark.get_title() for mark in document.get_toc()] == ["五事", "一、步骤"]
    data = brief_pdf(library, library.entries["m"], SITE, URL)
    assert b"/Lang(zh-CN)" in data


def test_the_same_record_gives_the_same_bytes(content: Library) -> None:
    entry = content.entries["kui-wen-qu"]
    assert brief_pdf(content, entry, SITE, URL) == brief_pdf(load_library(ROOT).value, entry, SITE, URL)


def test_text_is_never_run() -> None:
    evil = '#panic("x") $x^2$ *粗* `code` <label> @ref // \\u{41} "引" [x]'
    library = a_library(a_method("m", evil[:60], problem_solved=[{"text": evil}]))
    _, text = read(brief_pdf(library, library.entries["m"], SITE, URL))
    assert squeezed('#panic("x")$x^2$粗code<label>@ref') in text


def parts(library: Library, record_id: str) -> dict[str, list[str]]:
    """Title → what its longest form says."""
    brief = brief_of(library, library.entries[record_id], SITE, URL)
    return {part.title: [f"{line.name} {line.text}".strip() for line in part.lengths[0]] for part in brief.parts}


def test_a_brief_says_what_is_only_planned_what_editors_concluded_and_what_is_missing() -> None:
    steps: list[dict[str, Any]] = [{"no": 1, "name": "建平台", "stage": "计划", "who": ["街道"]}]
    planned = {"method": "m", "what_happened": "要用", "stage": "计划", "cite": "wen-ji 一"}
    library = a_library(
        a_method("m", "五事", stage="已实施", steps=steps, declared_steps=5, preconditions=[{"text": "要有场地"}]),
        a_case("c", "奎文", status="草稿", procedure=[planned]),
    )
    assert parts(library, "m") == {
        "步骤": ["1．建平台〔计划〕 （街道）", "待补充 名称说有 5 步，其余 4 步来源未载。"],
        "什么时候用（编者归纳）": ["要有场地。"],
        "谁在用": ["奎文 山东省潍坊市奎文区〔未实施〕"],
    }
    assert parts(library, "c")["不足与局限"] == ["未见报道"]
    assert brief_of(library, library.entries["c"], SITE, URL).banner == "〔草稿〕"


def test_without_an_address_there_is_no_code() -> None:
    library = a_library(a_method("m", "五事"))
    brief = brief_of(library, library.entries["m"], SITE, "")
    assert (brief.url, brief.qr) == ("", "")
    assert read(brief_pdf(library, library.entries["m"], SITE, ""))[0] == 1
