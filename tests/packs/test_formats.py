"""Every file of a course pack: named for people, readable, the same bytes each time, and no answer in a student's."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pptx
import pypdfium2 as pdfium
import pytest
from docx.enum.text import WD_LINE_SPACING
from openxml_audit import OpenXmlValidator

from casebook.app.content import load_library
from casebook.files import OutFile
from casebook.link.library import Library
from casebook.model.pack import Pack
from casebook.packs.compose import outline_of
from casebook.packs.drawing import steps_png
from casebook.packs.formats import FORMATS, Made, Making, file_title, made
from casebook.packs.outline import Edition, Step, Steps
from tests.packs.test_outline import SECRETS, a_note, a_pack
from tests.publish.small_library import a_case, a_library, a_method

ROOT = Path(__file__).parents[2]


def files_of(library: Library, pack: Pack, *formats: str, making: Making = Making()) -> list[Made]:  # noqa: B008 - frozen
    outlines = {edition: outline_of(library, pack, edition, "案例库", "https://x.cn/") for edition in Edition}
    return list(made(outlines, formats or tuple(FORMATS), making))


def pages(file: OutFile) -> list[str]:
    """The text of each page of a PDF, without white space."""
    document = pdfium.PdfDocument(file.data)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


@pytest.fixture(scope="module")
def taught() -> Library:
    steps = [
        {"no": no, "name": f"第{no}样", "how": "这样做", "who": ["街道"], "cite": "wen-ji 一"} for no in range(1, 6)
    ]
    return a_library(
        a_method("m", "五事", steps=steps, declared_steps=9),
        a_case("c", "奎文", results=[{"indicator": "参选率", "before": "80", "after": "94", "unit": "%", "cite": "wen-ji 一", "evidence": "D"}]),
        a_note(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def lesson() -> Pack:
    return a_pack(
        {"type": "讲授", "title": "开场", "minutes": 10, "text": "说一说"},
        {"type": "工作法", "ref": "m", "minutes": 20},
        {"type": "休息", "title": "休息", "minutes": 10},
        {"type": "教学说明", "ref": "n", "minutes": 30},
        {"type": "测验", "ref": "n", "minutes": 10},
        {"type": "讨论", "title": "回去做什么", "minutes": 10},
        pre_reading=["m"],
        outputs=["一张表"],
    )


def test_files_are_named_for_people_and_for_every_system(taught: Library, lesson: Pack) -> None:
    names = [one.file.path for one in files_of(taught, lesson, "pdf")]
    assert names == [
        "一堂课 讲义（学员版）.pdf",
        "一堂课 讲义（教师版）.pdf",
        "一堂课 日程.pdf",
        "一堂课 课前阅读.pdf",
        "一堂课 讨论卡片.pdf",
    ]
    assert file_title('议事：怎么/办? "好"') == "议事：怎么·办· ·好·"
    assert len(f"{file_title('题' * 80)} 讲义（学员版）.docx".encode()) <= 255


def test_the_same_pack_gives_the_same_bytes(taught: Library, lesson: Pack) -> None:
    assert files_of(taught, lesson) == files_of(taught, lesson)


def test_a_pdf_is_tagged_has_an_outline_and_keeps_answers_from_students(taught: Library, lesson: Pack) -> None:
    student, teacher, agenda, reading, cards = (one.file for one in files_of(taught, lesson, "pdf"))
    told = {file.path: "".join(pages(file)) for file in (student, teacher, agenda, reading, cards)}
    shared = (student, agenda, reading, cards)
    assert [secret for secret in SECRETS for file in shared if secret in told[file.path]] == []
    assert [secret for secret in SECRETS if secret not in told[teacher.path]] == []
    document = pdfium.PdfDocument(student.data)
    assert pdfium.raw.FPDFCatalog_IsTagged(document)
    assert b"/Lang(zh-CN)" in student.data
    assert document.get_metadata_dict()["Title"] == "一堂课（学员版）"
    titles = [mark.get_title() for mark in document.get_toc()]
    assert titles[:4] == ["课程说明", "教学目标", "日程", "课前阅读"]
    assert "[1]文集[R]." in told[student.path]
    assert "其余4步来源未载" in told[student.path]
    assert len(pages(agenda)) == len(pages(reading)) == len(pages(cards)) == 1
    assert "为什么议不成？" in told[cards.path]


def audited(file: OutFile, folder: Path) -> list[str]:
    """What is wrong with an Office file, by its schemas."""
    path = folder / file.path
    path.write_bytes(file.data)
    return [f"{error.part_uri}: {error.description}" for error in OpenXmlValidator().validate(str(path)).errors]


def words_of(file: OutFile) -> str:
    """All that an Office file says, in whatever part."""
    archive = zipfile.ZipFile(io.BytesIO(file.data))
    return "".join(
        re.sub(r"<[^>]+>", "", archive.read(name).decode()) for name in archive.namelist() if name.endswith(".xml")
    )


@pytest.mark.parametrize(("format_name", "layout"), [("docx", "讲义"), ("docx", "公文"), ("pptx", "讲义")])
def test_an_office_file_is_sound_and_keeps_answers_from_students(
    taught: Library, lesson: Pack, tmp_path: Path, format_name: str, layout: str
) -> None:
    student, teacher = (one.file for one in files_of(taught, lesson, format_name, making=Making(layout)))
    assert [audited(file, tmp_path) for file in (student, teacher)] == [[], []]
    assert [secret for secret in SECRETS if secret in words_of(student)] == []
    on_slides = ("环节机密", "怎么做机密", "目的机密", "理论机密", "后续机密", "其他机密")
    wanted = [secret for secret in SECRETS if format_name == "docx" or secret not in on_slides]
    assert [secret for secret in wanted if secret not in words_of(teacher)] == []
    archive = zipfile.ZipFile(io.BytesIO(student.data))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "thumbnail" not in "".join(archive.namelist())


def test_a_word_file_has_headings_footnotes_contents_and_chinese_fonts(taught: Library, lesson: Pack) -> None:
    student = files_of(taught, lesson, "docx")[0].file
    archive = zipfile.ZipFile(io.BytesIO(student.data))
    document, styles, notes = (
        archive.read(f"word/{name}.xml").decode() for name in ("document", "styles", "footnotes")
    )
    assert "第2单元　五事" in document
    assert '<w:pStyle w:val="Heading1"/>' in document
    assert "[1] 文集[R]." in notes
    assert "[1]一" in document
    assert 'descr="五事的5步：第1样 → 第2样 → 第3样 → 第4样 → 第5样"' in document
    assert 'TOC \\o "1-1"' in document
    assert "<w:tblHeader/>" in document
    assert re.search(r'"compatibilityMode"[^>]*w:val="15"', archive.read("word/settings.xml").decode())
    named = re.findall(r"<w:style [^>]*w:type=\"(?:paragraph|character)\"[^>]*>.*?</w:style>", styles, re.DOTALL)
    without = [style for style in named if "w:default" not in style and 'w:hint="eastAsia"' not in style]
    assert without == []
    assert 'w:firstLineChars="200"' in styles
    fonts = archive.read("word/fontTable.xml").decode()
    official = zipfile.ZipFile(io.BytesIO(files_of(taught, lesson, "docx", making=Making("公文"))[0].file.data))
    assert "仿宋_GB2312" in official.read("word/styles.xml").decode()
    assert "方正小标宋简体" not in fonts
    assert '<w:altName w:val="华文中宋"/>' in official.read("word/fontTable.xml").decode()
    margins = 'w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"'
    assert margins in official.read("word/document.xml").decode()


def test_a_question_stays_with_its_answer_and_with_the_room_for_it(taught: Library, lesson: Pack) -> None:
    seen = set()
    for one in files_of(taught, lesson, "docx"):
        question = False
        for this, after in pairwise(docx.Document(io.BytesIO(one.file.data)).paragraphs):
            names = tuple(paragraph.style.name for paragraph in (this, after) if paragraph.style is not None)
            question = names[0] == "题目" or (question and names[0] in ("选项", "书写线"))
            if question and names[1] in ("选项", "书写线", "参考答案") and names != ("题目", "参考答案"):
                assert this.paragraph_format.keep_with_next, this.text
                seen.add(names)
    assert seen == {("题目", "选项"), ("选项", "选项"), ("选项", "参考答案"), ("题目", "书写线"), ("书写线", "书写线")}


@pytest.mark.parametrize("layout", ["讲义", "公文"])
def test_a_picture_is_not_cut_to_the_height_of_a_line(taught: Library, lesson: Pack, layout: str) -> None:
    file = files_of(taught, lesson, "docx", making=Making(layout))[0].file
    pictured = [
        paragraph for paragraph in docx.Document(io.BytesIO(file.data)).paragraphs if paragraph._p.xpath(".//w:drawing")
    ]
    assert pictured
    for paragraph in pictured:
        style: Any = paragraph.style
        while style.paragraph_format.line_spacing_rule is None:
            style = style.base_style
        assert style.paragraph_format.line_spacing_rule != WD_LINE_SPACING.EXACTLY


def test_a_picture_of_a_case_is_printed_with_its_words_and_its_author() -> None:
    media = [{"file": "yi-shi.png", "alt": "居民围坐议事", "credit": "某社区", "licence": "CC BY 4.0"}]
    library = a_library(a_case("c", "奎文", media=media))
    drawn = steps_png(
        Steps("步骤", "", tuple(Step(no, "说事", "", (), ()) for no in (1, 2)), parallel=False, missing="")
    )
    making = Making(pictures={"yi-shi.png": drawn})
    pack = a_pack({"type": "案例", "ref": "c", "minutes": 10})
    word, pdf = (files_of(library, pack, name, making=making)[0].file for name in ("docx", "pdf"))
    assert "居民围坐议事（某社区，CC BY 4.0）" in words_of(word)
    assert "居民围坐议事（某社区，CCBY4.0）" in "".join(pages(pdf))
    archive = zipfile.ZipFile(io.BytesIO(word.data))
    assert 'descr="居民围坐议事"' in archive.read("word/document.xml").decode()
    assert drawn in [archive.read(name) for name in archive.namelist() if name.endswith(".png")]


def test_slides_have_native_tables_and_charts_and_speakers_notes(taught: Library, lesson: Pack) -> None:
    student, teacher = (pptx.Presentation(io.BytesIO(one.file.data)) for one in files_of(taught, lesson, "pptx"))
    assert teacher.slide_width / teacher.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert not any(slide.has_notes_slide for slide in student.slides)
    titles = [slide.shapes.title.text for slide in teacher.slides]
    assert titles == [slide.shapes.title.text for slide in student.slides]
    assert titles[:5] == ["一堂课", "教学目标", "开场", "五事", "步骤"]
    shapes = [shape for slide in teacher.slides for shape in slide.shapes]
    assert sum(shape.has_table for shape in shapes) == 2
    (chart,) = [shape.chart for shape in shapes if shape.has_chart]
    assert list(chart.plots[0].series[0].values) == [80.0, 94.0]
    question = next(slide for slide in teacher.slides if slide.shapes.title.text == "思考题 1")
    assert question.notes_slide.notes_text_frame.text == "思路机密"


def test_hard_packs_have_a_clear_outcome(tmp_path: Path) -> None:
    library = a_library(
        a_method("gone", "作废法", status="已撤回", withdrawn_reason="来源有误"),
        a_case("c", "没有教学说明的案例"),
        a_method("m", "题" * 60, summary="摘" * 300),
    )
    units = [
        {"type": kind, "ref": ref, "minutes": 5} for kind, ref in (("工作法", "gone"), ("案例", "c"), ("工作法", "m"))
    ]
    pack = a_pack(*units, title="题" * 60)
    for one in files_of(library, pack, "docx", "pptx"):
        assert audited(one.file, tmp_path) == []
        assert one.file.path.endswith(".pptx") or "已撤回" in words_of(one.file)
    told = {one.file.path: "".join(pages(one.file)) for one in files_of(library, pack, "pdf")}
    teacher = told[f"{'题' * 60} 讲义（教师版）.pdf"]
    assert "已撤回，内容不再印出。原因：来源有误" in teacher
    assert "还没有教学说明" in teacher
    assert f"{'题' * 60} 讨论卡片.pdf" not in told
    empty = a_pack({"type": "休息", "title": "休息", "minutes": 1}).model_copy(update={"units": ()})
    assert "还没有排进单元" in "".join(pages(files_of(library, empty, "pdf")[0].file))
    assert "还没有排进单元" in words_of(files_of(library, empty, "docx")[0].file)


def test_two_hundred_units_run_to_the_last() -> None:
    units = [{"type": "讲授", "title": "讲", "minutes": 5, "purpose": "用" * 200}] * 200
    word, slides, pdf = (files_of(a_library(), a_pack(*units), name)[1].file for name in ("docx", "pptx", "pdf"))
    assert "第200单元" in words_of(word)
    assert len(pptx.Presentation(io.BytesIO(slides.data)).slides) == 202
    assert "第200单元" in "".join(pages(pdf))


@pytest.mark.slow
def test_every_real_pack_makes_every_file() -> None:
    library = load_library(ROOT).value
    for entry in library.of_kind("pack"):
        assert isinstance(entry.record, Pack)
        assert all(one.file.data for one in files_of(library, entry.record))
