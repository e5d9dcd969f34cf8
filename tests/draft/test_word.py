from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from casebook.draft import word
from casebook.draft.text import read_text
from tests.draft.reports import REPORT, WORD, document, docx

BODY = document("某区推行议事协商的做法", "近年来，某区围绕小区里的难事，探索居民自己商量的路子。")
TEXT = "某区推行议事协商的做法\n近年来，某区围绕小区里的难事，探索居民自己商量的路子。"


def codes(data: bytes) -> list[str]:
    read = read_text("稿.docx", data)
    assert (read.value is None) is any(problem.level == "error" for problem in read.problems)
    return [problem.code for problem in read.problems]


def test_a_word_file_says_what_the_same_text_says() -> None:
    lines = [line for line in REPORT.splitlines() if line]
    assert read_text("稿.docx", docx(document(*lines))).value == "\n".join(lines)


def test_text_of_all_kinds_and_none_that_was_deleted_hidden_or_said_twice() -> None:
    body = document(
        "<w:r><w:t>居民</w:t><w:tab/><w:t>说事</w:t></w:r><w:del><w:r><w:t>删去的</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>添上的</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见的</w:t></w:r>"
        "<w:r><w:instrText>HYPERLINK</w:instrText></w:r>",
        '<x:Choice xmlns:x="urn:x"><w:r><w:t>一次就够，两次就多了，三次就更多了。</w:t></w:r></x:Choice>'
        '<x:Fallback xmlns:x="urn:x"><w:r><w:t>两次</w:t></w:r></x:Fallback>',
    )
    assert read_text("稿.docx", docx(body)).value == "居民 说事添上的\n一次就够，两次就多了，三次就更多了。"


def test_numbers_that_word_writes_itself_are_written_out() -> None:
    def item(text: str, level: int) -> str:
        return (
            f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>'
            f"<w:r><w:t>{text}</w:t></w:r>"
        )

    levels = "".join(
        f'<w:lvl w:ilvl="{no}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="{text}"/></w:lvl>'
        for no, text in enumerate(("%1、", "（%2）"))
    )
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    )
    body = document(
        item("背景和起因是什么", 0), item("做法和经过是什么", 0), item("搭平台", 1), item("定规矩", 1), item("成效", 0)
    )
    assert read_text("稿.docx", docx(body, numbering__xml=numbering)).value == (
        "一、背景和起因是什么\n二、做法和经过是什么\n（一）搭平台\n（二）定规矩\n三、成效"
    )


def test_heading_styles_become_numbered_headings() -> None:
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="2"><w:name w:val="heading 2"/></w:style></w:styles>'
    )
    body = document(
        '<w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>主要做法有哪些</w:t></w:r>',
        '<w:pPr><w:pStyle w:val="2"/></w:pPr><w:r><w:t>搭平台</w:t></w:r>',
        "建起议事点，大家一起商量。",
    )
    assert read_text("稿.docx", docx(body, styles__xml=styles)).value == (
        "一、主要做法有哪些\n(一)搭平台\n建起议事点，大家一起商量。"
    )


def test_a_row_is_a_line_unless_a_cell_is_a_text_of_its_own() -> None:
    def row(*cells: str) -> str:
        held = ("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in cell.split("|")) for cell in cells)
        return f"<w:tr>{''.join(f'<w:tc>{one}</w:tc>' for one in held)}</w:tr>"

    inner = f"<w:tbl>{row('46件')}</w:tbl>"
    table = (
        f"<w:tbl>{row('村', '会议')}{row('石桥村', '72场')}<w:tr><w:tc><w:p/></w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    )
    body = document("各村开了多少次会，看下面这张表。").replace(
        "</w:body>", f"{table}{row('一、做法|先听后办', '')}</w:body>"
    )
    lines = "各村开了多少次会，看下面这张表。\n村　会议\n石桥村　72场\n46件\n一、做法\n先听后办"
    assert read_text("稿.docx", docx(body)).value == lines


def test_tables_in_tables_in_tables_are_each_looked_at_once() -> None:
    """Forty deep around 50,000 paragraphs: looked at again in each, they would take a minute."""
    inner = "<w:p/>" * 50_000 + "<w:p><w:r><w:t>里面</w:t></w:r></w:p>"
    for _ in range(40):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    body = document("各村开了多少次会，看下面这张表里面的数字。").replace("</w:body>", f"{inner}</w:body>")
    assert read_text("稿.docx", docx(body)).value == "各村开了多少次会，看下面这张表里面的数字。\n里面"


def test_a_footnote_stands_below_its_paragraph_and_what_is_not_read_is_named() -> None:
    mark = '<w:r><w:t>办结3398件，群众都说好，来信少了一半多。</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>未含网上信访89件。</w:t></w:r></w:p></w:footnote>'
    data = docx(
        document(mark),
        footnotes__xml=f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="0"><w:p/></w:footnote>{note}</w:footnotes>',
        header1__xml=document("桃政发〔2023〕18号"),
        footer1__xml=document("— 1 —"),
    )
    held = BytesIO(data)
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("word/media/image1.png", b"")
    read = read_text("稿.docx", held.getvalue())
    assert read.value == "办结3398件，群众都说好，来信少了一半多。\n注：未含网上信访89件。"
    assert [one.message for one in read.problems] == ["没有读进来的：页眉页脚“桃政发〔2023〕18号”，图片 1 张"]


def test_macros_are_not_run_and_told() -> None:
    data = docx(BODY, vbaProject__bin=b"\xd0\xcf\x11\xe0")
    assert read_text("稿.docx", data).value == TEXT
    assert codes(data) == ["CB910"]


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE w SYSTEM "http://example.org/x.dtd">',
    ],
)
def test_a_part_that_declares_entities_is_refused(head: str) -> None:
    assert codes(docx(document("某区&x;的做法" if "passwd" in head else "某区的做法", head=head))) == ["CB906"]
    assert codes(docx(BODY, styles__xml=head + "<a/>")) == ["CB906"]


def test_a_zip_bomb_is_read_no_further_than_the_limit() -> None:
    assert codes(docx(document("零" * 8_000_000))) == ["CB906"]  # 24 MB in 40 KB


def test_too_deep_too_many_elements_and_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(docx(document("<w:r>" * 5_000 + "</w:r>" * 5_000))) == ["CB906"]
    monkeypatch.setattr(word, "_NODES", 50)
    assert codes(docx(document(*["<w:r/>"] * 50))) == ["CB906"]
    monkeypatch.setattr(word, "_ENTRIES", 2)
    assert codes(docx(BODY, a__xml="", b__xml="")) == ["CB906"]


def _zip(**files: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def test_what_is_no_word_file_is_refused() -> None:
    whole = docx(BODY)
    for data in (
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100,  # .doc, or one with a password
        _zip(readme=b"x"),
        docx("<w:document"),
        docx(""),
        docx(BODY.replace("</w:p>", "", 1)),
        docx(BODY.replace("UTF-8", "TF-8", 1)),
        whole[: len(whole) // 2],
        whole.replace(b"word/document.xml", b"word/dokument.xml"),
    ):
        assert codes(data) == ["CB905"]


def test_damage_anywhere_is_a_problem_and_never_a_crash() -> None:
    whole = docx(BODY)
    for place in range(0, len(whole), 7):
        broken = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        read = read_text("稿.docx", broken)
        assert read.value is not None or read.problems
