"""A teaching note's page: the ten parts in their order, the plan with its sum, answers folded away for the teacher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from casebook.model.choices import QuizType
from casebook.model.note import Note, Question, QuizItem
from casebook.publish.prose import block
from casebook.publish.trusted import NOTHING, trusted
from casebook.publish.views.frame import closing, head, section
from casebook.publish.views.parts import Head, Row, Section
from casebook.publish.views.writer import Writer

_LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Purpose:
    text: Markup
    objectives: tuple[tuple[int, Markup], ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    text: Markup
    objective: str
    hint: Markup


@dataclass(frozen=True, slots=True)
class PlanRow:
    activity: Markup
    detail: Markup
    minutes: int
    until: int


@dataclass(frozen=True, slots=True)
class Plan:
    rows: tuple[PlanRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class QuizView:
    kind: str
    stem: Markup
    options: tuple[tuple[str, Markup], ...]
    answer: str
    explanation: Markup


def note_view(pen: Writer, note: Note) -> tuple[Head, tuple[Section, ...]]:
    """The note: facts, the ten parts, slides and quiz."""
    return head(pen, _facts(pen, note)), tuple(_sections(pen, note))


def _facts(pen: Writer, note: Note) -> tuple[Row, ...]:
    case = pen.link(note.case)
    return pen.rows(
        ("配合案例", trusted('<a href="{}">{}</a>').format(case.href, case.text)),
        ("适用对象", "、".join(note.audience)),
        ("课时", f"{note.class_minutes} 分钟"),
    )


def _sections(pen: Writer, note: Note) -> Iterator[Section]:
    yield Section("purpose", "一、目的与用途", "note", "purpose", _purpose(pen, note))
    yield Section(
        "questions",
        "二、启发思考题",
        "note",
        "questions",
        tuple(_question(pen, question) for question in note.questions),
    )
    yield Section("analysis", "三、分析思路", "note", "part", pen.statements(note.analysis))
    yield Section("theory", "四、理论依据", "note", "part", pen.statements(note.theory))
    yield Section("background", "五、背景信息", "note", "part", pen.statements(note.background))
    yield Section("points", "六、关键要点", "note", "part", pen.statements(note.key_points))
    yield Section("plan", "七、课堂计划", "note", "plan", _plan(pen, note))
    yield Section("follow-up", "八、后续进展", "note", "part", pen.statements(note.follow_up))
    yield Section("attachments", "九、附件", "note", "attachments", pen.reasons(note.attachments))
    yield Section("other", "十、其他支持材料", "note", "part", pen.statements(note.other))
    slides = tuple(
        (pen.line(slide.title), tuple(pen.line(point) for point in slide.points)) for slide in note.slide_points
    )
    yield from section("slides", "幻灯片要点", "note", "slides", slides)
    yield from section("quiz", "测验", "note", "quiz", tuple(_quiz(pen, item) for item in note.quiz))
    packs = pen.backward(pen.library.who_names(note.id, "units", "pre_reading"))
    yield from section("teaching", "用到它的课程包", "shared", "links", packs)
    yield from closing(pen)


def _purpose(pen: Writer, note: Note) -> Purpose:
    return Purpose(
        pen.prose(note.purpose, label=False), tuple((goal.no, pen.line(goal.text)) for goal in note.objectives)
    )


def _question(pen: Writer, question: Question) -> QuestionView:
    hint = pen.prose(question.hint, label=False) if question.hint else NOTHING
    return QuestionView(pen.line(question.text), f"对应目标 {question.objective}" if question.objective else "", hint)


def _plan(pen: Writer, note: Note) -> Plan:
    rows: list[PlanRow] = []
    for item in note.plan:
        until = (rows[-1].until if rows else 0) + item.minutes
        detail = pen.prose(item.detail, label=False) if item.detail else NOTHING
        rows.append(PlanRow(pen.line(item.activity), detail, item.minutes, until))
    return Plan(tuple(rows), rows[-1].until)


def _quiz(pen: Writer, item: QuizItem) -> QuizView:
    lettered = item.type in (QuizType.SINGLE, QuizType.MULTIPLE)
    options = (
        tuple((_LETTERS[place], pen.line(option)) for place, option in enumerate(item.options)) if lettered else ()
    )
    letters = dict(zip(item.options, _LETTERS, strict=False))
    answer = "；".join(f"{letters[text]}　{text}" if text in letters else text for text in item.answer)
    explanation = pen.prose(item.explanation, item.cite, label=False) if item.explanation else pen.marks(item.cite)
    return QuizView(str(item.type), block(item.stem), options, answer, explanation)
