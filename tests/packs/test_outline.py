"""An outline says what goes where in a pack, and keeps a teacher's words out of students' hands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from casebook.app.content import load_library
from casebook.link.library import Library
from casebook.model.note import Note
from casebook.model.pack import Pack
from casebook.packs.citing import NONE, Citation, Footnotes
from casebook.packs.compose import outline_of, parts_for
from casebook.packs.outline import Edition, Outline, Question, Section
from casebook.packs.prose import paragraphs
from tests.publish.small_library import a_case, a_library, a_method

ROOT = Path(__file__).parents[2]
SECRETS = (
    "目的机密",
    "思路机密",
    "分析机密",
    "理论机密",
    "要点机密",
    "环节机密",
    "怎么做机密",
    "后续机密",
    "其他机密",
    "解析机密",
    "简答机密",
)


@pytest.fixture(scope="module")
def content() -> Library:
    return load_library(ROOT).value


def a_note(record_id: str = "n", case: str = "c", **changes: Any) -> tuple[str, dict[str, Any]]:
    return "note", {
        "id": record_id, "title": "某案例教学说明", "summary": "说明的摘要", "status": "已发布", "case": case,
        "audience": ["书记"], "class_minutes": 30, "purpose": "目的机密",
        "objectives": [{"no": 1, "text": "能说出一二三"}],
        "questions": [{"text": "为什么议不成？", "hint": "思路机密"}, {"text": "谁来办？"}],
        "analysis": [{"text": "分析机密"}], "theory": [{"text": "理论机密"}], "background": [{"text": "背景可看"}],
        "key_points": [{"text": "要点机密"}],
        "plan": [{"activity": "环节机密", "minutes": 30, "detail": "怎么做机密"}],
        "follow_up": [{"text": "后续机密"}], "other": [{"text": "其他机密"}],
        "slide_points": [{"title": "一张片子", "points": ["片子要点"]}],
        "quiz": [
            {"type": "多选", "stem": "哪两个？", "options": ["甲", "乙", "丙"], "answer": ["甲", "丙"], "explanation": "解析机密", "cite": "wen-ji 一"},
            {"type": "判断", "stem": "对不对？", "answer": ["错"]},
            {"type": "简答", "stem": "怎么办？", "answer": ["简答机密"]},
        ],
        **changes,
    }  # fmt: skip


def a_pack(*units: dict[str, Any], **changes: Any) -> Pack:
    minutes = sum(unit["minutes"] for unit in units)
    return Pack.model_validate(
        {
            "id": "p", "title": "一堂课", "summary": "这堂课", "status": "已发布", "audience": ["书记"],
            "hours": minutes / 60, "objectives": ["能办事"], "units": units, **changes,
        }
    )  # fmt: skip


def outlined(library: Library, pack: Pack, edition: Edition = Edition.TEACHER) -> Outline:
    return outline_of(library, pack, edition, "案例库", "https://x.cn/")


def said(value: Any) -> str:
    """All words of an outline or a part of it."""
    return json.dumps(asdict(value), ensure_ascii=False)


def section(outline: Outline, section_id: str) -> Section:
    return next(one for one in outline.sections if one.id == section_id)


def test_students_get_the_questions_and_nothing_that_answers_them() -> None:
    library = a_library(a_case("c", "奎文"), a_note())
    pack = a_pack(
        {"type": "教学说明", "ref": "n", "minutes": 30}, {"type": "测验", "ref": "n", "minutes": 10}
    )  # fmt: skip
    student, teacher = (said(outlined(library, pack, edition)) for edition in Edition)
    assert [secret for secret in SECRETS if secret in student] == []
    assert [secret for secret in SECRETS if secret not in teacher] == []
    for shown in ("为什么议不成？", "能说出一二三", "背景可看", "片子要点", "哪两个？", "怎么办？", "甲"):
        assert shown in student


def test_how_to_teach_is_for_teachers_and_what_a_discussion_asks_is_for_all() -> None:
    pack = a_pack(
        {"type": "讲授", "title": "开场", "minutes": 10, "text": "先让学员猜，再揭开"},
        {"type": "讨论", "title": "议一议", "minutes": 10, "text": "每组写一件事"},
    )
    student, teacher = (said(outlined(a_library(), pack, edition)) for edition in Edition)
    assert "先让学员猜" in teacher
    assert "先让学员猜" not in student
    assert "每组写一件事" in teacher
    assert "每组写一件事" in student


def test_no_answer_of_a_real_note_reaches_a_real_students_edition(content: Library) -> None:
    for entry in content.of_kind("pack"):
        assert isinstance(entry.record, Pack)
        told = said(outlined(content, entry.record, Edition.STUDENT))
        named = {unit.ref for unit in entry.record.units}
        notes = [note for _, note in content.of_model(Note) if note.id in named]
        # What a record that everybody may read says as well is no secret.
        public = "".join(said(part) for part in parts_for(content, entry.record).values() if part.kind != "note")
        assert [text for note in notes for text in answers(note) if text in told and text not in public] == []


def answers(note: Note) -> Iterator[str]:
    yield from (one.text for one in (*note.analysis, *note.theory, *note.key_points, *note.follow_up, *note.other))
    yield from (one.hint for one in note.questions if one.hint)
    yield from (one.detail for one in note.plan if one.detail)
    yield from (one.explanation for one in note.quiz if one.explanation)


def test_answers_are_numbers_of_options_and_words() -> None:
    library = a_library(a_case("c", "奎文"), a_note())
    outline = outlined(library, a_pack({"type": "测验", "ref": "n", "minutes": 10}))
    quiz = [block for block in section(outline, "unit-1").blocks if isinstance(block, Question)]
    assert [(one.answer_line, one.choices) for one in quiz] == [
        ("A、C", ("A．甲", "B．乙", "C．丙")),
        ("错", ("对", "错")),
        ("简答机密", ()),
    ]
    student = outlined(library, a_pack({"type": "测验", "ref": "n", "minutes": 10}), Edition.STUDENT)
    assert {one.answer for one in section(student, "unit-1").blocks if isinstance(one, Question)} == {None}


def test_the_clock_runs_through_the_units() -> None:
    pack = a_pack(
        {"type": "讲授", "title": "开场", "minutes": 20, "text": "先说"},
        {"type": "休息", "title": "休息", "minutes": 50},
        {"type": "讨论", "title": "议一议", "minutes": 5, "purpose": "练"},
    )
    outline = outlined(a_library(), pack, Edition.STUDENT)
    assert [(unit.begin, unit.until) for unit in outline.units] == [
        ("0:00", "0:20"),
        ("0:20", "1:10"),
        ("1:10", "1:15"),
    ]
    assert outline.minutes == 75
    assert "合计 75 分钟（1 小时 15 分钟）" in said(section(outline, "agenda"))
    assert [one.kind for one in outline.sections] == ["about", "agenda", "unit", "break", "unit"]
    assert section(outline, "unit-3").blocks[-1].kind == "lines"
    assert "请调整" in said(outlined(a_library(), pack.model_copy(update={"hours": 2.0})))


def test_a_case_brings_its_note_and_a_note_its_case_unless_they_are_units_themselves() -> None:
    library = a_library(a_case("c", "奎文"), a_note(), a_case("d", "没有教学说明的案例"))
    case, note = {"type": "案例", "ref": "c", "minutes": 10}, {"type": "教学说明", "ref": "n", "minutes": 10}
    alone = said(section(outlined(library, a_pack(case)), "unit-1"))
    assert "教学说明：某案例教学说明" in alone
    assert "案例：奎文" in said(section(outlined(library, a_pack(note)), "unit-1"))
    both = outlined(library, a_pack(case, note))
    assert "分析机密" not in said(section(both, "unit-1"))
    assert "案例：奎文" not in said(section(both, "unit-2"))
    bare = a_pack({"type": "案例", "ref": "d", "minutes": 10})
    assert "还没有教学说明" in said(outlined(library, bare))
    assert "还没有教学说明" not in said(outlined(library, bare, Edition.STUDENT))


def test_what_was_printed_before_is_pointed_to() -> None:
    library = a_library(a_method("m", "五事", problem_solved=[{"text": "没人议"}]))
    unit = {"type": "工作法", "ref": "m", "minutes": 10}
    outline = outlined(library, a_pack(unit, unit))
    assert "没人议" not in said(section(outline, "unit-2"))
    assert "内容见第1单元" in said(section(outline, "unit-2"))


def test_withdrawn_superseded_draft_and_missing_records_are_told_plainly() -> None:
    library = a_library(
        a_method("gone", "作废法", status="已撤回", withdrawn_reason="来源有误", problem_solved=[{"text": "不该印"}]),
        a_method("old", "旧法", status="被替代", superseded_by="new"),
        a_method("new", "新法", status="草稿"),
    )
    units = [{"type": "工作法", "ref": ref, "minutes": 10} for ref in ("gone", "old", "new", "nobody")]
    outline = outlined(library, a_pack(*units, pre_reading=["gone"]), Edition.STUDENT)
    gone, old, new, nobody = (said(section(outline, f"unit-{no}")) for no in (1, 2, 3, 4))
    assert "已撤回，内容不再印出。原因：来源有误" in gone
    assert "不该印" not in gone
    assert "已被《新法》（工作法，草稿）替代" in old
    assert "还是草稿" in new
    assert "编号为 nobody 的记录不在库里" in nobody
    reading = said(section(outline, "reading"))
    assert "已撤回" in reading
    assert "作废法的摘要" not in reading


def test_an_alternative_is_for_the_teacher() -> None:
    library = a_library(a_method("m", "五事"), a_method("k", "四步"))
    pack = a_pack({"type": "工作法", "ref": "m", "minutes": 10, "alternative_ref": "k"})
    assert "可换成" in said(outlined(library, pack))
    assert "四步" not in said(outlined(library, pack, Edition.STUDENT))


def test_a_source_is_told_whole_once_a_section_and_else_by_its_number() -> None:
    problem = [{"text": "一", "cite": "wen-ji 一"}, {"text": "二", "cite": ["wen-ji 一", "wen-ji 二"]}]
    library = a_library(a_method("m", "五事", problem_solved=problem))
    outline = outlined(library, a_pack({"type": "工作法", "ref": "m", "minutes": 10}))
    assert [(one.no, one.source, one.text) for one in outline.references] == [(1, "wen-ji", "文集[R].")]
    notes = Footnotes(outline.references)
    assert notes.cite(("wen-ji 一",)) == Citation("[1]一", "[1] 文集[R].")
    assert notes.cite(("wen-ji 一", "wen-ji 二")) == Citation("[1]一，二", "")
    assert notes.cite(()) == NONE
    notes.begin_section()
    assert notes.cite(("wen-ji 二",)).note == "[1] 文集[R]."


def test_the_version_changes_with_a_record_and_with_nothing_else(content: Library) -> None:
    unit = {"type": "工作法", "ref": "m", "minutes": 10}
    marks = [
        outlined(a_library(a_method("m", "五事", **changes), a_method("other", title)), a_pack(unit)).version.mark
        for changes, title in (({}, "甲"), ({}, "乙"), ({"summary": "改过"}, "甲"))
    ]
    assert marks[0] == marks[1] != marks[2]
    for entry in content.of_kind("pack"):
        assert isinstance(entry.record, Pack)
        assert said(outlined(content, entry.record)) == said(outlined(load_library(ROOT).value, entry.record))


def test_slides_show_names_and_points_and_leave_the_sentences_to_the_speaker() -> None:
    steps = [{"no": no, "name": f"第{no}样", "how": f"这样做{no}"} for no in range(1, 10)]
    library = a_library(a_method("m", "九步", steps=steps), a_case("c", "奎文"), a_note())
    units = [{"type": "工作法", "ref": "m", "minutes": 10}, {"type": "教学说明", "ref": "n", "minutes": 10}]
    outline = outlined(library, a_pack(*units))
    slides = section(outline, "unit-1").slides
    assert [len(slide.points) for slide in slides] == [0, 7, 2]
    assert [(slide.points[0], slide.first) for slide in slides[1:]] == [("第1样", 1), ("第8样", 8)]
    assert "这样做1" in str(slides[1].speaker[0])
    titles = [slide.title for slide in section(outline, "unit-2").slides]
    assert titles == ["某案例教学说明", "奎文", "一张片子", "思考题 1", "思考题 2"]
    student = outlined(library, a_pack(*units), Edition.STUDENT)
    assert {slide.speaker for one in student.sections for slide in one.slides} == {()}


def test_two_hundred_units_of_the_longest_titles_are_outlined() -> None:
    library = a_library(a_method("m", "题" * 80))
    outline = outlined(library, a_pack(*[{"type": "工作法", "ref": "m", "minutes": 10}] * 200))
    assert len(outline.units) == 200
    assert outline.units[-1].until == "33:20"


def test_markdown_becomes_runs() -> None:
    found = paragraphs("先**说**[看](https://x.cn/a)\n\n- 一\n- 二", (), "〔计划〕", "（完）")
    assert [str(one) for one in found] == ["〔计划〕先说看", "• 一", "• 二（完）"]
    assert [(run.text, run.strong, run.href) for run in found[0].runs] == [
        ("〔计划〕", True, ""), ("先", False, ""), ("说", True, ""), ("看", False, "https://x.cn/a")
    ]  # fmt: skip
    assert [str(one) for one in paragraphs("[坏](javascript:x)和<b>")] == ["[坏](javascript:x)和<b>"]
