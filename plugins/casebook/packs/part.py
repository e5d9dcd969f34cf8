"""A record as packs print it, by itself: what does not depend on the pack. The browser has the same as JSON (`asdict`)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from casebook.link.library import Entry, Library
from casebook.model.choices import Status
from casebook.model.gbt7714 import reference
from casebook.model.names import SECTION, page_path
from casebook.model.note import Note
from casebook.model.source import Source
from casebook.packs.citing import source_of
from casebook.packs.outline import Block, Question, Slide, texts
from casebook.packs.parts.case import case_blocks, case_slides
from casebook.packs.parts.method import method_blocks, method_slides
from casebook.packs.parts.note import (
    quiz_slides,
    sheet_of,
    student_blocks,
    student_quiz,
    student_slides,
    teacher_blocks,
    teacher_quiz,
    teacher_slides,
)
from casebook.packs.parts.policy import policy_blocks, policy_slides, term_blocks
from casebook.packs.parts.shared import status_notice


@dataclass(frozen=True, slots=True)
class Side:
    """What one edition gets: the text, the slides, and the quiz with its own slides, which only a quiz unit prints."""

    blocks: tuple[Block, ...]
    slides: tuple[Slide, ...] = ()
    quiz: tuple[Question, ...] = ()
    quiz_slides: tuple[Slide, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """`notices` stand above the blocks; of what is withdrawn they are all there is. `companion`: a case's note, a note's case,
    or ''. `sources`: id → entry of a reference list, of all that is cited. `mark` changes with the record; `date` is the latest that the
    record or its sources bear ('2022-08-18', ''). `teacher` is None where both editions get the same."""

    id: str
    kind: str
    label: str
    title: str
    summary: str
    page: str
    notices: tuple[Block, ...]
    companion: str
    sources: dict[str, str]
    mark: str
    date: str
    student: Side
    teacher: Side | None = None


def part_json(library: Library, entry: Entry) -> str:
    """The part as JSON, for the browser."""
    return msgspec.json.encode(part_of(library, entry)).decode()


def part_of(library: Library, entry: Entry) -> Part:
    """The record, ready to be put into a pack."""
    record: Any = entry.record
    notices = tuple(status_notice(library, record))
    gone = record.status is Status.WITHDRAWN
    student, teacher = (Side(()), None) if gone else _sides(library, entry.kind, record)
    held = (student, *((teacher,) if teacher else ()))
    cited = {source_of(cite) for side in held for text in texts((side.blocks, side.quiz)) for cite in text.cites}
    sources = {one: library.get(one, Source) for one in sorted(cited) if one in library.entries}
    return Part(
        id=entry.id,
        kind=entry.kind,
        label=SECTION[entry.kind].label,
        title=entry.title,
        summary=entry.card.summary,
        page=page_path(entry.kind, entry.id),
        notices=notices,
        companion="" if gone else _companion(library, entry.kind, record),
        sources={one: reference(source) for one, source in sources.items()},
        mark=hashlib.blake2b(entry.said, digest_size=6).hexdigest(),
        date=_date(entry, sources.values()),
        student=student,
        teacher=teacher,
    )


def _sides(library: Library, kind: str, record: Any) -> tuple[Side, Side | None]:
    if isinstance(record, Note):
        return _note_sides(library, record)
    blocks, slides = _OF_KIND[kind](library, record)
    return Side(tuple(blocks), tuple(slides)), None


def _note_sides(library: Library, note: Note) -> tuple[Side, Side]:
    sheet = sheet_of(note)
    quiz, answered = student_quiz(sheet), teacher_quiz(note)
    return (
        Side(tuple(student_blocks(library, sheet)), tuple(student_slides(sheet)), quiz, tuple(quiz_slides(quiz))),
        Side(tuple(teacher_blocks(library, note)), tuple(teacher_slides(note)), answered, tuple(quiz_slides(answered))),
    )


_OF_KIND: dict[str, Callable[[Library, Any], tuple[Iterator[Block], Iterator[Slide]]]] = {
    "case": lambda library, case: (case_blocks(library, case), case_slides(library, case)),
    "method": lambda library, method: (method_blocks(library, method), method_slides(library, method)),
    "policy": lambda library, policy: (policy_blocks(library, policy), policy_slides(library, policy)),
    "term": lambda _library, term: (term_blocks(term), iter(())),
    "source": lambda _library, _source: (iter(()), iter(())),
    "pack": lambda _library, _pack: (iter(()), iter(())),
}


def _companion(library: Library, kind: str, record: Any) -> str:
    if isinstance(record, Note):
        return str(record.case)
    notes = library.who_names(record.id, "case") if kind == "case" else ()
    usable = (link.source for link in notes if library.entries[link.source].card.status != Status.WITHDRAWN.value)
    return next(usable, "")


def _date(entry: Entry, sources: Any) -> str:
    """When it was last looked over; else the date of its latest source. Inferred dates do not count."""
    if entry.card.reviewed_on:
        return entry.card.reviewed_on
    dates = [one for source in sources for one in (source.accessed, source.published) if one and not one.inferred]
    return max(map(str, dates), default="")
