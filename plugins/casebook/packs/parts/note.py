"""A teaching note in a pack. A student's side is made from a Sheet, which has no answers to give away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casebook.link.library import Library
from casebook.model.choices import QuizType
from casebook.model.note import Note, QuizItem
from casebook.model.note import Slide as Points
from casebook.model.parts import Claim, Link
from casebook.packs.outline import (
    Answer,
    Block,
    Heading,
    Items,
    Lines,
    Paragraph,
    Question,
    Slide,
    Table,
    Text,
    words,
)
from casebook.packs.parts.shared import editor_notes, facts, links, statements, title_of
from casebook.packs.prose import paragraphs

_JUDGED = ("对", "错")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question without its answer."""

    type: str
    stem: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What students may see of a note: nothing else of it reaches their edition."""

    case: str
    objectives: tuple[str, ...]
    background: tuple[Claim, ...]
    questions: tuple[str, ...]
    attachments: tuple[Link, ...]
    slides: tuple[Points, ...]
    quiz: tuple[Asked, ...]


def sheet_of(note: Note) -> Sheet:
    """The note without what is the teacher's alone."""
    return Sheet(
        case=note.case,
        objectives=tuple(goal.text for goal in note.objectives),
        background=note.background,
        questions=tuple(question.text for question in note.questions),
        attachments=note.attachments,
        slides=note.slide_points,
        quiz=tuple(Asked(str(item.type), item.stem, _options(item)) for item in note.quiz),
    )


# ---- students


def student_blocks(library: Library, sheet: Sheet) -> Iterator[Block]:
    """Goals, what to know, questions with room to write, what goes with them."""
    yield from _goals(sheet)
    yield from statements("背景信息", sheet.background)
    yield Heading("思考题")
    for no, question in enumerate(sheet.questions, 1):
        yield Question(no, "思考", (words(question),))
        yield Lines(3)
    yield from links(library, "配合使用的记录", sheet.attachments)


def student_slides(sheet: Sheet) -> Iterator[Slide]:
    """The note's points, then a slide for each question."""
    yield from (Slide(one.title, points=one.points) for one in sheet.slides)
    for no, question in enumerate(sheet.questions, 1):
        yield Slide(f"思考题 {no}", points=(question,), look="question")


def student_quiz(sheet: Sheet) -> tuple[Question, ...]:
    """The questions of the quiz."""
    return tuple(
        Question(no, asked.type, paragraphs(asked.stem), asked.options) for no, asked in enumerate(sheet.quiz, 1)
    )


# ---- teachers


def teacher_blocks(library: Library, note: Note) -> Iterator[Block]:
    """The ten parts in their order."""
    yield facts(
        ("配合案例", title_of(library, note.case)),
        ("适用对象", "、".join(note.audience)),
        ("课时", f"{note.class_minutes} 分钟"),
    )
    yield Heading("目的与用途")
    yield from map(Paragraph, paragraphs(note.purpose))
    yield from _goals(sheet_of(note))
    yield Heading("启发思考题")
    for no, question in enumerate(note.questions, 1):
        hint = paragraphs(question.hint) if question.hint else ()
        yield Question(no, "思考", (words(question.text),), hint=hint)
    yield from statements("分析思路", note.analysis)
    yield from statements("理论依据", note.theory)
    yield from statements("背景信息", note.background)
    yield from statements("关键要点", note.key_points)
    yield Heading("课堂计划")
    yield _plan(note)
    yield from statements("后续进展", note.follow_up)
    yield from links(library, "附件", note.attachments)
    yield from statements("其他支持材料", note.other)
    yield from editor_notes(note.editor_notes)


def teacher_slides(note: Note) -> Iterator[Slide]:
    """The same slides with what to say: the analysis with the first, the hint with each question."""
    analysis = tuple(text for claim in (*note.analysis, *note.key_points) for text in paragraphs(claim.text))
    hints = tuple(paragraphs(one.hint) if one.hint else () for one in note.questions)
    quiet = ((),) * (len(note.slide_points) - 1)
    said = (analysis, *quiet, *hints) if note.slide_points else ((*analysis, *hints[0]), *hints[1:])
    for slide, speaker in zip(student_slides(sheet_of(note)), said, strict=True):
        yield replace(slide, speaker=speaker)


def teacher_quiz(note: Note) -> tuple[Question, ...]:
    """The questions of the quiz with their answers."""
    return tuple(
        Question(one.no, one.type, one.stem, one.options, answer=_answer(item))
        for one, item in zip(student_quiz(sheet_of(note)), note.quiz, strict=True)
    )


def quiz_slides(quiz: Sequence[Question]) -> Iterator[Slide]:
    """A slide a question; the answer, where there is one, is for who speaks."""
    for one in quiz:
        stem = "\n".join(map(str, one.stem))
        said = (words(f"答案：{one.answer_line}"), *one.answer.explanation) if one.answer else ()
        yield Slide(f"测验 {one.no}（{one.type}）", stem, one.choices, speaker=said, look="choices")


def _goals(sheet: Sheet) -> Iterator[Block]:
    yield Heading("教学目标")
    yield Items(tuple(map(words, sheet.objectives)), ordered=True)


def _plan(note: Note) -> Table:
    rows, until = [], 0
    for item in note.plan:
        until += item.minutes
        rows.append((words(item.activity), words(str(item.minutes)), words(str(until)), _flat(item.detail)))
    return Table("课堂计划", ("环节", "分钟", "累计", "怎么做"), tuple(rows), (18, 9, 9, 64), right=(1, 2))


def _flat(text: str | None) -> Text:
    """Prose in a cell."""
    return Text(tuple(run for one in paragraphs(text) for run in one.runs)) if text else words("—")


def _options(item: QuizItem) -> tuple[str, ...]:
    return _JUDGED if item.type is QuizType.JUDGE else item.options if item.type is not QuizType.SHORT else ()


def _answer(item: QuizItem) -> Answer:
    options = _options(item)
    told = paragraphs(item.explanation, item.cite) if item.explanation else ()
    if not told and item.cite:
        told = (words("出处见脚注。", *map(str, item.cite)),)
    return Answer(tuple(options.index(text) for text in item.answer if text in options), item.answer, told)
